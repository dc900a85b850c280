import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../file-lock.ts';
import { removeEmptyFolder } from '../guard-install.ts';
import { prepareFolder } from '../history/cache-place.ts';
import { errorCode } from '../walk.ts';

/** `run-<where>-<process>-<start>-<random>` */
const runName = /^run-([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{16}$/;
/** No audit takes that long, in milliseconds. */
const longestRun = 86_400_000;

/**
 * Makes a folder that only this user may enter, beneath `base`. Its name says which process made it.
 * @throws errors of the file system; an error where `base` belongs to somebody else or is a link.
 */
export function makeRunFolder(base: string): string {
  try {
    return makeBeneath(base);
  } catch (error) {
    // Another audit ended and took the empty folder away at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return makeBeneath(base);
  }
}

function makeBeneath(base: string): string {
  mkdirSync(dirname(base), { recursive: true, mode: 0o700 });
  prepareFolder(base);
  if (!isOwn(base)) throw new Error(`${base} is no folder of this user alone`);
  const random = randomBytes(8).toString('hex');
  const folder = join(base, `run-${whereabouts()}-${process.pid}-${startOf(process.pid)}-${random}`);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Removes the folder of a run, and those of Cloister around it that are empty then. @throws errors of the file system. */
export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  const base = dirname(folder);
  removeEmptyFolder(base);
  if (basename(dirname(base)) === 'cloister') removeEmptyFolder(dirname(base));
}

/** Removes what killed runs left beneath `base`. What a running process holds stays. @throws errors of the file system. */
export function purgeRunFolders(base: string, now: number): void {
  if (!isOwn(base)) return;
  for (const name of readdirSync(base)) {
    const path = join(base, name);
    if (isLeftOver(path, name, now)) removeRunFolder(path);
  }
}

function isLeftOver(path: string, name: string, now: number): boolean {
  const [, where, pid = '', start] = runName.exec(name) ?? [];
  if (where === undefined) return false;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isDirectory()) return false;
  if (now - stat.mtimeMs > longestRun) return true;
  // Numbers of processes mean nothing in another container, or on another machine with the same home folder.
  if (where !== whereabouts()) return false;
  return !isAlive(Number(pid)) || (start !== '0' && start !== startOf(Number(pid)));
}

/** True for a folder, no link, that nobody else may enter. */
function isOwn(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isDirectory()) return false;
  return process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o077) === 0);
}

/** Names this machine and, on Linux, the container whose numbers of processes count. */
function whereabouts(): string {
  let space = '';
  try {
    space = process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : '';
  } catch (error) {
    // Without /proc the name of the machine has to do.
    errorCode(error);
  }
  return createHash('sha256').update(`${hostname()}\0${space}`).digest('hex').slice(0, 8);
}

/** When a process began, so that another one of the same number is told from it. `0` where the system does not say. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '0';
  try {
    // The 22nd field (proc_pid_stat(5)); the second, the name, may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch (error) {
    errorCode(error);
    return '0';
  }
}
