import { type Language, languages } from './languages.ts';
import { type TopicTable, topicTable } from './lexicons.ts';
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
  /** The languages that the note is written in; all where that can not be told. */
  readonly spoken: ReadonlySet<Language>;
  /** How many of its words are said of the writer; `plural`: of the writer and others; `third`: of somebody else. */
  readonly first: number;
  readonly plural: number;
  readonly third: number;
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
export function readNote(text: string, { table, texts, meanings }: TopicTable = topicTable()): Reading {
  const counts = new Int32Array(texts.length);
  const starts = new Int32Array(texts.length);
  const ends = new Int32Array(texts.length);
  const seen: number[] = [];
  const words = readWords(text, table, (id, start, end) => {
    if (counts[id] === 0) {
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
  const sums = { first: 0, plural: 0, third: 0, record: 0, subject: 0 };
  const terms = new Map<Topic | 'work', SeenTerm[]>();
  for (const id of seen) {
    const best = new Map<string, { weight: number; language: Language }>();
    for (const { of, language, weight } of meanings[id] ?? []) {
      if (of === 'everyday' || !spoken.has(language)) continue;
      const before = best.get(of);
      if (before === undefined || before.weight < weight) best.set(of, { weight, language });
    }
    for (const [of, { weight, language }] of best) {
      if (of === 'first' || of === 'plural' || of === 'third' || of === 'record' || of === 'subject') {
        sums[of] += counts[id] as number;
        continue;
      }
      const list = terms.get(of as Topic | 'work') ?? [];
      terms.set(of as Topic | 'work', list);
      list.push({ text: texts[id] ?? '', start: starts[id] as number, end: ends[id] as number, weight, language });
    }
  }
  const { first, plural, third, record: records, subject: subjects } = sums;
  return { words, spoken, first, plural, third, records, subjects, terms };
}
