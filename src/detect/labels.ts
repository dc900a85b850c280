import type { Window } from './rule.ts';

/** A value that stands under a label. Offsets are in the window's text. */
export interface Labelled {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** In which form the label stands: prose says least about what follows it. */
  readonly form: 'quoted' | 'bare' | 'cell' | 'prose';
  /** True where nothing but marks stands behind the value on its line. */
  readonly alone: boolean;
}

/** Words which, behind a label in the same name, make it the name of something else: `password_policy`, `tokenCount`. */
const otherThings = new Set(
  `age algorithm attempts budget chars check class column cost count counter endpoint error event expiration expired
   expires expiry field file filename format form generator group hash hashed hashes hint history id ids index info input
   keychain label len length lifetime limit limits link list manager mask max message min mode name names note notes page
   param path pattern per policy pool price prompt prompts protected protection provider ratio ref reference regex required
   requirements reset rotation rule rules safe salt score server service size source spec store storage strategy strength
   table title to ttl type types uri url usage used user username validation validator version window`.split(/\s+/),
);

const longestName = 60;
/** Nobody's password or token without a format of its own is longer; what is, is data. */
const longestValue = 512;
const identifierAfter = /[\p{L}\p{N}_-]{0,40}/uy;

/** `Password for the router`, `Passwort für den Router`: what it is for, up to the separator. */
const purpose = String.raw`(?:[ \t]{1,16}(?:for|of|to|on|at|in|from|für|von|vom|zum|zur|im|bei|auf|pour|de|du|del|para|per|van|voor)\b[^\n\r:=|"]{1,40}?)?`;
const aside = String.raw`(?:[ \t]{0,16}\([^()\n\r]{1,40}\))?`;
const closing = String.raw`(?:\\?["'\x60*_\]]){0,4}`;
const separator = new RegExp(
  String.raw`${closing}${purpose}${aside}${closing}[ \t]{0,16}(?:(::?=?|=>|->|={1,3}|：)[*_]{0,3}|(\|)|(?:(?<=[ \t])(?:is|was|lautet|ist|war|est|es|era|è)(?=[ \t:])[ \t]{0,3}:?))[ \t]{0,16}`,
  'uy',
);
const flagSeparator = /[ \t=]{1,4}/y;
const elementSeparator = />[ \t]{0,8}/y;

/**
 * Reads what stands under the label that the window's literal is part of: assignments and settings in any notation,
 * list items with bold labels, table rows and columns, command-line flags, XML elements, "the password is …".
 */
export function* readLabelled(window: Window): Iterable<Labelled> {
  const { text, at, literal, to } = window;
  const end = labelEnd(window);
  if (end === undefined) return;
  const column = tableColumn(window);
  if (column !== undefined) {
    yield* column;
    return;
  }
  const begin = labelBegin(text, at);
  const form = separatorBehind(text, begin, end, literal);
  if (form === undefined || form.at >= to) return;
  const labelled = form.cell ? readCell(text, form.at, to) : readValue(text, form.at, to, form.prose);
  if (labelled !== undefined) yield labelled;
}

/** Where the name that holds the literal begins. */
function labelBegin(text: string, at: number): number {
  let begin = at;
  while (begin > 0 && at - begin < longestName && isNameCharacter(text.charCodeAt(begin - 1))) begin -= 1;
  return begin;
}

/** Letters, digits, `_`, `-` and everything beyond ASCII, which in a name is a letter. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code > 127
  );
}

/** Where the name that holds the literal ends, or undefined where the literal is part of another word or name. */
function labelEnd({ text, at, literal }: Window): number | undefined {
  const continuation = continuations[literal];
  let end = at + literal.length;
  if (continuation !== undefined) {
    continuation.lastIndex = end;
    const match = continuation.exec(text);
    if (match === null) return undefined;
    end += match[0].length;
  }
  const first = text.charAt(at);
  const before = text.charAt(at - 1);
  // `compass` and `DBPASSWORD`: a short literal must begin a word of its own.
  if (/\p{L}/u.test(before) && isLower(before) === isLower(first) && literal.length < 6) return undefined;
  identifierAfter.lastIndex = end;
  const rest = identifierAfter.exec(text)?.[0] ?? '';
  // `passwords`, `tokenizer`, `secretary`: the word goes on. In capitals a name has `_` between its words.
  if (/^\p{L}/u.test(rest) && isLower(text.charAt(end - 1)) === isLower(rest.charAt(0))) return undefined;
  return isOtherThing(rest) ? undefined : end + rest.length;
}

