/** Where literals occur in a text of bytes. Parallel lists, in the order of their ends. */
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

/**
 * Builds one automaton over all literals (Aho and Corasick, "Efficient string matching", CACM 18(6), 1975) as a dense
 * table over classes of bytes, so that a text is read once whatever the number of literals.
 * A literal of lower-case letters matches in any ASCII case, one with a capital exactly.
 * @throws Error where a literal is shorter than three bytes: it would fire everywhere.
 */
export function buildPrefilter(literals: readonly string[]): Prefilter {
  const exact = literals.map((literal) => (/[A-Z]/.test(literal) ? encoder.encode(literal) : undefined));
  const words = literals.map((literal) => encoder.encode(literal).map(fold));
  for (const [index, literal] of literals.entries()) {
    if ((words[index]?.length ?? 0) < 3) throw new Error(`literal ${index} is shorter than three bytes: ${literal}`);
  }

  // Bytes that no literal holds share class 0; capitals share their small letter's class.
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const word of words) for (const byte of word) if (classOf[byte] === 0) classOf[byte] = classes++;
  for (let byte = 65; byte <= 90; byte++) classOf[byte] = classOf[byte + 32] ?? 0;

  const size = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Int32Array(size * classes).fill(-1);
  const ends: number[][] = [[]];
  let states = 1;
  for (const [index, word] of words.entries()) {
    let state = 0;
    for (const byte of word) {
      const edge = state * classes + (classOf[byte] ?? 0);
      if (next[edge] === -1) {
        next[edge] = states++;
        ends.push([]);
      }
      state = next[edge] ?? 0;
    }
    ends[state]?.push(index);
  }

  // Breadth first: a missing edge follows the failure link, so that the scan never looks back.
  const fail = new Int32Array(states);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    for (let klass = 0; klass < classes; klass++) {
      const edge = state * classes + klass;
      const target = next[edge] ?? -1;
      const fallback = state === 0 ? 0 : (next[(fail[state] ?? 0) * classes + klass] ?? 0);
      if (target === -1) {
        next[edge] = fallback;
        continue;
      }
      fail[target] = fallback;
      ends[target]?.push(...(ends[fallback] ?? []));
      queue.push(target);
    }
  }

  // Edges hold state * classes ready for the next look-up; the sign bit marks a state where a literal ends.
  const table = new Int32Array(states * classes);
  for (let edge = 0; edge < table.length; edge++) {
    const target = next[edge] ?? 0;
    table[edge] = (ends[target]?.length ?? 0) > 0 ? ~(target * classes) : target * classes;
  }

  return (bytes) => {
    const which: number[] = [];
    const at: number[] = [];
    let row = 0;
    let union = 0;
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] as number;
      union |= byte;
      row = table[row + (classOf[byte] as number)] as number;
      if (row >= 0) continue;
      row = ~row;
      for (const literal of ends[row / classes] as number[]) {
        const start = index + 1 - (words[literal] as Uint8Array).length;
        const wanted = exact[literal];
        if (wanted !== undefined && !isAt(bytes, start, wanted)) continue;
        which.push(literal);
        at.push(start);
      }
    }
    return { which, at, ascii: union < 128 };
  };
}

function isAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[start + index] !== wanted[index]) return false;
  return true;
}
