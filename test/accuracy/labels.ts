import { createHash } from 'node:crypto';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { type Case, positives } from '../detect/label-forms.ts';
import { lookAlikes } from '../detect/label-look-alikes.ts';
import { selected } from '../detect/scanning.ts';
import type { Row } from './row.ts';

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
  return [
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
