import { existsSync, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { foldPath } from '../../core/vault-path.ts';
import type { Judge } from './judge.ts';

/** Programs that look at the folder that they are started in, or at nothing, unless a word tells them to. */
const localPrograms =
  /^(?:git|ls|pwd|echo|date|whoami|uname|true|npm|pnpm|yarn|bun|deno|node|make|cargo|go|mvn|gradle|dotnet|composer|bundle|rake|mix|pytest|ruff|mypy|tsc|eslint|prettier|biome|jest|vitest|playwright)$/;
/** A program's name, options and words without a slash, and nothing that a shell expands. */
const plainWord = /^(?:[\w.-]+|--[\w-]+=[\w.-]+)$/;

/**
 * True for a local program in a folder outside of every vault, with plain words none of which names a file there:
 * it can not lead into a vault, so that nobody has to evaluate it. Most calls outside of vaults are such, and are to cost
 * nothing. False says nothing.
 */
export function isPlainlyElsewhere(command: string, { sight, cwd, home, own, caches }: Judge): boolean {
  if (command.length > 400 || /cloister/i.test(command)) return false;
  const words = command.trim().split(' ');
  if (!words.every((word) => plainWord.test(word) && !/^\.+$/.test(word))) return false;
  if (!localPrograms.test(words[0] ?? '')) return false;
  const area = repositoryAround(cwd);
  if (area === undefined || sight.isBusiness(cwd) || cwd === '/') return false;
  // What a command may do to a whole folder or repository it may do to what no agent may change.
  const claude = `${home}/.claude`;
  const [inside, around] = [`${foldPath(cwd)}/`, `${foldPath(area)}/`];
  for (const each of [...sight.roots(), own, ...caches, claude]) {
    const folder = `${foldPath(each)}/`;
    if (folder.startsWith(around) || inside.startsWith(folder)) return false;
  }
  return words.flatMap(namesIn).every((name) => isMissing(`${cwd}/${name}`));
}

/** What a word may name: itself, the value of an option, or what is glued to a short one. */
function namesIn(word: string): string[] {
  if (!word.startsWith('-')) return [word];
  if (word.startsWith('--')) return [word.slice(2), word.slice(word.indexOf('=') + 1)];
  return Array.from(word, (_, index) => word.slice(index));
}

/** The outermost folder that a git command in `cwd` may act on; undefined for a worktree, whose repository is elsewhere. */
function repositoryAround(cwd: string): string | undefined {
  let area = cwd;
  for (let folder = cwd; dirname(folder) !== folder; folder = dirname(folder)) {
    if (!existsSync(`${folder}/.git`)) continue;
    if (!lstatSync(`${folder}/.git`).isDirectory()) return undefined;
    area = folder;
  }
  return area;
}

function isMissing(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined;
}
