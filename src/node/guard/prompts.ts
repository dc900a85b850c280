import { join } from 'node:path';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** How long a blocked prompt is remembered, in milliseconds: a person who sends it again means it. */
const memory = 10 * 60 * 1000;
/** How long it is remembered that a person meant what comes along with every prompt. */
const keptMemory = 30 * 24 * 60 * 60 * 1000;

/**
 * True where the prompt with this keyed hash was blocked a short while ago; it is remembered otherwise. The text
 * itself is never kept.
 */
export function repeatedPrompt(home: string, hash: string, now: number): boolean {
  const path = join(home, 'prompts.json');
  const known = knownAt(path, now);
  const isKnown = known.some(([each]) => each === hash);
  const next = known.filter(([each]) => each !== hash);
  writeWhole(path, JSON.stringify(isKnown ? next : [...next.slice(-50), [hash, now]]));
  return isKnown;
}

/**
 * The same for what comes along with every prompt, such as instructions: once it was sent again it stays meant. `hash`
 * is a keyed hash of what is in it.
 */
export function isMeant(home: string, hash: string, now: number): boolean {
  const path = join(home, 'prompts.json');
  const kept = `${keptMark}${hash}`;
  if (knownAt(path, now).some(([each]) => each === kept)) return true;
  if (!repeatedPrompt(home, hash, now)) return false;
  writeWhole(path, JSON.stringify([...knownAt(path, now).slice(-50), [kept, now]]));
  return true;
}

const keptMark = 'kept ';

function knownAt(path: string, now: number): [string, number][] {
  return readKnown(path).filter(([hash, time]) => now - time < (hash.startsWith(keptMark) ? keptMemory : memory));
}

function readKnown(path: string): [string, number][] {
  try {
    const value: unknown = JSON.parse(readPlainFile(path, { largest: 1 << 20 }).toString('utf8'));
    return Array.isArray(value)
      ? value.filter(
          (each): each is [string, number] =>
            Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'number',
        )
      : [];
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return [];
    throw error;
  }
}
