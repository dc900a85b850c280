import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../core/user-error.ts';
import { NotPlain, readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';

/** What holds a lock longer than this has died: the work under it takes milliseconds. */
const longestHold = 30_000;
/** How long it may be empty. */
const longestWrite = 2000;
const patience = 10_000;

/**
 * Does `work` while no other process of this user does work under the same lock, a file at `path`.
 * @throws UserError where another process holds it for ten seconds, and what `work` throws.
 */
export async function underLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomBytes(8).toString('hex')}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const start = performance.now();
  while (!taken(path, token)) {
    breakStale(path);
    if (performance.now() - start > patience)
      throw new UserError('Another run of Cloister does not finish', `Try again, or delete ${path}.`);
    await wait(20 + Math.random() * 30);
  }
  try {
    return await work();
  } finally {
    if (contentOf(path) === token) rmSync(path, { force: true });
  }
}

function taken(path: string, token: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(file, token);
    return true;
  } catch (error) {
    // On a full disk an empty one would be left, which nobody holds.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function breakStale(path: string): void {
  const content = contentOf(path);
  if (content === undefined || !isStale(path, content)) return;
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
    // Another process may have broken it first and taken it: that one's lock is put back.
    if (contentOf(aside) !== content) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error))) throw error;
  }
  rmSync(aside, { force: true });
}

function isStale(path: string, content: string): boolean {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const pid = Number(/^\d+/.exec(content)?.[0]);
  // An empty one is being written, or was by a process that was killed there.
  return age > (content === '' ? longestWrite : longestHold) || (pid > 0 && !isAlive(pid));
}

/** True where a process of this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest: 1 << 10 }).toString('utf8');
  } catch (error) {
    // Nobody of ours holds it.
    if (error instanceof NotPlain) return '';
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
