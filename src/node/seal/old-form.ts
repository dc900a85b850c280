import { randomBytes } from 'node:crypto';
import { type BigIntStats, fstatSync, linkSync, lstatSync, renameSync, type Stats, unlinkSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../walk.ts';
import { copyInto } from './content.ts';
import { dropDraft, isOfRunningProcess, nameDraft, openDraft } from './drafts.ts';

/** An old form on its way out; the name says what it was called. */
const asideName = /^\.cloister-aside-(\d{1,10})-[0-9a-f]{16}-(.+)$/s;
const longestName = 255;

/**
 * Removes the old form of a file, which `source` is open on, unless something was written to it since `before`. It gets
 * another name first: what another program puts in its place meanwhile is not removed with it, and what was written
 * through a file that was open is seen.
 * @returns false where it changed: then what was written last is there under its name.
 */
export async function removeOld(path: string, before: BigIntStats, source: FileHandle): Promise<boolean> {
  const name = `.cloister-aside-${process.pid}-${randomBytes(8).toString('hex')}-${basename(path)}`;
  // From here to the removal nothing else happens in this process: another program has microseconds.
  const aside = Buffer.byteLength(name) > longestName ? path : join(dirname(path), name);
  if (aside !== path) renameSync(path, aside);
  if (!isSameContent(lstatSync(aside, { bigint: true }), before)) {
    if (aside !== path) putBack(aside, path);
    return false;
  }
  unlinkSync(aside);
  if (isSameContent(fstatSync(source.fd, { bigint: true }), before)) return true;
  await writeBack(path, before, source);
  return false;
}

function isSameContent(now: BigIntStats, before: BigIntStats): boolean {
  return now.ino === before.ino && now.dev === before.dev && now.size === before.size && now.mtimeNs === before.mtimeNs;
}

/** Where another file has the name by now, both stay. */
function putBack(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    unlinkSync(aside);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'].includes(errorCode(error))) throw error;
  }
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false;
  renameSync(aside, path);
  return true;
}

/** Its name is gone, but not what was written last. */
async function writeBack(path: string, { mode }: BigIntStats, source: FileHandle): Promise<void> {
  const draft = await openDraft(dirname(path));
  try {
    await copyInto(draft.file, source);
    await draft.file.chmod(Number(mode & 0o7777n));
    await draft.file.sync();
    await nameDraft(draft, path);
  } finally {
    await dropDraft(draft);
  }
}

/** Gives an old form that a killed run had set aside its name back, where nothing else has it. */
export function putBackAside(folder: string, name: string): boolean {
  const [, pid, original] = asideName.exec(name) ?? [];
  if (pid === undefined || original === undefined) return false;
  const path = join(folder, name);
  const stat: Stats = lstatSync(path);
  if (!stat.isFile() || isOfRunningProcess(Number(pid), stat)) return false;
  return putBack(path, join(folder, original));
}
