import { closeSync, constants, openSync } from 'node:fs';
import { errorCode } from '../walk.ts';

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** Linux alone: the time of the last reading is not changed. Only the owner of a file may ask for that. */
const O_NOATIME = process.platform === 'linux' ? constants.O_NOATIME : 0;

/**
 * Opens a file for reading, and runs `work` with its descriptor. It follows no link at the end of the path, waits for no
 * pipe, and leaves the time of the last reading alone where it may. @throws errors of the file system.
 */
export function withQuietFile<T>(path: string, work: (file: number) => T): T {
  const file = openQuietly(path);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

function openQuietly(path: string): number {
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
  if (O_NOATIME === 0) return openSync(path, flags);
  try {
    return openSync(path, flags | O_NOATIME);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
    return openSync(path, flags);
  }
}
