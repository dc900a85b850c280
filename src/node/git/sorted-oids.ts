import { compareOids, countPrefixes, type OidLength, oidText, parseOid } from './oid-bytes.ts';

/** A list of object ids in order, one after the other, as a file holds it: nothing has to be built to look one up. */
export class SortedOids {
  readonly length: OidLength;
  readonly bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #wanted: Uint8Array;

  constructor(bytes: Uint8Array, length: OidLength) {
    this.length = length;
    this.bytes = bytes;
    this.#starts = countPrefixes(bytes, length);
    this.#wanted = new Uint8Array(length);
  }

  get size(): number {
    return this.bytes.length / this.length;
  }

  /** @throws TypeError where `oid` is no object id of the list's length. */
  has(oid: string): boolean {
    return this.indexOf(oid) >= 0;
  }

  /** The place of an id in the list, or -1. @throws TypeError where `oid` is no object id of the list's length. */
  indexOf(oid: string): number {
    const wanted = this.#wanted;
    parseOid(oid, wanted);
    const prefix = ((wanted[0] ?? 0) << 8) | (wanted[1] ?? 0);
    let [low = 0, high = 0] = [this.#starts[prefix], this.#starts[prefix + 1]];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const difference = compareOids(this.bytes, middle * this.length, wanted, 0, this.length);
      if (difference === 0) return middle;
      if (difference < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  /** The id at a place, below `size`. */
  oidAt(index: number): string {
    return oidText(this.bytes, index * this.length, this.length);
  }
}

/** True where every id is larger than the one before it. */
export function areSorted(bytes: Uint8Array, length: OidLength): boolean {
  for (let at = length; at < bytes.length; at += length)
    if (compareOids(bytes, at - length, bytes, at, length) >= 0) return false;
  return true;
}
