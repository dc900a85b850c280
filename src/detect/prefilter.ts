/** Where literals occur in a text of bytes. Parallel lists, in the order of their ends; of equal ends the longer first. */
export interface LiteralHits {
  /** Index of the literal in the list that the prefilter was made from. */
  readonly which: number[];
  /** Offset of the literal's first byte. */
  readonly at: number[];
  /** True where every byte of the text is ASCII. */
  readonly ascii: boolean;
}

export type Prefilter = (bytes: Uint8Array) => LiteralHits;

const encoder = new TextEncoder();

/** ASCII letters in lower case, every other byte as it is. */
function fold(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

const same = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const folded = same.map(fold);

/** Two bytes as a number below 2^10: five bits of each, which are the same for a letter in both cases. */
function pairOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

/** Four bytes are looked at together; as two pairs they are a number below 2^20. */
const grams = 1 << 20;
/** Into so many lists the suspects are sorted by their four bytes. */
const lists = 1 << 14;
const listOf = (gram: number): number => (gram ^ (gram >>> 7)) & (lists - 1);

/**
 * How frequent bytes with these five bits are in notes, in parts of a thousand: blanks, the letters from a to z with
 * the digits and marks that share their bits, and five kinds of brackets and marks.
 */
const frequency = [
  180, 66, 13, 25, 32, 102, 18, 16, 44, 58, 5, 8, 34, 26, 60, 64, 22, 6, 52, 54, 74, 26, 12, 18, 6, 18, 5, 3, 3, 4, 3,
  6,
];

/**
 * Builds one filter over all literals. It looks at four bytes at every second place alone: each literal gives its rarest
 * four at an even and at an odd offset, so that one of the two is seen wherever it stands. What a table of them lets
 * through is compared byte for byte. A text is read once whatever the number of literals, and little is compared.
 * A literal of lower-case letters matches in any ASCII case, one with a capital exactly.
 * @throws Error where a literal is shorter than three bytes: it would fire everywhere.
 */
export function buildPrefilter(literals: readonly string[]): Prefilter {
  return prefilterOf(tablesFor(literals));
}

/** All that a filter goes by, as plain arrays of numbers, so that it can be made before it is needed. */
export interface PrefilterTables {
  /** The literals one behind the other, as UTF-8. */
  readonly letters: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  /** 1 for a literal that matches in any case. */
  readonly folds: Uint8Array;
  /** A bit for each four bytes that some literal gives. */
  readonly isSuspicious: Uint32Array;
  /** Of each list of suspects where it begins; it ends where the next one does. */
  readonly beginOf: Uint32Array;
  /** What may be in a text where four bytes are: literals, each with how many bytes before them it begins. */
  readonly suspectLiterals: Uint16Array;
  readonly suspectOffsets: Int16Array;
}

/** Makes the tables of a filter over literals. @throws Error as `buildPrefilter` does. */
export function tablesFor(literals: readonly string[]): PrefilterTables {
  // Nothing is made for each literal on the way: a call of an agent may wait for all of this.
  const lengths = new Uint32Array(literals.length);
  const starts = new Uint32Array(literals.length);
  const folds = new Uint8Array(literals.length);
  const letters = encoder.encode(literals.join(''));
  if (literals.length > 1 << 16) throw new Error('more literals than the tables have numbers for');
  let size = 0;
  for (const [literal, text] of literals.entries()) {
    const length = utf8Length(text);
    if (length < 3) throw new Error(`literal ${literal} is shorter than three bytes: ${text}`);
    if (length >= 1 << 15) throw new Error(`literal ${literal} is longer than the tables have numbers for`);
    starts[literal] = size;
    lengths[literal] = length;
    size += length;
    // What has a capital stands in a text exactly so; all others are small already.
    folds[literal] = hasCapital(letters, size - length, size) ? 0 : 1;
  }
  return { letters, starts, lengths, folds, ...suspectsOf(letters, starts, lengths) };
}

/** The filter that goes by tables. */
export function prefilterOf(tables: PrefilterTables): Prefilter {
  const { letters, starts, lengths, folds, isSuspicious, beginOf, suspectLiterals, suspectOffsets } = tables;

  function isAt(bytes: Uint8Array, start: number, literal: number): boolean {
    const from = starts[literal] as number;
    const length = lengths[literal] as number;
    const table = folds[literal] === 1 ? folded : same;
    for (let index = 0; index < length; index++)
      if (table[bytes[start + index] as number] !== letters[from + index]) return false;
    return true;
  }

  return (bytes) => {
    const which: number[] = [];
    const at: number[] = [];

    function look(gram: number, index: number): void {
      const list = listOf(gram);
      const end = beginOf[list + 1] as number;
      for (let each = beginOf[list] as number; each < end; each++) {
        const start = index - (suspectOffsets[each] as number);
        const literal = suspectLiterals[each] as number;
        if (start < 0 || start + (lengths[literal] as number) > bytes.length) continue;
        if (!isAt(bytes, start, literal)) continue;
        which.push(literal);
        at.push(start);
      }
    }

    const last = bytes.length - 3;
    let pair = bytes.length < 2 ? 0 : pairOf(bytes[0] as number, bytes[1] as number);
    let union = bytes.length < 2 ? (bytes[0] ?? 0) : (bytes[0] as number) | (bytes[1] as number);
    let index = 0;
    for (; index < last; index += 2) {
      const third = bytes[index + 2] as number;
      const fourth = bytes[index + 3] as number;
      union |= third | fourth;
      const next = ((third & 31) << 5) | (fourth & 31);
      const gram = (pair << 10) | next;
      pair = next;
      if (((isSuspicious[gram >>> 5] as number) & (1 << (gram & 31))) !== 0) look(gram, index);
    }
    // Behind the end of the text stands anything: a literal that ends there is seen as elsewhere.
    if (index + 2 < bytes.length) {
      const third = bytes[index + 2] as number;
      union |= third;
      look((pair << 10) | pairOf(third, 0), index);
    }
    if (at.length > 1) sortByEnd(which, at, lengths);
    return { which, at, ascii: union < 128 };
  };
}

function utf8Length(text: string): number {
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) > 127) return encoder.encode(text).length;
  return text.length;
}

