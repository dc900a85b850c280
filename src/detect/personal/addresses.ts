import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58check, bech32, bech32m } from '@scure/base';
import type { Match } from './entity.ts';

const v4 = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?!\.?\d|[-_]?[A-Za-z])/y;

export interface Ipv4 extends Match {
  /** True where it lies in a private range: everybody has the same. */
  readonly isPrivate: boolean;
  /** True where it may as well be the number of a version or a section: most parts are small. */
  readonly isVague: boolean;
}

/** Well-known public resolvers and the machines of example.com, which say nothing of anybody. */
const resolvers = new Set(
  '8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 94.140.14.14 93.184.216.34 93.184.215.14'.split(
    ' ',
  ),
);

/**
 * Reads the IPv4 address at `start`. Loopback, link-local, documentation, multicast and reserved ranges are none
 * (https://www.iana.org/assignments/iana-ipv4-special-registry/).
 */
export function ipv4At(text: string, start: number): Ipv4 | undefined {
  v4.lastIndex = start;
  const match = v4.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  if (parts.some((each) => each > 255) || match.slice(1).some((each) => each.length > 1 && each.startsWith('0')))
    return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = parts;
  if (first === 0 || first === 127 || first >= 224 || (first === 169 && second === 254)) return undefined;
  if (first === 192 && second === 0 && (third === 0 || third === 2)) return undefined;
  if ((first === 198 && second === 51 && third === 100) || (first === 203 && second === 0 && third === 113))
    return undefined;
  if ((first === 198 && (second === 18 || second === 19)) || resolvers.has(match[0])) return undefined;
  // `1.2.3.4`, `123.123.123.123`
  const step = second - first;
  if (Math.abs(step) <= 1 && third - second === step && fourth - third === step) return undefined;
  // A network, not a machine.
  if (fourth === 0 && third === 0) return undefined;
  return {
    id: 'personal.ip-address',
    severity: 'low',
    start,
    end: start + match[0].length,
    isPrivate:
      first === 10 ||
      (first === 192 && second === 168) ||
      (first === 172 && second >= 16 && second < 32) ||
      (first === 100 && second >= 64 && second < 128),
    isVague: parts.filter((each) => each < 20).length >= 3 || (first < 12 && parts.slice(1).some((each) => each < 20)),
  };
}

/**
 * Reads the IPv6 address in [start, end), a run of hexadecimal digits and colons (RFC 4291). Link-local, unique local,
 * documentation and multicast addresses are none, nor is a short one outside of what is given out (2000::/3).
 */
export function ipv6In(text: string, start: number, end: number): Match | undefined {
  const run = text.slice(start, end).replace(/:$/, '').toLowerCase();
  const groups = run.split(':');
  const isShort = run.includes('::');
  if (groups.some((group) => group.length > 4) || run.includes(':::') || run.indexOf('::') !== run.lastIndexOf('::'))
    return undefined;
  if (isShort ? groups.length > 8 || groups.length < 4 : groups.length !== 8 || groups.includes('')) return undefined;
  const head = (groups[0] ?? '').padStart(4, '0');
  if (/^(?:fe[89ab]|f[cdf]|0000)/.test(head) || (head === '2001' && /^0?db8$/.test(groups[1] ?? ''))) return undefined;
  // Public resolvers, as above.
  // Root servers and the machines of example.com neither are anybody's.
  if (/^(?:2606:4700:4700|2001:4860:4860|2620:fe|2620:119:35|2001:500|2606:2800):/.test(run)) return undefined;
  if (head === '3fff' || (isShort && !/^[23]/.test(head))) return undefined;
  // Eight groups of one or two digits are times or a hardware address.
  if (!isShort && groups.every((group) => group.length <= 2)) return undefined;
  if (new Set(run.replaceAll(':', '')).size < 4 || /ffff:ffff|1234:5678|dead:beef|cafe:babe/.test(run))
    return undefined;
  return { id: 'personal.ip-address', severity: 'low', start, end: start + run.length };
}

const checked58 = base58check(sha256);

/** True for an Ethereum address. Letters of both cases hold a checksum (https://eips.ethereum.org/EIPS/eip-55). */
export function isEthereumAddress(word: string): boolean {
  if (!/^0x[0-9a-fA-F]{40}$/.test(word)) return false;
  const body = word.slice(2);
  const lower = body.toLowerCase();
  if (new Set(lower).size < 6) return false;
  if (body === lower || body === body.toUpperCase()) return true;
  const hash = keccak_256(new TextEncoder().encode(lower));
  for (let index = 0; index < 40; index++) {
    const nibble = ((hash[index >> 1] ?? 0) >> (index % 2 === 0 ? 4 : 0)) & 15;
    const letter = body.charAt(index);
    if (letter > '9' && letter < 'a' !== nibble >= 8) return false;
  }
  return true;
}

/** The address of the first block, which everybody quotes (https://en.bitcoin.it/wiki/Genesis_block). */
const genesis = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

/** True for a Bitcoin address: base58check of versions 0 and 5, or segregated witness (BIP 173, BIP 350). */
export function isBitcoinAddress(word: string): boolean {
  if (word === genesis) return false;
  try {
    if (/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(word)) {
      const bytes = checked58.decode(word);
      return bytes.length === 21 && (bytes[0] === 0 || bytes[0] === 5);
    }
    if (!/^bc1[02-9ac-hj-np-z]{11,71}$/.test(word)) return false;
    const coder = word.charAt(3) === 'q' ? bech32 : bech32m;
    return coder.decode(word as `bc1${string}`, 90).prefix === 'bc';
  } catch {
    // The libraries throw where a checksum is wrong: then it is no address.
    return false;
  }
}
