import type { Span } from '../core/finding.ts';
import { isContinuation } from './decode.ts';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Turns byte offsets of a UTF-8 text into lines and columns as VS Code counts them.
 * Asked in rising order it reads the text once in all, however long a line is.
 */
export class Positions {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #line = 1;
  #column = 1;
  #nextFeed: number;
  #nextReturn: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#nextFeed = this.#find(lineFeed, 0);
    this.#nextReturn = this.#find(carriageReturn, 0);
  }

  /** Returns the span between two byte offsets, `start` not before the `start` of the call before. */
  span(start: number, end: number): Span {
    this.#move(start);
    const [startLine, startColumn] = [this.#line, this.#column];
    const back = [this.#offset, this.#line, this.#column, this.#nextFeed, this.#nextReturn] as const;
    this.#move(end);
    const [endLine, endColumn] = [this.#line, this.#column];
    // The next finding may begin before this one ends.
    [this.#offset, this.#line, this.#column, this.#nextFeed, this.#nextReturn] = back;
    return { startLine, startColumn, endLine, endColumn };
  }

  #move(target: number): void {
    for (;;) {
      const first = Math.min(this.#nextFeed, this.#nextReturn);
      // The feed of a pair belongs to its line's end: the line begins behind it.
      const isPair = first === this.#nextReturn && this.#nextFeed === first + 1;
      const begin = first + (isPair ? 2 : 1);
      if (begin > target) break;
      this.#line += 1;
      this.#column = 1;
      this.#offset = begin;
      if (this.#nextFeed < begin) this.#nextFeed = this.#find(lineFeed, begin);
      if (this.#nextReturn < begin) this.#nextReturn = this.#find(carriageReturn, begin);
    }
    this.#column += utf16Length(this.#bytes, this.#offset, target);
    this.#offset = target;
  }

  #find(byte: number, from: number): number {
    const index = this.#bytes.indexOf(byte, from);
    return index === -1 ? Number.POSITIVE_INFINITY : index;
  }
}

/** UTF-16 code units of the valid UTF-8 text between two byte offsets. */
export function utf16Length(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let index = from; index < to; index++) {
    const byte = bytes[index] as number;
    if (isContinuation(byte)) continue;
    units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
