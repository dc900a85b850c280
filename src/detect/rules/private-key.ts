import type { Hit, Rule, Window } from '../rule.ts';
import { isLocked } from './private-key-lock.ts';

const longest = 1 << 14;

/**
 * A private key block: PEM (RFC 7468), OpenSSH, PGP (RFC 9580, section 6.2), PuTTY. Line breaks may be written as
 * `\n`, as in JSON; lines may be quoted or numbered; the END line may be missing, as in a cut paste.
 */
export const privateKey: Rule = {
  id: 'secret.private-key',
  severity: 'critical',
  docs: 'https://www.rfc-editor.org/rfc/rfc7468',
  literals: ['-----BEGIN ', 'PuTTY-User-Key-File-'],
  reach: { before: 0, after: longest },
  find,
};

const opening = /-----BEGIN (?:[A-Z0-9]{2,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const closing = /-----END [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?-----/;
const putty = /PuTTY-User-Key-File-[23]: [a-z][\w@.-]{2,40}(?=[\r\n\\])/y;
const fewestKeyCharacters = 60;

/** What the lines behind the mark hold: lines of base64, `Name: value` above them, and how far they reach. */
interface Body {
  readonly rows: readonly string[];
  readonly headers: readonly string[];
  readonly length: number;
}

function* find({ text, at, to, literal }: Window): Iterable<Hit> {
  const isPem = literal === '-----BEGIN ';
  const head = isPem ? opening : putty;
  head.lastIndex = at;
  const match = head.exec(text);
  if (match === null) return;
  const rest = text.slice(at + match[0].length, to);
  const body = isPem ? pemBody(rest) : puttyBody(rest);
  // The heading alone, or a dummy body in documentation, is no key.
  if (!holdsKey(body.rows)) return;
  yield {
    start: at,
    end: at + match[0].length + body.length,
    judged: '',
    ...(isLocked(match[0], body.headers, body.rows.join('')) ? { severity: 'medium' as const } : {}),
  };
}

/** What an editor, a terminal or a mail puts before a line: quotation marks, bars, plus and minus, numbers. */
const prefix = String.raw`[\s>|"'\x60,+*#-]{0,40}(?:\d{1,5}[ \t]{0,4}[:|.)]?[ \t|]{1,8})?[\s>|"'\x60+]{0,40}`;
const suffix = String.raw`[\s"'\x60,+|\\]{0,40}`;
/** One line of a key, or all of them joined by blanks as an environment variable holds them. */
const row = new RegExp(
  `^${prefix}((?:[A-Za-z0-9+/=]{1,9000})?(?: [A-Za-z0-9+/=]{16,120}){0,200}(?: [A-Za-z0-9+/=]{1,120})?)${suffix}$`,
);
const header = new RegExp(`^${prefix}([A-Za-z-]{1,40}: .{0,200}?)${suffix}$`);
const lineBreak = /\r\n|[\r\n]|(?:\\{1,2}r)?\\{1,2}n/g;
const mostLines = 400;

function pemBody(rest: string): Body {
  const close = closing.exec(rest);
  const inside = close === null ? rest : rest.slice(0, close.index);
  const body = readLines(inside, close === null);
  if (close === null) return body;
  // Prose stands between the marks: the heading alone is marked, so that the span hides no other finding.
  return { ...body, length: body.length < inside.length ? 0 : close.index + close[0].length };
}

/**
 * Reads lines of a key. `isCut`: up to the first that is none. Else all of them; then the length falls short of the
 * text's where one of them is prose.
 */
function readLines(text: string, isCut: boolean): Body {
  const rows: string[] = [];
  const headers: string[] = [];
  let length = 0;
  let isWhole = true;
  lineBreak.lastIndex = 0;
  for (let from = 0, count = 0; from <= text.length && count < mostLines; count++) {
    lineBreak.lastIndex = from;
    const stop = lineBreak.exec(text);
    const end = stop?.index ?? text.length;
    const line = text.slice(from, end);
    const characters = row.exec(line)?.[1];
    const named = characters === undefined ? header.exec(line)?.[1] : undefined;
    // Without an end a key lasts as long as its lines do, of which the last may be short.
    const isMore = named !== undefined || (characters !== undefined && (characters.length >= 16 || rows.length === 0));
    if (isCut && !isMore) break;
    if (characters !== undefined && characters !== '') {
      if (!isCut || characters.length >= 16) rows.push(characters);
      length = from + line.lastIndexOf(characters) + characters.length;
    } else if (named !== undefined) headers.push(named);
    else if (characters === undefined) isWhole = false;
    from = end + (stop?.[0].length ?? 1);
  }
  return { rows, headers, length: isCut ? length : isWhole ? text.length : 0 };
}

function puttyBody(rest: string): Body {
  const close = /Private-MAC: ?[0-9a-f]{16,128}/.exec(rest);
  const start = rest.indexOf('Private-Lines:');
  const end = close === null ? rest.length : close.index;
  if (start === -1 || start > end) return { rows: [], headers: [], length: 0 };
  const secret = readLines(
    rest.slice(start + 'Private-Lines:'.length).replace(/^ ?\d{1,4}/, (count) => ' '.repeat(count.length)),
    true,
  );
  return {
    rows: secret.rows,
    headers: readLines(rest.slice(0, start), false).headers,
    length: close === null ? start + 'Private-Lines:'.length + secret.length : close.index + close[0].length,
  };
}

/** Enough base64 with enough different characters: `MIIEv…` and rows of `x` are samples. */
function holdsKey(rows: readonly string[]): boolean {
  const characters = rows.join('').replace(/[^A-Za-z0-9+/]/g, '');
  return characters.length >= fewestKeyCharacters && new Set(characters).size >= 20;
}