/**
 * True where what follows a label in its name makes it another name. `DB_PASSWORD_MAIN` says whose it is; in camel case
 * the last word says what it is, so that `tokenContext` is a context.
 */
function isOtherThing(rest: string): boolean {
  const words = rest.split(/[_-]/).filter((word) => word !== '');
  return words.some((word, index) => {
    const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u).map((part) => part.toLowerCase().replace(/\d+$/, ''));
    const isCamel = (index === 0 && /^\p{Lu}\p{Ll}/u.test(rest)) || parts.length > 1;
    return isCamel ? !parts.every((part) => sameThing.has(part)) : otherThings.has(parts[0] ?? '');
  });
}

/** What may follow a label in camel case: `apiKeyValue`, `secretKey`, `passwordText`. */
const sameThing = new Set([
  '',
  'key',
  'secret',
  'token',
  'value',
  'text',
  'plain',
  'base',
  'prod',
  'dev',
  'staging',
  'live',
  'test',
]);

/** How words go on that are cut before an accent, which differs between encodings and Unicode forms. */
const continuations: Readonly<Record<string, RegExp>> = {
  contrase: /(?:ñ|n\u0303|n|\uFFFD)as?/uy,
  'api-schl': /(?:ü|u\u0308|ue|\uFFFD)ssel/uy,
  'api schl': /(?:ü|u\u0308|ue|\uFFFD)ssel/uy,
};

function isLower(character: string): boolean {
  return character !== character.toUpperCase();
}

interface Separator {
  readonly at: number;
  readonly cell: boolean;
  readonly prose: boolean;
}

function separatorBehind(text: string, begin: number, end: number, literal: string): Separator | undefined {
  const lead = text.slice(Math.max(0, begin - 2), begin);
  if (lead.endsWith('<') && text.charAt(end) === '>') return matchAt(elementSeparator, text, end, false, false);
  if (text.slice(begin, end).startsWith('--') || literal === 'bearer')
    return matchAt(flagSeparator, text, end, false, false);
  separator.lastIndex = end;
  const match = separator.exec(text);
  if (match === null) return undefined;
  const cell = match[2] !== undefined;
  // Elsewhere a bar is an "or", as between types.
  if (cell && !isTableRow(text, begin)) return undefined;
  return { at: end + match[0].length, cell, prose: !cell && match[1] === undefined };
}

/** True where the line that holds an offset begins with a bar, in a quotation or not. */
function isTableRow(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 512), at);
  return /^[\s>]*\|/.test(before.slice(lastBreak(before) + 1));
}

function matchAt(pattern: RegExp, text: string, at: number, cell: boolean, prose: boolean): Separator | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { at: at + match[0].length, cell, prose };
}

