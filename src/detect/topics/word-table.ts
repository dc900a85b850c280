import { isIdeograph, isMark, letterOf, plainText } from './letters.ts';

/** Words and short phrases that are looked for in one pass over a text. */
export interface WordTable {
  readonly slots: Int32Array;
  /** Entries by their slot: their hash, their text, their number; chained where two share a slot. */
  readonly hashes: Int32Array;
  readonly next: Int32Array;
  readonly texts: readonly string[];
  readonly kinds: Uint8Array;
}

/**
 * What a pass tells of: entry `id` of the table was seen from `start` to `end`. Two words may share a hash, so who has not
 * seen an entry yet asks `isTerm`.
 */
export type OnWord = (id: number, start: number, end: number) => void;

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

/** Reads a text once, tells of every term in it, and returns how many words it has. */
export function readWords(text: string, { slots, hashes, next, kinds }: WordTable, onWord: OnWord): number {
  let words = 0;
  // The three words before: their hashes and where they begin.
  let first = 0;
  let second = 0;
  let third = 0;
  let firstAt = 0;
  let secondAt = 0;
  let thirdAt = 0;
  const { length } = text;

  function tellOf(hash: number, wanted: number, start: number, end: number): boolean {
    let isEnd = false;
    for (let id = slots[slotOf(hash)] as number; id >= 0; id = next[id] as number) {
      if (hashes[id] !== hash) continue;
      const kind = kinds[id] as number;
      if (kind === endsPhrase) isEnd = true;
      else if (kind === wanted) onWord(id, start, end);
    }
    return isEnd;
  }

  for (let at = 0; at < length; ) {
    let code = text.charCodeAt(at);
    let letter = letterOf(code);
    if (letter === 0) {
      at += 1;
      continue;
    }
    const start = at;
    let hash = step(seed, letter);
    let key = 0;
    let count = 1;
    at += 1;
    if (!isIdeograph(code))
      for (; at < length; at += 1) {
        code = text.charCodeAt(at);
        if (isMark(code)) continue;
        letter = letterOf(code);
        if (letter === 0 || isIdeograph(code)) break;
        hash = step(hash, letter);
        count += 1;
        if (count === stemKey) key = hash;
      }
    words += 1;
    if (tellOf(hash, isWhole, start, at)) {
      if (words > 1) tellOf(join(third, hash), isWhole, thirdAt, at);
      if (words > 2) tellOf(join(join(second, third), hash), isWhole, secondAt, at);
      if (words > 3) tellOf(join(join(join(first, second), third), hash), isWhole, firstAt, at);
    }
    if (key !== 0) tellOf(key ^ isStem, isStem, start, at);
    first = second;
    firstAt = secondAt;
    second = third;
    secondAt = thirdAt;
    third = hash;
    thirdAt = start;
  }
  return words;
}

/** True where the text from `start` to `end` is entry `id` of the table. */
export function isTerm({ texts }: WordTable, id: number, text: string, start: number, end: number): boolean {
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
