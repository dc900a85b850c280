import { unitKind } from './letters.ts';

/** The words of a run, column by column. Offsets are UTF-16 units of the text. */
export interface Words {
  readonly size: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /** 0 for a word of no list that stands before every word of a phrase, such as `Wort 1:`, or for its tag. */
  readonly listed: Uint8Array;
}

/** What stands before each word, column by column. */
export interface Gaps {
  /** What the gap is made of: blanks and numbers by what they are, not by how much of it there is. A hash. */
  readonly kinds: Int32Array;
  /** The number that stands last in it, or -1. */
  readonly numbers: Int16Array;
  /** 1 where it holds a line break. */
  readonly breaks: Uint8Array;
}

/** Room for `size` words, all zeros. */
export function makeWords(size: number): Words {
  return {
    size,
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    hashes: new Int32Array(size),
    listed: new Uint8Array(size),
  };
}

/** Those words of which `keep` is true. */
export function pickWords(words: Words, keep: (hash: number) => boolean): Words {
  const indexes: number[] = [];
  for (let index = 0; index < words.size; index++) if (keep(words.hashes[index] as number)) indexes.push(index);
  return {
    size: indexes.length,
    starts: Int32Array.from(indexes, (index) => words.starts[index] as number),
    ends: Int32Array.from(indexes, (index) => words.ends[index] as number),
    hashes: Int32Array.from(indexes, (index) => words.hashes[index] as number),
    listed: Uint8Array.from(indexes, (index) => words.listed[index] as number),
  };
}

/** Before the first word only so much is looked at. */
const lead = 8;

/** Reads what stands before each word of a text, back to the word before it. */
export function readGaps(text: string, { size, starts, ends }: Words): Gaps {
  const gaps: Gaps = { kinds: new Int32Array(size), numbers: new Int16Array(size), breaks: new Uint8Array(size) };
  for (let index = 0; index < size; index++) {
    const to = starts[index] as number;
    const from = index === 0 ? Math.max(0, to - lead) : (ends[index - 1] as number);
    readGap(text, from, to, gaps, index);
  }
  return gaps;
}

const [digit, blank, letter] = [1, 2, 3];

function readGap(text: string, from: number, to: number, { kinds, numbers, breaks }: Gaps, index: number): void {
  let hash = 0;
  let last = 0;
  let number = -1;
  let lines = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || (unit === 0x6e && text.charCodeAt(at - 1) === 0x5c)) lines += 1;
    let kind = unit;
    if (unit >= 0x30 && unit <= 0x39) {
      kind = digit;
      number = Math.min(999, (last === digit ? number * 10 : 0) + unit - 0x30);
    } else if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000) kind = blank;
    else if (unitKind[unit] !== 0) kind = letter;
    if (kind === last && kind <= letter) continue;
    hash = Math.imul(hash ^ kind, 0x01000193);
    last = kind;
  }
  hash = Math.imul(hash ^ Math.min(lines, 2), 0x01000193);
  // The first number of a list begins another one, whatever stood before.
  kinds[index] = number === 1 ? ~hash : hash;
  numbers[index] = number;
  breaks[index] = lines > 0 ? 1 : 0;
}
