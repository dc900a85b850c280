import { type Language, languages } from './languages.ts';
import { firstTopic, kindOf, kinds, type Meanings, type TopicTable, topicTable } from './lexicons.ts';
import type { Topic } from './topic-list.ts';
import { readWords } from './word-table.ts';

/** A term that stands in a note: where it does so first, and how heavily it counts. */
export interface SeenTerm {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
  readonly language: Language;
}

/** What one pass over a note's words gives. */
export interface Reading {
  readonly words: number;
  /** How many of its words are everyday words of its language: a list has few, sentences have many. */
  readonly everyday: number;
  /** How many of its words are said of the writer; `plural`: of the writer and others; `third`: of somebody else. */
  readonly first: number;
  readonly plural: number;
  readonly third: number;
  /** Words of the writer's own day. */
  readonly day: number;
  /** Ways of a health record. */
  readonly records: number;
  /** Ways of a page about a subject. */
  readonly subjects: number;
  /** Distinct terms, each once. */
  readonly terms: ReadonlyMap<Topic | 'work', readonly SeenTerm[]>;
}

/** A language counts where its everyday words are at least this part of the most frequent language's. */
const spokenShare = 0.25;

/** Reads a note's words. */
export function readNote(text: string, topicWords: TopicTable = topicTable()): Reading {
  const { table, texts, sightings, meanings } = topicWords;
  const { counts, starts, ends } = sightings;
  const { begins, of, language, weight } = meanings;
  const seen: number[] = [];
  const words = readWords(text, table, sightings, seen);
  const everyday = [0, 0, 0, 0];
  for (const id of seen) {
    const end = begins[id + 1] as number;
    for (let each = begins[id] as number; each < end; each++)
      if (of[each] === kindOf.everyday)
        everyday[language[each] as number] = (everyday[language[each] as number] as number) + (counts[id] as number);
  }
  const most = Math.max(...everyday);
  const isSpoken = everyday.map((count) => most < 3 || count >= most * spokenShare);
  const sums = new Int32Array(kinds.length);
  const lists: (SeenTerm[] | undefined)[] = [];
  for (const id of seen) {
    const begin = begins[id] as number;
    const end = begins[id + 1] as number;
    for (let each = begin; each < end; each++) {
      const kind = of[each] as number;
      if (kind === kindOf.everyday || isSpoken[language[each] as number] !== true) continue;
      if (end - begin > 1 && !isBest(meanings, begin, end, each, isSpoken)) continue;
      if (kind < firstTopic) {
        sums[kind] = (sums[kind] as number) + (counts[id] as number);
        continue;
      }
      const term: SeenTerm = {
        text: texts[id] ?? '',
        start: starts[id] as number,
        end: ends[id] as number,
        weight: weight[each] as number,
        language: languages[language[each] as number] as Language,
      };
      const list = lists[kind];
      if (list === undefined) lists[kind] = [term];
      else list.push(term);
    }
  }
  const terms = new Map<Topic | 'work', readonly SeenTerm[]>();
  for (let kind = firstTopic; kind < kinds.length; kind++) {
    const list = lists[kind];
    if (list !== undefined) terms.set(kinds[kind] as Topic | 'work', list);
  }
  for (const id of seen) counts[id] = 0;
  return {
    words,
    everyday: most,
    first: sums[kindOf.first] as number,
    plural: sums[kindOf.plural] as number,
    third: sums[kindOf.third] as number,
    day: sums[kindOf.day] as number,
    records: sums[kindOf.record] as number,
    subjects: sums[kindOf.subject] as number,
    terms,
  };
}

/** A word of several languages counts once for a topic, as heavily as it does in any. */
function isBest(
  { of, language, weight }: Meanings,
  begin: number,
  end: number,
  each: number,
  isSpoken: readonly boolean[],
): boolean {
  for (let other = begin; other < end; other++) {
    if (other === each || of[other] !== of[each] || isSpoken[language[other] as number] !== true) continue;
    const gain = (weight[other] as number) - (weight[each] as number);
    if (gain > 0 || (gain === 0 && other < each)) return false;
  }
  return true;
}
