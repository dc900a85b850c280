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

export function testReader(mounts: readonly Mount[] = []): TestReader {
  const skipped: Skipped[] = [];
  // Databases of an earlier reader may have been written anew.
  sqlite.release();
  const machine = { home: realpathSync(tmpdir()), skip: (each: Skipped) => skipped.push(each) };
  return { ...openStoreReader(machine, sqlite, { mounts }), skipped };
}
