import { type Language, languages } from './languages.ts';
import { type Meaning, type TopicTable, topicTable } from './lexicons.ts';
import type { Topic } from './topic-list.ts';
import { isTerm, readWords } from './word-table.ts';

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
  /** The languages that the note is written in; all where that can not be told. */
  readonly spoken: ReadonlySet<Language>;
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
  const { table, texts, meanings, counts, starts, ends } = topicWords;
  const seen: number[] = [];
  const words = readWords(text, table, (id, start, end) => {
    if (counts[id] === 0) {
      if (!isTerm(table, id, text, start, end)) return;
      seen.push(id);
      starts[id] = start;
      ends[id] = end;
    }
    counts[id] = (counts[id] as number) + 1;
  });
  const everyday: Record<Language, number> = { en: 0, de: 0, fr: 0, es: 0 };
  for (const id of seen)
    for (const { of, language } of meanings[id] ?? [])
      if (of === 'everyday') everyday[language] += counts[id] as number;
  const most = Math.max(...Object.values(everyday));
  const spoken = new Set(languages.filter((language) => most < 3 || everyday[language] >= most * spokenShare));
  const sums = { first: 0, plural: 0, third: 0, day: 0, record: 0, subject: 0 };
  const terms = new Map<Topic | 'work', SeenTerm[]>();
  const add = (of: Meaning['of'], id: number, language: Language, weight: number): void => {
    if (of === 'everyday') return;
    if (of === 'first' || of === 'plural' || of === 'third' || of === 'day' || of === 'record' || of === 'subject') {
      sums[of] += counts[id] as number;
      return;
    }
    let list = terms.get(of);
    if (list === undefined) {
      list = [];
      terms.set(of, list);
    }
    list.push({ text: texts[id] ?? '', start: starts[id] as number, end: ends[id] as number, weight, language });
  };
  for (const id of seen) {
    const all = meanings[id] ?? [];
    for (const [index, { of, language, weight }] of all.entries()) {
      if (!spoken.has(language)) continue;
      // A word of several languages counts once for a topic, as heavily as it does in any.
      const isBest =
        all.length === 1 ||
        !all.some(
          (other, at) =>
            other.of === of &&
            at !== index &&
            spoken.has(other.language) &&
            (other.weight > weight || (other.weight === weight && at < index)),
        );
      if (isBest) add(of, id, language, weight);
    }
  }
  for (const id of seen) counts[id] = 0;
  const { first, plural, third, day, record: records, subject: subjects } = sums;
  return { words, spoken, everyday: most, first, plural, third, day, records, subjects, terms };
}
