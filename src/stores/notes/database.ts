import type { StoreReader } from '../store.ts';

/** True where a database has all of the tables; their names in lower case. */
export function hasTables(reader: StoreReader, path: string, ...names: readonly string[]): boolean {
  const tables = reader.tables(path);
  return tables !== undefined && names.every((name) => tables.has(name));
}

/** True where a table has the column, in any letter case. Both names are ours. */
export function hasColumn(reader: StoreReader, path: string, table: string, column: string): boolean {
  const rows = reader.query(path, `SELECT lower(name) AS name FROM pragma_table_info('${table}')`);
  return rows?.some(({ name }) => name === column.toLowerCase()) ?? false;
}

/** The first row's numbers of a query that counts; a sum over no rows is 0. Undefined where the query fails. */
export function counts(reader: StoreReader, path: string, sql: string): Readonly<Record<string, number>> | undefined {
  const row = reader.query(path, sql)?.[0];
  return row && Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value ?? 0)]));
}

/** True where a file has the header of a SQLite database (https://www.sqlite.org/fileformat.html). */
export function isSqlite(path: string, reader: StoreReader): boolean {
  const head = reader.type(path) === 'file' ? reader.head(path, 16) : undefined;
  return head !== undefined && new TextDecoder().decode(head) === 'SQLite format 3\0';
}
