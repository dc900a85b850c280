import { randomBytes } from 'node:crypto';
import type { GitPlace } from './git-place.ts';
import { compareOids, type OidLength, oidText, parseOid, sortOids } from './oid-bytes.ts';

const chunkBits = 14;
const chunkSize = 1 << chunkBits;
const seed = randomBytes(4).readInt32LE() | 1;

/**
 * A set of object ids that stays small: 20 or 32 bytes an id and about 6 more. Each id has a number, its place in the
 * order in which they came, so that it serves as a map together with an array.
 */
export class OidSet {
  readonly length: OidLength;
  /** Ids in the order in which they came, in chunks, so that growing never copies them. */
  readonly #chunks: Uint8Array[] = [];
  /** Number of an id plus 1 where its hash leads, or behind that; 0 where nothing is. */
  #slots = new Uint32Array(1024);
  #size = 0;
  readonly #wanted: Uint8Array;

  constructor(format: GitPlace['objectFormat'] | OidLength) {
    this.length = format === 'sha1' ? 20 : format === 'sha256' ? 32 : format;
    this.#wanted = new Uint8Array(this.length);
  }

  get size(): number {
    return this.#size;
  }

  /** @throws TypeError where `oid` is no object id of the set's length. */
  has(oid: string): boolean {
    return this.indexOf(oid) >= 0;
  }

  /** The number of an id, or -1. @throws TypeError where `oid` is no object id of the set's length. */
  indexOf(oid: string): number {
    parseOid(oid, this.#wanted);
    return (this.#slots[this.#slotOf(this.#wanted, 0)] ?? 0) - 1;
  }

  /** Adds an id; returns its number. @throws TypeError where `oid` is no object id of the set's length. */
  add(oid: string): number {
    parseOid(oid, this.#wanted);
    const slot = this.#slotOf(this.#wanted, 0);
    const known = this.#slots[slot] ?? 0;
    if (known > 0) return known - 1;
    if ((this.#size & (chunkSize - 1)) === 0) this.#chunks.push(new Uint8Array(chunkSize * this.length));
    this.#chunks[this.#size >> chunkBits]?.set(this.#wanted, (this.#size & (chunkSize - 1)) * this.length);
    this.#size += 1;
    this.#slots[slot] = this.#size;
    if (this.#size > this.#slots.length * 0.7) this.#grow();
    return this.#size - 1;
  }

  /** The id with a number, below `size`. */
  oidAt(index: number): string {
    const chunk = this.#chunks[index >> chunkBits];
    if (chunk === undefined || index >= this.#size) throw new RangeError('no such object id');
    return oidText(chunk, (index & (chunkSize - 1)) * this.length, this.length);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0; index < this.#size; index++) yield this.oidAt(index);
  }

  /** All ids one after the other, in their order as bytes. */
  sorted(): Uint8Array {
    return sortOids(this.bytes, this.length);
  }

  /** All ids one after the other, in the order in which they came. */
  get bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#size * this.length);
    for (const [index, chunk] of this.#chunks.entries()) {
      const from = index * chunkSize;
      bytes.set(chunk.subarray(0, Math.min(chunkSize, this.#size - from) * this.length), from * this.length);
    }
    return bytes;
  }

  /** The slot of the id that stands at `at` in `bytes`, or the free one where it would go. */
  #slotOf(bytes: Uint8Array, at: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(bytes, at, this.length) & mask; ; slot = (slot + 1) & mask) {
      const known = (this.#slots[slot] ?? 0) - 1;
      if (known < 0) return slot;
      const chunk = this.#chunks[known >> chunkBits];
      const from = (known & (chunkSize - 1)) * this.length;
      if (chunk !== undefined && compareOids(chunk, from, bytes, at, this.length) === 0) return slot;
    }
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#size; index++) {
      const chunk = this.#chunks[index >> chunkBits];
      if (chunk === undefined) continue;
      let slot = hash(chunk, (index & (chunkSize - 1)) * this.length, this.length) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    this.#slots = slots;
  }
}

/** Ids are hashes already; the seed keeps a repository that was made for it from filling one stretch of the table. */
function hash(bytes: Uint8Array, at: number, length: OidLength): number {
  let mixed = seed;
  for (const from of [at, at + 4, at + length - 4]) {
    const word =
      (bytes[from] ?? 0) |
      ((bytes[from + 1] ?? 0) << 8) |
      ((bytes[from + 2] ?? 0) << 16) |
      ((bytes[from + 3] ?? 0) << 24);
    mixed = Math.imul(mixed ^ word, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed;
}
