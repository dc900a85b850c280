import { highest, isIdeograph, isMark, letterOf, plainLetters, plainText } from './letters.ts';

/** Words and short phrases that are looked for in one pass over a text. */
export interface WordTable {
  readonly slots: Int32Array;
  /** Entries by their slot: their hash, their text, their number; chained where two share a slot. */
  readonly hashes: Int32Array;
  readonly next: Int32Array;
  readonly texts: readonly string[];
  readonly kinds: Uint8Array;
}

/** Where a pass puts what it sees, by the number of an entry: how often, and where first. All counts are 0 before it. */
export interface Sightings {
  readonly counts: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const slotCount = 1 << 15;
const isWhole = 1;
/** Another entry is a phrase that ends with this word. */
const endsPhrase = 2;
const isStem = 4;

const space = 32;

/** Stems are looked up by this many letters. */
const stemKey = 6;
const seed = 0x811c9dc5 | 0;

function step(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

function join(first: number, second: number): number {
  return Math.imul(first, 0x85ebca6b) ^ second;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (slotCount - 1);
}

/**
 * Builds a table of terms, whose index is their number. A term is a word, a phrase of up to four words, or a stem of
 * six letters or more with `*` behind it, which stands for every word that begins so.
 * @throws Error where a term has more than four words or its stem is too short.
 */
export function buildWordTable(terms: readonly string[]): WordTable {
  const texts: string[] = terms.map((term) => plainText(term) + (term.endsWith('*') ? '*' : ''));
  const hashes: number[] = [];
  const kinds: number[] = [];
  const ends = new Set<string>();
  for (const text of texts) {
    const words = text.split(' ');
    if (words.length > 4 || text === '') throw new Error(`"${text}" is no term of one to four words`);
    if (text.endsWith('*')) {
      if (text.length <= stemKey || words.length > 1) throw new Error(`"${text}" is too short for a stem`);
      hashes.push(hashWord(text.slice(0, stemKey)) ^ isStem);
      kinds.push(isStem);
      continue;
    }
    hashes.push(words.map(hashWord).reduce(join));
    kinds.push(isWhole);
    if (words.length > 1) ends.add(words.at(-1) ?? '');
  }
  for (const word of ends) {
    texts.push(word);
    hashes.push(hashWord(word));
    kinds.push(endsPhrase);
  }
  const slots = new Int32Array(slotCount).fill(-1);
  const next = new Int32Array(texts.length).fill(-1);
  for (const [id, hash] of hashes.entries()) {
    next[id] = slots[slotOf(hash)] as number;
    slots[slotOf(hash)] = id;
  }
  return { slots, hashes: Int32Array.from(hashes), next, texts, kinds: Uint8Array.from(kinds) };
}

function hashWord(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
  return hash;
}

/**
 * Reads a text once and returns how many words it has. `sightings` tells of the terms in it, and `seen` gets the number of
 * each at its first place.
 */
export function readWords(text: string, table: WordTable, sightings: Sightings, seen: number[]): number {
  const { slots } = table;
  let words = 0;
  // The three words before: their hashes and where they begin.
  let first = 0;
  let second = 0;
  let third = 0;
  let firstAt = 0;
  let secondAt = 0;
  let thirdAt = 0;
  const { length } = text;
  for (let at = 0; at < length; ) {
    let code = text.charCodeAt(at);
    let letter = code < highest ? (plainLetters[code] as number) : letterOf(code);
    if (letter === 0) {
      at += 1;
      continue;
    }
    const start = at;
    let hash = step(seed, letter);
    let key = 0;
    at += 1;
    if (code < highest) {
      let count = 1;
      for (; at < length; at += 1) {
        code = text.charCodeAt(at);
        // What lies above is an ideograph or no letter: both end a word.
        letter = code < highest ? (plainLetters[code] as number) : 0;
        if (letter === 0) {
          if (isMark(code)) continue;
          break;
        }
        hash = step(hash, letter);
        count += 1;
        if (count === stemKey) key = hash;
      }
    }
    words += 1;
    const chain = slots[slotOf(hash)] as number;
    if (chain >= 0 && note(table, chain, hash, isWhole, text, start, at, sightings, seen)) {
      if (words > 1) look(table, join(third, hash), isWhole, text, thirdAt, at, sightings, seen);
      if (words > 2) look(table, join(join(second, third), hash), isWhole, text, secondAt, at, sightings, seen);
      if (words > 3)
        look(table, join(join(join(first, second), third), hash), isWhole, text, firstAt, at, sightings, seen);
    }
    if (key !== 0) {
      const stems = slots[slotOf(key ^ isStem)] as number;
      if (stems >= 0) note(table, stems, key ^ isStem, isStem, text, start, at, sightings, seen);
    }
    first = second;
    firstAt = secondAt;
    second = third;
    secondAt = thirdAt;
    third = hash;
    thirdAt = start;
  }
  return words;
}

function look(
  table: WordTable,
  hash: number,
  wanted: number,
  text: string,
  start: number,
  end: number,
  sightings: Sightings,
  seen: number[],
): void {
  const chain = table.slots[slotOf(hash)] as number;
  if (chain >= 0) note(table, chain, hash, wanted, text, start, end, sightings, seen);
}

/** Notes every entry of a chain that has the hash and is of the wanted kind. True where the word ends a phrase. */
function note(
  table: WordTable,
  chain: number,
  hash: number,
  wanted: number,
  text: string,
  start: number,
  end: number,
  { counts, starts, ends }: Sightings,
  seen: number[],
): boolean {
  const { hashes, next, kinds } = table;
  let isEnd = false;
  for (let id = chain; id >= 0; id = next[id] as number) {
    if (hashes[id] !== hash) continue;
    const kind = kinds[id] as number;
    if (kind === endsPhrase) isEnd = true;
    else if (kind === wanted) {
      if (counts[id] === 0) {
        // Two words may share a hash.
        if (!isTerm(table, id, text, start, end)) continue;
        seen.push(id);
        starts[id] = start;
        ends[id] = end;
      }
      counts[id] = (counts[id] as number) + 1;
    }
  }
  return isEnd;
}

/** True where the text from `start` to `end` is entry `id` of the table. */
function isTerm({ texts }: WordTable, id: number, text: string, start: number, end: number): boolean {
  // Words of a phrase may lie far apart where nothing but digits or marks stands between them.
  if (end - start > 120) return false;
  const term = texts[id] as string;
  const wanted = term.endsWith('*') ? term.length - 1 : term.length;
  let matched = 0;
  let isOpen = false;
  for (let at = start; at < end && matched < wanted; at += 1) {
    const code = text.charCodeAt(at);
    if (isMark(code)) continue;
    const letter = letterOf(code);
    const isWord = letter !== 0 && !isIdeograph(code);
    if (letter !== 0) {
      if (matched > 0 && !(isOpen && isWord)) {
        if (term.charCodeAt(matched) !== space) return false;
        matched += 1;
      }
      if (term.charCodeAt(matched) !== letter) return false;
      matched += 1;
    }
    isOpen = isWord;
  }
  return matched === wanted;
}
