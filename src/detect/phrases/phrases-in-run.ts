import { entropyOf, isPublished, phraseLengths } from './checksum.ts';
import { isDrawn } from './drawn.ts';
import { fewestWords } from './runs.ts';
import { listedWords, type PhraseLanguage, phraseLanguages } from './word-lists.ts';
import { type Gaps, pickWords, readGaps, type Words } from './words.ts';

/** A recovery phrase in a text. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  readonly checksum: 'right' | 'wrong';
}

/** Words in a row that all stand in one list. */
interface Row extends Gaps {
  readonly language: PhraseLanguage;
  readonly size: number;
  /** The place of each word in the language's list. */
  readonly places: Int16Array;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** True where other things stand around it than between its words. */
  readonly bounded: boolean;
  readonly checksum: 'right' | 'wrong';
}

/** A row that is no longer than this and of no length that a phrase has is one with a word too many or too few. */
const longestUnbounded = 27;
const mostTrimmed = 3;

/** Finds the phrases in words that may be of the lists, language by language. Phrases do not overlap. */
export function phrasesIn(text: string, run: Words): readonly Phrase[] {
  const words = withoutLabels(run);
  if (words.size < fewestWords) return [];
  const { numbers, places: lists } = listedWords();
  const known = new Int16Array(words.size);
  for (let at = 0; at < words.size; at++)
    known[at] = words.listed[at] === 0 ? -1 : (numbers.get(words.hashes[at] as number) ?? -1);
  let gaps: Gaps | undefined;
  const found: Phrase[] = [];
  for (const language of phraseLanguages) {
    const list = lists[language];
    for (let from = 0; from < words.size; ) {
      let to = from;
      while (to < words.size && known[to] !== -1 && list[known[to] as number] !== -1) to += 1;
      if (to - from >= fewestWords) {
        gaps ??= readGaps(text, words);
        const places = new Int16Array(to - from);
        for (let at = from; at < to; at++) places[at - from] = list[known[at] as number] as number;
        for (const each of stretchesOf({ language, size: to - from, places, ...cut(gaps, from, to) })) {
          const start = words.starts[from + each.from] as number;
          const end = words.ends[from + each.to - 1] as number;
          if (isInSpacedText(text, start, end, each.checksum)) continue;
          found.push({ start, end, words: each.to - each.from, checksum: each.checksum });
        }
      }
      from = to + 1;
    }
  }
  return apart(found);
}

/**
 * True where a sentence in Chinese that is written with a blank behind each character goes on before or behind, on the
 * same line; where the checksum is wrong as well, on the next one too.
 */
function isInSpacedText(text: string, start: number, end: number, checksum: 'right' | 'wrong'): boolean {
  // Below it there are none: https://www.unicode.org/Public/UCD/latest/ucd/Scripts.txt
  if (text.charCodeAt(start) < 0x2e80) return false;
  spaced ??= spacedPatterns();
  if (!spaced.ideograph.test(text.charAt(start))) return false;
  const before = spaced.before.exec(text.slice(Math.max(0, start - 8), start))?.[1];
  const behind = spaced.behind.exec(text.slice(end, end + 8))?.[1];
  return [before, behind].some((gap) => gap !== undefined && (checksum === 'wrong' || !/[\n\r]/.test(gap)));
}

let spaced: ReturnType<typeof spacedPatterns> | undefined;

/** Made when they are needed: to make them takes a call of an agent as long as to look at a short note. */
function spacedPatterns() {
  return {
    ideograph: /\p{Script=Han}/u,
    before: /(?:^|\P{L})\p{Script=Han}([^\p{L}:：]{1,6})$/u,
    behind: /^([^\p{L}:：]{1,6})\p{Script=Han}(?:\P{L}|$)/u,
  };
}

function cut({ kinds, numbers, breaks }: Gaps, from: number, to: number): Gaps {
  return {
    kinds: kinds.subarray(from, to),
    numbers: numbers.subarray(from, to),
    breaks: breaks.subarray(from, to),
  };
}

