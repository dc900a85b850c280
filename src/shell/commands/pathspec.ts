import type { LeavesOut } from '../../core/request.ts';
import { matchesPattern } from '../patterns.ts';

interface Pathspec {
  readonly pattern: string;
  readonly excludes: boolean;
  readonly fromTop: boolean;
  readonly isGlob: boolean;
  readonly ignoresCase: boolean;
}

/** Parses a pathspec (https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-aiddefpathspecapathspec). */
function parsePathspec(text: string): Pathspec {
  const long = /^:\(([^)]*)\)(.*)$/s.exec(text);
  if (long !== null) {
    const words = (long[1] ?? '').split(',');
    return {
      pattern: long[2] ?? '',
      excludes: words.includes('exclude'),
      fromTop: words.includes('top'),
      isGlob: words.includes('glob'),
      ignoresCase: words.includes('icase'),
    };
  }
  const short = /^:([!^/]+):?(.*)$/s.exec(text);
  const marks = short?.[1] ?? '';
  return {
    pattern: short === null ? text : (short[2] ?? ''),
    excludes: /[!^]/.test(marks),
    fromTop: marks.includes('/'),
    isGlob: false,
    ignoresCase: false,
  };
}

/**
 * What pathspecs leave out, for paths from the repository's top folder. `prefix` is where git runs, from the top.
 */
export function pathspecFilter(pathspecs: readonly string[], prefix: string): LeavesOut {
  const all = pathspecs.map(parsePathspec).map((each) => ({
    ...each,
    full: normalise(each.fromTop || prefix === '' ? each.pattern : `${prefix}/${each.pattern}`),
  }));
  const excludes = all.filter((each) => each.excludes);
  const includes = all.filter((each) => !each.excludes);
  return (path, isFolder) => {
    if (excludes.some((each) => covers(each, path, isFolder))) return true;
    if (includes.length === 0) return false;
    return !includes.some((each) => covers(each, path, isFolder) || (isFolder && reachesInto(each, path)));
  };
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

type Full = Pathspec & { readonly full: string };

/** True where a path, or a folder above it, is what the pathspec names; of a folder all that is in it. */
function covers({ full, isGlob, ignoresCase }: Full, path: string, isFolder: boolean): boolean {
  if (full === '') return true;
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const parts = path.split('/');
  const prefixes = parts.map((_, index) => fold(parts.slice(0, index + 1).join('/')));
  const pattern = fold(full);
  if (prefixes.includes(pattern)) return true;
  if (!/[*?[\]]/.test(pattern)) return false;
  const candidates = isFolder ? [...prefixes, fold(`${path}/x`)] : prefixes;
  const loose = isGlob ? undefined : pattern;
  return candidates.some((each) =>
    loose !== undefined ? matchesPattern(each, loose) : matchesSegments(each, pattern),
  );
}

/** `:(glob)`: a star stays within a name, `**` crosses folders. */
function matchesSegments(path: string, pattern: string): boolean {
  const [first, ...rest] = pattern.split('/');
  if (first === undefined) return path === '';
  if (first === '**') {
    if (rest.length === 0) return path !== '';
    const parts = path.split('/');
    return parts.some((_, index) => matchesSegments(parts.slice(index).join('/'), rest.join('/')));
  }
  const [head = '', ...tail] = path.split('/');
  if (!matchesPattern(head, first)) return false;
  return rest.length === 0 ? tail.length === 0 : tail.length > 0 && matchesSegments(tail.join('/'), rest.join('/'));
}

/** True where the pathspec may name something beneath a folder. */
function reachesInto({ full: cased, ignoresCase }: Full, path: string): boolean {
  const [full, folder] = ignoresCase ? [cased.toLowerCase(), path.toLowerCase()] : [cased, path];
  const literal = full.split(/[*?[\]]/)[0] ?? '';
  return literal.startsWith(`${folder}/`) || (literal !== full && `${folder}/`.startsWith(literal));
}
