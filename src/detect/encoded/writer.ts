/** Collects the bytes of a text in which single characters were written otherwise, and where each of those stood. */
export class Writer {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  #length = 0;
  /** For each character that was written otherwise: its span in the decoded text and in the source, in rising order. */
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];
  readonly #sourceBegins: number[] = [];
  readonly #sourceEnds: number[] = [];

  /** `capacity` is the most bytes that are written. `from` is where the text begins in its source. */
  constructor(capacity: number, from: number) {
    this.#bytes = new Uint8Array(capacity);
    this.#from = from;
  }

  /** Takes bytes of the source as they are. */
  copy(source: Uint8Array, from: number, to: number): void {
    if (to - from > 32) {
      this.#bytes.set(source.subarray(from, to), this.#length);
      this.#length += to - from;
    } else for (let at = from; at < to; at++) this.#bytes[this.#length++] = source[at] as number;
  }

  /** Says that what is written next stands for the source from `at` on, until `close` is called. */
  open(at: number): void {
    this.#begins.push(this.#length);
    this.#sourceBegins.push(at);
  }

  close(at: number): void {
    this.#ends.push(this.#length);
    this.#sourceEnds.push(at);
  }

  byte(byte: number): void {
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

  text(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The span of the source in which a span of the decoded text is written. */
  origin(start: number, end: number): readonly [number, number] {
    return [this.#originOf(start)[0], end > start ? this.#originOf(end - 1)[1] : this.#originOf(end)[0]];
  }

  /** True where a character of [start, end] was written otherwise, or one that stands at its edge. */
  isDecoded(start: number, end: number): boolean {
    const next = firstAbove(this.#ends, start - 1);
    return next < this.#begins.length && (this.#begins[next] as number) <= end;
  }

  /** The span in the source of the byte at a place. */
  #originOf(at: number): [number, number] {
    const index = firstAbove(this.#begins, at) - 1;
    if (index < 0) return [this.#from + at, this.#from + at + 1];
    const end = this.#ends[index] as number;
    const sourceEnd = this.#sourceEnds[index] as number;
    if (at < end) return [this.#sourceBegins[index] as number, sourceEnd];
    return [sourceEnd + at - end, sourceEnd + at - end + 1];
  }
}

/** Index of the first of rising numbers that is greater than `value`. */
function firstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
