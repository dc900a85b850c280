import type { Engine } from '../../src/detect/engine.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import { createSecretEngine } from '../../src/node/secret-engine.ts';
import { cpuTime } from '../cpu-time.ts';
import { type NoteFile, noteFiles } from './note-files.ts';

/** How fast something went through the notes, in megabytes (10^6 bytes) a second of processor time. */
export interface Speed {
  readonly name: string;
  readonly value: number;
  /** The part of the limit's speed that it reached: the limit decodes every file to text and does nothing else. */
  readonly ofLimit: number;
  readonly goal: number | undefined;
}

const key = new Uint8Array(32).fill(7);

/**
 * Measures the engine over notes in this thread, by its processor time. Everything is run in turn `rounds` times, so that a
 * slow moment of the machine hits all alike; the best round counts, since other programs can only make it slower.
 */
export async function measureSpeeds(rounds: number): Promise<{ readonly notes: string; readonly speeds: Speed[] }> {
  const { name: notes, files } = noteFiles();
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const runs = [
    { name: 'decoding alone, the limit', goal: undefined, run: () => decodeAll(files) },
    { name: 'secrets alone', goal: 25, run: scanWith(createSecretEngine(key), files) },
    { name: 'everything on', goal: 12, run: scanWith(createScanEngine(key), files) },
  ];
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of runs.entries()) {
      best[index] = Math.min(best[index] ?? 0, await cpuTime(run));
    }
  }
  const limit = best[0] ?? Number.NaN;
  const speeds = runs.map(({ name, goal }, index) => {
    const milliseconds = best[index] ?? Number.NaN;
    return { name, goal, value: bytes / 1000 / milliseconds, ofLimit: limit / milliseconds };
  });
  return { notes: `${notes}, ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`, speeds };
}

function decodeAll(files: readonly NoteFile[]): number {
  const decoder = new TextDecoder();
  let length = 0;
  for (const { bytes } of files) length += decoder.decode(bytes).length;
  return length;
}

function scanWith(engine: Engine, files: readonly NoteFile[]): () => Promise<void> {
  return async () => {
    for (const file of files) await engine.scan(file);
  };
}
