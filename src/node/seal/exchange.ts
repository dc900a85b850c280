import { type BigIntStats, closeSync, constants, openSync, readSync, realpathSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SealDirection, SealSkipReason } from '../../core/sealing.ts';
import { recogniseEncrypted } from '../../stores/encryption/recognise.ts';
import { sampleBytes } from '../../stores/encryption/sample.ts';
import { recogniseEncryption } from '../../stores/encryption.ts';
import { errorCode } from '../walk.ts';
import type { Opened } from './age.ts';
import { type Digest, digestOf, digestOfSealed, type SealKeys, sealInto, unsealInto } from './content.ts';
import { type Draft, dropDraft, nameDraft, openDraft, statOrNone, syncFolder } from './drafts.ts';
import { removeOld } from './old-form.ts';

/** What became of one file. */
export type Exchanged =
  | { readonly kind: 'done' | 'finished'; readonly bytes: number }
  | { readonly kind: 'already' }
  /** It was gone before its turn came. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'skipped'; readonly why: SealSkipReason; readonly detail?: string };

/** What a sealed file's name ends in. */
export const sealedSuffix = '.age';
/** The header of a file for 64 recipients, and some of what is encrypted behind it. */
const headSize = 1 << 14;
/** Names of common file systems are no longer, in bytes. */
const longestName = 255;
/** A file that changes is tried as often as this. */
const mostTries = 5;
/** What changed less long ago than this, in milliseconds, may be in the middle of it. */
const settled = 50;

/** The disk is full: no other file can be done either. */
export class DiskFull extends Error {}

/** The path of the other form of a file; undefined where it can not have one. */
export function otherPath(path: string, direction: SealDirection): string | undefined {
  if (direction === 'seal') return `${path}${sealedSuffix}`;
  const plain = path.slice(0, -sealedSuffix.length);
  const name = plain.slice(dirname(path).length + 1);
  return ['', '.', '..'].includes(name) ? undefined : plain;
}

/**
 * Puts the other form of a file in its place. At every moment the file is there in one of its forms, whole: the new one
 * is written beside it under a name of its own, flushed, read back and compared; only when its name is on the disk too is
 * the old one removed. A run that was cut off is finished by the next. Mode and time of change are kept.
 * @throws DiskFull, and errors of the file system that say nothing about this one file; then the file is as it was.
 */
export async function exchange(path: string, direction: SealDirection, keys: SealKeys): Promise<Exchanged> {
  const target = otherPath(path, direction);
  if (target === undefined) return { kind: 'skipped', why: 'bad-name' };
  if (Buffer.byteLength(basename(target)) > longestName) return { kind: 'skipped', why: 'name-too-long' };
  try {
    // Since the folder was listed it, or one above it, may have become a link: nothing is written where that leads.
    if (realpathSync(dirname(path)) !== dirname(path)) return { kind: 'skipped', why: 'link' };
    for (let tries = 0; tries < mostTries; tries++) {
      const exchanged = await exchangeOnce(path, target, direction, keys);
      if (exchanged !== undefined) return exchanged;
    }
    return { kind: 'skipped', why: 'changing' };
  } catch (error) {
    return failed(errorCode(error));
  }
}

function failed(code: string): Exchanged {
  switch (code) {
    case 'ENOENT':
      return { kind: 'gone' };
    case 'ENOSPC':
    case 'EDQUOT':
      throw new DiskFull();
    case 'ELOOP':
      return { kind: 'skipped', why: 'link' };
    case 'ENAMETOOLONG':
      return { kind: 'skipped', why: 'name-too-long' };
    default:
      return { kind: 'skipped', why: 'unreadable', detail: code };
  }
}

/** Undefined where the file changed meanwhile. */
async function exchangeOnce(
  path: string,
  target: string,
  direction: SealDirection,
  keys: SealKeys,
): Promise<Exchanged | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const source = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const before = await source.stat({ bigint: true });
    // A later change could bear the same time: it is told in steps of some milliseconds.
    const age = Date.now() - Number(before.ctimeMs);
    if (age >= 0 && age < settled) {
      await wait(settled);
      return undefined;
    }
    const skipped = whyNot(before) ?? (await sealedAlready(source, path, direction));
    if (skipped !== undefined) return skipped;
    const there = await statOrNone(target);
    if (there !== undefined && !there.isFile()) return { kind: 'skipped', why: 'taken' };
    if (there !== undefined) return await finish(source, before, { path, target, direction, keys });
    return await replace(source, before, { path, target, direction, keys });
  } finally {
    await source.close();
  }
}

function whyNot(stat: BigIntStats): Exchanged | undefined {
  if (!stat.isFile()) return { kind: 'skipped', why: 'special-file' };
  return stat.nlink > 1n ? { kind: 'skipped', why: 'hard-linked' } : undefined;
}

/** What is encrypted is not encrypted again, and what is not age is not decrypted. */
async function sealedAlready(
  source: FileHandle,
  path: string,
  direction: SealDirection,
): Promise<Exchanged | undefined> {
  if (direction === 'unseal') return undefined;
  const { size } = await source.stat();
  const head = await bytesAt(source, 0);
  // What only begins as an encrypted file does, or is encrypted in a part, is sealed: twice does no harm.
  const found = recogniseEncrypted(head, await bytesAt(source, Math.max(0, size - sampleBytes)), size, basename(path));
  if (found?.state !== 'encrypted') return undefined;
  if (/^age\b/.test(found.by) && path.endsWith(sealedSuffix)) return { kind: 'already' };
  return { kind: 'skipped', why: 'encrypted', detail: found.by };
}

