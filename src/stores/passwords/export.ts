import type { AtRest, RecognisedStore } from '../../core/audit.ts';
import type { StoreId } from '../../core/store-ids.ts';
import type { Mark, StoreReader } from '../store.ts';
import { exportOf, isPassword } from './columns.ts';
import { parseTable } from './table.ts';

/** Enough for any header. */
const headerBytes = 4096;
/** Of a longer export the entries are not counted. */
export const mostBytes = 16 * 1024 * 1024;

/** Exports lie where a browser saves them, and where people keep files. */
export function exportMarks(...extensions: readonly string[]): readonly Mark[] {
  return extensions.map((extension) => ({ entry: 'file', extension, candidate: 'itself', where: 'usual' }));
}

export const noPlaces = { linux: [], darwin: [], win32: [] } as const;

/** An export file. `items`: entries in it. */
export function exportFile(store: StoreId, path: string, atRest: AtRest, items?: number): RecognisedStore {
  return {
    store,
    root: path,
    evidence: path,
    atRest: atRest.state === 'plaintext' ? plaintextOf(path) : atRest,
    parts: [{ kind: 'export', path }],
    ...(items === undefined ? {} : { items }),
  };
}

/** A table of passwords that `store` exported, with one password at least. */
export function tableOf(store: StoreId, path: string, reader: StoreReader): RecognisedStore | undefined {
  if (!path.toLowerCase().endsWith('.csv')) return undefined;
  const start = reader.head(path, headerBytes);
  const found = start && exportOf(parseTable(start, false, 0) ?? { columns: [], rows: [] });
  if (found?.store !== store) return undefined;
  const size = reader.size(path) ?? 0;
  const bytes = reader.head(path, mostBytes);
  const table = bytes && parseTable(bytes, size > bytes.length);
  if (!table?.rows.some((row) => isPassword(row[found.passwords] ?? ''))) return undefined;
  return exportFile(store, path, { state: 'plaintext' }, size > mostBytes ? undefined : table.rows.length);
}

/** What lies among the test data of a program is no person's, as far as can be told: it is listed, not more. */
function plaintextOf(path: string): AtRest {
  const isTestData = path
    .split('/')
    .slice(-5, -1)
    .some((folder) => testFolders.has(folder.toLowerCase()));
  return isTestData ? { state: 'unknown', why: "it lies among a program's test data" } : { state: 'plaintext' };
}

const testFolders = new Set([
  ...['fixtures', 'fixture', '__fixtures__', 'testdata', 'test-data', 'test_data', '__tests__', '__mocks__', 'mocks'],
  ...['spec', 'node_modules', 'site-packages', 'sample-imports'],
]);
