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

/** The first bytes of what is encoded in a run from its character `from` on. */
export function firstBytes(characters: Uint8Array, from: number, characterCount: number): Uint8Array {
  return decodeBase64(characters.subarray(from, from + characterCount), 0);
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