function hasCapital(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = bytes[index] as number;
    if (byte >= 65 && byte <= 90) return true;
  }
  return false;
}

function suspectsOf(letters: Uint8Array, starts: Uint32Array, lengths: Uint32Array) {
  const isSuspicious = new Uint32Array(grams / 32);
  const beginOf = new Uint32Array(lists + 1);
  // Suspects as they come; each stands in the list of its four bytes, which are counted first.
  const keys: number[] = [];
  const literalOf: number[] = [];
  const offsetOf: number[] = [];
  function add(key: number, literal: number, offset: number): void {
    isSuspicious[key >>> 5] = (isSuspicious[key >>> 5] as number) | (1 << (key & 31));
    const list = listOf(key);
    beginOf[list + 1] = (beginOf[list + 1] as number) + 1;
    keys.push(list);
    literalOf.push(literal);
    offsetOf.push(offset);
  }
  for (let literal = 0; literal < lengths.length; literal++) {
    const start = starts[literal] as number;
    const length = lengths[literal] as number;
    for (let parity = 0; parity < 2; parity++) {
      const offset = rarestFour(letters, start, length, parity);
      if (offset >= 0) {
        add(gramAt(letters, start + offset), literal, offset);
        continue;
      }
      // A short one has no four: there the byte before or behind it, which may be any, is looked at with the rest.
      const first = (letters[start] as number) & 31;
      const second = (letters[start + 1] as number) & 31;
      const third = (letters[start + 2] as number) & 31;
      for (let other = 0; other < 32; other++)
        if (parity === 0) add((first << 15) | (second << 10) | (third << 5) | other, literal, 0);
        else add((other << 15) | (first << 10) | (second << 5) | third, literal, -1);
    }
  }
  for (let list = 0; list < lists; list++)
    beginOf[list + 1] = (beginOf[list + 1] as number) + (beginOf[list] as number);
  const suspectLiterals = new Uint16Array(keys.length);
  const suspectOffsets = new Int16Array(keys.length);
  const next = beginOf.slice();
  for (let each = 0; each < keys.length; each++) {
    const list = keys[each] as number;
    const place = next[list] as number;
    next[list] = place + 1;
    suspectLiterals[place] = literalOf[each] as number;
    suspectOffsets[place] = offsetOf[each] as number;
  }
  return { isSuspicious, beginOf, suspectLiterals, suspectOffsets };
}

function gramAt(bytes: Uint8Array, at: number): number {
  const first = pairOf(bytes[at] as number, bytes[at + 1] as number);
  return (first << 10) | pairOf(bytes[at + 2] as number, bytes[at + 3] as number);
}

/** The offset of one parity at which a literal's rarest four bytes stand; -1 where it has no four there. */
function rarestFour(letters: Uint8Array, start: number, length: number, parity: number): number {
  let best = -1;
  let least = 0;
  for (let offset = parity; offset + 3 < length; offset += 2) {
    const at = start + offset;
    let weight = 1;
    for (let index = at; index < at + 4; index++) weight *= frequency[(letters[index] as number) & 31] as number;
    if (best !== -1 && weight >= least) continue;
    best = offset;
    least = weight;
  }
  return best;
}

/** Sorts hits that are nearly sorted: none is further from its place than a literal is long. */
function sortByEnd(which: number[], at: number[], lengths: Uint32Array): void {
  const ends = at.map((start, hit) => start + (lengths[which[hit] as number] as number));
  for (let hit = 1; hit < at.length; hit++) {
    const [end, start, literal] = [ends[hit] as number, at[hit] as number, which[hit] as number];
    let place = hit;
    while (place > 0 && isBehind(ends[place - 1] as number, at[place - 1] as number, which[place - 1] as number)) {
      ends[place] = ends[place - 1] as number;
      at[place] = at[place - 1] as number;
      which[place] = which[place - 1] as number;
      place -= 1;
    }
    ends[place] = end;
    at[place] = start;
    which[place] = literal;

    function isBehind(otherEnd: number, otherStart: number, otherLiteral: number): boolean {
      if (otherEnd !== end) return otherEnd > end;
      return otherStart === start ? otherLiteral > literal : otherStart > start;
    }
  }
}
