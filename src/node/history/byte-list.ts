/** Bytes that are written one after the other. */
export class ByteList {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Writes a whole number of 0 to 2^32 - 1, seven bits a byte, the lowest first. @throws RangeError for any other. */
  number(value: number): void {
    if (value >>> 0 !== value) throw new RangeError('a number that the cache can not hold');
    this.#reserve(5);
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.#bytes[this.#length++] = (rest & 127) | 128;
    this.#bytes[this.#length++] = rest;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written so far; good until more is. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#length + more, Math.ceil(this.#bytes.length * 1.5)));
    larger.set(this.view());
    this.#bytes = larger;
  }
}

/** Reads what `ByteList` wrote. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @throws RangeError where the bytes end, or hold no number that was written so. */
  number(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new RangeError('a number that does not end');
  }
}
