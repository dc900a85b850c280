import type { SkipReason } from '../../core/finding.ts';
import type { Row } from '../../stores/store.ts';

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

/** Opens what looks into databases; SQLite itself is loaded with the first of them. */
export function openSqlite(_options: SqliteOptions): Sqlite {
  const missing = { ok: false, why: 'fault', detail: 'not built yet' } as const;
  return { tables: () => undefined, query: () => missing, release: () => undefined, [Symbol.dispose]: () => undefined };
}
