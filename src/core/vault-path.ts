import type { VaultPath } from './finding.ts';

/** Joins segments of a path, dropping empty and `.` ones and taking `..` back; undefined where it leaves the vault. */
export function normaliseVaultPath(text: string): VaultPath | undefined {
  const segments: string[] = [];
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** True where `path` is `folder` or lies beneath it; the empty folder is the vault. */
export function isWithin(path: VaultPath, folder: VaultPath): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The folders above a path, the vault itself first. */
export function foldersAbove(path: VaultPath): VaultPath[] {
  if (path === '') return [];
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index).join('/'));
}

/**
 * A path as a careless file system or a look-alike would spell it: compatibility forms, letter case, invisible
 * characters, and the dots and spaces that Windows drops at a name's end. Two paths with one folded form may be one file.
 */
export function foldPath(path: VaultPath): VaultPath {
  if (/^[a-z0-9/_-]*$/.test(path)) return path;
  // To compile the table of invisible characters takes longer than all else that a call of the guard does with a path.
  const folded = /^[ -~]*$/.test(path) ? path.toLowerCase() : foldUnicode(path);
  return folded.replace(/(?<=[^/. ])[. ]+(?=\/|$)/g, '');
}

function foldUnicode(path: VaultPath): string {
  return path
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}
