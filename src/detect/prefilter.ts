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

/** What may be in a text where four bytes are: a literal that begins so many bytes before them. */
interface Suspect {
  readonly literal: number;
  readonly offset: number;
}

/**
 * Builds one filter over all literals. It looks at four bytes at every second place alone: each literal gives its rarest
 * four at an even and at an odd offset, so that one of the two is seen wherever it stands. What a table of them lets
 * through is compared byte for byte. A text is read once whatever the number of literals, and little is compared.
 * A literal of lower-case letters matches in any ASCII case, one with a capital exactly.
 * @throws Error where a literal is shorter than three bytes: it would fire everywhere.
 */
export function buildPrefilter(literals: readonly string[]): Prefilter {
  const words = literals.map((literal, index) => {
    const isExact = /[A-Z]/.test(literal);
    const bytes = encoder.encode(literal);
    if (bytes.length < 3) throw new Error(`literal ${index} is shorter than three bytes: ${literal}`);
    return { isExact, bytes: isExact ? bytes : bytes.map(fold) };
  });
  /** A bit for each four bytes that some literal gives. */
  const isSuspicious = new Uint32Array(grams / 32);
  const suspects = new Map<number, Suspect[]>();
  for (const [literal, { bytes }] of words.entries())
    for (const parity of [0, 1] as const) {
      const { offset, keys } = keysOf(bytes, parity);
      for (const key of keys) isSuspicious[key >>> 5] = (isSuspicious[key >>> 5] as number) | (1 << (key & 31));
      for (const list of new Set(keys.map(listOf))) {
        const found = suspects.get(list);
        if (found === undefined) suspects.set(list, [{ literal, offset }]);
        else found.push({ literal, offset });
      }
    }
  // Flat tables: of each list where its suspects begin and end, of each suspect its literal and offset, of each literal its
  // bytes, once as the text must have them where case counts, once folded.
  const beginOf = new Uint32Array(lists);
  const endOf = new Uint32Array(lists);
  const literalOf: number[] = [];
  const offsetOf: number[] = [];
  for (const [key, list] of suspects) {
    beginOf[key] = literalOf.length;
    for (const { literal, offset } of list) {
      literalOf.push(literal);
      offsetOf.push(offset);
    }
    endOf[key] = literalOf.length;
  }
  const suspectLiterals = Uint32Array.from(literalOf);
  const suspectOffsets = Int32Array.from(offsetOf);
  const lengths = Uint32Array.from(words, ({ bytes }) => bytes.length);
  const starts = new Uint32Array(words.length);
  for (let literal = 1; literal < words.length; literal++)
    starts[literal] = (starts[literal - 1] as number) + (lengths[literal - 1] as number);
  const letters = Uint8Array.from(words.flatMap(({ bytes }) => [...bytes]));
  const folds = Uint8Array.from(words, ({ isExact }) => (isExact ? 0 : 1));

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
      const end = endOf[list] as number;
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

const anyByte = Array.from({ length: 32 }, (_, byte) => byte);

/** The rarest four bytes of a literal at an offset of one parity, as the numbers that they are in a text. */
function keysOf(bytes: Uint8Array, parity: 0 | 1): { offset: number; keys: number[] } {
  let best: { offset: number; weight: number } | undefined;
  for (let offset: number = parity; offset + 3 < bytes.length; offset += 2) {
    const weight = [0, 1, 2, 3].reduce((product, index) => product * weightOf(bytes[offset + index]), 1);
    if (best === undefined || weight < best.weight) best = { offset, weight };
  }
  const gram = (first: number, second: number, third: number, fourth: number): number =>
    (pairOf(first, second) << 10) | pairOf(third, fourth);
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(Math.max(0, best?.offset ?? 0));
  if (best !== undefined) return { offset: best.offset, keys: [gram(first, second, third, fourth)] };
  // A short one has no four: there the byte before or behind it, which may be any, is looked at with the rest.
  if (parity === 0) return { offset: 0, keys: anyByte.map((behind) => gram(first, second, third, behind)) };
  return { offset: -1, keys: anyByte.map((before) => gram(before, first, second, third)) };
}

function weightOf(byte: number | undefined): number {
  return frequency[(byte ?? 0) & 31] ?? 1;
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
