import type { PartKind, StorePart } from '../../core/audit.ts';
import { type Fields, fieldsOf } from '../json-fields.ts';
import type { StoreReader } from '../store.ts';

/* What recognisers of AI stores prove a place by: first records, keys and tables. All of it looks at heads alone. */

/** The object that stands under keys of objects within each other. */
export function fieldsAt(value: unknown, ...keys: readonly string[]): Fields | undefined {
  let fields = fieldsOf(value);
  for (const key of keys) fields = fieldsOf(fields?.[key]);
  return fields;
}

/** Files of a folder that are looked at: enough to prove what it is, few enough to cost nothing. */
const samples = 12;
/** Codex writes its instructions, some 20 KB, into the first line. */
const firstLineBytes = 262_144;
/** Conversations are counted up to here. */
export const mostItems = 50_000;
/** Above this a database is not copied for the sake of a number. */
export const smallDatabase = 67_108_864;

/** The JSON object in the first line of a text; undefined where it is none or longer than a head. */
export function firstRecord(reader: StoreReader, path: string): Fields | undefined {
  const [line = ''] = (reader.start(path, firstLineBytes) ?? '').split('\n', 1);
  return line.startsWith('{') ? fieldsOf(parsed(line)) : undefined;
}

/** What a JSON text says; undefined where it is damaged or cut. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function hasKeys(fields: Fields | undefined, ...keys: readonly string[]): boolean {
  return fields !== undefined && keys.every((key) => Object.hasOwn(fields, key));
}

/** Files beneath a folder, and the first of them that `proves`: of many only a few are looked at. */
export function proven(
  reader: StoreReader,
  folder: string,
  endings: readonly string[],
  proves: (path: string) => boolean,
): { readonly evidence: string; readonly files: readonly string[] } | undefined {
  if (reader.type(folder) !== 'folder') return undefined;
  const files = reader.find(folder, endings, mostItems);
  // Spread over all of them: the first may all be of another kind.
  const step = Math.ceil(files.length / samples);
  const evidence = files.filter((_, at) => at % step === 0).find(proves);
  return evidence === undefined ? undefined : { evidence, files };
}

const sqliteMagic = 'SQLite format 3\0';
const createTable = /CREATE TABLE (?:IF NOT EXISTS )?["'`[]?(\w{1,60})/gi;

/** A page that holds the whole of a table, which is what the schema is (https://sqlite.org/fileformat.html, section 1.6). */
const leafPage = 0x0d;
const headerBytes = 100;
const utf8 = 1;

/**
 * True where a file is a SQLite database with these tables. The schema of most stands in the first page, so that a large
 * database need not be copied; where it does not, or stands in the write-ahead log still, SQLite is asked.
 */
export function hasTables(reader: StoreReader, path: string, ...wanted: readonly string[]): boolean {
  const header = reader.head(path, headerBytes + 1);
  if (header === undefined || latin1(header.subarray(0, 16)) !== sqliteMagic) return false;
  // Page size: two bytes, big-endian, of which 1 means 65,536 (the same page, section 1.3.2).
  const bytes = (header[16] ?? 0) * 256 + (header[17] ?? 0);
  const page = latin1(reader.head(path, bytes === 1 ? 65_536 : bytes) ?? header);
  const inPage = new Set([...page.matchAll(createTable)].map(([, name = '']) => name.toLowerCase()));
  const has = (tables: ReadonlySet<string>) => wanted.every((name) => tables.has(name.toLowerCase()));
  if (has(inPage)) return true;
  const isWhole = header[headerBytes] === leafPage && header[59] === utf8 && (reader.size(`${path}-wal`) ?? 0) === 0;
  return !isWhole && has(reader.tables(path) ?? new Set());
}

/** Rows of a small database's table; undefined where that would cost a large copy. `from` is text of ours. */
export function countRows(reader: StoreReader, path: string, from: string): number | undefined {
  if ((reader.size(path) ?? Number.POSITIVE_INFINITY) > smallDatabase) return undefined;
  const count = reader.query(path, `SELECT count(*) AS n FROM ${from}`)?.[0]?.['n'];
  if (typeof count === 'bigint') return Number(count);
  return typeof count === 'number' ? count : undefined;
}

/** A database with what SQLite writes beside it: those are copies of its rows. */
export function databaseParts(reader: StoreReader, kind: PartKind, path: string): StorePart[] {
  return ['', '-wal', '-shm']
    .map((ending) => ({ kind, path: path + ending }))
    .filter((part) => reader.type(part.path) === 'file');
}

/**
 * The number of conversations for people: none where there are none, and none that was cut short.
 * @param looked how many files or folders were listed for it
 */
export function counted(count: number | undefined, looked = count): { readonly items?: number } {
  return count === undefined || count === 0 || (looked ?? 0) >= mostItems ? {} : { items: count };
}

/** Bytes as characters of the same numbers. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Names of the folders in a folder, at most `most`. */
export function foldersIn(reader: StoreReader, folder: string, most = mostItems): readonly string[] {
  return reader
    .list(folder)
    .filter(({ type }) => type === 'folder')
    .slice(0, most)
    .map(({ name }) => `${folder}/${name}`);
}

/** Names of the files in a folder that `fits` takes, at most `most`. */
export function filesIn(
  reader: StoreReader,
  folder: string,
  fits: (name: string) => boolean,
  most = mostItems,
): readonly string[] {
  return reader
    .list(folder)
    .filter(({ name, type }) => type === 'file' && fits(name))
    .slice(0, most)
    .map(({ name }) => `${folder}/${name}`);
}
