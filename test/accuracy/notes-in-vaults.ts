import { readFileSync } from 'node:fs';
import { createScanEngine } from '../../src/node/engine.ts';
import type { Measure, Row } from './row.ts';

/** A made-up note as it may lie in a vault. `about` is its topic; without it the note is about nobody's own matters. */
interface VaultNote {
  readonly about?: string;
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

const file = new URL('notes-in-vaults.jsonl', import.meta.url);
const languages = ['en', 'de', 'fr', 'es'];

/**
 * Notes under the paths of a vault, through the whole engine: diaries, doctors' letters, budgets and the like in four
 * languages, and what lies beside them (work, recipes, pages about a subject, lists, templates). All made up for this
 * measurement; half of the paths say what a note is about. It needs no development data.
 */
export const measureNotesInVaults: Measure = async () => {
  const notes = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as VaultNote);
  const engine = createScanEngine(new Uint8Array(32));
  const flagged = await Promise.all(
    notes.map(async ({ path, text }) => {
      const { topics } = await engine.explain({ path, bytes: new TextEncoder().encode(text) });
      return topics.filter(({ score }) => score >= 0.7).map(({ id }) => id.slice('note.'.length));
    }),
  );
  const share = (
    name: string,
    isCounted: (note: VaultNote) => boolean,
    isFound: (note: VaultNote, topics: readonly string[]) => boolean,
    rest: Pick<Row, 'better' | 'goal' | 'reached'>,
  ): Row => {
    const of = notes.flatMap((note, index) => (isCounted(note) ? [[note, flagged[index] ?? []] as const] : []));
    const found = of.filter(([note, topics]) => isFound(note, topics)).length;
    const counts = `${found} of ${of.length}`;
    return { name: `notes in vaults: ${name}`, value: found / of.length, unit: 'share', counts, ...rest };
  };
  const isOfTopic = ({ about }: VaultNote, topics: readonly string[]) => about !== undefined && topics.includes(about);
  const reflection = ['therapy', 'journal'];
  return [
    ...(['health', 'therapy', 'journal'] as const).map((topic) =>
      share(topic, ({ about }) => about === topic, isOfTopic, {
        better: 'higher',
        goal: goals[topic],
        reached: reached[topic],
      }),
    ),
    share(
      'therapy or journal, as either',
      ({ about }) => about !== undefined && reflection.includes(about),
      (_, topics) => topics.some((topic) => reflection.includes(topic)),
      { better: 'higher', goal: 0.95, reached: 1 },
    ),
    ...languages.map((language) =>
      share(`all topics, ${language}`, (note) => note.about !== undefined && note.language === language, isOfTopic, {
        better: 'higher',
        goal: 0.8,
        reached: reached[language],
      }),
    ),
    share(
      'ordinary notes flagged',
      ({ about }) => about === undefined,
      (_, topics) => topics.length > 0,
      {
        better: 'lower',
        goal: 0.005,
        reached: 0,
      },
    ),
  ];
};

const goals = { health: 0.95, therapy: 0.9, journal: 0.85 };
const reached: Readonly<Record<string, number>> = {
  health: 1,
  therapy: 0.83,
  journal: 1,
  en: 0.92,
  de: 1,
  fr: 1,
  es: 1,
};
