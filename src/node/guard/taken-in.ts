import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { instructionMentions } from '../../agents/claude-code/instructions.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { resolvePath } from './spellings.ts';

/** A file that Claude Code takes in by itself, without any tool call: instructions, or what they import. */
export interface TakenIn {
  /** Its real path. */
  readonly path: string;
  readonly text: string;
}

const mostFiles = 200;
/** Imports of imports are followed so far (https://code.claude.com/docs/en/memory); observed: not eight times. */
const mostHops = 5;
/** Observed with 2.1.330: all of them are taken in. */
const names = ['CLAUDE.md', 'CLAUDE.local.md', 'AGENTS.md', '.claude/CLAUDE.md', '.claude/AGENTS.md'];

/** The folders above a path and itself, the innermost first. */
export function withFoldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...withFoldersAbove(parent)];
}

/** The instructions in these folders, and what they import. `home` is the person's home folder. */
export function takenInFrom(folders: readonly string[], home: string): TakenIn[] {
  const starts = folders.flatMap((folder) => [
    ...names.map((name) => join(folder, name)),
    ...rulesIn(join(folder, '.claude', 'rules')),
  ]);
  return withImports(starts, home);
}

/** The person's own instructions, beneath the folder of their settings, and what they import. */
export function takenInByPerson(settingsFolder: string, home: string): TakenIn[] {
  return withImports([join(settingsFolder, 'CLAUDE.md'), ...rulesIn(join(settingsFolder, 'rules'))], home);
}

function withImports(starts: readonly string[], home: string): TakenIn[] {
  const found = new Map<string, TakenIn>();
  let files = starts;
  for (let hop = 0; hop <= mostHops && files.length > 0; hop++) {
    const next: string[] = [];
    for (const file of files) {
      const path = resolvePath(file).path;
      const text = found.has(path) || found.size >= mostFiles ? undefined : read(path);
      if (text === undefined) continue;
      found.set(path, { path, text });
      for (const each of instructionMentions(text)) next.push(absolute(each, dirname(path), home));
    }
    files = next;
  }
  return [...found.values()];
}

function absolute(mention: string, folder: string, home: string): string {
  if (mention.startsWith('/')) return mention;
  return mention.startsWith('~/') ? home + mention.slice(1) : join(folder, mention);
}

function rulesIn(folder: string, depth = 0): string[] {
  if (depth > 8) return [];
  return entriesOf(folder)
    .slice(0, mostFiles)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return rulesIn(path, depth + 1);
      return entry.name.endsWith('.md') ? [path] : [];
    });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // There is none, or nobody of this user can list it.
    errorCode(error);
    return [];
  }
}

const largest = 4 << 20;

function read(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest }).toString('utf8');
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}
