import type { RuleId } from '../../core/rule-texts.ts';
import { type Severity, shiftSeverity } from '../../core/severity.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** A vendor's token that begins with a prefix of its own: one table row is one rule. */
export interface TokenRow {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly docs: string;
  /** What the token begins with. */
  readonly prefixes: readonly string[];
  /**
   * What follows the prefix, as the source of a regular expression with bounded repeats and no groups that capture.
   * The token ends where it ends: behind it stands no character of `alphabet`.
   */
  readonly body: string;
  /** Characters that a token of this kind is made of, as the inside of a character class. Default: `A-Za-z0-9_-`. */
  readonly alphabet?: string;
  /** How much of a token is public prefix and may be shown. Default: the prefix. */
  readonly shows?: number;
  /** A word that must stand within 200 characters, any case, where the format alone says too little. */
  readonly near?: RegExp;
  /** What an offline check says of a token: a right checksum raises the severity, a wrong one lowers it. */
  readonly check?: (token: string) => 'right' | 'wrong' | 'unknown' | 'reject';
}

const raised: Readonly<Record<'right' | 'wrong' | 'unknown', number>> = { right: 1, wrong: -1, unknown: 0 };

/** Behind a letter or digit a prefix is the middle of something else, unless that ends an escape: `\n`, `%3D`. */
const leftEdge = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]|%[0-9A-Fa-f]{2}))`;
const nearness = 200;

/** Makes the rule of a row. Its pattern runs where a prefix stands and nowhere else. */
export function token(row: TokenRow): Rule {
  const alphabet = row.alphabet ?? 'A-Za-z0-9_-';
  const patterns = new Map(
    row.prefixes.map((prefix) => [
      prefix,
      new RegExp(`${leftEdge}${escapePattern(prefix)}${row.body}(?![${alphabet}])`, 'y'),
    ]),
  );
  return {
    id: row.id,
    severity: row.severity,
    docs: row.docs,
    literals: row.prefixes,
    reach: { before: nearness, after: 4096 },
    find: (window) => find(row, patterns, window),
  };
}

function* find(row: TokenRow, patterns: ReadonlyMap<string, RegExp>, window: Window): Iterable<Hit> {
  const pattern = patterns.get(window.literal);
  if (pattern === undefined) return;
  pattern.lastIndex = window.at;
  const match = pattern.exec(window.text);
  if (match === null) return;
  const end = window.at + match[0].length;
  if (row.near !== undefined) {
    const around = window.text.slice(window.from, window.at) + window.text.slice(end, end + nearness);
    if (!row.near.test(around)) return;
  }
  const verdict = row.check?.(match[0]) ?? 'unknown';
  if (verdict === 'reject') return;
  const shows = row.shows ?? window.literal.length;
  yield { start: window.at, end, severity: shiftSeverity(row.severity, raised[verdict]), shows };
}

export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
