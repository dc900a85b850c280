import type { AtRest } from '../../core/audit.ts';
import { fromLatin1, latin1, standsAt } from './bytes.ts';
import { opensWithoutPassword, type PdfEncryption } from './pdf-password.ts';
import { partOf, type Sample } from './sample.ts';

/**
 * A PDF that a password closes (ISO 32000-1, sections 7.5.5 and 7.6). Many are encrypted so that merely printing or copying
 * is forbidden: they open with the empty password, for everybody, and are plain.
 */
export function recognisePdf(sample: Sample): AtRest | undefined {
  if (!standsAt(sample.head, '%PDF-')) return undefined;
  const trailer = trailerOf(sample);
  const entry = trailer === undefined ? null : /\/Encrypt(?:\s+(\d+)\s+(\d+)\s+R\b|\s*<<)/.exec(trailer);
  if (trailer === undefined || entry === null) return undefined;
  const dictionary =
    entry[1] === undefined ? trailer.slice(entry.index) : objectOf(sample, `${entry[1]} ${entry[2]} obj`);
  const encryption = dictionary === undefined ? undefined : parseEncryption(dictionary, trailer);
  if (encryption === undefined) return { state: 'unknown', why: 'an encrypted PDF that may open without a password' };
  return opensWithoutPassword(encryption) ? undefined : { state: 'encrypted', by: 'PDF' };
}

/** The dictionary that `startxref` leads to: a trailer, or that of a cross-reference stream. */
function trailerOf(sample: Sample): string | undefined {
  const end = latin1(sample.tail);
  const start = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(end);
  if (start === null) return undefined;
  const at = Number(start[1]);
  const text = latin1(partOf(sample, at, Math.min(at + 65_536, sample.size)) ?? new Uint8Array());
  if (/^\s*\d+\s+\d+\s+obj\b/.test(text)) return text.split(/\bstream\r?\n/, 1)[0];
  // Of a long table the trailer is the last one of the file.
  const from = text.startsWith('xref') && text.includes('trailer') ? text : end.slice(end.lastIndexOf('trailer'));
  return /trailer\s*<<(.*?)(?:startxref|$)/s.exec(from)?.[1];
}

/** An object where head or tail holds it whole. */
function objectOf({ head, tail }: Sample, name: string): string | undefined {
  for (const text of [latin1(tail), latin1(head)]) {
    const found = new RegExp(`(?:^|[^0-9])${name}\\b(.*?)endobj`, 's').exec(text);
    if (found !== null) return found[1];
  }
  return undefined;
}

/** The entries of section 7.6.3 that an empty password is checked with; undefined where one is missing. */
function parseEncryption(text: string, trailer: string): PdfEncryption | undefined {
  const number = (key: string) => {
    const found = new RegExp(`/${key}\\s+(-?\\d{1,10})(?![0-9]*\\s+\\d+\\s+R)`).exec(text);
    return found === null ? undefined : Number(found[1]);
  };
  const revision = number('R');
  const permissions = number('P');
  const [owner, user] = [stringAt(text, /\/O\s*(?=[(<])/), stringAt(text, /\/U\s*(?=[(<])/)];
  if (!/\/Filter\s*\/Standard\b/.test(text) || revision === undefined || permissions === undefined) return undefined;
  if (owner === undefined || user === undefined) return undefined;
  return {
    revision,
    permissions,
    owner,
    user,
    keyBytes: revision === 2 ? 5 : (/\/V\s+4\b/.test(text) ? 128 : (number('Length') ?? 40)) / 8,
    id: stringAt(trailer, /\/ID\s*\[\s*/) ?? new Uint8Array(),
    encryptsMetadata: !/\/EncryptMetadata\s+false/.test(text),
  };
}

/** A string right behind `key`, literal or in hexadecimal (section 7.3.4). */
function stringAt(text: string, key: RegExp): Uint8Array | undefined {
  const found = key.exec(text);
  if (found === null) return undefined;
  const rest = text.slice(found.index + found[0].length);
  const hex = /^<([0-9A-Fa-f\s]*)>/.exec(rest);
  if (hex !== null) {
    const digits = (hex[1] ?? '').replace(/\s/g, '');
    return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
      Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
    );
  }
  return rest.startsWith('(') ? literal(rest) : undefined;
}

function literal(text: string): Uint8Array | undefined {
  let value = '';
  let depth = 1;
  for (let at = 1; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\') {
      const [whole = '', octal, other = ''] = /^(?:([0-7]{1,3})|(\r\n|[\s\S]))/.exec(text.slice(at + 1, at + 4)) ?? [];
      value += octal === undefined ? (escapes[other] ?? other) : String.fromCharCode(Number.parseInt(octal, 8) & 255);
      at += whole.length;
      continue;
    }
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth === 0) return fromLatin1(value);
    value += sign;
  }
  return undefined;
}

/** A line's end behind a backslash stands for nothing. */
const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' },
  ...{ '\n': '', '\r': '', '\r\n': '' },
};
