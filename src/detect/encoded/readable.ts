import { recogniseEncoding, toUtf8, utf8Length } from '../decode.ts';

/** Of a text that was decoded this share at least is printable. */
const leastPrintable = 0.9;

/** What stands in for a byte that belongs to no character. */
const standIn = 0x3f;

/**
 * Takes decoded bytes as text. UTF-16 becomes UTF-8, bytes that belong to no character become `?`.
 * Returns undefined where too few of them are printable for a text.
 */
export function readable(bytes: Uint8Array): { readonly text: Uint8Array; readonly isUtf16: boolean } | undefined {
  if (bytes.length === 0) return undefined;
  const encoding = recogniseEncoding(bytes);
  if (encoding === undefined) return undefined;
  const text = encoding === 'utf8' ? bytes : toUtf8(bytes, encoding);
  const bad = replaceInvalid(text);
  return bad > text.length * (1 - leastPrintable) ? undefined : { text, isUtf16: encoding !== 'utf8' };
}

/** Replaces, in place, bytes that belong to no character. Returns how many bytes are no part of a printable character. */
export function replaceInvalid(bytes: Uint8Array): number {
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      if (!isPrintable(byte)) bad += 1;
      at += 1;
      continue;
    }
    const length = utf8Length(bytes, at, byte);
    if (length === 0) {
      bytes[at] = standIn;
      bad += 1;
      at += 1;
    } else at += length;
  }
  return bad;
}

/** ASCII that text is made of: from blank to tilde, tab and line ends. */
export function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;
}
