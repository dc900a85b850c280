import type { Span } from '../core/finding.ts';
import { type Encoding, isContinuation, utf8Length } from './decode.ts';

/** How the engine read a document: in an encoding, or `plain`, the bytes as they stand with a mark at their begin. */
export type Reading = Encoding | 'plain';

/** Offsets of bytes in a document as it is stored, mark included; the end is exclusive. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** What one step over a text passed: how many bytes, how many columns, and the character where it may end a line. */
interface Step {
  bytes: number;
  columns: number;
  code: number;
}

type Walk = (bytes: Uint8Array, at: number, step: Step) => void;

/**
 * Says which bytes of a document its spans cover: the way back from what `Positions` makes of a text that was decoded and
 * mended. The answers are in the order of `spans`; undefined stands where a span lies outside of the text.
 */
export function byteRanges(
  bytes: Uint8Array,
  reading: Reading,
  spans: readonly Span[],
): readonly (ByteRange | undefined)[] {
  const { start, walk } = walkOf(bytes, reading);
  const points = spans
    .flatMap((span, index) => [
      { line: span.startLine, column: span.startColumn, index, isEnd: false },
      { line: span.endLine, column: span.endColumn, index, isEnd: true },
    ])
    .toSorted((left, right) => left.line - right.line || left.column - right.column);
  const from = new Array<number | undefined>(spans.length);
  const to = new Array<number | undefined>(spans.length);
  const step: Step = { bytes: 0, columns: 0, code: 0 };
  let [at, line, column, next] = [start, 1, 1, 0];
  for (;;) {
    for (let point = points[next]; point !== undefined; point = points[next]) {
      if (point.line > line || (point.line === line && point.column > column)) break;
      if (point.line === line && point.column === column) (point.isEnd ? to : from)[point.index] = at;
      next += 1;
    }
    if (next === points.length || at >= bytes.length) break;
    walk(bytes, at, step);
    at += step.bytes;
    if (step.code === 10 || (step.code === 13 && !isFeed(bytes, at, step, walk))) {
      line += 1;
      column = 1;
    } else column += step.columns;
  }
  return spans.map((_, index) => {
    const [first, last] = [from[index], to[index]];
    return first === undefined || last === undefined || last <= first ? undefined : { from: first, to: last };
  });
}

/** True where a line feed follows: it ends the line, with the return before it. */
function isFeed(bytes: Uint8Array, at: number, step: Step, walk: Walk): boolean {
  if (at >= bytes.length) return false;
  const ahead = { ...step };
  walk(bytes, at, ahead);
  return ahead.code === 10;
}

function walkOf(bytes: Uint8Array, reading: Reading): { start: number; walk: Walk } {
  if (reading === 'utf16le')
    return { start: bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 0, walk: walkUtf16('little') };
  if (reading === 'utf16be') return { start: bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 0, walk: walkUtf16('big') };
  const start = reading === 'utf8' && hasMark(bytes, 0) ? 3 : 0;
  const kind = examine(bytes, start);
  if (kind === 'bytes') return { start, walk: walkBytes };
  // A decoder that mends a text drops a mark at its begin, also a second one.
  return { start: kind === 'mended' && hasMark(bytes, start) ? start + 3 : start, walk: walkUtf8 };
}

function hasMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** How `mendUtf8` takes a text: `bytes` is Windows-1252, in which every byte is a character. */
function examine(bytes: Uint8Array, start: number): 'valid' | 'mended' | 'bytes' {
  let [valid, multiByte] = [true, false];
  for (let at = start; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : utf8Length(bytes, at, lead);
    if (length === 0) valid = false;
    if (length > 1) multiByte = true;
    at += Math.max(1, length);
  }
  if (valid) return 'valid';
  return multiByte ? 'mended' : 'bytes';
}

function walkBytes(bytes: Uint8Array, at: number, step: Step): void {
  step.bytes = 1;
  step.columns = 1;
  step.code = bytes[at] as number;
}

function walkUtf8(bytes: Uint8Array, at: number, step: Step): void {
  const lead = bytes[at] as number;
  const length = lead < 0x80 ? 1 : utf8Length(bytes, at, lead);
  step.bytes = length === 0 ? brokenLength(bytes, at, lead) : length;
  step.columns = length === 4 ? 2 : 1;
  step.code = lead;
}

/** Bytes that a decoder replaces by one U+FFFD: the longest begin of a character (https://encoding.spec.whatwg.org/#utf-8-decoder). */
function brokenLength(bytes: Uint8Array, at: number, lead: number): number {
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high ? 2 : 1;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return 1;
    return isContinuation(bytes[at + 2] ?? 0) ? 3 : 2;
  }
  return 1;
}

function walkUtf16(order: 'little' | 'big'): Walk {
  return (bytes, at, step) => {
    step.bytes = Math.min(2, bytes.length - at);
    step.columns = 1;
    const [first, second] = [bytes[at] as number, bytes[at + 1] ?? 0];
    step.code = order === 'big' ? first * 256 + second : second * 256 + first;
  };
}
