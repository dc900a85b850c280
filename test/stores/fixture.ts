/** Folders, files and databases that stand for what an app leaves on a disk. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm');

/** A new folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stores-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a new folder: by path, with a text or bytes; a path that ends with `/` is an empty folder. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>, root = temporaryFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    const place = join(root, path);
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(place, content);
  }
  return root;
}

/** Makes a real SQLite database by the statements. @returns its path */
export function databaseAt(path: string, statements: readonly string[]): string {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  // It is thrown away after the test: the disk need not keep up.
  database.exec('PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY');
  for (const statement of statements) database.exec(statement);
  database.close();
  return path;
}

/**
 * Makes a database whose rows of `late` stand in its write-ahead log alone, as those of an app that runs: the files are
 * copied while the connection is open.
 */
export function databaseWithLog(path: string, early: readonly string[], late: readonly string[]): string {
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'stores-live-'));
  try {
    const live = join(folder, 'live.db');
    const database = new Database(live);
    // Without shared memory, which this build of SQLite has none of, a log needs the lock for itself alone.
    database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0');
    for (const statement of early) database.exec(statement);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    for (const statement of late) database.exec(statement);
    for (const ending of ['', '-wal', '-shm'])
      if (existsSync(live + ending)) copyFileSync(live + ending, path + ending);
    database.close();
    return path;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
