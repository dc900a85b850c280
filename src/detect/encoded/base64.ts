import { utf8Length } from '../decode.ts';
import { longestLayer } from './layer.ts';
import { isPrintable } from './readable.ts';
import { sextets } from './runs.ts';

/** Bytes of a run of base64, from its character `from` on; what lies behind the longest layer is left. */
export function decodeBase64(characters: Uint8Array, from: number): Uint8Array {
  const sextetCount = Math.min(characters.length - from, Math.ceil((longestLayer * 4) / 3));
  const bytes = new Uint8Array(Math.floor((sextetCount * 3) / 4));
  let at = from;
  let index = 0;
  for (; index + 3 <= bytes.length; index += 3, at += 4) {
    const group = groupAt(characters, at);
    bytes[index] = group >> 16;
    bytes[index + 1] = group >> 8;
    bytes[index + 2] = group;
  }
  const rest = bytes.length - index;
  if (rest > 0) bytes[index] = groupAt(characters, at) >> 16;
  if (rest > 1) bytes[index + 1] = groupAt(characters, at) >> 8;
  return bytes;
}

/** The three bytes of the four characters at a place; characters beyond the end are zeros. */
function groupAt(characters: Uint8Array, at: number): number {
  return (sextetAt(characters, at) << 18) | (sextetAt(characters, at + 1) << 12) | twoAt(characters, at + 2);
}

function twoAt(characters: Uint8Array, at: number): number {
  return (sextetAt(characters, at) << 6) | sextetAt(characters, at + 1);
}

function sextetAt(characters: Uint8Array, at: number): number {
  return at < characters.length ? (sextets[characters[at] as number] as number) : 0;
}

/** What the first characters of a run stand for; used at once, since the next call writes over it. */
export function firstBytes(characters: Uint8Array, from: number): Uint8Array {
  for (let index = 0, at = from; index < scratch.length; index += 3, at += 4) {
    const group = groupAt(characters, at);
    scratch[index] = group >> 16;
    scratch[index + 1] = group >> 8;
    scratch[index + 2] = group;
  }
  return scratch;
}

const scratch = new Uint8Array(15);

/** True where `count` characters of a run, a multiple of four, stand for printable text, which may be cut in a character. */
export function isTextAt(characters: Uint8Array, from: number, count: number): boolean {
  // Most runs are none, and show it in the first bytes.
  for (let at = from; at < from + count; at += 4) {
    const group = groupAt(characters, at);
    if (!isOfText(group >> 16) || !isOfText((group >> 8) & 0xff) || !isOfText(group & 0xff)) return false;
  }
  return isText(decodeBase64(characters.subarray(from, from + count), 0));
}

/** True for bytes of printable ASCII and for those of which UTF-8 makes other characters. */
function isOfText(byte: number): boolean {
  return byte < 0x80 ? isPrintable(byte) : byte !== 0xc0 && byte !== 0xc1 && byte < 0xf5;
}

/** True where bytes, which may be cut within a character, are printable all of them. */
export function isText(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      if (!isPrintable(byte)) return false;
      at += 1;
      continue;
    }
    const length = utf8Length(bytes, at, byte);
    if (length === 0) return bytes.length - at < 4 && at > 0 && byte >= 0xc2;
    at += length;
  }
  return true;
}
