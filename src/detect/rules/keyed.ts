import type { RuleId } from '../../core/rule-texts.ts';
import { type Severity, shiftSeverity } from '../../core/severity.ts';
import { entropy, isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';
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
  };
}

interface Patterns {
  readonly candidate: RegExp;
  readonly named: RegExp;
  readonly labelled: RegExp;
  readonly itself: RegExp;
  readonly filler: RegExp;
}

function* find(row: KeyedRow, patterns: Patterns, { text, at, from, to, literal }: Window): Iterable<Hit> {
  let end = at + literal.length;
  if (row.partner !== undefined) {
    row.partner.lastIndex = at;
    const match = row.partner.exec(text);
    if (match === null) return;
    end = at + match[0].length;
  } else if (isPartOfWord(text, at, end)) return;
  const check = row.check ?? isKeyLike;
  for (const match of text.slice(end, to).matchAll(patterns.candidate)) {
    if (match.index > after) return;
    const start = end + match.index;
    // Between underscores the last one is the mark of emphasis.
    const value = text.charAt(at - 1) === '_' ? match[0].replace(/_$/, '') : match[0];
    const lead = text.slice(end, start);
    if (!isIntroduced(row, patterns, literal, lead)) continue;
    const hit = judge(row, value, start, check);
    if (hit === undefined) continue;
    yield hit;
    return;
  }
  // The word may stand behind the key: on the same line, or in the address that a header belongs to.
  for (const match of text.slice(from, at).matchAll(patterns.candidate)) {
    const start = from + match.index;
    const value = match[0];
    const rest = text.slice(start + value.length, at);
    if (/\n[^\n]*\n/.test(rest)) continue;
    const lead = text.slice(Math.max(from, start - 80), start);
    const ownLine = lead.slice(lead.lastIndexOf('\n') + 1);
    if (row.partner === undefined && (!patterns.labelled.test(ownLine) || namesAnother(ownLine, patterns))) continue;
    if (publicThing.test(lead)) continue;
    const hit = judge(row, value, start, check);
    if (hit === undefined) continue;
    yield hit;
    return;
  }
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

/** True where what stands between the vendor's word and a value makes the value the vendor's key. */
function isIntroduced(row: KeyedRow, patterns: Patterns, literal: string, lead: string): boolean {
  if (publicThing.test(lead)) return false;
  if (row.partner !== undefined) return lead.split('\n').length <= 4;
  const isOneLine = !lead.includes('\n');
  // The word may be the label: `SSWS …`, `oauth:…`, `wandb login …`.
  if (/^[\s"'`]{0,3}$/.test(lead) && (row.bare === true || patterns.itself.test(literal))) return true;
  if (isOneLine && row.named !== false && patterns.named.test(lead)) return true;
  const near = lead.slice(-90);
  if (!patterns.labelled.test(near)) return false;
  return isOneLine ? true : !namesAnother(lead.slice(lead.lastIndexOf('\n') + 1), patterns);
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
