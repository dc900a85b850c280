const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309, the polynomial of zip and PNG) of an ASCII text, as an unsigned number. */
export function crc32(text: string): number {
  let value = 0xffffffff;
  for (let index = 0; index < text.length; index++) {
    value = (value >>> 8) ^ (table[(value ^ text.charCodeAt(index)) & 255] as number);
  }
  return ~value >>> 0;
}

/** A number below 2^32 in base 62 (digits, capitals, small letters), padded with zeros on the left to six characters. */
export function toBase62(value: number): string {
  let rest = value;
  let digits = '';
  do {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return digits.padStart(6, '0');
}

/**
 * Checks a token whose last six characters are the base62 CRC-32 of the random part before them, as GitHub and npm
 * make it (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
 */
export function checkCrcSuffix(token: string): 'right' | 'wrong' {
  const random = token.slice(token.indexOf('_') + 1, -6);
  return toBase62(crc32(random)) === token.slice(-6) ? 'right' : 'wrong';
}
