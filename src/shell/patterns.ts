import { Minimatch } from 'minimatch';
import type { World } from './world.ts';

export interface GlobOptions {
  readonly globstar: boolean;
  readonly dotglob: boolean;
  readonly nocase: boolean;
}

const segmentOptions = { dot: true, nobrace: true, nonegate: true, nocomment: true, noglobstar: true };
const mostMatches = 5000;

/**
 * Expands a shell pattern against the real tree. `pattern` is absolute, its literal characters escaped with
 * backslashes. Returns the paths in it that exist; undefined where they are too many to tell.
 */
export function expandGlob(pattern: string, options: GlobOptions, world: World): string[] | undefined {
  const segments = pattern.split('/').slice(1);
  let found = [''];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const next: string[] = [];
    for (const folder of found) {
      if (world.isOver()) return undefined;
      if (!step(folder, segment, isLast, options, world, next)) return undefined;
      if (next.length > mostMatches) return undefined;
    }
    found = next;
  }
  return found.map((path) => (path === '' ? '/' : path));
}

/** Adds to `next` what one segment of a pattern leads to from a folder; false where that is too much. */
function step(folder: string, segment: string, isLast: boolean, options: GlobOptions, world: World, next: string[]) {
  if (segment === '**' && options.globstar) {
    if (!isLast) next.push(folder);
    return descend(folder, isLast, options, world, next);
  }
  const literal = literalOf(segment);
  if (literal !== undefined) {
    const path = `${folder}/${literal}`;
    if (literal === '' || world.kind(path) !== undefined) next.push(path);
    return true;
  }
  const glob = new Minimatch(segment, { ...segmentOptions, nocase: options.nocase });
  const takesDots = options.dotglob || segment.startsWith('.') || segment.startsWith('\\.');
  for (const { name, isFolder } of world.list(folder === '' ? '/' : folder) ?? []) {
    if (name.startsWith('.') && !takesDots) continue;
    if ((isLast || isFolder || world.kind(`${folder}/${name}`) === 'folder') && glob.match(name))
      next.push(`${folder}/${name}`);
  }
  return true;
}

function descend(folder: string, isLast: boolean, options: GlobOptions, world: World, next: string[]): boolean {
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (world.isOver() || next.length > mostMatches) return false;
    for (const { name, isFolder } of world.list(at === '' ? '/' : at) ?? []) {
      if (name.startsWith('.') && !options.dotglob) continue;
      if (isFolder || isLast) next.push(`${at}/${name}`);
      if (isFolder) open.push(`${at}/${name}`);
    }
  }
  return true;
}

/** The name that a segment without wildcards stands for. */
function literalOf(segment: string): string | undefined {
  const bare = segment.replace(/\\(.)/g, '');
  return /[*?[\]]|[@!+]\(/.test(bare) ? undefined : segment.replace(/\\(.)/g, '$1');
}

/** Escapes a literal text so that it means itself in a pattern. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]()|!@+]/g, '\\$&');
}

const compiled = new Map<string, Minimatch | 'literal'>();

/** True where a whole text matches a shell pattern, as in `case` and `${x#pattern}`. */
export function matchesPattern(text: string, pattern: string): boolean {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    matcher = /[*?[\]\\()]/.test(pattern)
      ? new Minimatch(hide(pattern), { ...segmentOptions, nonull: true })
      : 'literal';
    compiled.set(pattern, matcher);
  }
  return matcher === 'literal' ? text === pattern : matcher.match(hide(text));
}

/** A search asks many patterns about one name. */
const hidden = new Map<string, string>();

/** Slashes are no separators here, and a dot at the front is a character like any other. */
function hide(text: string): string {
  let result = hidden.get(text);
  if (result === undefined) {
    result = text.replace(/[/.]/g, (mark) => (mark === '/' ? '\uE020' : '\uE021'));
    if (hidden.size > 100) hidden.clear();
    hidden.set(text, result);
  }
  return result;
}
