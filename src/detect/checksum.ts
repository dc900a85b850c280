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

/** Checks a token of which the last `length` characters are a checksum of all before them. */
function checkTail(token: string, length: number, sum: (text: string) => string): 'right' | 'wrong' {
  return sum(token.slice(0, -length)) === token.slice(-length) ? 'right' : 'wrong';
}

/**
 * Checks a routable GitLab token: its last seven characters are the CRC-32 of all before them in base 36
 * (https://docs.gitlab.com/security/tokens/, design "Routable tokens"). Tokens without a dot have no checksum.
 */
export function checkGitlabToken(token: string): 'right' | 'wrong' | 'unknown' {
  if (!token.includes('.')) return 'unknown';
  return checkTail(token, 7, (text) => crc32(text).toString(36).padStart(7, '0'));
}

/**
 * Checks a Grafana service account token: its last eight characters are the CRC-32 of what stands before the last
 * underscore as hex, lowest byte first (grafana/grafana, pkg/components/satokengen).
 */
export function checkGrafanaToken(token: string): 'right' | 'wrong' {
  const sum = crc32(token.slice(0, -9));
  const bytes = [0, 8, 16, 24].map((shift) => ((sum >>> shift) & 255).toString(16).padStart(2, '0'));
  return bytes.join('') === token.slice(-8) ? 'right' : 'wrong';
}

/**
 * Checks a Cloudflare token: eight hexadecimal digits behind 40 characters are their CRC-32, with the prefix or without
 * (https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/).
 */
export function checkCloudflareToken(token: string): 'right' | 'wrong' {
  const random = token.slice(token.indexOf('_') + 1, -8);
  const sums = [random, token.slice(0, -8)].map((text) => crc32(text).toString(16).padStart(8, '0'));
  return sums.includes(token.slice(-8).toLowerCase()) ? 'right' : 'wrong';
}