/** The run without what stands before every word: `Word 1:`, the keys of an object, a tag. */
function withoutLabels(run: Words): Words {
  const counts = new Map<number, number>();
  for (const hash of run.hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const isLabel = (hash: number): boolean => {
    const count = counts.get(hash) ?? 0;
    return count >= 8 && count * 4 >= run.size;
  };
  return [...counts.keys()].some(isLabel) ? pickWords(run, (hash) => !isLabel(hash)) : run;
}

function stretchesOf(row: Row): readonly Stretch[] {
  const { size } = row;
  const whole = phraseLengths.includes(size) ? judge(row, 0, size) : undefined;
  if (whole === 'right') return [{ from: 0, to: size, bounded: true, checksum: 'right' }];
  const stretches: Stretch[] = [];
  let published = whole === 'none';
  for (let from = 0; from + fewestWords <= size; from++) {
    for (const length of phraseLengths) {
      const to = from + length;
      if (to > size || length === size) continue;
      const bounded = isBounded(row, from, to);
      if (!bounded && !mayTrim(size, from, to)) continue;
      const checksum = judge(row, from, to);
      if (checksum === 'none') published ||= bounded;
      else if (checksum === 'right' || bounded) stretches.push({ from, to, bounded, checksum });
    }
  }
  // Two phrases below each other have the length of a longer one; that both their checksums are right says which.
  const isSure = ({ bounded, checksum }: Stretch): boolean =>
    (bounded || !published) && (whole !== 'wrong' || (bounded && checksum === 'right'));
  const chosen = choose(stretches.filter(isSure), size);
  if (chosen.length > 0) return chosen;
  // Of Chinese any sentence would do.
  if (published || size > longestUnbounded || row.language.endsWith('Chinese')) return [];
  if (!isDrawn(row.language, row.places) || !isRegular(row, 0, size)) return [];
  return [{ from: 0, to: size, bounded: true, checksum: 'wrong' }];
}

/** True where a stretch is all of a row but a few words before or behind, as in `my seed phrase …`. */
function mayTrim(size: number, from: number, to: number): boolean {
  return size <= longestUnbounded && size - (to - from) <= mostTrimmed && (from === 0 || to === size);
}

/** Of stretches that overlap the one that is set apart, then the one whose checksum is right, then the longer. */
function choose(stretches: readonly Stretch[], size: number): Stretch[] {
  const weigh = ({ bounded, checksum, from, to }: Stretch): number =>
    (bounded ? 200 : 0) + (checksum === 'right' ? 100 : 0) + to - from;
  const taken = new Uint8Array(size);
  return stretches
    .toSorted((left, right) => weigh(right) - weigh(left))
    .filter(({ from, to }) => {
      if (taken.subarray(from, to).includes(1)) return false;
      taken.fill(1, from, to);
      return true;
    });
}

/** True where something else stands at both ends of a stretch than between its words. */
function isBounded({ size, kinds }: Row, from: number, to: number): boolean {
  const before = from === 0 ? undefined : kinds[from];
  const behind = to === size ? undefined : kinds[to];
  for (let at = from + 1; at < to; at++) {
    const kind = kinds[at];
    if (kind === before || kind === behind) return false;
  }
  return true;
}

/** True where the same few things stand between the words: a list has two or three kinds of gaps, code has many. */
function isRegular({ kinds }: Row, from: number, to: number): boolean {
  return new Set(kinds.subarray(from + 1, to)).size <= 2 + (to - from) / 8;
}

function judge(row: Row, from: number, to: number): 'right' | 'wrong' | 'none' {
  const places = row.places.subarray(from, to);
  if (!isDrawn(row.language, places) || !isRegular(row, from, to)) return 'none';
  for (const order of orders(row, from, to)) {
    const entropy = entropyOf(order);
    if (entropy !== undefined) return isPublished(entropy) ? 'none' : 'right';
  }
  return 'wrong';
}

/** The places of words in the orders in which they may be meant: as they stand, by numbers, column by column. */
function* orders(row: Row, from: number, to: number): Iterable<Int16Array> {
  const size = to - from;
  const places = row.places.subarray(from, to);
  yield places;
  const numbers = row.numbers.subarray(from, to);
  const lowest = Math.min(...numbers);
  if (lowest === 0 || lowest === 1) {
    const numbered = new Int16Array(size).fill(-1);
    for (let at = 0; at < size; at++) numbered[(numbers[at] as number) - lowest] = places[at] as number;
    if (!numbered.includes(-1)) yield numbered;
  }
  const breaks = row.breaks.subarray(from, to);
  const next = breaks.indexOf(1, 1);
  const width = next === -1 ? size : next;
  if (width === 1 || width === size || size % width !== 0) return;
  for (let at = 1; at < size; at++) if ((breaks[at] === 1) !== (at % width === 0)) return;
  yield Int16Array.from({ length: size }, (_, at) => {
    const height = size / width;
    return places[(at % height) * width + Math.floor(at / height)] as number;
  });
}

/** Of phrases that overlap, as they do in languages that share words, the surer one, then the longer. */
function apart(phrases: readonly Phrase[]): readonly Phrase[] {
  const weigh = ({ checksum, words }: Phrase): number => (checksum === 'right' ? 100 : 0) + words;
  const chosen: Phrase[] = [];
  for (const phrase of phrases.toSorted((left, right) => left.start - right.start)) {
    const last = chosen.at(-1);
    if (last === undefined || last.end <= phrase.start) chosen.push(phrase);
    else if (weigh(phrase) > weigh(last)) chosen[chosen.length - 1] = phrase;
  }
  return chosen;
}
