import type { RuleId } from '../../core/rule-texts.ts';
import { type Severity, shiftSeverity } from '../../core/severity.ts';
import { isPlaceholder } from '../placeholders.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** A vendor's token that begins with a prefix of its own: one table row is one rule. */
export interface TokenRow {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly docs: string;
  /** What the token begins with, or, where `before` is given, holds at a fixed place. */
  readonly prefixes: readonly string[];
  /** What of the token stands before the prefix, as the source of a bounded pattern: Telegram's bot number. */
  readonly before?: string;
  /** True where the prefix is a label before the value and no part of it: `AccountKey=`. */
  readonly isLabel?: boolean;
  /**
   * What follows the prefix, as the source of a regular expression with bounded repeats and no groups that capture.
   * The token ends where it ends: behind it stands no character of `alphabet`.
   */
  readonly body: string;
  /** Characters that a token of this kind is made of, as the inside of a character class. Default: `A-Za-z0-9_-`. */
  readonly alphabet?: string;
  /** How much of a token is public prefix and may be shown. Default: the prefix, where the token begins with it. */
  readonly shows?: number;
  /** A word that must stand within 200 characters, any case, where the format alone says too little. */
  readonly near?: RegExp;
  /** The part of a token that may be a placeholder, as group 1, where it is not the whole: the seed in an address. */
  readonly judges?: RegExp;
  /** What an offline check says of a token: a right checksum raises the severity, a wrong one lowers it. */
  readonly check?: (token: string) => Verdict;
  /** What `check` looks at, or what else proves the token, for the documentation. */
  readonly validation?: string;
}

/** What an offline check says of a token. `reject`: it is none. */
export type Verdict = 'right' | 'wrong' | 'unknown' | 'reject';

/** The inside of the commonest character class, for `alphabet`. */
export const alnum = 'A-Za-z0-9';

/** How far a verdict moves a severity. */
export const raised: Readonly<Record<Exclude<Verdict, 'reject'>, number>> = { right: 1, wrong: -1, unknown: 0 };

/** Behind a letter or digit a prefix is the middle of something else, unless that ends an escape: `\n`, `%3D`. */
export const leftEdge = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]|%[0-9A-Fa-f]{2}))`;
/** Between underscores a token ends before the mark of emphasis, which may be of its alphabet. */
export const italicEdge = '(?=_{1,3}(?![A-Za-z0-9_-]))';
const nearness = 200;
/** A token in its vendor's own format is made up where more than this of it counts up or down. */
const mostlyCounted = 0.7;

interface Patterns {
  readonly plain: RegExp;
  readonly italic: RegExp;
}

/** No token has more than this before its prefix. */
const longestBefore = 96;

/** Makes the rule of a row. Its pattern runs where a prefix stands and nowhere else. */
export function token(row: TokenRow): Rule {
  const before = row.before === undefined ? undefined : new RegExp(`${leftEdge}${row.before}$`);
  // A call of an agent waits for all rules, and most of them have nothing to look at: patterns are made at the first look.
  const made = new Map<string, Patterns>();
  const patternsOf = (prefix: string): Patterns => {
    const found = made.get(prefix) ?? makePatterns(row, prefix);
    made.set(prefix, found);
    return found;
  };
  return {
    id: row.id,
    severity: row.severity,
    docs: row.docs,
    literals: row.prefixes,
    reach: { before: nearness, after: 4096 },
    get validation() {
      return describe(row);
    },
    follows: row.body,
    find: (window) => find(row, patternsOf(window.literal), before, window),
  };
}

function makePatterns(row: TokenRow, prefix: string): Patterns {
  const rightEdge = `(?![${row.alphabet ?? 'A-Za-z0-9_-'}])`;
  // A label is found in any case; the engine has made sure that it stands there.
  const edge = row.before === undefined && /^[A-Za-z0-9_]/.test(prefix) ? leftEdge : '';
  const inner = edge + (row.isLabel === true ? `[^]{${prefix.length}}` : escapePattern(prefix)) + row.body;
  return { plain: new RegExp(inner + rightEdge, 'y'), italic: new RegExp(inner + italicEdge, 'y') };
}

function* find(row: TokenRow, patterns: Patterns, before: RegExp | undefined, window: Window): Iterable<Hit> {
  const { text, at, from, literal } = window;
  let start = at;
  if (before !== undefined) {
    const lead = before.exec(text.slice(Math.max(0, at - longestBefore), at));
    if (lead === null) return;
    start = at - lead[0].length;
  }
  const isItalic = text.charAt(start - 1) === '_';
  const match =
    (isItalic ? matchAt(patterns.italic, text, at) : undefined) ??
    matchAt(patterns.plain, text, at) ??
    matchAt(patterns.italic, text, at);
  if (match === undefined) return;
  const end = at + match.length;
  if (row.isLabel === true) start = at + literal.length;
  if (row.near !== undefined && !row.near.test(text.slice(from, start) + text.slice(end, end + nearness))) return;
  const verdict = row.check?.(text.slice(start, end)) ?? 'unknown';
  if (verdict === 'reject') return;
  const shows = row.shows ?? (start === at ? literal.length : 0);
  const judged = row.judges?.exec(text.slice(start, end))?.[1] ?? randomPart(text, start, at + literal.length, end);
  if (isPlaceholder(judged, mostlyCounted)) return;
  const severity = shiftSeverity(row.severity, raised[verdict]);
  yield { start, end, severity, shows, judged: '' };
}

/** How a row's tokens are told from other text, for the documentation. */
function describe(row: TokenRow): string {
  const shown = row.prefixes.slice(0, 4).map((prefix) => `\`${prefix}\``);
  const more = row.prefixes.length > shown.length ? ' and others' : '';
  const where = row.isLabel === true ? 'stands behind' : row.before === undefined ? 'begins with' : 'holds';
  return [
    `${where} ${shown.join(', ')}${more}, then the format's own characters and length`,
    ...(row.near === undefined ? [] : ['a word that names the vendor stands within 200 characters']),
    ...(row.validation === undefined ? [] : [row.validation]),
  ].join('; ');
}

/** What a filter for placeholders may judge: the part behind the prefix, where that is most of it. */
function randomPart(text: string, start: number, body: number, end: number): string {
  const part = end - body >= 12 ? text.slice(body, end) : text.slice(start, end);
  // In base64url a row of underscores is as good as any other: no hole to be filled.
  return part.replace(/_{4,}/g, '_');
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
