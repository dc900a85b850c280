import type { Hidden, Replacement } from './redaction.ts';

const gramLength = 8;

/**
 * The parts of a text that are parts of values as well: what a tool was asked to cut out of them. Shorter ones, and
 * those that might be a word or the public beginning of a token, are not told from chance.
 */
export function fragmentsIn(text: string, replacements: readonly Replacement[]): Hidden[] {
  const grams = new Map<string, string>();
  for (const { value, by } of replacements)
    for (let at = 0; at + gramLength <= value.length; at++) {
      const gram = value.slice(at, at + gramLength);
      if (/\d/.test(gram) || (/[a-z]/.test(gram) && /[A-Z]/.test(gram.slice(1))))
        if (!/\s/.test(gram)) grams.set(gram, by);
    }
  if (grams.size === 0) return [];
  const found: Hidden[] = [];
  for (let at = 0; at + gramLength <= text.length; at++) {
    const by = grams.get(text.slice(at, at + gramLength));
    if (by === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && last.end >= at) found[found.length - 1] = { ...last, end: at + gramLength };
    else found.push({ start: at, end: at + gramLength, by });
  }
  return found;
}

/** Fewer characters in a row are shared by chance. */
const shortestRun = 16;

/** A part of a file that is hidden and written in sentences, with the whole of the file. */
export interface HiddenProse {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly by: string;
  /** The file as it is without what is hidden. */
  readonly open: string;
}

/**
 * The parts of a text that run along with hidden prose for at least sixteen characters, and with nothing that stands
 * openly in the same file: half lines, as programs cut them out.
 */
export function proseRunsIn(text: string, prose: readonly HiddenProse[]): Hidden[] {
  const found: Hidden[] = [];
  for (const { text: file, start: from, end: to, by, open } of prose) {
    // Every run of this length holds one of the blocks that lie end to end.
    const blocks = new Map<string, number[]>();
    for (let at = from; at + gramLength <= to; at += gramLength) {
      const block = file.slice(at, at + gramLength);
      if (!/[\p{L}\p{N}]{2}/u.test(block)) continue;
      const places = blocks.get(block);
      if (places === undefined) blocks.set(block, [at]);
      else if (places.length < mostPlaces) places.push(at);
    }
    if (blocks.size === 0) continue;
    let done = 0;
    for (let at = 0; at + gramLength <= text.length; at++) {
      let [start, end] = [at, at];
      for (const place of blocks.get(text.slice(at, at + gramLength)) ?? []) {
        let [before, behind] = [0, gramLength];
        while (place - before > from && at - before > done && file[place - before - 1] === text[at - before - 1])
          before += 1;
        while (place + behind < to && at + behind < text.length && file[place + behind] === text[at + behind])
          behind += 1;
        if (before + behind > end - start) [start, end] = [at - before, at + behind];
      }
      if (end === at) continue;
      if (end - start >= shortestRun && !open.includes(text.slice(start, end))) found.push({ start, end, by });
      // Whatever begins before its end runs no further.
      done = end;
      at = Math.max(at, end - gramLength);
    }
  }
  return found;
}

/** A block that stands in more places is made of blanks or drawn lines. */
const mostPlaces = 16;
