import type { VaultPath } from './finding.ts';

/** Where a vault's baseline lies, from its root. */
export const baselinePath = '.cloister/baseline.json';

/** A finding that a person has looked at. What identifies it is fingerprint, rule and path: no line, no column. */
export interface BaselineEntry {
  /** As the vault's key gives it: `Finding.fingerprint`. */
  readonly fingerprint: string;
  /** The rule's id. A newer version may know more rules than this one. */
  readonly rule: string;
  readonly path: VaultPath;
  /** The day of the decision, as `2030-01-31`. */
  readonly when: string;
  readonly why: string;
  /** The last day on which it counts. */
  readonly until?: string;
  /**
   * Absent: the finding is accepted. `rotated`: the value was replaced and is to be gone, so that it warns wherever it
   * stands again. `removed`: the acceptance was taken back; the line stays until the finding is gone, since a merge of
   * two branches may bring the accepted line back beside it. Anything else was written by a newer version and accepts
   * nothing here.
   */
  readonly state?: string;
  /** Fields that this version does not know, kept when the file is written. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** The findings that a person has accepted in one vault. */
export interface Baseline {
  /** Keyed hash of a constant: tells whether a key is the one that the fingerprints were made with. */
  readonly check?: string;
  readonly entries: readonly BaselineEntry[];
  /** Fields of the file that this version does not know. */
  readonly more: Readonly<Record<string, unknown>>;
}

export const emptyBaseline: Baseline = { entries: [], more: {} };

/** What tells an entry from another one. */
export type EntryIdentity = Pick<BaselineEntry, 'fingerprint' | 'rule' | 'path'>;

/** One text for one identity. Neither fingerprint nor rule holds a blank. */
export function identityOf({ fingerprint, rule, path }: EntryIdentity): string {
  return `${fingerprint} ${rule} ${path}`;
}

/**
 * Writes a baseline: an entry a line, sorted by path, rule and fingerprint. The closing `null` gives every entry's line
 * its comma, so that a line is the same wherever it stands and lines of two branches need only be put together
 * (`merge=union` of https://git-scm.com/docs/gitattributes does that, also with lines that one side changed).
 */
export function formatBaseline({ check, entries, more }: Baseline): string {
  const fields = { version: 1, ...(check === undefined ? {} : { check }), ...sorted(more) };
  const lines = [
    '{',
    ...Object.entries(fields).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},`),
    '"accepted": [',
    ...withoutDoubles(entries).map((entry) => `${formatEntry(entry)},`),
    'null',
    ']',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function formatEntry({ path, rule, fingerprint, when, why, until, state, more }: BaselineEntry): string {
  return JSON.stringify({ path, rule, fingerprint, when, why, until, state, ...sorted(more) });
}

function sorted(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).sort(([left], [right]) => compare(left, right)));
}

/**
 * Entries in their order, each identity once. Where two branches accepted the same finding both lines come together:
 * then the one counts that accepts less.
 */
export function withoutDoubles(entries: Iterable<BaselineEntry>): BaselineEntry[] {
  const kept = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const identity = identityOf(entry);
    const before = kept.get(identity);
    if (before === undefined || compareStrictness(entry, before) < 0) kept.set(identity, entry);
  }
  return [...kept.values()].sort(
    (left, right) =>
      compare(left.path, right.path) || compare(left.rule, right.rule) || compare(left.fingerprint, right.fingerprint),
  );
}

/** Negative where `left` accepts less than `right`; of equals the text decides, so that their order does not. */
function compareStrictness(left: BaselineEntry, right: BaselineEntry): number {
  const rank = ({ state }: BaselineEntry): string => (state === 'rotated' ? '0' : state === undefined ? '2' : '1');
  // Behind every day that can be written.
  const end = ({ until = '~' }: BaselineEntry): string => until;
  return (
    compare(rank(left), rank(right)) ||
    compare(end(left), end(right)) ||
    compare(left.when, right.when) ||
    compare(formatEntry(left), formatEntry(right))
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True for a day of the calendar written as `2030-01-31`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  // Years below 100 mean others to `Date.UTC`.
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The day (UTC) of a time in milliseconds since 1970. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
