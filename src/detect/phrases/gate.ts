import { gateBits } from './gate-bits.ts';

/** The gate has two to this many bits. */
const size = 17;
/** A byte a character: a commit may wait for it, and to make an array of it takes as long as to scan a note. */
let gate: string | undefined;

/**
 * True where a word with this hash may stand in one of the lists. Two bits a word (B. H. Bloom, CACM 13(7), 1970): one
 * word in fourteen that is in none passes, so that a dozen of them in a row do not.
 */
export function mayBeListed(hash: number): boolean {
  gate ??= atob(gateBits);
  const first = hash >>> (32 - size);
  const second = Math.imul(hash, 0x9e3779b1) >>> (32 - size);
  return ((gate.charCodeAt(first >>> 3) >>> (first & 7)) & (gate.charCodeAt(second >>> 3) >>> (second & 7)) & 1) === 1;
}

/** Makes the gate for words with these hashes. `.ci/phrase-gate.ts` writes what it returns to `gate-bits.ts`. */
export function makeGate(hashes: Iterable<number>): Uint8Array {
  const made = new Uint8Array(1 << (size - 3));
  for (const hash of hashes)
    for (const bit of [hash >>> (32 - size), Math.imul(hash, 0x9e3779b1) >>> (32 - size)])
      made[bit >>> 3] = (made[bit >>> 3] as number) | (1 << (bit & 7));
  return made;
}
