import type { Writer } from './writer.ts';

/** A way to write single characters by others, within a text that is otherwise written as it is. */
export interface Notation {
  readonly name: string;
  /** The byte that every escape begins with. */
  readonly mark: number;
  /**
   * Reads the escape at `at`, where the mark stands, and writes what it stands for. Returns how many bytes of the source
   * it is, or 0 where there is none.
   */
  read(source: Uint8Array, at: number, out: Pick<Writer, 'byte' | 'character'>): number;
  /** True for an escape for whose sake it is worth while to decode what is around it. */
  isTelling(source: Uint8Array, at: number, length: number): boolean;
}

const hexValue = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const folded = byte | 32;
  return folded >= 97 && folded <= 102 ? folded - 87 : -1;
};

/** The number that `count` hexadecimal digits at `at` are, or -1. */
function hexNumber(source: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index++) {
    const digit = hexValue(source[at + index]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The number between `at` and a closing mark, at most eight digits; undefined where it is none. */
function numberUntil(
  source: Uint8Array,
  at: number,
  close: number,
  base: 10 | 16,
): { value: number; end: number } | undefined {
  let value = 0;
  for (let end = at; end < at + 9; end++) {
    if (source[end] === close) return end === at || value > 0x10ffff ? undefined : { value, end: end + 1 };
    const digit = hexValue(source[end]);
    if (digit < 0 || digit >= base) return undefined;
    value = value * base + digit;
  }
  return undefined;
}

/** RFC 3986, section 2.1, and the `%uXXXX` of old scripts. A blank alone is everyday in links and hides nothing. */
export const percent: Notation = {
  name: 'percent',
  mark: 0x25,
  read(source, at, out) {
    const value = hexNumber(source, at + 1, 2);
    if (value >= 0) {
      out.byte(value);
      return 3;
    }
    const wide = (source[at + 1] ?? 0) === 0x75 ? hexNumber(source, at + 2, 4) : -1;
    if (wide < 0) return 0;
    out.character(wide);
    return 6;
  },
  isTelling: (source, at) => !(source[at + 1] === 0x32 && source[at + 2] === 0x30),
};

const simpleEscapes: Readonly<Record<number, number>> = {
  // " ' / \ n r t
  34: 34,
  39: 39,
  47: 47,
  92: 92,
  110: 10,
  114: 13,
  116: 9,
};

/** Escapes in strings of JSON (RFC 8259, section 7) and of programs: `\"`, `\n`, `\u0067`, `\u{1F600}`, `\x67`. */
export const backslash: Notation = {
  name: 'escapes',
  mark: 0x5c,
  read(source, at, out) {
    const kind = source[at + 1] ?? 0;
    const simple = simpleEscapes[kind];
    if (simple !== undefined) {
      out.byte(simple);
      return 2;
    }
    if (kind === 0x78) {
      const value = hexNumber(source, at + 2, 2);
      if (value < 0) return 0;
      out.byte(value);
      return 4;
    }
    if (kind !== 0x75) return 0;
    if (source[at + 2] === 0x7b) {
      const braced = numberUntil(source, at + 3, 0x7d, 16);
      if (braced === undefined) return 0;
      out.character(braced.value);
      return braced.end - at;
    }
    const high = hexNumber(source, at + 2, 4);
    if (high < 0) return 0;
    const isPair = high >= 0xd800 && high < 0xdc00 && source[at + 6] === 0x5c && source[at + 7] === 0x75;
    const low = isPair ? hexNumber(source, at + 8, 4) : -1;
    if (low < 0xdc00 || low > 0xdfff) {
      out.character(high);
      return 6;
    }
    out.character(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
    return 12;
  },
  /** A path of Windows and a formula have `\n` and `\t` as well: those count in a string alone, which a quote opens. */
  isTelling(source, at) {
    const kind = source[at + 1] ?? 0;
    // Some writers of JSON escape every slash, in addresses too.
    if (kind === 0x22 || kind === 0x75 || kind === 0x78 || kind === 0x2f) return true;
    // An escape that is escaped itself, as in a string within a string.
    if (kind === 0x5c) return [0x22, 0x5c, 0x75, 0x78].includes(source[at + 2] ?? 0);
    return kind === 0x6e && source.subarray(Math.max(0, at - 512), at).includes(0x22);
  },
};

/** Named characters of HTML that stand in and around values (https://html.spec.whatwg.org/multipage/named-characters.html). */
const named: Readonly<Record<string, number>> = {
  amp: 38,
  apos: 39,
  ast: 42,
  bsol: 92,
  colon: 58,
  comma: 44,
  commat: 64,
  dollar: 36,
  equals: 61,
  excl: 33,
  gt: 62,
  hyphen: 45,
  lbrace: 123,
  lcub: 123,
  lowbar: 95,
  lt: 60,
  nbsp: 32,
  num: 35,
  percnt: 37,
  period: 46,
  plus: 43,
  quot: 34,
  rbrace: 125,
  rcub: 125,
  semi: 59,
  sol: 47,
};

/** `&#103;`, `&#x67;`, `&quot;` (https://html.spec.whatwg.org/multipage/syntax.html#character-references). */
export const entity: Notation = {
  name: 'entities',
  mark: 0x26,
  read(source, at, out) {
    if (source[at + 1] === 0x23) {
      const isHex = ((source[at + 2] ?? 0) | 32) === 0x78;
      const number = numberUntil(source, at + (isHex ? 3 : 2), 0x3b, isHex ? 16 : 10);
      if (number === undefined) return 0;
      out.character(number.value);
      return number.end - at;
    }
    const name = nameAt(source, at + 1);
    const value = Object.hasOwn(named, name) ? named[name] : undefined;
    if (value === undefined || source[at + 1 + name.length] !== 0x3b) return 0;
    out.byte(value);
    return name.length + 2;
  },
  isTelling: (source, at) => source[at + 1] === 0x23 || !['nbsp', 'lt', 'gt'].includes(nameAt(source, at + 1)),
};

function nameAt(source: Uint8Array, at: number): string {
  let name = '';
  for (let index = at; index < at + 7; index++) {
    const byte = source[index] ?? 0;
    if (byte < 97 || byte > 122) break;
    name += String.fromCharCode(byte);
  }
  return name;
}

/** Quoted-printable (RFC 2045, section 6.7), for texts that say that they are: `=3D`, and `=` at the end of a line. */
export const quotedPrintable: Notation = {
  name: 'quoted-printable',
  mark: 0x3d,
  read(source, at, out) {
    if (source[at + 1] === 10) return 2;
    if (source[at + 1] === 13 && source[at + 2] === 10) return 3;
    const value = hexNumber(source, at + 1, 2);
    if (value < 0) return 0;
    out.byte(value);
    return 3;
  },
  isTelling: () => true,
};
