import type { BlobPlace, GitObjectKind, VaultPath } from './finding.ts';

/** The beginning of an object id, as git shows it to people. */
export function shortOid(oid: string): string {
  return oid.slice(0, 8);
}

/**
 * What a person calls an object: its path; `message of commit 3f2a91c0`; `note of 3f2a91c0` for one of git's notes, whose
 * path is the id of what it is about; `blob 3f2a91c0` for a content that has no name.
 */
export function objectName({ object, oid, path }: { object: GitObjectKind; oid: string; path: VaultPath }): string {
  if (object !== 'blob') return `message of ${object} ${shortOid(oid)}`;
  if (path === '') return `blob ${shortOid(oid)}`;
  const noted = notedOid(path);
  return noted === undefined ? path : `note of ${shortOid(noted)}`;
}

/** The same with the place in it. */
export function placeName(place: Pick<BlobPlace, 'object' | 'oid' | 'path' | 'span'>): string {
  return `${objectName(place)}:${place.span.startLine}:${place.span.startColumn}`;
}

/**
 * The name under which an object is looked at. A message is no note: marks and topics of one are not looked for. A content
 * without a name may be one.
 */
export function scannedName({ object, oid, path }: { object: GitObjectKind; oid: string; path: VaultPath }): string {
  if (object !== 'blob') return 'message.git';
  return path === '' ? `${oid}.md` : path;
}

/**
 * The object that a note of git (git-notes(1)) is about, by the note's path: git spreads many of them over folders named by
 * the first digits. Undefined for every other path.
 */
export function notedOid(path: VaultPath): string | undefined {
  const digits = path.replaceAll('/', '');
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits) && /^(?:[0-9a-f]{2}\/)*[0-9a-f]+$/.test(path)
    ? digits
    : undefined;
}
