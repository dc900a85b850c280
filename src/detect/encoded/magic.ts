/**
 * What the first bytes say of a content. Signatures: https://www.iana.org/assignments/media-types/media-types.xhtml and
 * the formats' own standards, named at each.
 */

const signatures: readonly string[] = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  // WebP, WAV, AVI: https://developers.google.com/speed/webp/docs/riff_container
  'RIFF',
  '\0\0\x01\0',
  // Fonts: https://www.w3.org/TR/WOFF2/, https://learn.microsoft.com/typography/opentype/spec/otff
  'wOFF',
  'wOF2',
  'OTTO',
  '\0\x01\0\0',
  '%PDF-',
  // https://webassembly.github.io/spec/core/binary/modules.html#binary-module
  '\0asm',
  'PK\x03\x04',
  'ID3',
  'OggS',
];

const firstOf = new Set(signatures.map((signature) => signature.charCodeAt(0)));

/** True where the bytes begin like an image, a font, a document or another file that holds no text to look at. */
export function isMedia(bytes: Uint8Array): boolean {
  return firstOf.has(bytes[0] ?? -1) && signatures.some((signature) => beginsWith(bytes, signature));
}

function beginsWith(bytes: Uint8Array, signature: string): boolean {
  for (let index = 0; index < signature.length; index++) if (bytes[index] !== signature.charCodeAt(index)) return false;
  return true;
}

/** `gzip` (RFC 1952), `zlib` (RFC 1950) or undefined, by the first bytes. */
export function compression(bytes: Uint8Array): 'gzip' | 'zlib' | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0x1f && second === 0x8b && third === 8) return 'gzip';
  // Deflate with a window of up to 32 KB, no dictionary, and the check of both bytes.
  const isZlib = (first & 0x0f) === 8 && first >> 4 <= 7 && (second & 0x20) === 0 && (first * 256 + second) % 31 === 0;
  return isZlib && first === 0x78 ? 'zlib' : undefined;
}
