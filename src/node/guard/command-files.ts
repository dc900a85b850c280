import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';

/**
 * The texts of the files that a slash command or skill of Claude Code may stand in: in the project, in a folder above,
 * in the person's own settings, or in a plugin (https://code.claude.com/docs/en/slash-commands, /skills). A skill is
 * named by its folder or by its own front matter.
 */
export function commandTexts(name: string, cwd: string, home: string): string[] {
  if (!/^[\w:./ -]{1,200}$/.test(name) || name.includes('..')) return [];
  const inner = name.replaceAll(':', '/');
  const last = inner.slice(inner.lastIndexOf('/') + 1);
  const own = [...above(cwd), home].map((folder) => join(folder, '.claude'));
  const plugins = name.includes(':') ? pluginFolders(join(home, '.claude', 'plugins')) : [];
  const files = [...own, ...plugins].flatMap((folder) => [
    join(folder, 'commands', `${inner}.md`),
    join(folder, 'commands', `${last}.md`),
    ...skillFiles(join(folder, 'skills'), last),
  ]);
  return [...new Set(files)].flatMap((file) => read(file) ?? []);
}

const mostSkills = 300;
/** A client takes no longer texts in. */
const largestText = 4 << 20;

function skillFiles(folder: string, name: string): string[] {
  return list(folder)
    .slice(0, mostSkills)
    .map((each) => ({ each, file: join(folder, each, 'SKILL.md') }))
    .filter(({ each, file }) => each === name || declaredName(read(file) ?? '') === name)
    .map(({ file }) => file);
}

function declaredName(text: string): string | undefined {
  const matter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  return /^name:\s*["']?(.*?)["']?\s*$/m.exec(matter)?.[1];
}

/** Folders of installed plugins: those that hold commands or skills, a few levels down. */
function pluginFolders(folder: string, depth = 0): string[] {
  const names = list(folder).slice(0, mostSkills);
  const isPlugin = names.includes('commands') || names.includes('skills');
  if (isPlugin || depth > 5) return isPlugin ? [folder] : [];
  return names.flatMap((name) => (name.startsWith('.') ? [] : pluginFolders(join(folder, name), depth + 1)));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function read(file: string): string | undefined {
  try {
    return readPlainFile(file, { largest: largestText }).toString('utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
