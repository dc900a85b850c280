import { isNote } from '../../core/note-files.ts';
import type { RuleId } from '../../core/rule-texts.ts';
import type { Note } from '../rule.ts';
import type { RuleMeta } from '../rules/catalogue.ts';
import { entityTerms } from './entities.ts';
import { Evidence, pairOf, type Spot } from './evidence.ts';
import { gateOf } from './gates.ts';
import type { TopicTable } from './lexicons.ts';
import { negativeTerms } from './negatives.ts';
import { pathTerms } from './paths.ts';
import { type Reading, readNote, type SeenTerm } from './reading.ts';
import type { Entity, Level, NoteScorer, Term, TopicScore } from './score.ts';
import { titlesOf } from './titles.ts';
import { type Topic, topics } from './topic-list.ts';

/** Where what a topic needs is not there, this is its score before the sigmoid. */
export const bias = -3;

/** No list of words makes a note surer than this. */
export const mostOfWords = 7;

const levels: readonly (readonly [Level, number])[] = [
  ['high', 0.9],
  ['medium', 0.7],
  ['low', 0.5],
];

/** Topics against which it speaks that a note is about work. */
const ownLife: ReadonlySet<Topic> = new Set(['health', 'therapy', 'journal', 'relationships', 'minors', 'beliefs']);

/** Topics that have a pair of their own, and what it weighs. */
const paired: ReadonlySet<Topic> = new Set(['health', 'finance', 'identity']);
const pairWeight = 3;

export const topicMeta: readonly RuleMeta[] = topics.map((topic) => ({
  id: `note.${topic}`,
  severity: 'medium',
  docs: 'https://gdpr-info.eu/art-9-gdpr/',
}));

export const scoreNote: NoteScorer = (text, note, entities, all = false) => {
  if (!isNote(note.path)) return [];
  const facts = factsOf(text, note, entities);
  const scores = topics
    .flatMap((topic) => scoreTopic(topic, facts, all) ?? [])
    .toSorted((left, right) => right.score - left.score);
  const declared = entities.find(({ id }) => id === 'note.private');
  return declared === undefined ? scores : [declaredScore(declared), ...scores];
};

/** What all topics of a note are scored by. */
export interface Facts {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly reading: Reading;
  readonly evidence: Evidence;
  readonly paths: ReadonlyMap<Topic, readonly Term[]>;
  /** Read at the first topic that comes near a level. */
  readonly negatives: () => readonly Term[];
}

/** Reads a note once for all topics; `table` is that of all terms, unless the fit tries another one. */
export function factsOf(text: string, note: Note, entities: readonly Entity[], table?: TopicTable): Facts {
  const reading = withoutValues(readNote(text, table), entities);
  let negatives: readonly Term[] | undefined;
  return {
    text,
    entities,
    reading,
    evidence: new Evidence(text),
    paths: pathTerms(note.path, titlesOf(text, note)),
    negatives: () => {
      negatives ??= negativeTerms(text, note, reading.words);
      return negatives;
    },
  };
}

/**
 * Leaves out the terms that stand in what a rule found: the words of a password or of a recovery phrase say nothing of
 * the note, and whoever reads why a note was flagged must not read them.
 */
function withoutValues(reading: Reading, entities: readonly Entity[]): Reading {
  const values = entities.filter(({ id }) => !id.startsWith('note.'));
  if (values.length === 0) return reading;
  const isApart = ({ start, end }: SeenTerm): boolean =>
    values.every((value) => end <= value.start || start >= value.end);
  return { ...reading, terms: new Map([...reading.terms].map(([topic, seen]) => [topic, seen.filter(isApart)])) };
}

/** The author's own word: nothing lowers it. */
function declaredScore({ start, end }: Entity): TopicScore {
  const terms: Term[] = [{ kind: 'marker', text: 'marked private', span: { start, end }, weight: 1 }];
  return { id: 'note.private', score: 1, level: 'declared', terms };
}

function scoreTopic(topic: Topic, facts: Facts, all: boolean): TopicScore | undefined {
  const { reading, evidence, entities } = facts;
  const seen = reading.terms.get(topic) ?? [];
  const path = facts.paths.get(topic) ?? [];
  const entity = entityTerms(topic, entities);
  if (seen.length + path.length + entity.length === 0) return undefined;
  const unopened = wordSum(topic, reading);
  const most = bias + recordWeight(topic, reading) + sumOf(path) + sumOf(entity) + Math.max(0, unopened);
  // Most notes are about none of it: what can not reach a level even with the gate wide open is not looked at further.
  const pairs = paired.has(topic) && (all || most + 0.5 + pairWeight >= 0) ? pairTerms(topic, seen, facts) : [];
  if (!all && most + 0.5 + sumOf(pairs) < 0) return undefined;
  const words = wordTerms(topic, reading);
  const gate = gateOf(topic, reading, evidence);
  const pair = pairs.map((term) => ({ ...term, weight: term.weight * gate }));
  const marker: Term[] = entities
    .filter(({ id }) => id === 'note.personal')
    .slice(0, 1)
    .map(({ start, end }) => ({ kind: 'marker', text: 'marked as maybe personal', span: { start, end }, weight: 0.5 }));
  // A folder named Health may well hold articles: where nothing else says that it is somebody's own, its name counts half.
  const distant = gate < 0.5 ? sumOf(path) / 2 : 0;
  const closed: Term = { kind: 'gate', text: gateText(gate), span: undefined, weight: (gate - 1) * unopened - distant };
  const record = recordWeight(topic, reading);
  const manner: Term[] =
    record > 0 ? [{ kind: 'gate', text: 'written like a record', span: undefined, weight: record }] : [];
  const terms = [...marker, ...path, ...entity, ...pair, ...words, ...manner, ...(gate < 1 ? [closed] : [])];
  const sum = bias + sumOf(terms);
  const negatives = sum < 0 ? [] : facts.negatives();
  const score = sigmoid(sum + sumOf(negatives));
  return {
    id: `note.${topic}` satisfies RuleId,
    score,
    level: levels.find(([, least]) => score >= least)?.[0] ?? 'none',
    terms: [...terms, ...negatives],
  };
}

