import type { BlobPlace, GitObjectKind } from '../../core/finding.ts';
import { notedOid, shortOid } from '../../core/history-names.ts';
import { printable } from '../../core/printable.ts';
import type { Translate } from '../summary.ts';

/** The scheme under which the editor shows an object of git. */
export const historyScheme = 'cloister-history';

/** The parts of an address. The editor shows `path` and, by the manifest's label formatter, what `at` says. */
export interface HistoryAddress {
  readonly scheme: typeof historyScheme;
  readonly path: string;
  readonly query: string;
}

/** What an address leads to. */
export interface AddressedObject {
  /** What git is run in. */
  readonly root: string;
  readonly object: GitObjectKind;
  readonly oid: string;
}

/** `2024-03-01`, of a date in ISO 8601: the day where its author was. */
export function dayOfCommit(date: string): string {
  return date.slice(0, 10);
}

/**
 * The address of a place in a repository's history. The last part of its path is the file's name, so that the editor
 * knows the language and the icon; commit and day stand behind it in parentheses.
 * @param name of the repository, as it is shown
 */
export function historyAddress(root: string, name: string, place: BlobPlace, t: Translate): HistoryAddress {
  const { object, oid, commit, date } = place;
  const at =
    commit === undefined
      ? t('object {0}', shortOid(oid))
      : [shortOid(commit), ...(date === undefined ? [] : [dayOfCommit(date)])].join(', ');
  // A name that turns the direction of writing would pass for another one.
  const path = `/${printable(name).replaceAll('/', '_') || 'git'}/${printable(placeName(place, t))}`;
  return { scheme: historyScheme, path, query: JSON.stringify({ root, object, oid, at }) };
}

/** What a place is called: its path, or what kind of message it is. */
export function placeName({ object, oid, path }: BlobPlace, t: Translate): string {
  if (object === 'commit') return t('Commit message');
  if (object === 'tag') return t('Tag message');
  const noted = notedOid(path);
  if (noted !== undefined) return t('Note of git on {0}', shortOid(noted));
  return path === '' ? t('Object {0}', shortOid(oid)) : path;
}

/** Returns what an address leads to, or undefined where it is none that `historyAddress` gave. */
export function parseHistoryAddress({ scheme, query }: { scheme: string; query: string }): AddressedObject | undefined {
  if (scheme !== historyScheme) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(query);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { root, object, oid } = value as Record<string, unknown>;
  if (typeof root !== 'string' || typeof oid !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid))
    return undefined;
  if (object !== 'blob' && object !== 'commit' && object !== 'tag') return undefined;
  return { root, object, oid };
}
