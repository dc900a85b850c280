import type { RuleId } from '../../core/rule-texts.ts';
import { type Severity, shiftSeverity } from '../../core/severity.ts';
import { entropy, isRandom } from '../randomness.ts';
import type { Hit, Note, Rule, Window } from '../rule.ts';
import { type Shape, ShapeIndex } from './shape-index.ts';
import { italicEdge, raised, type Verdict } from './token.ts';

/** A key whose own shape says too little: it counts under a label, near a word that names its vendor. */
export interface KeyedRow {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly docs: string;
  /** Words that name the vendor, as literals: in lower case, each at least three characters. */
  readonly words: readonly string[];
  /** The whole key, as the source of a regular expression with bounded repeats and no groups that capture. */
  readonly body: string;
  /** Characters that stand neither before nor behind the key, as the inside of a character class. Default: `A-Za-z0-9_-`. */
  readonly alphabet?: string;
  /** What the key may be called, as the source of a pattern. Default: key, token, secret, password and the like. */
  readonly label?: string;
  /** What makes a text of the right shape a key. A wrong checksum lowers the severity. Default: `isKeyLike`. */
  readonly check?: (value: string) => boolean | Verdict;
  /**
   * Where the literal is a partner of the key (an account number) instead of a word: the partner's own pattern, sticky.
   * Near a partner no label is asked for.
   */
  readonly partner?: RegExp;
  /** True where the vendor's name alone makes the label: `heroku: …`. Default: true. */
  readonly named?: boolean;
  /** True where the shape says so much that it counts right behind the vendor's name, without a separator. */
  readonly bare?: boolean;
  /** How long a key may be, in characters. Default: 128. */
  readonly longest?: number;
  /** What is looked at, for the documentation. */
  readonly validation?: string;
}

const before = 160;
const after = 220;
const longest = 128;

/** What keys are called, in the languages of the label rules. */
const keyWords =
  'key|token|secret|passwor[dt]|passwd|pwd|pass(?![a-z])|pat(?![a-z])|auth(?![a-z])|authorization|bearer|credentials?|login|schl(?:ü|ue)ssel|cl[ée]|clave|chave|chiave|sleutel|contraseña|senha|ключ|токен|пароль|密钥|令牌|密码|キー|トークン|パスワード';

