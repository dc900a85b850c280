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

/** Three bytes as a number below 2^15: five bits of each, which are the same for a letter in both cases. */
function trigram(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
}
const trigrams = 1 << 15;

/**
 * How frequent bytes with these five bits are in notes, in parts of a thousand: blanks, the letters from a to z with
 * the digits and marks that share their bits, and five kinds of brackets and marks.
 */
const frequency = [
  180, 66, 13, 25, 32, 102, 18, 16, 44, 58, 5, 8, 34, 26, 60, 64, 22, 6, 52, 54, 74, 26, 12, 18, 6, 18, 5, 3, 3, 4, 3,
  6,
];

/** What may be in a text where a trigram is: a literal that begins so many bytes before it. */
interface Suspect {
  readonly literal: number;
  readonly offset: number;
}

/**
 * Builds one filter over all literals. It looks at the three bytes at every second place alone: each literal gives its
 * rarest three at an even and at an odd offset, so that one of the two is seen wherever it stands. What a table of them
 * lets through is compared byte for byte. A text is read once whatever the number of literals, and little is compared.
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
  const suspects = new Map<number, Suspect[]>();
  for (const [literal, { bytes }] of words.entries())
    for (const { offset, keys } of [...keysOf(bytes, 0), ...keysOf(bytes, 1)])
      for (const key of keys) {
        const list = suspects.get(key);
        if (list === undefined) suspects.set(key, [{ literal, offset }]);
        else list.push({ literal, offset });
      }
  // Flat tables: of each trigram where its suspects begin, of each suspect its literal and offset, of each literal its
  // bytes, once as the text must have them where case counts, once folded.
  const beginOf = new Uint32Array(trigrams);
  const endOf = new Uint32Array(trigrams);
  const isSuspicious = new Uint8Array(trigrams);
  const literalOf: number[] = [];
  const offsetOf: number[] = [];
  for (const [key, list] of suspects) {
    isSuspicious[key] = 1;
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
    const last = bytes.length - 2;
    let first = bytes[0] as number;
    let union = first | (bytes[bytes.length - 1] as number);
    for (let index = 0; index < last; index += 2) {
      const second = bytes[index + 1] as number;
      const third = bytes[index + 2] as number;
      union |= second | third;
      const key = ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
      first = third;
      if (isSuspicious[key] === 0) continue;
      const end = endOf[key] as number;
      for (let each = beginOf[key] as number; each < end; each++) {
        const start = index - (suspectOffsets[each] as number);
        const literal = suspectLiterals[each] as number;
        if (start < 0 || start + (lengths[literal] as number) > bytes.length) continue;
        if (!isAt(bytes, start, literal)) continue;
        which.push(literal);
        at.push(start);
      }
    }
    if (bytes.length === 2) union |= bytes[1] as number;
    if (at.length > 1) sortByEnd(which, at, lengths);
    return { which, at, ascii: union < 128 };
  };
}

/** The rarest three bytes of a literal at an offset of one parity, each as the keys that they have in a text. */
function keysOf(bytes: Uint8Array, parity: 0 | 1): { offset: number; keys: number[] }[] {
  let best: { offset: number; weight: number } | undefined;
  for (let offset: number = parity; offset + 2 < bytes.length; offset += 2) {
    const weight = weightOf(bytes[offset]) * weightOf(bytes[offset + 1]) * weightOf(bytes[offset + 2]);
    if (best === undefined || weight < best.weight) best = { offset, weight };
  }
  if (best !== undefined) {
    const { offset } = best;
    return [{ offset, keys: [trigram(bytes[offset] ?? 0, bytes[offset + 1] ?? 0, bytes[offset + 2] ?? 0)] }];
  }
  // Three bytes have none at an odd offset: there the byte before them, which may be any, is looked at with the first two.
  const keys = Array.from({ length: 32 }, (_, before) => trigram(before, bytes[0] ?? 0, bytes[1] ?? 0));
  return [{ offset: -1, keys }];
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
