import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One measured number, with what it was counted from. */
export interface Row {
  readonly name: string;
  /** A share or a score in 0 to 1, or a count or a rate, as `unit` says. */
  readonly value: number;
  readonly unit: 'share' | 'score' | 'count' | 'MB/s';
  /** What the number was made of: "466 of 482". */
  readonly counts: string;
  readonly better: 'higher' | 'lower';
  readonly goal: number;
  /** What it was when it was best: `npm test` fails where the value is worse. Undefined for speeds, which are noisy. */
  readonly reached: number | undefined;
}

/** Measures one part. Returns undefined where the development data, or the documentation, that it needs is not there. */
export type Measure = () => Promise<readonly Row[] | undefined>;

const data = join(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))), 'shared', 'data');

/** Records of a JSONL file of the development data, or undefined in a checkout that has none beside it. */
export function developmentData<T>(file: string): readonly T[] | undefined {
  const path = join(data, file);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** True where a number is no worse than another one. */
export function isNoWorse({ value, better }: Row, than: number): boolean {
  return better === 'higher' ? value >= than : value <= than;
}
