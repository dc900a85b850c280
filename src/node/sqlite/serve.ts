import { rmSync } from 'node:fs';
import sqlite, { type Database } from 'node-sqlite3-wasm';
import type { Row } from '../../stores/store.ts';
import { errorCode } from '../walk.ts';
import type { SqliteReply, SqliteRequest, SqliteThreadData } from './protocol.ts';

/**
 * Rows of the log are seen by a connection that holds the database alone: others need shared memory, which the WASM build has
 * not. A schema is not trusted (https://sqlite.org/security.html), and memory has an end.
 */
const settings = [
  'locking_mode = EXCLUSIVE',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'synchronous = OFF',
  'hard_heap_limit = 134217728',
  'temp_store = MEMORY',
  'foreign_keys = OFF',
];

/** Answers requests of the thread that started this one, which sleeps meanwhile. */
export function serveSqlite({ sqlite: { flag, port } }: SqliteThreadData): void {
  const answered = new Int32Array(flag);
  const send = (reply: SqliteReply): void => {
    port.postMessage(reply);
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  };
  let database: Database | undefined;
  const close = (): void => {
    const last = database;
    database = undefined;
    last?.close();
  };
  port.on('message', (request: SqliteRequest) => {
    try {
      if (request.kind !== 'query') close();
      if (request.kind === 'close') send({ kind: 'closed' });
      else if (request.kind === 'query') send(query(database, request.sql, request.most));
      else {
        database = new sqlite.Database(request.path, { fileMustExist: true });
        send(open(database, request.path));
      }
    } catch (error) {
      send({ kind: 'failed', words: error instanceof Error ? error.message : 'unknown' });
    }
  });
  send({ kind: 'ready' });
}

function open(database: Database, path: string): SqliteReply {
  for (const each of settings) database.exec(`PRAGMA ${each}`);
  const rows = database.all(`SELECT name, type, rootpage FROM sqlite_schema WHERE type IN ('table', 'view')`);
  database.exec('PRAGMA query_only = ON');
  unlinkOpen(path);
  const named = rows.filter(({ name }) => typeof name === 'string') as {
    name: string;
    type: string;
    rootpage: number;
  }[];
  // Only a table that rows are stored in has a page.
  const isPlain = ({ type, rootpage }: (typeof named)[number]): boolean => type === 'table' && rootpage > 0;
  return {
    kind: 'opened',
    tables: named.filter(({ type }) => type === 'table').map(({ name }) => name),
    others: named.filter((each) => !isPlain(each)).map(({ name }) => name),
  };
}

/** The copy is open, so its names can go: what kills this process now leaves nothing of it. */
function unlinkOpen(path: string): void {
  if (process.platform === 'win32') return;
  for (const part of ['', '-wal', '-shm', '-journal']) {
    try {
      rmSync(path + part, { force: true });
    } catch (error) {
      // It is removed again, with what failed told, once it was looked into.
      errorCode(error);
    }
  }
}

/** Characters and bytes of one answer: a column that is made up as it is read holds as much as its maker likes. */
const mostHeld = 32 << 20;

function query(database: Database | undefined, sql: string, most: number): SqliteReply {
  if (database === undefined) return { kind: 'failed', words: 'no database is open' };
  const statement = database.prepare(sql);
  try {
    const rows: Row[] = [];
    let held = 0;
    for (const row of statement.iterate()) {
      for (const value of Object.values(row as Row))
        if (typeof value === 'string' || value instanceof Uint8Array) held += value.length;
      // Of what is too much nothing is used: it is not handed over either.
      if (rows.length >= most || held > mostHeld) return { kind: 'rows', rows: [], isCut: true };
      rows.push(row as Row);
    }
    return { kind: 'rows', rows, isCut: false };
  } finally {
    statement.finalize();
  }
}
