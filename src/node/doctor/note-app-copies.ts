import { join } from 'node:path';
import { namesIn } from '../names-in.ts';
import type { Copy } from './editor-copies.ts';
import { textOf } from './text-of.ts';

/** Notes that the index of Smart Connections for Obsidian holds: an `.ajson` file for each, whose lines name it. */
export function smartConnections(root: string): Copy[] {
  const folder = join(root, '.smart-env', 'multi');
  return namesIn(folder)
    .filter((name) => name.endsWith('.ajson'))
    .flatMap((name) => {
      const copy = join(folder, name);
      const notes = [...(textOf(copy) ?? '').matchAll(/"smart_(?:sources|blocks):((?:[^"\\#]|\\.)+)/g)].map(
        ([, path = '']) => join(root, unescaped(path)),
      );
      return [...new Set(notes)].map((note) => ({ note, copy }));
    });
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Notes whose names Obsidian keeps: open and last opened files, bookmarks, and what is starred. */
export function obsidianNames(root: string): Copy[] {
  const names = ['workspace.json', 'workspace-mobile.json', 'workspaces.json', 'bookmarks.json', 'starred.json'];
  return names.flatMap((name) => {
    const copy = join(root, '.obsidian', name);
    return stringsIn(textOf(copy) ?? '').map((path) => ({ note: join(root, path), copy }));
  });
}

function stringsIn(json: string): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && /\.\w+$/.test(value) && !value.startsWith('/')) found.push(value);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) look(each);
  };
  try {
    look(JSON.parse(json === '' ? 'null' : json));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return [...new Set(found)];
}