/** Words beside a value that make it something public. */
const publicThing =
  /(?:sha-?\d*|commit|digest|integrity|checksum|md5|etag|fingerprint|revision|hash|blob|tree|public[ _-]?key|uuid|(?<![a-z])id)["'`*]{0,3}\s{0,3}[:=|]?\s{0,3}["'`*]{0,3}$/i;

/** What stands between a name and its value. */
const separator = String.raw`(?::{1,3}=?|\?=|={1,3}>?|>|->|→|\||：|,|\(|(?<=\s)(?:is|was|ist|lautet|est|es|é|è))`;
const filling = String.raw`[\s"'\x60*\\([{<_]{0,24}`;

/** Makes the rule of a row. It runs at a word that names the vendor and nowhere else. */
export function keyed(row: KeyedRow): Rule {
  // As for tokens: made at the first look.
  let patterns: Patterns | undefined;
  return {
    id: row.id,
    severity: row.severity,
    docs: row.docs,
    literals: row.words,
    reach: { before, after: after + (row.longest ?? longest) },
    get validation() {
      return row.validation ?? describe(row);
    },
    find(window) {
      patterns ??= makePatterns(row);
      return find(row, patterns, window);
    },
  };
}

function makePatterns(row: KeyedRow): Patterns {
  const alphabet = row.alphabet ?? 'A-Za-z0-9_-';
  // Keys in hexadecimal digits are written in either case; `=` before a key is the assignment's.
  const body = row.body.replaceAll('0-9a-f]', '0-9a-fA-F]');
  // A point ends a sentence, unless the text goes on right behind it.
  const dot = alphabet.includes('.') ? String.raw`(?!\.[A-Za-z0-9])` : '';
  const edge = `(?![${alphabet.replace('.', '')}])${dot}`;
  const candidate = new RegExp(`(?<![${alphabet.replace('=', '')}])${body}(?:${edge}|${italicEdge})`, 'g');
  const label = row.label ?? keyWords;
  return {
    candidate,
    beginning: new RegExp(`^(?:${candidate.source})`),
    // `heroku: v`, `HEROKU = "v"`, `twilio("v")`: nothing but the vendor's own name before the separator.
    named: new RegExp(String.raw`^[\w .\-"'\x60*)\]]{0,32}?${separator}${filling}$`, 'i'),
    labelled: new RegExp(
      String.raw`(?:${label})(?:[\w .\-]{0,16}|\s?\([^()\n]{0,40}\))["'\x60*)\]\\]{0,4}\s{0,8}(?:${separator}|(?<=\s|"|'|\x60))${filling}$`,
      'iu',
    ),
    itself: new RegExp(label, 'iu'),
    // Label words and what else is said of any key: what remains is somebody's name.
    filler: new RegExp(
      `${label}|${keyWords}|api|app|access|account|personal|private|client|service|server|user|admin|my|the|our|your|new|old|prod(?:uction)?|dev|test|live|staging|developer|export|const|let|var|set|string|public|static|final|value|name|default|authorization|header|curl|https?|env|config`,
      'giu',
    ),
    indices: new WeakMap(),
  };
}

interface Patterns {
  readonly candidate: RegExp;
  /** The same at the beginning of a text. */
  readonly beginning: RegExp;
  readonly named: RegExp;
  readonly labelled: RegExp;
  readonly itself: RegExp;
  readonly filler: RegExp;
  /** What was read of the text that is scanned, and goes with it. */
  readonly indices: WeakMap<Note, ShapeIndex>;
}

function* find(row: KeyedRow, patterns: Patterns, window: Window): Iterable<Hit> {
  const { text, at, from, to, literal, note } = window;
  let end = at + literal.length;
  if (row.partner !== undefined) {
    row.partner.lastIndex = at;
    const match = row.partner.exec(text);
    if (match === null) return;
    end = at + match[0].length;
  } else if (isPartOfWord(text, at, end)) return;
  const check = row.check ?? isKeyLike;
  let index = patterns.indices.get(note);
  if (index?.text !== text) {
    index = new ShapeIndex(text, patterns.candidate, after + (row.longest ?? longest));
    patterns.indices.set(note, index);
  }
  const isItalic = text.charAt(at - 1) === '_';
  const shapes = index.within(from, Math.min(to, end + after + 1), at, end);
  for (const place of placesBehind(row, patterns, window, end, shapes)) {
    // Between underscores the last one is the mark of emphasis.
    const value = isItalic ? place.value.replace(/_$/, '') : place.value;
    const hit = judge(row, value, place.at, check);
    if (hit === undefined && place.shape !== undefined && !value.endsWith('_')) place.shape.isNothing = !isItalic;
    if (hit === undefined || !isIntroduced(row, patterns, literal, index, end, place.at)) continue;
    yield hit;
    return;
  }
  // The word may stand behind the key: on the same line, or in the address that a header belongs to.
  for (const { at: start, value } of placesBefore(patterns, text, from, at, shapes)) {
    const rest = text.slice(start + value.length, at);
    if (/\n[^\n]*\n/.test(rest)) continue;
    const lead = text.slice(Math.max(from, start - 80), start);
    const ownLine = lead.slice(lead.lastIndexOf('\n') + 1);
    if (row.partner === undefined && !isLabelled(patterns, index, start, ownLine)) continue;
    if (row.partner === undefined && namesAnother(ownLine, patterns)) continue;
    if (publicThing.test(lead)) continue;
    const hit = judge(row, value, start, check);
    if (hit === undefined) continue;
    yield hit;
    return;
  }
}

interface Place {
  readonly at: number;
  readonly value: string;
  /** The shape whose whole text the value is. */
  readonly shape?: Shape;
}

/** Texts of the key's shape behind a word that ends at `end`: right behind it, where it may be the label, or further on. */
function* placesBehind(
  { partner, bare }: KeyedRow,
  { candidate, beginning, itself }: Patterns,
  { text, to, literal }: Window,
  end: number,
  shapes: readonly Shape[],
): Iterable<Place> {
  if (shapes.some((shape) => shape.start < end && shape.end > end)) {
    // The word is a part of what has the shape: what is behind it is read for itself.
    for (const match of text.slice(end, to).matchAll(candidate)) {
      if (match.index > after) return;
      yield { at: end + match.index, value: match[0] };
    }
    return;
  }
  if (shapes.every(({ start }) => start !== end)) {
    const isLabel = partner !== undefined || bare === true || itself.test(literal);
    const value = isLabel ? beginning.exec(text.slice(end, to))?.[0] : undefined;
    if (value !== undefined) yield { at: end, value };
  }
  for (const shape of shapes)
    if (shape.start >= end) yield { at: shape.start, value: text.slice(shape.start, shape.end), shape };
}

function* placesBefore(
  { candidate }: Patterns,
  text: string,
  from: number,
  at: number,
  shapes: readonly Shape[],
): Iterable<Place> {
  if (shapes.some((shape) => shape.start < at && shape.end > at)) {
    for (const match of text.slice(from, at).matchAll(candidate)) yield { at: from + match.index, value: match[0] };
    return;
  }
  for (const { start, end } of shapes)
    if (start >= from && start < at) yield { at: start, value: text.slice(start, end) };
}

function judge(row: KeyedRow, value: string, start: number, check: NonNullable<KeyedRow['check']>): Hit | undefined {
  const verdict = check(value);
  if (verdict === false || verdict === 'reject') return undefined;
  const severity = verdict === true ? row.severity : shiftSeverity(row.severity, raised[verdict]);
  return { start, end: start + value.length, severity };
}

/**
 * True where a machine made it: random by its changes of kind, or, for keys of small letters with few digits, by its
 * entropy and by letters that no word holds side by side.
 */
function isKeyLike(value: string): boolean {
  // Names and files: `0001-Improve-support-for-tests`.
  const words = /[-_]/.test(value) ? (value.match(/(?<![A-Za-z])[A-Za-z]?[a-z]{3,}(?![a-z])/g) ?? []) : [];
  if (words.length >= 3 && words.join('').length > value.length * 0.5) return false;
  if (isRandom(value)) return true;
  const digits = value.replace(/\D/g, '').length;
  if (entropy(value) < 3.2 || !/[A-Za-z]/.test(value)) return false;
  return digits >= 2 || /[bcdfghjklmnpqrstvwxz]{5}|[qxzj][bcdfghjklmnpqrstvwxz]{2}/i.test(value);
}

/** True where the word goes on with small letters on either side: `discordant`, `incursor`. */
function isPartOfWord(text: string, at: number, end: number): boolean {
  if (/[a-z]/.test(text.charAt(end)) && !/^(?:api|key|token|secret|app|auth)/.test(text.slice(end, end + 6)))
    return true;
  const lead = text.slice(Math.max(0, at - 2), at);
  return /[a-z]/.test(text.charAt(at)) && /[a-z]$/.test(lead) && !/\\[nrt]$/.test(lead);
}

/** True where what stands between the vendor's word, which ends at `end`, and a value makes the value the vendor's key. */
function isIntroduced(
  row: KeyedRow,
  patterns: Patterns,
  literal: string,
  index: ShapeIndex,
  end: number,
  start: number,
): boolean {
  const lead = index.text.slice(end, start);
  if (row.partner !== undefined) return lead.split('\n').length <= 4 && !publicThing.test(lead);
  const isOneLine = !lead.includes('\n');
  // The word may be the label: `SSWS …`, `oauth:…`, `wandb login …`.
  const isLabel = /^[\s"'`]{0,3}$/.test(lead) && (row.bare === true || patterns.itself.test(literal));
  if (isLabel || (isOneLine && row.named !== false && patterns.named.test(lead))) return !publicThing.test(lead);
  if (!isLabelled(patterns, index, start, lead.slice(-90)) || publicThing.test(lead)) return false;
  return isOneLine ? true : !namesAnother(lead.slice(lead.lastIndexOf('\n') + 1), patterns);
}

/** True where `lead`, which ends at `start`, ends in a label. What the whole text does not say a part of it does not. */
function isLabelled({ labelled }: Patterns, index: ShapeIndex, start: number, lead: string): boolean {
  return index.before(start, (whole) => labelled.test(whole)) && labelled.test(lead);
}

/** True where the label on a value's line holds a name besides the words that any key's label is made of. */
function namesAnother(line: string, { filler }: Patterns): boolean {
  return /\p{L}{3,}/u.test(line.replace(filler, ' '));
}

function describe(row: KeyedRow): string {
  const near =
    row.partner === undefined
      ? 'counts only under a label, near a word that names the vendor'
      : 'counts only near the account or key id that it belongs to';
  return `${near}; its characters must look random`;
}