const opening = /(?:[*_]{1,3}|==)?(\\?["'`“„«]|```)?/uy;
const closingOf: Readonly<Record<string, string>> = { '“': '”', '„': '“', '«': '»' };

function readValue(text: string, at: number, to: number, prose: boolean): Labelled | undefined {
  opening.lastIndex = at;
  const open = opening.exec(text);
  const quote = open?.[1];
  const start = at + (open?.[0].length ?? 0);
  if (quote !== undefined) {
    const inside = text.slice(start, Math.min(to, start + longestValue + quote.length));
    const length = inside.indexOf(closingOf[quote] ?? quote);
    if (length === -1 || /[\n\r]/.test(inside.slice(0, length))) return undefined;
    const close = start + length;
    const alone = /^[\s"'`*_,;.)}\]\\]*(?:[\r\n]|$)/.test(lineRest(text, close + quote.length, to));
    return { start, end: close, value: text.slice(start, close), form: 'quoted', alone };
  }
  const run = /[^\s|<]{1,513}/y;
  run.lastIndex = start;
  const raw = run.exec(text.slice(0, to))?.[0];
  if (raw === undefined || raw.length > longestValue) return undefined;
  // In a text within a text, such as JSON, an escaped line end is the end of the line.
  const value = trimValue(raw.split(/\\[nrt]/, 1)[0] ?? '');
  const end = start + value.length;
  const alone = /^[\p{P}\s]*$/u.test(lineRest(text, end, to));
  return { start, end, value, form: prose ? 'prose' : 'bare', alone };
}

/** Takes off what a sentence, a list or a notation puts behind a value. */
function trimValue(raw: string): string {
  const value = raw.replace(/[.,;:"'`*)}\]\\]*$/, '');
  return /^[*_]/.test(raw) ? value : value.replace(/(?:\*{1,3}|==|__)$/, '');
}

function lineRest(text: string, from: number, to: number): string {
  const rest = text.slice(from, Math.min(to, from + 200));
  const stop = rest.search(/[\r\n]/);
  return stop === -1 ? rest : rest.slice(0, stop);
}

function readCell(text: string, at: number, to: number): Labelled | undefined {
  const rest = lineRest(text, at, to);
  const stop = rest.search(/(?<!\\)\|/);
  return stop === -1 ? undefined : cellValue(rest.slice(0, stop), at);
}

function cellValue(cell: string, at: number): Labelled | undefined {
  const match = /^\s*[*_`]{0,3}(\S+?)[*_`]{0,3}\s*$/.exec(cell);
  const value = match?.[1];
  if (value === undefined || value.length > longestValue) return undefined;
  const start = at + cell.indexOf(value);
  return { start, end: start + value.length, value, form: 'cell', alone: true };
}

/**
 * Where the label stands in the header row of a Markdown table (https://github.github.com/gfm/#tables-extension-),
 * returns the values of its column; undefined where it stands elsewhere.
 */
function tableColumn({ text, at, from, to }: Window): Labelled[] | undefined {
  const before = text.slice(from, at);
  const lineStart = from + lastBreak(before) + 1;
  // A row below another one is no header; a line that begins out of reach is no table's.
  const above = before.slice(0, Math.max(0, lineStart - from - 1)).replace(/\r$/, '');
  if ((lineStart === from && from > 0) || above.slice(lastBreak(above) + 1).includes('|')) return undefined;
  const lines = splitLines(text, lineStart, to);
  const [header, delimiter] = lines;
  if (header === undefined || delimiter === undefined || !header.text.includes('|')) return undefined;
  if (!isDelimiterRow(delimiter.text)) return undefined;
  const column = cells(header.text).findIndex(
    ({ from, to: cellEnd }) => at - lineStart >= from && at - lineStart < cellEnd,
  );
  if (column === -1) return undefined;
  // Of several labels in one cell the first speaks for its column.
  if (/pass|pwd|token|secret|key/i.test(header.text.slice(cells(header.text)[column]?.from ?? 0, at - lineStart)))
    return [];
  const values: Labelled[] = [];
  for (const line of lines.slice(2)) {
    if (!line.text.includes('|')) break;
    const cell = cells(line.text)[column];
    const labelled = cell && cellValue(line.text.slice(cell.from, cell.to), line.start + cell.from);
    if (labelled !== undefined) values.push(labelled);
  }
  return values;
}

/** Bars, colons, blanks and a hyphen: one character class, so that no text makes it look twice. */
function isDelimiterRow(line: string): boolean {
  return line.length <= 1024 && line.includes('-') && /^[\s>|:-]+$/.test(line);
}

function lastBreak(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
}

function splitLines(text: string, from: number, to: number): { start: number; text: string }[] {
  const lines: { start: number; text: string }[] = [];
  const pattern = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  pattern.lastIndex = from;
  while (pattern.lastIndex < to) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) break;
    lines.push({ start, text: match[1] ?? '' });
    // No delimiter row, no table; and a table ends at a line without a bar.
    if (lines.length === 2 ? !match[1]?.includes('-') : lines.length > 2 && !match[1]?.includes('|')) break;
  }
  return lines;
}

/** The cells of a table row, by their spans between the bars. */
function cells(row: string): { from: number; to: number }[] {
  const bars = [...row.matchAll(/(?<!\\)\|/g)].map((match) => match.index);
  const first = /^[\s>]*\|/.test(row) ? (bars.shift() ?? -1) : -1;
  const spans: { from: number; to: number }[] = [];
  let from = first + 1;
  for (const bar of bars) {
    spans.push({ from, to: bar });
    from = bar + 1;
  }
  if (row.slice(from).trim() !== '') spans.push({ from, to: row.length });
  return spans;
}
