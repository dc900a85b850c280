import { randomBytes } from 'node:crypto';
import { lstatSync, unlinkSync } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../file-lock.ts';
import { errorCode } from '../walk.ts';

/** A draft's name says which process makes it: one that is gone left it behind. */
const draftName = /^\.cloister-seal-(\d{1,10})-[0-9a-f]{16}\.tmp$/;
/** Of this process: another one may have had its number before. */
const mine = new Set<string>();
/** No draft is made as long as this, in milliseconds; a number may be another program's by then. */
const longestMade = 86_400_000;

/** A new file in a folder, which its owner alone can read until it is whole. */
export interface Draft {
  readonly path: string;
  readonly file: FileHandle;
}

/** @throws errors of the file system. */
export async function openDraft(folder: string): Promise<Draft> {
  const path = join(folder, `.cloister-seal-${process.pid}-${randomBytes(8).toString('hex')}.tmp`);
  mine.add(path);
  try {
    return { path, file: await open(path, 'wx+', 0o600) };
  } catch (error) {
    mine.delete(path);
    throw error;
  }
}

/** Closes a draft and takes its name away, whatever became of it. */
export async function dropDraft({ path, file }: Draft): Promise<void> {
  await file.close();
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  } finally {
    mine.delete(path);
  }
}

/** True for the name of a draft. */
export function isDraftName(name: string): boolean {
  return draftName.test(name);
}

/** Removes a draft that a run left which was killed. @returns whether it did. */
export function removeLeftOver(folder: string, name: string): boolean {
  const path = join(folder, name);
  const pid = draftName.exec(name)?.[1];
  const stat = lstatSync(path);
  if (pid === undefined || !stat.isFile() || mine.has(path) || isOfRunningProcess(Number(pid), stat)) return false;
  unlinkSync(path);
  return true;
}

/** True for a file of a run that goes on in another process. */
export function isOfRunningProcess(pid: number, { mtimeMs }: { readonly mtimeMs: number }): boolean {
  return pid !== process.pid && isAlive(pid) && Date.now() - mtimeMs < longestMade;
}

/**
 * Gives a draft its name, where nothing has it yet.
 * @returns false where something has.
 */
export async function nameDraft({ path }: Draft, target: string): Promise<boolean> {
  try {
    // Unlike a renaming this fails where another program made a file of the name just now.
    await link(path, target);
    await unlink(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    // FAT, and some file systems of networks, know no second name.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'].includes(errorCode(error))) throw error;
  }
  if ((await statOrNone(target)) !== undefined) return false;
  await rename(path, target);
  return true;
}

/** Has a draft take the place of a file. */
export async function replaceByDraft({ path }: Draft, target: string): Promise<void> {
  await rename(path, target);
}

/** What lies at a path, a link as itself; undefined where nothing does. */
export async function statOrNone(path: string) {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Has a folder's names written to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  const file = await open(folder, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Some file systems have no such thing for folders.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(errorCode(error))) throw error;
  } finally {
    await file.close();
  }
}
