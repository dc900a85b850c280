/**
 * `npm run fit-topics`: fits the weights of terms/fitted.ts from the development data, on top of the terms that were
 * written by hand. Deterministic: the same data give the same file.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gateOf } from '../../src/detect/topics/gates.ts';
import { bias, factsOf, lengthDivisor, mostOfWords, recordWeight } from '../../src/detect/topics/index.ts';
import { everydayWords, firstPerson, firstPersonPlural, type Language } from '../../src/detect/topics/languages.ts';
import { plainText } from '../../src/detect/topics/letters.ts';
import { buildTopicTable, type Fitted, lexicons, termsOf } from '../../src/detect/topics/lexicons.ts';
import type { Topic } from '../../src/detect/topics/topic-list.ts';
import { developmentData } from '../accuracy/row.ts';
import { makeNotes } from '../detect/topics/made-notes.ts';
import { pruned } from './pruned.ts';
import { type Example, fitWeights } from './regression.ts';

interface Row {
  readonly text: string;
  readonly personal?: boolean;
  readonly journal?: boolean;
}

interface Task {
  readonly topic: Topic;
  readonly language: Language;
  readonly positives: readonly string[];
  readonly negatives: readonly string[];
  readonly penalty: number;
  /** True where words may speak against the topic. */
  readonly isSigned: boolean;
}

const dataOf = (file: string): readonly string[] =>
  (developmentData<Row>(`notes/${file}.jsonl`) ?? []).map(({ text }) => text);
/** The header of a clinical case gives its class away. */
const withoutHeader = (text: string): string => text.split('\n').slice(10).join('\n');

const workNotes = (developmentData<Row>('notes/notebar.jsonl') ?? [])
  .filter(({ personal, journal }) => personal !== true && journal !== true)
  .map(({ text }) => text)
  // The other half is for the measurement.
  .filter((_, index) => index % 2 === 0);
const made = makeNotes(40, 11);
const madeAgainst = (language: Language): string[] =>
  made.filter((note) => note.language === language && note.about === undefined).map(({ text }) => text);

const tasks: readonly Task[] = [
  {
    topic: 'health',
    language: 'en',
    positives: dataOf('mts-train'),
    negatives: [...workNotes, ...dataOf('lemotif'), ...madeAgainst('en')],
    penalty: 0.0005,
    isSigned: false,
  },
  {
    topic: 'journal',
    language: 'en',
    positives: dataOf('lemotif').filter((_, index) => index % 4 !== 3),
    negatives: [...workNotes, ...dataOf('mts-train'), ...madeAgainst('en')],
    penalty: 0.0005,
    isSigned: true,
  },
  {
    topic: 'health',
    language: 'es',
    positives: dataOf('meddocan-train').map(withoutHeader),
    negatives: madeAgainst('es'),
    penalty: 0.002,
    isSigned: false,
  },
];

/** Fewer notes than this do not make a term. */
const fewest = 5;
/** A list stays readable: so many terms a topic and language, those by hand included. */
const mostTerms = 300;

if (dataOf('lemotif').length === 0) throw new Error('the development data is not beside this checkout');

const result: Partial<Record<Topic, Partial<Record<Language, Record<string, number>>>>> = {};
const byHand = buildTopicTable({});
for (const task of tasks) {
  const weights = weigh(task);
  const before = result[task.topic] ?? {};
  result[task.topic] = { ...before, [task.language]: weights };
  console.log(`${task.topic} ${task.language}: ${Object.keys(weights).length} terms`);
}
const target = fileURLToPath(new URL('../../src/detect/topics/terms/fitted.ts', import.meta.url));
writeFileSync(target, fileText(result));

function weigh({ topic, language, positives, negatives, penalty, isSigned }: Task): Record<string, number> {
  const dropped = new Set(
    pruned
      .filter((each) => each.topic === topic && each.language === language)
      .flatMap(({ terms }) => terms.split(/,\s*/)),
  );
  const tiny = new Set(
    [everydayWords, firstPerson, firstPersonPlural].flatMap((lists) => lists[language].split(/\s+/)),
  );
  const counts = new Map<string, number>();
  for (const text of positives) for (const term of termsIn(text, tiny)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const names = [...counts]
    .filter(([term, count]) => count >= fewest && !dropped.has(term))
    .map(([term]) => term)
    .sort();
  const numbers = new Map(names.map((name, index) => [name, index]));
  const toExample = (text: string, isPositive: boolean): Example => {
    const facts = factsOf(text, { path: 'note.md', frontMatter: undefined, isFenced: () => false }, [], byHand);
    const gate = gateOf(topic, facts.reading, facts.evidence);
    const divisor = lengthDivisor(topic, facts.reading.words);
    const hand = (facts.reading.terms.get(topic) ?? []).reduce((sum, { weight }) => sum + weight, 0) / divisor;
    const work = (facts.reading.terms.get('work') ?? []).reduce((sum, { weight }) => sum + weight, 0) / divisor;
    return {
      // A note has to reach medium, not only a half.
      offset: bias - 1 + recordWeight(topic, facts.reading) + gate * (Math.min(mostOfWords, hand) - work),
      features: [...termsIn(text, tiny)].flatMap((term) => numbers.get(term) ?? []),
      factor: gate / divisor,
      isPositive,
      importance: isPositive ? (isSigned ? 3.5 : 6) : 1,
    };
  };
  const examples = [
    ...positives.map((text) => toExample(text, true)),
    ...negatives.map((text) => toExample(text, false)),
  ];
  const first = fitWeights(examples, names.length, penalty, isSigned);
  // Of the terms that were found, those that decide about the most notes are kept, and weighed again without the others.
  const room = Math.max(0, mostTerms - termsOf(lexicons[topic], language).size);
  const reach = (index: number): number => Math.abs(first[index] ?? 0) * (counts.get(names[index] ?? '') ?? 0);
  const kept = names
    .map((_, index) => index)
    .filter((index) => Math.abs(first[index] ?? 0) >= 0.2)
    .toSorted((left, right) => reach(right) - reach(left) || left - right)
    .slice(0, room);
  const isKept = new Set(kept);
  const fewer = examples.map((each) => ({ ...each, features: each.features.filter((feature) => isKept.has(feature)) }));
  const weights = fitWeights(fewer, names.length, penalty, isSigned);
  return Object.fromEntries(
    kept
      .map((index) => [names[index] ?? '', Math.round((weights[index] ?? 0) * 100) / 100] as const)
      .filter(([, weight]) => Math.abs(weight) >= 0.1)
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Distinct words of three letters or more and pairs of words; pairs of two tiny words say nothing. */
function termsIn(text: string, tiny: ReadonlySet<string>): Set<string> {
  const words = plainText(text).split(' ');
  const terms = new Set<string>();
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (word.length >= 3 && !tiny.has(word)) terms.add(word);
    if (next !== undefined && !(tiny.has(word) && tiny.has(next)) && word.length > 1 && next.length > 1)
      terms.add(`${word} ${next}`);
  }
  return terms;
}

function fileText(fitted: Fitted): string {
  const json = JSON.stringify(fitted, undefined, 2)
    .replace(/^(\s*)"([a-z]+)":/gm, '$1$2:')
    .replaceAll('"', "'");
  return `import type { Fitted } from '../lexicons.ts';

/** Written by \`npm run fit-topics\` from the development data: see test/fit/. Not to be edited by hand. */
export const fitted: Fitted = ${json};
`;
}
