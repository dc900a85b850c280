import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bech32, createBase58check } from '@scure/base';
import { stdnum } from 'stdnum';
import type { Random } from './random.ts';

export type Make = (r: Random) => string;

/** What a kind of value looks like: how one is made, how people group it, which words stand near it. */
export type Kind = {
  entity: string;
  make: Make;
  groups: ((value: string) => string)[];
  words: { [language: string]: string[] };
  /** True when the value is recognised without any word near it. */
  alone?: boolean;
};

type Validator = { validate(value: string): { isValid: boolean } };

export function valid(country: string, id: string, candidate: Make): Make {
  // Its types name every country apart; here they are asked for by name.
  const validator = (stdnum as unknown as Record<string, Record<string, Validator>>)[country]?.[id];
  if (!validator) throw new Error(`no validator for ${country} ${id}`);
  return (r) => {
    for (let i = 0; i < 200000; i++) {
      const value = candidate(r);
      if (validator.validate(value).isValid) return value;
    }
    throw new Error(`no valid ${country} ${id}`);
  };
}

export const two = (n: number): string => String(n).padStart(2, '0');

/** Belgium: 97 less the rest of the nine digits. */
export const belgian = (body: string): string => body + two(97 - (Number(body) % 97));

/** Germany: of ten digits one stands twice, and one is missing. ISO 7064, MOD 11,10. */
export function steuerId(r: Random): string {
  const digits = [...'0123456789'].map((digit) => ({ digit, key: r.int(0, 1e6) })).sort((a, b) => a.key - b.key);
  const ten = digits.map(({ digit }) => digit);
  ten[9] = ten[r.int(1, 8)] ?? '1';
  if (ten[0] === '0') ten.reverse();
  let product = 10;
  for (const digit of ten) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return ten.join('') + ((11 - product) % 10);
}

/** `grouped("3-2-4")` puts the separators of the pattern between the groups. */
export function grouped(pattern: string): (value: string) => string {
  const parts = pattern.match(/\d+|\D/g) ?? [];
  return (value) => {
    let at = 0;
    let out = '';
    for (const part of parts) {
      if (!/\d/.test(part)) out += part;
      else {
        out += value.slice(at, at + Number(part));
        at += Number(part);
      }
    }
    return out + value.slice(at);
  };
}

export const ymd = (r: Random): string => two(r.int(40, 99)) + two(r.int(1, 12)) + two(r.int(1, 28));
export const dmy = (r: Random): string => two(r.int(1, 28)) + two(r.int(1, 12)) + two(r.int(40, 99));
export const ymdLong = (r: Random): string => `19${ymd(r)}`;

export function nhs(r: Random): string {
  for (;;) {
    const body = String(r.int(4, 7)) + r.digits(8);
    const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) return body + check;
  }
}

export function myNumber(r: Random): string {
  const body = String(r.int(1, 9)) + r.digits(10);
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(body[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return body + (rest <= 1 ? 0 : 11 - rest);
}

export function luhn(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return body + ((10 - (sum % 10)) % 10);
}

export function card(r: Random): string {
  const [prefix, length] = r.pick([
    ['4', 16],
    ['4', 16],
    [`5${r.int(1, 5)}`, 16],
    [String(r.int(2221, 2720)), 16],
    ['34', 15],
    ['37', 15],
    [`35${r.int(28, 89)}`, 16],
    ['6011', 16],
    [`36`, 14],
    ['62', 16],
    ['6304', 16],
  ] as const);
  return luhn(prefix + r.digits(length - 1 - prefix.length));
}

export const ibanShapes: { [country: string]: string } = {
  DE: 'n18',
  FR: 'n10c11n2',
  GB: 'a4n14',
  NL: 'a4n10',
  ES: 'n20',
  IT: 'a1n10c12',
  AT: 'n16',
  CH: 'n5c12',
  BE: 'n12',
  PT: 'n21',
  PL: 'n24',
  SE: 'n20',
  DK: 'n14',
  NO: 'n11',
  FI: 'n14',
  IE: 'a4n14',
  LU: 'n3c13',
  CZ: 'n20',
  GR: 'n7c16',
  HU: 'n24',
  RO: 'a4c16',
  BG: 'a4n6c8',
  HR: 'n17',
  TR: 'n5c1c16',
  SA: 'n2c18',
  AE: 'n19',
  IL: 'n19',
  BR: 'n23a1c1',
};

/** An IBAN of one country with a right checksum. */
export function ibanOf(r: Random, country: string): string {
  const alphabets: { [kind: string]: string } = {
    n: '0123456789',
    a: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    c: '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ0123456789',
  };
  let body = '';
  for (const [, kind, count] of (ibanShapes[country] ?? '').matchAll(/([nac])(\d+)/g))
    body += r.letters(Number(count), alphabets[kind ?? ''] ?? '');
  if (country === 'TR') body = `${body.slice(0, 5)}0${body.slice(6)}`;
  let rest = 0;
  for (const char of `${body}${country}00`)
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return country + two(98 - rest) + body;
}

const base58 = createBase58check(sha256);

export function bitcoin(r: Random): string {
  const hash = Uint8Array.from({ length: 20 }, () => r.int(0, 255));
  if (r.int(0, 1)) return bech32.encode('bc', [0, ...bech32.toWords(hash)]);
  return base58.encode(Uint8Array.from([r.pick([0, 5]), ...hash]));
}

export function ether(r: Random): string {
  const hex = r.letters(40, '0123456789abcdef');
  const hash = Buffer.from(keccak_256(Buffer.from(hex))).toString('hex');
  return `0x${[...hex].map((c, i) => (Number.parseInt(hash[i] ?? '0', 16) > 7 ? c.toUpperCase() : c)).join('')}`;
}

export const publicIp: Make = (r) => {
  const first = r.pick([5, 23, 31, 46, 62, 77, 81, 84, 91, 95, 109, 134, 151, 178, 185, 188, 194, 212, 217]);
  return `${first}.${r.int(1, 254)}.${r.int(1, 254)}.${r.int(1, 254)}`;
};
export const publicIp6: Make = (r) => {
  const hex = (): string => r.int(0x100, 0xffff).toString(16);
  const start = r.pick(['2a01:4f8', '2a02:8109', '2003:e5', '2600:1700', '2a00:1450', '2804:14c']);
  return r.int(0, 1)
    ? `${start}:${hex()}:${hex()}::${r.int(1, 9)}`
    : `${start}:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}`;
};

export const same = (value: string): string => value;

export const spaces =
  (size: number): ((value: string) => string) =>
  (value) =>
    value.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? value;
export const dashes =
  (size: number): ((value: string) => string) =>
  (value) =>
    spaces(size)(value).replaceAll(' ', '-');
