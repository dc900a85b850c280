import { scoreNote } from '../../src/detect/topics/index.ts';
import type { Topic } from '../../src/detect/topics/topic-list.ts';
import { makeNotes } from '../detect/topics/made-notes.ts';
import { topicsIn } from '../detect/topics/scoring.ts';
import { developmentData, type Measure, type Row } from './row.ts';

interface NoteRow {
  readonly text: string;
  readonly path?: string;
  readonly personal?: boolean;
  readonly journal?: boolean;
}

/** Cuts the header of a clinical case, which gives its class away. */
const withoutHeader = (text: string): string => text.split('\n').slice(10).join('\n');

/**
 * Notes that are about a topic at medium or higher, and those that are flagged though they are about none. "Apart" is
 * what the weights were not fitted on: another half or another file of the same source, or another source altogether.
 */
export const measureNotes: Measure = async () => {
  const read = (file: string) => developmentData<NoteRow>(`notes/${file}.jsonl`);
  const [train, val, cases, moreCases, diary, work, vault] = [
    'mts-train',
    'mts-val',
    'meddocan-train',
    'meddocan-dev',
    'lemotif',
    'notebar',
    'kepano',
  ].map(read);
  if (!train || !val || !cases || !moreCases || !diary || !work || !vault) return undefined;
  const ordinary = work.filter(({ personal, journal }) => personal !== true && journal !== true);
  const made = makeNotes(20, 7);
  const texts = (rows: readonly { readonly text: string }[]) => rows.map(({ text }) => text);
  const own = (about: Topic) => texts(made.filter((note) => note.about === about));
  const odd = (rows: readonly NoteRow[]) => rows.filter((_, index) => index % 2 === 1);
  const spanish = [...texts(cases), ...texts(moreCases)].map(withoutHeader);
  return [
    recall('notes: health, English', 'health', [...texts(train), ...texts(val)], 0.95, 0.953),
    recall('notes: health, English, apart', 'health', texts(val), 0.95, 0.927),
    recall('notes: health, Spanish, without headers', 'health', spanish, 0.95, 1),
    recall('notes: journal', 'journal', texts(diary), 0.85, 0.866),
    recall('notes: journal, apart', 'journal', texts(diary.filter((_, index) => index % 4 === 3)), 0.85, 0.857),
    recall('notes: health, made up, four languages', 'health', own('health'), 0.95, 1),
    recall('notes: journal, made up, four languages', 'journal', own('journal'), 0.85, 0.975),
    recall('notes: therapy, made up, four languages', 'therapy', own('therapy'), 0.9, 1),
    flagged('notes: work notes flagged', ordinary, 0.005, 0.0033),
    flagged('notes: work notes flagged, apart', odd(ordinary), 0.005, 0.005),
    flagged('notes: template vault flagged', vault, 0.005, 0),
    flagged(
      'notes: made-up work notes flagged',
      made.filter(({ kind }) => kind === 'work'),
      0.005,
      0,
    ),
    flagged(
      'notes: pages about a subject flagged',
      made.filter(({ kind }) => kind === 'subject'),
      0.02,
      0,
    ),
    speed([...texts(train), ...texts(diary), ...texts(work), ...texts(vault)]),
  ];
};

function recall(name: string, topic: Topic, texts: readonly string[], goal: number, reached: number): Row {
  const found = texts.filter((text) => topicsIn(text).includes(topic)).length;
  const counts = `${found} of ${texts.length}`;
  return { name, value: found / texts.length, unit: 'share', counts, better: 'higher', goal, reached };
}

function flagged(name: string, rows: readonly NoteRow[], goal: number, reached: number): Row {
  const found = rows.filter(({ text, path }) => topicsIn(text, path).length > 0).length;
  const counts = `${found} of ${rows.length}`;
  return { name, value: found / rows.length, unit: 'share', counts, better: 'lower', goal, reached };
}

/** The fastest of a few rounds over notes joined to the size of a long one. */
function speed(texts: readonly string[]): Row {
  const note = { path: 'note.md', frontMatter: undefined, isFenced: () => false };
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  let best = 0;
  for (let round = 0; round < 6; round += 1) {
    const started = process.cpuUsage().user;
    for (const text of texts) scoreNote(text, note, []);
    best = Math.max(best, size / (process.cpuUsage().user - started));
  }
  const counts = `${(size / 1e6).toFixed(1)} MB of notes`;
  return {
    name: 'notes: topics alone',
    value: best,
    unit: 'MB/s',
    counts,
    better: 'higher',
    goal: 37,
    reached: undefined,
  };
}
