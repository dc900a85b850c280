import { closeSync, fstatSync, lstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { SkipReason } from '../../core/finding.ts';
import { errorCode } from '../walk.ts';
import { withQuietFile } from './quiet-file.ts';

/** The files of a database: itself, the write-ahead log with its index, the rollback journal. */
const parts = ['', '-wal', '-shm', '-journal'] as const;
/** How often a database that changes meanwhile is copied anew, and how long it is waited in between, in milliseconds. */
const tries = 4;
const pause = 25;
/** Times of files move on in steps of a few milliseconds: what was written just now may change unseen. */
const step = 12n * 1_000_000n;
const chunk = Buffer.allocUnsafe(1 << 20);
/** Ends a rollback journal that names a super-journal (https://sqlite.org/fileformat2.html#the_rollback_journal). */
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex');

export type Copied = { readonly ok: true } | { readonly ok: false; readonly why: SkipReason; readonly detail?: string };

/**
 * Copies a database with its log and journal to `target`, all of one moment: copied anew while they change.
 * @param largest bytes of all of them
 * @throws errors of the file system that concern the copy, such as that of a full disk
 */
export function copyDatabase(path: string, target: string, largest: number): Copied {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    try {
      const before = stateOf(path);
      if (before.size > largest) return { ok: false, why: 'too-big', detail: String(before.size) };
      for (const part of parts) if (before.there.has(part)) copyFile(path + part, target + part, largest);
      if (!before.isFresh && stateOf(path).mark === before.mark) {
        if (before.there.has('-journal')) forgetSuperJournal(`${target}-journal`);
        return { ok: true };
      }
    } catch (error) {
      removeCopy(target);
      if (error instanceof WriteFailure) throw error.cause;
      const code = errorCode(error);
      // A journal comes and goes with each transaction.
      if (code !== 'ENOENT' && code !== 'EGROWING')
        return { ok: false, why: code === 'ELOOP' ? 'special-file' : 'unreadable', detail: code };
    }
    removeCopy(target);
  }
  return { ok: false, why: 'changing' };
}

/** Removes a copy and whatever SQLite made beside it. @throws errors of the file system. */
export function removeCopy(target: string): void {
  for (const part of [...parts, '.lock']) rmSync(target + part, { recursive: true, force: true });
}

interface State {
  readonly there: ReadonlySet<string>;
  /** Bytes of all parts. */
  readonly size: number;
  /** True where it was written within the last step of the clock. */
  readonly isFresh: boolean;
  readonly mark: string;
}

/** What changes with every transaction: sizes, times, and the headers that count them. */
function stateOf(path: string): State {
  const there = new Set<string>();
  const marks: string[] = [];
  let size = 0;
  let isFresh = false;
  const now = BigInt(Date.now()) * 1_000_000n;
  for (const part of parts) {
    const stat = lstatSync(path + part, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined || (part !== '' && !stat.isFile())) continue;
    there.add(part);
    size += Number(stat.size);
    // A running application maps the index into its memory: its time says nothing.
    if (part === '-shm') continue;
    const age = now - stat.mtimeNs;
    isFresh ||= age < step && age > -step;
    marks.push(part, `${stat.ino} ${stat.size} ${stat.mtimeNs}`, headOf(path + part));
  }
  return { there, size, isFresh, mark: marks.join('\0') };
}

/** The first bytes: of a database its change counter, of a log its salts. */
function headOf(path: string): string {
  return withQuietFile(path, (file) => {
    const bytes = Buffer.alloc(100);
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
  });
}

class WriteFailure extends Error {}

class Growing extends Error {
  readonly code = 'EGROWING';
}

function copyFile(from: string, to: string, largest: number): void {
  withQuietFile(from, (source) => {
    if (!fstatSync(source).isFile()) throw Object.assign(new Error('no file'), { code: 'ELOOP' });
    const copy = writing(() => openSync(to, 'wx', 0o600));
    try {
      let total = 0;
      for (let count = readSync(source, chunk); count > 0; count = readSync(source, chunk)) {
        total += count;
        if (total > largest) throw new Growing('it grows');
        for (let at = 0; at < count; ) at += writing(() => writeSync(copy, chunk, at, count - at));
      }
    } finally {
      closeSync(copy);
    }
  });
}

/** Tells what fails about the copy from what fails about the original. */
function writing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WriteFailure('the copy can not be written', { cause: error });
  }
}

/**
 * A journal may end with the name of another file, a super-journal, which SQLite reads when it rolls back and, in version
 * 3.40 at least, then deletes. The copy's is made unreadable: a journal that lies beside a database must not have any
 * file deleted, whichever SQLite is built in.
 */
function forgetSuperJournal(journal: string): void {
  const file = openSync(journal, 'r+');
  try {
    const { size } = fstatSync(file);
    if (size < journalMagic.length) return;
    const end = Buffer.alloc(journalMagic.length);
    readSync(file, end, 0, end.length, size - end.length);
    if (end.equals(journalMagic)) writeSync(file, Buffer.alloc(end.length), 0, end.length, size - end.length);
  } finally {
    closeSync(file);
  }
}
