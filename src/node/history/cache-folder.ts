import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { isAlive } from '../file-lock.ts';
import { removeEmptyFolder } from '../guard-install.ts';
import { errorCode } from '../walk.ts';
import { beginningLength, parseRepository } from './cache-format.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A cache and what belongs to it: `<hash>.bin`, its lock, drafts that a writer made. */
const ownName = /^\.?[0-9a-f]{64}\.(?:bin|lock)(?:\.[0-9a-f.]+)?$/;
const draftName = /^\.[0-9a-f]{64}\.bin\.(\d+)\.[0-9a-f]+$/;
const cacheName = /^([0-9a-f]{64})\.bin$/;
const day = 86_400_000;
const longestUnused = 90 * day;

/**
 * The folder in which caches of histories lie: where the system keeps what can be made again
 * (https://specifications.freedesktop.org/basedir-spec/latest/).
 */
export function historyCacheFolder(env: Env, platform: NodeJS.Platform = process.platform): string {
  const named = (name: string): string | undefined => {
    const path = env[name];
    return path !== undefined && (platform === 'win32' ? win32 : posix).isAbsolute(path) ? path : undefined;
  };
  if (platform === 'win32') {
    const home = named('USERPROFILE') ?? homedir();
    return win32.join(named('LOCALAPPDATA') ?? win32.join(home, 'AppData', 'Local'), 'cloister', 'history');
  }
  const home = named('HOME') ?? homedir();
  const caches = platform === 'darwin' ? posix.join(home, 'Library', 'Caches') : named('XDG_CACHE_HOME');
  return posix.join(caches ?? posix.join(home, '.cache'), 'cloister', 'history');
}

/** Removes all caches of histories. What is not ours stays. @throws errors of the file system. */
export function removeHistoryCache(env: Env): void {
  const folder = historyCacheFolder(env);
  for (const name of namesIn(folder))
    if (ownName.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  removeEmptyFolder(folder);
  removeEmptyFolder(dirname(folder));
}

/**
 * Removes what killed writers left, and the caches of repositories that are gone and were not asked about for 90 days.
 * @throws errors of the file system.
 */
export function sweepCacheFolder(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const pid = Number(draftName.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(path, { force: true });
    const hash = cacheName.exec(name)?.[1];
    if (hash === undefined || !isGone(path, now)) continue;
    rmSync(path, { force: true });
    rmSync(join(folder, `${hash}.lock`), { force: true });
  }
}

function isGone(path: string, now: number): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || now - stat.mtimeMs < longestUnused) return false;
  const repository = parseRepository(readBeginning(path));
  return repository === undefined || !existsSync(repository);
}

function readBeginning(path: string): Buffer {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) return Buffer.alloc(0);
    const bytes = Buffer.alloc(beginningLength);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw error;
  }
}
