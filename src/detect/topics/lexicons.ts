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
import { type Topic, topics } from './topic-list.ts';
import { buildWordTable, type Sightings, type WordTable } from './word-table.ts';

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

/** What a word of the table says, by its number here; topics and work, of which the words themselves are kept, come last. */
export const kinds = ['everyday', 'first', 'plural', 'third', 'day', 'record', 'subject', 'work', ...topics] as const;
export type Kind = (typeof kinds)[number];
export const kindOf = Object.fromEntries(kinds.map((kind, index) => [kind, index])) as Readonly<Record<Kind, number>>;
export const firstTopic = kindOf.work;

interface Meaning {
  readonly of: Kind;
  readonly language: Language;
  readonly weight: number;
}

/** What the terms say, flat: what term `id` says stands from `begins[id]` to `begins[id + 1]` in the other lists. */
export interface Meanings {
  readonly begins: Int32Array;
  /** Numbers of kinds and of languages. */
  readonly of: Uint8Array;
  readonly language: Uint8Array;
  readonly weight: Float64Array;
}

export interface TopicTable {
  readonly table: WordTable;
  /** By the number of a term. */
  readonly texts: readonly string[];
  readonly meanings: Meanings;
  /** Room for one pass, kept between notes. All zero before a pass. */
  readonly sightings: Sightings;
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
    meanings: flatten([...all.values()]),
    sightings: {
      counts: new Int32Array(texts.length),
      starts: new Int32Array(texts.length),
      ends: new Int32Array(texts.length),
    },
  };
}

function flatten(all: readonly (readonly Meaning[])[]): Meanings {
  const flat = all.flat();
  const begins = new Int32Array(all.length + 1);
  for (const [id, each] of all.entries()) begins[id + 1] = (begins[id] as number) + each.length;
  return {
    begins,
    of: Uint8Array.from(flat, ({ of }) => kindOf[of]),
    language: Uint8Array.from(flat, ({ language }) => languages.indexOf(language)),
    weight: Float64Array.from(flat, ({ weight }) => weight),
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
