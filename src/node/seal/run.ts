import { utimesSync } from 'node:fs';
import type { SealDirection, SealRun, SealSkip } from '../../core/sealing.ts';
import { underLock } from '../file-lock.ts';
import { errorCode } from '../walk.ts';
import type { SealKeys } from './content.ts';
import { isDraftName, removeLeftOver } from './drafts.ts';
import { DiskFull, type Exchanged, exchange, isAgeFile, sealedSuffix } from './exchange.ts';
import type { SealPlaces } from './keys.ts';
import { putBackAside } from './old-form.ts';
import { sealables, shownPath } from './sealable.ts';

export interface SealRunOptions {
  readonly places: SealPlaces;
  /** Real path of the folder, in the vault. */
  readonly folder: string;
  readonly keys: SealKeys;
  /** Ends the run after the files in hand. */
  readonly signal: AbortSignal;
  /** Called after each file, with how many are done. */
  onProgress?(files: number, bytes: number): void;
}

/** So many files wait for the disk at the same time. */
const atOnce = 4;
/** A lock that is not touched is taken for one of a run that died: file-lock.ts. In milliseconds. */
const touchEvery = 5000;

/**
 * Encrypts every regular file beneath a folder. It may be killed at any moment: every file is there plain or sealed, and
 * the next run goes on. Identities are needed to prove that what was written can be opened.
 * @throws UserError where another run is at work, and errors that are bugs; what can not be sealed is skipped.
 */
export function sealFolder(options: SealRunOptions): Promise<SealRun> {
  return runLocked(options, 'seal');
}

/** Decrypts every sealed file beneath a folder, in the same way. */
export function unsealFolder(options: SealRunOptions): Promise<SealRun> {
  return runLocked(options, 'unseal');
}

function runLocked(options: SealRunOptions, direction: SealDirection): Promise<SealRun> {
  const { lock } = options.places;
  return underLock(lock, async () => {
    const touch = setInterval(() => {
      try {
        utimesSync(lock, new Date(), new Date());
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
      }
    }, touchEvery);
    touch.unref();
    try {
      return await runOver(options, direction);
    } finally {
      clearInterval(touch);
    }
  });
}

interface Sum {
  done: number;
  finished: number;
  already: number;
  bytes: number;
  leftOvers: number;
  readonly skipped: SealSkip[];
  stopped?: 'interrupted' | 'disk-full';
}

async function runOver(options: SealRunOptions, direction: SealDirection): Promise<SealRun> {
  const { places, folder, keys, signal, onProgress } = options;
  const sum: Sum = { done: 0, finished: 0, already: 0, bytes: 0, leftOvers: 0, skipped: [] };
  const found = sealables(places.root, folder, direction, (each, names) => tidy(each, names, sum));
  async function work(): Promise<void> {
    for (const each of found) {
      if (each.kind === 'skipped') sum.skipped.push(each.skipped);
      else {
        add(sum, shownPath(places.root, each.path), await exchange(each.path, direction, keys));
        onProgress?.(sum.done + sum.finished, sum.bytes);
      }
      if (signal.aborted) sum.stopped ??= 'interrupted';
      if (sum.stopped !== undefined) return;
    }
  }
  async function workOn(): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      sum.stopped = 'disk-full';
    }
  }
  // All take from the one list of what is found, and each ends with its file.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, workOn));
  for (const each of ends) if (each.status === 'rejected') throw each.reason;
  return { ...sum, skipped: sum.skipped.sort((left, right) => (left.path < right.path ? -1 : 1)) };
}

/** Takes away what a run left that was killed. @returns whether there was something. */
function tidy(folder: string, names: readonly string[], sum: Sum): boolean {
  const before = sum.leftOvers;
  for (const name of names)
    try {
      if (isDraftName(name) ? removeLeftOver(folder, name) : putBackAside(folder, name)) sum.leftOvers += 1;
    } catch (error) {
      // It is gone, or may not be removed: the next run tries again.
      errorCode(error);
    }
  return sum.leftOvers > before;
}

function add(sum: Sum, path: string, exchanged: Exchanged): void {
  switch (exchanged.kind) {
    case 'done':
    case 'finished':
      sum[exchanged.kind] += 1;
      sum.bytes += exchanged.bytes;
      break;
    case 'already':
      sum.already += 1;
      break;
    case 'skipped':
      sum.skipped.push({
        path,
        why: exchanged.why,
        ...(exchanged.detail === undefined ? {} : { detail: exchanged.detail }),
      });
      break;
    case 'gone':
      break;
  }
}

/** What a run would do, without the look into files that only it takes. */
export function planSeal(
  root: string,
  folder: string,
  direction: SealDirection,
): { files: string[]; skipped: SealSkip[] } {
  const files: string[] = [];
  const skipped: SealSkip[] = [];
  for (const each of sealables(root, folder, direction)) {
    // What bears the name is looked at: `exchange` does the same.
    const isSealed = each.kind === 'file' && each.path.endsWith(sealedSuffix) && isAgeFile(each.path);
    if (each.kind === 'file' && isSealed === (direction === 'unseal')) files.push(shownPath(root, each.path));
    else if (each.kind === 'skipped') skipped.push(each.skipped);
  }
  return { files, skipped };
}