/** What it weighs that a note about health is written as records are. */
export function recordWeight(topic: Topic, { records, subjects, words }: Reading): number {
  return topic === 'health' ? Math.max(0, Math.min(1, ((records - subjects) / Math.max(words, 25)) * 16)) * 2 : 0;
}

function gateText(gate: number): string {
  return `${Math.round(gate * 100)} % of it is somebody's own`;
}

/** From this many words on a note of everyday words proves little by them. */
const longJournal = 80;

/**
 * What the words of a note are divided by: the longer it is, the more of them stand in it by chance. A diary's words are
 * those of everyday life, and a long essay holds them nearly all: there the divisor grows almost as the note does.
 */
export function lengthDivisor(topic: Topic, words: number): number {
  const counted = topic === 'journal' ? Math.min(words, longJournal) : words;
  return Math.sqrt(counted / 50 + 1) * (words / Math.max(counted, 1)) ** 0.75;
}

/** What `wordTerms` add up to, without making any: most notes have a word of most topics, and are about none of them. */
function wordSum(topic: Topic, { terms, words }: Reading): number {
  const seen = terms.get(topic);
  if (seen === undefined) return 0;
  const divisor = lengthDivisor(topic, words);
  let own = 0;
  for (const { weight } of seen) own += weight;
  own /= divisor;
  const scale = own > mostOfWords ? mostOfWords / own : 1;
  let sum = 0;
  for (const { weight } of seen) sum += (weight * scale) / divisor;
  if (!ownLife.has(topic)) return sum;
  const factor = topic === 'journal' ? -1.5 : -1;
  for (const { weight } of terms.get('work') ?? []) sum += (weight * factor) / divisor;
  return sum;
}

/** The topic's words, and the words of work against it, with their weights as they count in this note. */
function wordTerms(topic: Topic, reading: Reading): Term[] {
  const divisor = lengthDivisor(topic, reading.words);
  const seen = reading.terms.get(topic) ?? [];
  if (seen.length === 0) return [];
  const against = ownLife.has(topic) ? (reading.terms.get('work') ?? []) : [];
  const own = seen.reduce((sum, { weight }) => sum + weight, 0) / divisor;
  // The cap takes from every word alike.
  const scale = own > mostOfWords ? mostOfWords / own : 1;
  const toTerm = ({ text, start, end, weight }: SeenTerm, factor: number): Term => ({
    kind: weight * factor < 0 ? 'negative' : 'word',
    text,
    span: { start, end },
    weight: (weight * factor) / divisor,
  });
  return [
    ...seen.map((term) => toTerm(term, scale)),
    ...against.map((term) => toTerm(term, topic === 'journal' ? -1.5 : -1)),
  ];
}

function pairTerms(topic: Topic, seen: readonly SeenTerm[], { evidence, text, entities }: Facts): Term[] {
  const pair = (name: string, spot: Spot | undefined): Term[] =>
    spot === undefined
      ? []
      : [{ kind: 'pair', text: name, span: { start: spot.start, end: spot.end }, weight: pairWeight }];
  if (text === '' || seen.length === 0) return [];
  if (topic === 'health') {
    const drug = pair('drug and dose', pairOf(evidence.doses, seen));
    return drug.length > 0 ? drug : pair('lab value and unit', pairOf(evidence.labValues.slice(2), seen));
  }
  if (topic === 'finance') {
    const accounts = seen.filter(({ text: term }) => accountWords.test(term));
    const found = entities.filter(({ id }) => /^personal\.(?:iban|card|bank)/.test(id));
    const both = [...accounts, ...found];
    return both.length === 0 ? [] : pair('account and balance', pairOf(evidence.amounts, both));
  }
  if (topic === 'identity') {
    const papers = [
      ...seen.filter(({ weight }) => weight >= 3),
      ...entities.filter(({ id }) => /^personal\./.test(id)),
    ];
    const names = seen.some(({ text: term }) => birthWords.test(term));
    return papers.length === 0 || !names ? [] : pair('date of birth and papers', pairOf(evidence.births, papers));
  }
  return [];
}

const birthWords = /^(?:dob|born|geb|date of birth|nee? le|nacid|fecha de nacimiento|date de naissance)/;
const accountWords = /\b(?:account|balance|konto|kontostand|girokonto|depot|compte|solde|cuenta|saldo)\b/;

function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
