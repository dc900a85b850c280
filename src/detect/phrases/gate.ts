import { gateBits } from './gate-bits.ts';

/** The gate has two to this many bits. */
const size = 17;
let gate: Uint8Array | undefined;

/** A call of an agent may wait for it: a plain loop is much faster than `Uint8Array.from` in code that runs once. */
function decodedGate(): Uint8Array {
  const text = atob(gateBits);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/**
 * True where a word with this hash may stand in one of the lists. Two bits a word (B. H. Bloom, CACM 13(7), 1970): one
 * word in fourteen that is in none passes, so that a dozen of them in a row do not.
 */
export function mayBeListed(hash: number): boolean {
  gate ??= decodedGate();
  const first = hash >>> (32 - size);
  const second = Math.imul(hash, 0x9e3779b1) >>> (32 - size);
  return (
    (((gate[first >>> 3] as number) >>> (first & 7)) & ((gate[second >>> 3] as number) >>> (second & 7)) & 1) === 1
  );
}

/** Makes the gate for words with these hashes. `.ci/phrase-gate.ts` writes what it returns to `gate-bits.ts`. */
export function makeGate(hashes: Iterable<number>): Uint8Array {
  const made = new Uint8Array(1 << (size - 3));
  for (const hash of hashes)
    for (const bit of [hash >>> (32 - size), Math.imul(hash, 0x9e3779b1) >>> (32 - size)])
      made[bit >>> 3] = (made[bit >>> 3] as number) | (1 << (bit & 7));
  return made;
}
