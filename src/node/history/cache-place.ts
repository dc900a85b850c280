import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { errorCode } from '../walk.ts';

const day = 86_400_000;

/** Makes the folder of caches, or takes from others what they may do there. @throws errors of the file system. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  // Where a link leads was made by the user for something else.
  if (stat.isDirectory() && (stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** Removes what lies at a cache's path and is no file; a file becomes the user's own. @throws errors of the file system. */
export function clearPlace(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isFile()) rmSync(path, { recursive: true, force: true });
  else if ((stat.mode & 0o777) !== 0o600) chmodSync(path, 0o600);
}

/** Says that a cache is in use; once a day is enough. @throws errors of the file system. */
export function touch(path: string, now: number): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() && now - stat.mtimeMs > day) utimesSync(path, now / 1000, now / 1000);
}

/** True where a plain file ends with these bytes, or where none is expected and there is nothing. */
export function endsWith(path: string, end: Uint8Array | undefined): boolean {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    return end === undefined && errorCode(error) === 'ENOENT';
  }
  try {
    const stat = fstatSync(file);
    if (end === undefined || !stat.isFile() || stat.size < end.length) return false;
    const bytes = Buffer.alloc(end.length);
    const count = readSync(file, bytes, 0, end.length, stat.size - end.length);
    return count === end.length && bytes.equals(end);
  } finally {
    closeSync(file);
  }
}
