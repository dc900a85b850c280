import type { Mount, StoreReader } from '../../stores/store.ts';
import type { Sqlite } from '../sqlite/sqlite.ts';
import type { AuditMachine } from './machine.ts';

export interface ReaderOptions {
  /** Real paths of further folders that may be read; the home folder and what lies beneath it always may. */
  readonly roots?: readonly string[];
  readonly mounts?: readonly Mount[];
}

/** What recognisers look through, on this machine. What can not be read is told to `machine.skip`. */
export function openStoreReader(
  _machine: AuditMachine,
  sqlite: Sqlite,
  options: ReaderOptions = {},
): StoreReader & Disposable {
  return {
    type: () => undefined,
    list: () => [],
    size: () => undefined,
    head: () => undefined,
    tail: () => undefined,
    text: () => undefined,
    start: () => undefined,
    json: () => undefined,
    tables: () => undefined,
    query: () => undefined,
    find: () => [],
    mounts: options.mounts ?? [],
    [Symbol.dispose]: () => sqlite.release(),
  };
}
