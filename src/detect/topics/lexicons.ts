import {
  everydayWords,
  firstPerson,
  firstPersonPlural,
  type Language,
  languages,
  ownDay,
  thirdPerson,
} from './languages.ts';
import { plainText } from './letters.ts';
import { clinicalStems } from './terms/clinical.ts';
import { drugs } from './terms/drugs.ts';
import { fitted } from './terms/fitted.ts';
import { healthLexicon } from './terms/health.ts';
import { journalLexicon } from './terms/journal.ts';
import type { Lexicon } from './terms/lexicon.ts';
import { clientLexicon, financeLexicon, identityLexicon, legalLexicon } from './terms/money-and-law.ts';
import { beliefsLexicon, homeLexicon, minorsLexicon, relationshipsLexicon } from './terms/private-life.ts';
import { healthRecordLexicon, subjectLexicon } from './terms/records.ts';
import { therapyLexicon } from './terms/therapy.ts';
import { workLexicon } from './terms/work.ts';
import type { Topic } from './topic-list.ts';
import { buildWordTable, type WordTable } from './word-table.ts';

export const lexicons: Readonly<Record<Topic, Lexicon>> = {
  health: healthLexicon,
  therapy: therapyLexicon,
  journal: journalLexicon,
  finance: financeLexicon,
  legal: legalLexicon,
  identity: identityLexicon,
  'client-confidential': clientLexicon,
  relationships: relationshipsLexicon,
  minors: minorsLexicon,
  home: homeLexicon,
  beliefs: beliefsLexicon,
};

/** What a word of the table says. */
export type Meaning =
  | { readonly of: Topic | 'work' | 'record' | 'subject'; readonly language: Language; readonly weight: number }
  | { readonly of: 'everyday' | 'first' | 'plural' | 'third' | 'day'; readonly language: Language; readonly weight: 1 };

export interface TopicTable {
  readonly table: WordTable;
  /** By the number of a term. */
  readonly texts: readonly string[];
  readonly meanings: readonly (readonly Meaning[])[];
  /** Room for one pass, kept between notes: how often each term was seen, and where first. All zero before a pass. */
  readonly counts: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What a medicine or a word of medicine says of health. */
const clinicalWeight = 2;

let built: TopicTable | undefined;

/** The table of all terms, built at the first note. */
export function topicTable(): TopicTable {
  built ??= buildTopicTable(fitted);
  return built;
}

/** Weights that were fitted, by topic, language and term: they are added to those written by hand. */
export type Fitted = Readonly<Partial<Record<Topic, Partial<Record<Language, Readonly<Record<string, number>>>>>>>;

/** Builds the table of all terms written by hand, with the weights that were fitted added to theirs. */
export function buildTopicTable(weights: Fitted): TopicTable {
  const all = new Map<string, Meaning[]>();
  const add = (text: string, meaning: Meaning): void => {
    const meanings = all.get(text);
    if (meanings === undefined) all.set(text, [meaning]);
    else meanings.push(meaning);
  };
  for (const language of languages) {
    for (const [topic, lexicon] of Object.entries(lexicons) as [Topic, Lexicon][])
      for (const [text, weight] of termsOf(lexicon, language, weights[topic]?.[language]))
        add(text, { of: topic, language, weight });
    for (const text of listed(`${drugs}, ${clinicalStems}`))
      add(text, { of: 'health', language, weight: clinicalWeight });
    for (const [text, weight] of termsOf(workLexicon, language)) add(text, { of: 'work', language, weight });
    for (const [text, weight] of termsOf(healthRecordLexicon, language)) add(text, { of: 'record', language, weight });
    for (const [text, weight] of termsOf(subjectLexicon, language)) add(text, { of: 'subject', language, weight });
    for (const text of listed(ownDay[language])) add(text, { of: 'day', language, weight: 1 });
    const groups = { everyday: everydayWords, first: firstPerson, plural: firstPersonPlural, third: thirdPerson };
    for (const [of, lists] of Object.entries(groups) as [
      'everyday' | 'first' | 'plural' | 'third',
      typeof firstPerson,
    ][])
      for (const text of lists[language].split(/\s+/)) add(text, { of, language, weight: 1 });
  }
  const texts = [...all.keys()];
  return {
    table: buildWordTable(texts),
    texts,
    meanings: [...all.values()],
    counts: new Int32Array(texts.length),
    starts: new Int32Array(texts.length),
    ends: new Int32Array(texts.length),
  };
}

/** Terms of a lexicon in plain letters with their weights; where a term stands twice, the heavier counts. */
export function termsOf(
  lexicon: Lexicon,
  language: Language,
  more: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  const terms = new Map<string, number>();
  for (const [weight, list] of Object.entries(lexicon[language]))
    for (const text of listed(list)) terms.set(text, Math.max(terms.get(text) ?? 0, Number(weight)));
  for (const [text, weight] of Object.entries(more)) terms.set(text, (terms.get(text) ?? 0) + weight);
  return terms;
}

/** The terms of a list that commas part, in plain letters. */
function listed(list: string): string[] {
  return list.split(',').map((term) => plainText(term) + (term.trim().endsWith('*') ? '*' : ''));
}