async function bytesAt(file: FileHandle, position: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(sampleBytes);
  let length = 0;
  for (let count = 1; count > 0 && length < bytes.length; length += count)
    count = (await file.read(bytes, length, bytes.length - length, position + length)).bytesRead;
  return bytes.subarray(0, length);
}

/** True for a file that age has encrypted, by its beginning. */
export function isAgeFile(path: string): boolean {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const head = Buffer.allocUnsafe(headSize);
      return recogniseEncryption(head.subarray(0, readSync(file, head))) === 'age';
    } finally {
      closeSync(file);
    }
  } catch (error) {
    errorCode(error);
    return false;
  }
}

interface Pair {
  readonly path: string;
  readonly target: string;
  readonly direction: SealDirection;
  readonly keys: SealKeys;
}

/** Both forms are there, as a run leaves them that was cut off: the old one goes only where they hold the same. */
async function finish(source: FileHandle, before: BigIntStats, pair: Pair): Promise<Exchanged | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const other = await open(pair.target, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = await other.stat({ bigint: true });
    if (!stat.isFile()) return { kind: 'skipped', why: 'taken' };
    const [plain, sealed] = pair.direction === 'seal' ? [source, other] : [other, source];
    const inner = await digestOfSealed(sealed, pair.keys);
    if (!inner.ok && pair.direction === 'unseal') return failure(inner);
    const outer = await digestOf(plain);
    if (!inner.ok || !isEqual(inner.value, outer)) return { kind: 'skipped', why: 'both' };
    // Windows flushes no file that is open for reading alone; its writer has flushed it.
    if (process.platform !== 'win32') await other.sync();
    await syncFolder(dirname(pair.path));
    if (!isSame(await statOrNone(pair.target), stat) || !isSame(await statOrNone(pair.path), before)) return undefined;
    if (!(await removeOld(pair.path, before, source))) return undefined;
    await syncFolder(dirname(pair.path));
    return { kind: 'finished', bytes: outer.size };
  } finally {
    await other.close();
  }
}

async function replace(source: FileHandle, before: BigIntStats, pair: Pair): Promise<Exchanged | undefined> {
  const folder = dirname(pair.path);
  const draft = await draftIn(folder);
  if ('kind' in draft) return draft;
  try {
    const made = await fill(draft, source, pair);
    if ('kind' in made) return made;
    const owner = await dressed(draft, before);
    if (owner !== undefined) return owner;
    await draft.file.sync();
    const { ino } = await draft.file.stat({ bigint: true });
    // What is to be sealed may have changed since it was read.
    if (!isSame(await statOrNone(pair.path), before)) return undefined;
    if (!(await nameDraft(draft, pair.target))) return undefined;
    await syncFolder(folder);
    const takeBack = async (): Promise<void> => {
      if ((await statOrNone(pair.target))?.ino === ino) await unlink(pair.target);
    };
    try {
      if (!isSame(await statOrNone(pair.path), before) || !(await removeOld(pair.path, before, source))) {
        await takeBack();
        return undefined;
      }
    } catch (error) {
      // Such as a file that may not be removed: it would lie there in both forms.
      await takeBack();
      const code = errorCode(error);
      if (code === 'ENOENT') return undefined;
      return { kind: 'skipped', why: 'read-only', detail: code };
    }
    await syncFolder(folder);
    return { kind: 'done', bytes: made.size };
  } finally {
    await dropDraft(draft);
  }
}

async function draftIn(folder: string): Promise<Draft | Exchanged> {
  try {
    return await openDraft(folder);
  } catch (error) {
    const code = errorCode(error);
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return { kind: 'skipped', why: 'read-only', detail: code };
    throw error;
  }
}

/** Writes the other form into the draft, and reads it back from there. */
async function fill({ file }: Draft, source: FileHandle, { direction, keys }: Pair): Promise<Digest | Exchanged> {
  if (direction === 'seal') {
    const made = await sealInto(file, source, keys);
    await file.sync();
    const read = await digestOfSealed(file, keys);
    if (!read.ok || !isEqual(read.value, made)) throw new Error(`what was sealed can not be opened`);
    return made;
  }
  const made = await unsealInto(file, source, keys);
  if (!made.ok) return failure(made);
  await file.sync();
  if (!isEqual(await digestOf(file), made.value)) throw new Error('what was written is not what is read');
  return made.value;
}

function failure({ why }: Extract<Opened<Digest>, { ok: false }>): Exchanged {
  return { kind: 'skipped', why };
}

/** Mode, owner and times are those of the file whose place it takes. */
async function dressed({ file }: Draft, stat: BigIntStats): Promise<Exchanged | undefined> {
  const own = await file.stat({ bigint: true });
  if (process.platform !== 'win32' && (own.uid !== stat.uid || own.gid !== stat.gid))
    try {
      await file.chown(Number(stat.uid), Number(stat.gid));
    } catch (error) {
      return { kind: 'skipped', why: 'owner', detail: errorCode(error) };
    }
  await file.chmod(Number(stat.mode & 0o7777n));
  await file.utimes(seconds(stat.atimeNs), seconds(stat.mtimeNs));
  return undefined;
}

/** A number holds a time of today to a quarter of a microsecond. */
function seconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e9;
}

function isEqual(left: Digest, right: Digest): boolean {
  return left.size === right.size && left.hash === right.hash;
}

/** True where nothing was written to a file since. */
function isSame(now: BigIntStats | undefined, before: BigIntStats): boolean {
  return (
    now !== undefined &&
    now.ino === before.ino &&
    now.dev === before.dev &&
    now.size === before.size &&
    now.mtimeNs === before.mtimeNs &&
    now.ctimeNs === before.ctimeNs
  );
}
