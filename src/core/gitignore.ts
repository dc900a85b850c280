import { Minimatch } from 'minimatch';
import type { VaultPath } from './finding.ts';

/** Says whether the patterns leave a path out. Ask for a folder before what is in it: a folder left out hides it all. */
export type PathFilter = (path: VaultPath, isFolder: boolean) => boolean;

interface Pattern {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  matches(path: VaultPath): boolean;
}

/**
 * Compiles gitignore patterns (https://git-scm.com/docs/gitignore#_pattern_format): the last one that matches decides,
 * `!` takes back. Lines may hold comments and blanks as in a file.
 */
export function compileGitignore(lines: readonly string[]): PathFilter {
  const patterns = lines.flatMap((line) => parsePattern(line) ?? []);
  return (path, isFolder) => {
    for (let index = patterns.length - 1; index >= 0; index--) {
      const pattern = patterns[index];
      if (pattern === undefined || (pattern.foldersOnly && !isFolder)) continue;
      if (pattern.matches(path)) return !pattern.negated;
    }
    return false;
  };
}

function parsePattern(line: string): Pattern | undefined {
  let text = trimEnd(line);
  if (text === '' || text.startsWith('#')) return undefined;
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  if (text === '') return undefined;
  const anchored = text.includes('/');
  if (text.startsWith('/')) text = text.slice(1);
  return { negated, foldersOnly, matches: matcher(text, anchored) };
}

/** Trailing spaces go unless a backslash keeps them; a carriage return is the end of a line, not of a name. */
function trimEnd(line: string): string {
  const text = line.replace(/\r?\n?$/, '');
  return text.replace(/(?<!\\)((?:\\\\)*) +$/, '$1');
}

function matcher(text: string, anchored: boolean): (path: VaultPath) => boolean {
  if (!/[*?[\]\\]/.test(text)) {
    return anchored ? (path) => path === text : (path) => path === text || path.endsWith(`/${text}`);
  }
  const fragments = fixedFragments(text);
  let glob: Minimatch | undefined;
  const compiled = (): Minimatch =>
    // Only these of minimatch's features are gitignore's.
    new Minimatch(anchored ? text : `**/${text}`, {
      dot: true,
      nobrace: true,
      noext: true,
      nonegate: true,
      nocomment: true,
    });
  return (path) => {
    if (!holdsInOrder(path, fragments)) return false;
    glob ??= compiled();
    return glob.match(path);
  };
}

/** What every path that matches holds, in this order; nothing where brackets and backslashes make that hard to say. */
function fixedFragments(text: string): readonly string[] {
  return /[[\]\\]/.test(text) ? [] : text.split(/[*?/]+/).filter((each) => each !== '');
}

function holdsInOrder(path: VaultPath, fragments: readonly string[]): boolean {
  let from = 0;
  for (const fragment of fragments) {
    const at = path.indexOf(fragment, from);
    if (at === -1) return false;
    from = at + fragment.length;
  }
  return true;
}
