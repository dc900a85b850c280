import { isContinuation } from '../decode.ts';
import { type Layer, longestLayer } from './layer.ts';
import type { Notation } from './notations.ts';
import { sextets } from './runs.ts';
import { Writer } from './writer.ts';

/** How much of the text before its first and behind its last escape a layer takes along: labels and rests of values. */
const margin = { before: 256, after: 512 };
/** A span that begins so far behind an escape is none of its business, were it not for the label between them. */
const nearness = 64;

interface Region {
  readonly first: number;
  last: number;
  isTelling: boolean;
}

const nowhere = { byte: () => undefined, character: () => undefined };

/** Parts of a text in which characters are written in a notation, each decoded with what is around them. */
export function* escapedLayers(source: Uint8Array, notation: Notation): Iterable<Layer> {
  for (const { first, last } of regions(source, notation)) {
    let from = Math.max(0, first - margin.before);
    let to = Math.min(source.length, last + margin.after);
    while (from > 0 && isContinuation(source[from] ?? 0)) from -= 1;
    while (to < source.length && isContinuation(source[to] ?? 0)) to += 1;
    // What is encoded in there is not cut.
    while (from > 0 && first - from < longestLayer && isOfRun(source[from - 1])) from -= 1;
    while (to < source.length && to - last < longestLayer && isOfRun(source[to])) to += 1;
    yield decodeRegion(source, from, to, notation);
  }
}

function isOfRun(byte: number | undefined): boolean {
  return byte !== undefined && sextets[byte] !== 255;
}

/** Where escapes stand, those together that share what is around them. */
function regions(source: Uint8Array, notation: Notation): Region[] {
  const found: Region[] = [];
  let current: Region | undefined;
  for (let at = source.indexOf(notation.mark); at !== -1; ) {
    const length = notation.read(source, at, nowhere);
    if (length > 0) {
      const isNear = current !== undefined && at - current.last <= margin.before + margin.after;
      if (current === undefined || !isNear || at - current.first > longestLayer - 2048) {
        current = { first: at, last: at, isTelling: false };
        found.push(current);
      }
      current.last = at + length;
      current.isTelling ||= notation.isTelling(source, at, length);
    }
    at = source.indexOf(notation.mark, at + Math.max(1, length));
  }
  return found.filter(({ isTelling }) => isTelling);
}

function decodeRegion(source: Uint8Array, from: number, to: number, notation: Notation): Layer {
  // An escape may begin before the end and reach over it.
  const out = new Writer(to - from + 16, from);
  let copied = from;
  for (let at = source.indexOf(notation.mark, from); at !== -1 && at < to; ) {
    const length = notation.read(source, at, nowhere);
    if (length > 0) {
      out.copy(source, copied, at);
      out.open(at);
      notation.read(source, at, out);
      copied = at + length;
      out.close(copied);
    }
    at = source.indexOf(notation.mark, at + Math.max(1, length));
  }
  if (copied < to) out.copy(source, copied, to);
  return {
    bytes: out.text(),
    encoding: notation.name,
    origin: (start, end) => out.origin(start, end),
    isHidden: (start, end) => out.isDecoded(start - nearness, end),
    opaque: false,
    labelled: false,
    isUnpacked: false,
  };
}
