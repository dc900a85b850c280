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
  /** The file as it is without what is hidden, and its lines. */
  readonly open: string;
  readonly openLines: ReadonlySet<string>;
}

/**
 * The parts of a text that run along with hidden prose for at least sixteen characters, and with nothing that stands
 * openly in the same file: half lines, as programs cut them out.
 */
export function proseRunsIn(text: string, prose: readonly HiddenProse[]): Hidden[] {
  const blocks = blocksOf(prose);
  const found: Hidden[] = [];
  let done = 0;
  for (let at = 0; blocks.size > 0 && at + gramLength <= text.length; at++) {
    let [start, end] = [at, at];
    let owner: HiddenProse | undefined;
    for (const { part, place } of blocks.get(text.slice(at, at + gramLength)) ?? []) {
      const { text: file } = part;
      let [before, behind] = [0, gramLength];
      while (place - before > part.start && at - before > done && file[place - before - 1] === text[at - before - 1])
        before += 1;
      while (place + behind < part.end && at + behind < text.length && file[place + behind] === text[at + behind])
        behind += 1;
      if (before + behind > end - start) [start, end, owner] = [at - before, at + behind, part];
    }
    if (owner === undefined) continue;
    if (end - start >= shortestRun && !isOpen(text.slice(start, end), owner)) found.push({ start, end, by: owner.by });
    // Whatever begins before its end runs no further.
    done = end;
    at = Math.max(at, end - gramLength);
  }
  return found;
}

/** A longer run that stands in the open is one of the lines there. */
const longestSought = 40;

function isOpen(run: string, { open, openLines }: HiddenProse): boolean {
  return openLines.has(run.trim()) || (run.length < longestSought && open.includes(run));
}

type Blocks = Map<string, { readonly part: HiddenProse; readonly place: number }[]>;

/** Every run of the shortest length holds one of the blocks that lie end to end. */
function blocksOf(prose: readonly HiddenProse[]): Blocks {
  const blocks: Blocks = new Map();
  for (const part of prose)
    for (let place = part.start; place + gramLength <= part.end; place += gramLength) {
      const block = part.text.slice(place, place + gramLength);
      if (!/[\p{L}\p{N}]{2}/u.test(block)) continue;
      const places = blocks.get(block);
      if (places === undefined) blocks.set(block, [{ part, place }]);
      else if (places.length < mostPlaces) places.push({ part, place });
    }
  return blocks;
}

/** A block that stands in more places is made of blanks or drawn lines. */
const mostPlaces = 16;
