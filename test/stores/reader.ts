/** What a recogniser looks through in the tests of stores: the machine's own reader over a temporary folder. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Skipped } from '../../src/core/finding.ts';
import { openStoreReader } from '../../src/node/audit/store-reader.ts';
import { openSqlite } from '../../src/node/sqlite/sqlite.ts';
import type { Mount, StoreReader } from '../../src/stores/store.ts';

export interface TestReader extends StoreReader {
  /** What could not be looked at, in the order in which it was met. */
  readonly skipped: readonly Skipped[];
}

/** One for all tests of a file: SQLite is loaded once. */
const folder = mkdtempSync(join(tmpdir(), 'store-copies-'));
const sqlite = openSqlite({ folder });
after(() => {
  sqlite[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Each temporary folder is a home of its own: what a link leads to in another one is out of reach. */
export function testReader(mounts: readonly Mount[] = []): TestReader {
  const skipped: Skipped[] = [];
  // Databases of an earlier reader may have been written anew.
  sqlite.release();
  const base = realpathSync(tmpdir());
  const readers = new Map<string, StoreReader>();
  const at = (path: string): StoreReader => {
    const [name = ''] = path.startsWith(`${base}/`) ? path.slice(base.length + 1).split('/') : [];
    const home = `${base}/${name}`;
    const known = readers.get(home);
    if (known !== undefined) return known;
    const reader = openStoreReader({ home, skip: (each) => skipped.push(each) }, sqlite, { mounts });
    readers.set(home, reader);
    return reader;
  };
  return {
    mounts,
    skipped,
    type: (path) => at(path).type(path),
    list: (path) => at(path).list(path),
    size: (path) => at(path).size(path),
    head: (path, bytes) => at(path).head(path, bytes),
    tail: (path, bytes) => at(path).tail(path, bytes),
    text: (path, most) => at(path).text(path, most),
    start: (path, most) => at(path).start(path, most),
    json: (path, most) => at(path).json(path, most),
    tables: (path) => at(path).tables(path),
    query: (path, sql) => at(path).query(path, sql),
    find: (path, extensions, most) => at(path).find(path, extensions, most),
  };
}
