import { crc32, toBase62 } from '../../../src/detect/checksum.ts';

/** Alphabets that tokens are made of. */
export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const upper = lower.toUpperCase();
export const digits = '0123456789';
export const hex = `${digits}abcdef`;
export const b62 = digits + upper + lower;
export const b64u = `${b62}-_`;
export const b64 = `${b62}+/`;
export const base32 = `${upper}234567`;

let state = 0x2545f491;

/** A pseudo-random number below `limit`, the same in every run (xorshift, G. Marsaglia, 2003). */
function next(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

/** Made-up characters: no two neighbours alike or in sequence, so that no filter takes them for a placeholder. */
export function fill(alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) {
    const character = alphabet.charAt(next(alphabet.length));
    if (Math.abs(character.charCodeAt(0) - text.charCodeAt(text.length - 1)) > 1 || text === '') text += character;
  }
  return text;
}

/** A token whose last six characters are the checksum of those before them. */
export function withCrc(prefix: string, length: number): string {
  const random = fill(b62, length - 6);
  return prefix + random + toBase62(crc32(random));
}

/** Base64url of JSON, as web tokens hold it. */
export function jsonPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
