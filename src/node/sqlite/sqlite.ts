import { join } from 'node:path';
import type { SkipReason } from '../../core/finding.ts';
import type { Row } from '../../stores/store.ts';
import { errorCode } from '../walk.ts';
import { hasDatabaseHead, tablesInText } from './header.ts';
import { copyDatabase, removeCopy } from './private-copy.ts';
import { makeRunFolder, removeRunFolder } from './private-folder.ts';
import type { SqliteReply } from './protocol.ts';
import { SqliteThread } from './thread.ts';

/** What came of a look into a database; where there is no value, why it was skipped. */
export type SqliteAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: SkipReason; readonly detail?: string };

/** Databases, looked into through private copies: the originals are only read. */
export interface Sqlite extends Disposable {
  /** Names of the tables, lower case. Undefined where the file is no SQLite database. */
  tables(path: string): SqliteAnswer<ReadonlySet<string>> | undefined;
  /** Runs a query of ours, which may name plain tables alone. */
  query(path: string, sql: string): SqliteAnswer<readonly Row[]>;
  /** Removes the copy that is open. */
  release(): void;
}

export interface SqliteOptions {
  /** The folder beneath which private copies are made and removed. */
  readonly folder: string;
  /** Bytes of the largest database that is copied: 512 MB unless told. Of a larger one the tables are told alone. */
  readonly largest?: number;
  /** Milliseconds that one query may take: 1,500 unless told. */
  readonly patience?: number;
}

type Failed = Extract<SqliteAnswer<never>, { readonly ok: false }>;

interface Opened {
  readonly path: string;
  readonly copy: string;
  readonly tables: ReadonlySet<string>;
  readonly others: readonly string[];
}

/** Rows of one answer. */
const mostRows = 100_000;
/** Opening reads a whole log: it may take longer than a query. */
const longestOpen = 10_000;

/** Opens what looks into databases; SQLite itself is loaded with the first of them. */
export function openSqlite({ folder, largest = 512 << 20, patience = 1500 }: SqliteOptions): Sqlite {
  let runFolder: string | undefined;
  let thread: SqliteThread | undefined;
  let opened: Opened | undefined;
  let failed: (Failed & { readonly path: string }) | undefined;
  let copies = 0;

  const release = (): void => {
    const last = opened;
    opened = undefined;
    failed = undefined;
    if (last === undefined) return;
    thread?.ask({ kind: 'close' }, longestOpen);
    removeCopy(last.copy);
  };

  const ask = (request: Parameters<SqliteThread['ask']>[0], time: number): SqliteReply | undefined => {
    if (thread === undefined || thread.isEnded) thread = new SqliteThread();
    return thread.ask(request, time);
  };

  const fail = (path: string, answer: Failed): Failed => {
    failed = { ...answer, path };
    return answer;
  };

  function open(path: string): Opened | Failed {
    if (opened?.path === path && thread?.isEnded === false) return opened;
    if (failed?.path === path) return failed;
    release();
    let copy: string | undefined;
    try {
      runFolder ??= makeRunFolder(folder);
      copies += 1;
      copy = join(runFolder, `${copies}.db`);
      const copied = copyDatabase(path, copy, largest);
      if (!copied.ok) return fail(path, copied);
      const reply = ask({ kind: 'open', path: copy }, longestOpen);
      if (reply?.kind === 'opened') {
        const tables = new Set(reply.tables.map((name) => name.toLowerCase()));
        opened = { path, copy, tables, others: reply.others };
        return opened;
      }
      removeCopy(copy);
      return fail(path, failureOf(reply));
    } catch (error) {
      // The place of copies: a full disk, a folder that is somebody else's; or SQLite does not start.
      if (copy !== undefined) removeCopy(copy);
      const code = error instanceof Error && 'code' in error ? errorCode(error) : 'no private copy can be made';
      return fail(path, { ok: false, why: 'unreadable', detail: `private copy: ${code}` });
    }
  }

  return {
    tables(path) {
      try {
        if (!hasDatabaseHead(path)) return undefined;
        const database = open(path);
        if (!('ok' in database)) return { ok: true, value: database.tables };
        if (database.why !== 'too-big') return database;
        return { ok: true, value: tablesInText(path) };
      } catch (error) {
        const code = errorCode(error);
        return code === 'ENOENT' ? undefined : { ok: false, why: 'unreadable', detail: code };
      }
    },
    query(path, sql) {
      const database = open(path);
      if ('ok' in database) return database;
      const strange = database.others.find((name) => names(sql, name));
      if (strange !== undefined) return { ok: false, why: 'damaged', detail: 'a view stands where a table should' };
      const reply = ask({ kind: 'query', sql, most: mostRows }, patience);
      if (reply?.kind === 'rows' && !reply.isCut) return { ok: true, value: reply.rows };
      if (reply?.kind === 'rows')
        return { ok: false, why: 'too-big', detail: 'more rows, or longer ones, than are looked at' };
      if (reply === undefined) release();
      return failureOf(reply);
    },
    release,
    [Symbol.dispose]() {
      release();
      thread?.end();
      if (runFolder !== undefined) removeRunFolder(runFolder);
      runFolder = undefined;
    },
  };
}

/** True where a query names a table or view, in any letter case. */
function names(sql: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i').test(sql);
}

/** What SQLite says names tables and columns; of our own queries' it is ours, of a damaged file's it is not told. */
function failureOf(reply: SqliteReply | undefined): Failed {
  if (reply === undefined) return { ok: false, why: 'damaged', detail: 'a query takes too long' };
  const words = reply.kind === 'failed' ? reply.words : '';
  if (/no such (?:table|column)/i.test(words))
    return { ok: false, why: 'damaged', detail: 'another version of its tables' };
  if (/disk is full|disk I\/O/i.test(words)) return { ok: false, why: 'unreadable', detail: 'private copy: no room' };
  if (/out of memory/i.test(words)) return { ok: false, why: 'too-big', detail: 'needs too much memory' };
  return { ok: false, why: 'damaged', detail: 'SQLite can not read it' };
}
