import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../walk.ts';

/**
 * The texts of the files that a slash command of Claude Code may stand in: in the project, in a folder above, or in
 * the person's own settings (https://code.claude.com/docs/en/slash-commands).
 */
export function commandTexts(name: string, cwd: string, home: string): string[] {
  if (!/^[\w:./-]{1,200}$/.test(name) || name.includes('..')) return [];
  const inner = name.replaceAll(':', '/');
  const last = inner.slice(inner.lastIndexOf('/') + 1);
  const files = [...above(cwd), home].flatMap((folder) => [
    join(folder, '.claude', 'commands', `${inner}.md`),
    join(folder, '.claude', 'commands', `${last}.md`),
    join(folder, '.claude', 'skills', last, 'SKILL.md'),
  ]);
  return [...new Set(files)].flatMap((file) => (existsSync(file) ? (read(file) ?? []) : []));
}

function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
