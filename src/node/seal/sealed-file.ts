import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { errorCode } from '../walk.ts';
import { openSealed, sealBytes, unsealBytes } from './age.ts';
import type { SealKeys } from './content.ts';
import { dropDraft, nameDraft, openDraft, replaceByDraft, statOrNone, syncFolder } from './drafts.ts';

/** More than this is not opened as a document. */
export const largestDocument = 64 << 20;

/** A sealed file as it was read: its plain bytes, in memory alone, and what tells whether it changed since. */
export interface ReadSealed {
  readonly bytes: Uint8Array;
  /** Opaque; changes with every writing. */
  readonly version: string;
  /** In milliseconds since 1970. */
  readonly mtime: number;
}

/**
 * Reads a sealed file, decrypted in memory.
 * @throws UserError where it can not be opened, and errors of the file system.
 */
export async function readSealed(path: string, identities: string | readonly string[]): Promise<ReadSealed> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = await file.stat({ bigint: true });
    if (!stat.isFile() || stat.size > largestDocument)
      throw new UserError('It is no file, or larger than 64 MB', 'Unseal it: `cloister unseal`.');
    const bytes = await unsealBytes(await file.readFile(), identities);
    return { bytes, version: versionOf(stat), mtime: Number(stat.mtimeMs) };
  } finally {
    await file.close();
  }
}

/** A sealed file as it lies on the disk. */
export interface SealedStat {
  /** As `readSealed` gives it. */
  readonly version: string;
  /** In milliseconds since 1970. */
  readonly mtime: number;
  /** In bytes, encrypted. */
  readonly size: number;
}

/** Looks at a sealed file without opening it; undefined where there is none. */
export async function statSealed(path: string): Promise<SealedStat | undefined> {
  const stat = await statOrNone(path);
  if (stat?.isFile() !== true) return undefined;
  return { version: versionOf(stat), mtime: Number(stat.mtimeMs), size: Number(stat.size) };
}

/** What tells a sealed file's content from a later one; undefined where there is none. */
export async function sealedVersion(path: string): Promise<string | undefined> {
  const stat = await statOrNone(path);
  return stat === undefined ? undefined : versionOf(stat);
}

function versionOf({ ino, size, mtimeNs, ctimeNs }: { ino: bigint; size: bigint; mtimeNs: bigint; ctimeNs: bigint }) {
  return [ino, size, mtimeNs, ctimeNs].join('.');
}

/**
 * Encrypts bytes into the file at `path`, whole or not at all: an encrypted draft beside it is flushed, read back,
 * decrypted and compared, then takes its place. No plain byte is written anywhere. An existing file keeps its mode, a new
 * one is the owner's alone.
 * @param version of the file as it was read; `undefined`: there was none
 * @throws UserError where the file is another one than that by now: then nothing was changed.
 * @throws errors of the file system; then the file is as it was.
 */
export async function writeSealed(
  path: string,
  bytes: Uint8Array,
  keys: SealKeys,
  version: string | undefined,
): Promise<{ version: string; mtime: number }> {
  const folder = dirname(path);
  const draft = await openDraft(folder);
  try {
    const sealed = await sealBytes(bytes, keys.recipients);
    await draft.file.writeFile(sealed);
    await draft.file.sync();
    const read = Buffer.alloc(sealed.length + 1);
    const { bytesRead } = await draft.file.read(read, 0, read.length, 0);
    const opened = await openSealed(read.subarray(0, bytesRead), keys.identities);
    if (!opened.ok || Buffer.compare(opened.value, bytes) !== 0) throw new Error('what was sealed can not be opened');
    const before = await statOrNone(path);
    if ((before === undefined ? undefined : versionOf(before)) !== version) throw changed();
    if (before !== undefined) {
      await draft.file.chmod(Number(before.mode & 0o7777n));
      await keepOwner(draft.file, before);
      await replaceByDraft(draft, path);
    } else if (!(await nameDraft(draft, path))) throw changed();
    await syncFolder(folder);
    const stat = await draft.file.stat({ bigint: true });
    return { version: versionOf(stat), mtime: Number(stat.mtimeMs) };
  } finally {
    await dropDraft(draft);
  }
}

async function keepOwner(
  file: { chown(uid: number, gid: number): Promise<void>; stat(): Promise<{ uid: number; gid: number }> },
  { uid, gid }: { uid: bigint; gid: bigint },
): Promise<void> {
  const own = await file.stat();
  if (process.platform === 'win32' || (own.uid === Number(uid) && own.gid === Number(gid))) return;
  try {
    await file.chown(Number(uid), Number(gid));
  } catch (error) {
    // It stays the person's own: what they save must not be refused for that.
    errorCode(error);
  }
}

function changed(): UserError {
  return new UserError('The sealed file was changed by another program meanwhile', 'Open it anew, then save again.');
}
