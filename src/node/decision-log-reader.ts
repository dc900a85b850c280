import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { logPaths } from './decision-log.ts';
import { errorCode } from './walk.ts';

/** The lines of the decision log beneath Cloister's own folder, the oldest first. */
export function readLogLines(home: string): string[] {
  const { older, current } = logPaths(home);
  return [older, current].flatMap((path) => linesOf(textOf(path)));
}

/** How often a log that is followed is looked at, in milliseconds. */
const interval = 200;

/** Yields what is appended to the log from now on, line by line, until `signal` is aborted. */
export async function* followLog(home: string, signal: AbortSignal): AsyncGenerator<string> {
  const { current } = logPaths(home);
  let seen = tailOf(current, undefined);
  let rest = '';
  while (!signal.aborted) {
    const next = tailOf(current, seen);
    if (next !== undefined && seen?.id !== next.id) rest = '';
    seen = next;
    const lines = (rest + (next?.text ?? '')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
    await sleep(interval, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

interface Tail {
  readonly id: number;
  readonly end: number;
  readonly text: string;
}

/** What stands behind the end that was seen before; at first nothing, in another file all. */
function tailOf(path: string, seen: Tail | undefined): Tail | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { id: 0, end: 0, text: '' };
    throw error;
  }
  try {
    const { ino, size } = fstatSync(file);
    const from = seen === undefined ? size : seen.id === ino ? Math.min(seen.end, size) : 0;
    // Only whole lines are taken, so that no character is cut in two.
    const bytes = Buffer.alloc(size - from);
    const read = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
    const whole = read.subarray(0, read.lastIndexOf(0x0a) + 1);
    return { id: ino, end: from + whole.length, text: whole.toString('utf8') };
  } finally {
    closeSync(file);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
