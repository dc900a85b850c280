import { readFileSync } from 'node:fs';
import { createEngine } from '../../src/detect/engine.ts';
import { recoveryPhrases } from '../../src/detect/phrases/index.ts';
import type { Note } from '../../src/detect/rule.ts';
import { cpuTime } from '../cpu-time.ts';
import { layouts, lengths, makePhrase, wordLists } from '../detect/phrases/layouts.ts';
import { documentationFolders, filesBelow } from './documentation-files.ts';
import { developmentData, type Measure } from './row.ts';

const files = [
  'guard/bypass',
  'secrets/betterleaks',
  'secrets/gitleaks',
  'secrets/kingfisher-1.10',
  'secrets/noseyparker',
  'secrets/titus',
  'pii/presidio-v1',
  'notes/mts-train',
  'notes/mts-val',
  'notes/meddocan-train',
  'notes/meddocan-dev',
  'notes/lemotif',
  'notes/notebar',
  'notes/kepano',
];
const mostDocumentation = 20_000_000;

const engine = createEngine({ rules: [], sources: [recoveryPhrases], hash: (text) => text });
const note: Note = { path: 'note.md', frontMatter: undefined, isFenced: () => false };
const encoder = new TextEncoder();
const count = async (text: string): Promise<number> =>
  (await engine.scan({ path: 'note.md', bytes: encoder.encode(text) })).findings.length;

/** Recovery phrases: ten languages in every layout, and none in text that holds none. */
export const seedPhrases: Measure = async () => {
  let made = 0;
  let found = 0;
  for (const [language, list] of Object.entries(wordLists))
    for (const [layout, write] of Object.entries(layouts))
      for (const words of lengths) {
        const phrase = makePhrase(list, words, `${language} ${layout} ${words}`);
        made += 1;
        if ((await count(`# Wallet\n\nThe words:\n\n${write(phrase)}\n\nKept in the safe.\n`)) === 1) found += 1;
      }
  let bytes = 0;
  let falseOnes = 0;
  let isComplete = true;
  for (const file of files) {
    const rows = developmentData<Readonly<Record<string, unknown>>>(`${file}.jsonl`);
    isComplete &&= rows !== undefined;
    for (const row of rows ?? []) {
      const text = typeof row['text'] === 'string' ? row['text'] : JSON.stringify(row);
      bytes += text.length;
      falseOnes += await count(text);
    }
  }
  const texts: string[] = [];
  let read = 0;
  for (const path of filesBelow(documentationFolders[0] ?? '', /^(?!.*\.(?:gz|png|jpg|svg)$)/, 2_000_000)) {
    if (read > mostDocumentation) break;
    const text = readFileSync(path, 'utf8');
    read += text.length;
    texts.push(text);
    falseOnes += await count(text);
  }
  bytes += read;
  const time = await cpuTime(() => {
    for (const text of texts) recoveryPhrases.find(text, [], [], note);
  });
  return [
    {
      name: `recovery phrases: found in ${Object.keys(wordLists).length} languages x ${Object.keys(layouts).length} layouts`,
      value: found / made,
      unit: 'share',
      counts: `${found} of ${made}`,
      better: 'higher',
      goal: 1,
      reached: 1,
    },
    {
      name: `recovery phrases: false findings in ${isComplete ? 'all other data' : 'documentation'}`,
      value: falseOnes,
      unit: 'count',
      counts: `${(bytes / 1e6).toFixed(1)} MB`,
      better: 'lower',
      goal: 0,
      reached: 0,
    },
    {
      name: 'recovery phrases: speed over documentation',
      value: time === 0 ? 0 : read / 1000 / time,
      unit: 'MB/s',
      counts: `${(read / 1e6).toFixed(1)} MB`,
      better: 'higher',
      goal: 200,
      reached: undefined,
    },
  ];
};
