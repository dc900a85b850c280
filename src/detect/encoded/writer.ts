/** Collects the bytes of a decoded text, and of which place in the text around it each of them came. */
export class Writer {
  readonly #bytes: Uint8Array;
  /** For each byte, and for the end, the offset in the source. */
  readonly #origins: Uint32Array;
  /** Where decoded characters stand, as offsets in the decoded text, in rising order. */
  readonly #decoded: number[] = [];
  #length = 0;
  #source = 0;

  /** No decoded text is longer than its source, which is at most `capacity` bytes. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
    this.#origins = new Uint32Array(capacity + 1);
  }

  /** Takes bytes of the source as they are. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.#bytes.set(source.subarray(from, to), this.#length);
    for (let at = from; at < to; at++) this.#origins[this.#length++] = at;
    this.#source = to;
  }

  /** Says that what is written next stands for the source from `at` on. */
  decodedAt(at: number): void {
    this.#source = at;
    this.#decoded.push(this.#length);
  }

  byte(byte: number): void {
    this.#origins[this.#length] = this.#source;
    this.#bytes[this.#length++] = byte;
  }

  /** Writes a character as UTF-8; half a surrogate pair is none. */
  character(code: number): void {
    if (code < 0x80) this.byte(code);
    else if (code < 0x800) {
      this.byte(0xc0 | (code >> 6));
      this.byte(0x80 | (code & 0x3f));
    } else if (code >= 0xd800 && code < 0xe000) this.byte(0x3f);
    else if (code < 0x10000) {
      this.byte(0xe0 | (code >> 12));
      this.byte(0x80 | ((code >> 6) & 0x3f));
      this.byte(0x80 | (code & 0x3f));
    } else {
      this.byte(0xf0 | (code >> 18));
      this.byte(0x80 | ((code >> 12) & 0x3f));
      this.byte(0x80 | ((code >> 6) & 0x3f));
      this.byte(0x80 | (code & 0x3f));
    }
  }

  /** Closes the text, which ends in the source at `end`. */
  finish(end: number): { bytes: Uint8Array; origins: Uint32Array; decoded: readonly number[] } {
    this.#origins[this.#length] = end;
    return { bytes: this.#bytes.subarray(0, this.#length), origins: this.#origins, decoded: this.#decoded };
  }
}
