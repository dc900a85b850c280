import { createHash } from 'node:crypto';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { secretlint } from '../../src/node/secretlint.ts';
import { type Case, positives } from '../detect/label-forms.ts';
import { lookAlikes } from '../detect/label-look-alikes.ts';
import { selected } from '../detect/scanning.ts';
import { developmentData, type Row } from './row.ts';

/** Labelled values in ten languages and all forms that notes and settings have, and their look-alikes, all made here. */
export async function measureLabels(): Promise<readonly Row[]> {
  const engine = createEngine({
    rules: rules.filter(({ id }) => id.startsWith('secret.')),
    sources: [],
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const values = async ({ text, path }: Case) => {
    const { findings } = await engine.scan({ path: path ?? 'note.md', bytes: new TextEncoder().encode(text) });
    return findings.map((finding) => selected(text, finding));
  };
  let [found, exact, wanted, false_, alike] = [0, 0, 0, 0, 0];
  for (const each of positives()) {
    const value = each.value ?? '';
    const hits = await values(each);
    wanted += 1;
    if (hits.some((hit) => hit.includes(value))) found += 1;
    if (hits.length === 1 && hits[0] === value) exact += 1;
  }
  for (const each of lookAlikes()) {
    alike += 1;
    if ((await values(each)).length > 0) false_ += 1;
  }
  const speed = await secretsSpeed();
  return [
    ...(speed === undefined ? [] : [speed]),
    {
      name: 'labels, values found',
      value: found / wanted,
      unit: 'share',
      counts: `${found} of ${wanted}; ${exact} as the one finding with their own span`,
      better: 'higher',
      goal: 0.95,
      reached: 0.9985,
    },
    {
      name: 'labels, look-alikes found',
      value: false_ / alike,
      unit: 'share',
      counts: `${false_} of ${alike}`,
      better: 'lower',
      goal: 0.001,
      reached: 0,
    },
  ];
}

const noteFiles = ['kepano', 'lemotif', 'meddocan-dev', 'meddocan-train', 'mts-train', 'mts-val', 'notebar'];
const rounds = 8;

/** How fast all secret rules and secretlint are over notes of about 20 KB, in one thread: the best of some rounds. */
async function secretsSpeed(): Promise<Row | undefined> {
  const notes: Uint8Array[] = [];
  let text = '';
  for (const file of noteFiles)
    for (const row of developmentData<{ text: string }>(`notes/${file}.jsonl`) ?? []) {
      text += `${row.text}\n\n`;
      if (text.length < 20_000) continue;
      notes.push(new TextEncoder().encode(text));
      text = '';
    }
  if (notes.length === 0) return undefined;
  const engine = createEngine({
    rules: rules.filter(({ id }) => id.startsWith('secret.')),
    sources: [secretlint],
    hash: (value) => createHash('sha256').update(value).digest('hex'),
  });
  const bytes = notes.reduce((sum, note) => sum + note.length, 0);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    for (const note of notes) await engine.scan({ path: 'note.md', bytes: note });
    const { user, system } = process.cpuUsage(start);
    best = Math.max(best, bytes / (user + system));
  }
  return {
    name: 'secrets alone, speed over notes',
    value: best,
    unit: 'MB/s',
    counts: `${(bytes / 1_000_000).toFixed(1)} MB, best of ${rounds} rounds, CPU time of one thread`,
    better: 'higher',
    goal: 25,
    reached: undefined,
  };
}
