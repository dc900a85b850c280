/**
 * What a recogniser looks through in the tests of stores: the real file system and a real SQLite. Like the machine's own
 * it copies a database with its write-ahead log and opens the copy.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParseError, parse } from 'jsonc-parser';
import type { Skipped, SkipReason } from '../../src/core/finding.ts';
import type { Entry, Mount, Row, StoreReader } from '../../src/stores/store.ts';

const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm');

const magic = 'SQLite format 3\0';

export interface TestReader extends StoreReader {
  /** What could not be looked at, in the order in which it was met. */
  readonly skipped: readonly Skipped[];
}

export function testReader(mounts: readonly Mount[] = []): TestReader {
  const skipped: Skipped[] = [];
  const skip = (path: string, why: SkipReason, detail?: string): undefined => {
    skipped.push({ path: path as Skipped['path'], why, ...(detail === undefined ? {} : { detail }) });
    return undefined;
  };
  const failed = (path: string, error: unknown): undefined => {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : skip(path, 'unreadable', code ?? 'error');
  };

  function type(path: string): Entry['type'] | undefined {
    try {
      return typeOf(lstatSync(path));
    } catch (error) {
      return failed(path, error);
    }
  }

  function bytes(path: string, from: (size: number) => number, most: number): Uint8Array | undefined {
    if (type(path) !== 'file') return undefined;
    try {
      const file = openSync(path, 'r');
      try {
        const buffer = new Uint8Array(Math.min(most, fstatSync(file).size));
        return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, from(fstatSync(file).size)));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return failed(path, error);
    }
  }

  const size = (path: string) => (type(path) === 'file' ? lstatSync(path).size : undefined);
  const head = (path: string, most: number) => bytes(path, () => 0, most);
  const tail = (path: string, most: number) => bytes(path, (whole) => Math.max(0, whole - most), most);

  function start(path: string, most = 65_536): string | undefined {
    const found = head(path, most);
    // What a cut left of a character is dropped, as in a stream.
    return found && new TextDecoder().decode(found, { stream: true });
  }

  function text(path: string, most = 4_194_304): string | undefined {
    const whole = size(path);
    if (whole === undefined) return undefined;
    return whole > most ? skip(path, 'too-big') : start(path, most);
  }

  function json(path: string, most?: number): unknown {
    const found = text(path, most);
    if (found === undefined) return undefined;
    const errors: ParseError[] = [];
    const value: unknown = parse(found, errors, { allowTrailingComma: true });
    return errors.length > 0 ? skip(path, 'damaged') : value;
  }

  function list(folder: string): readonly Entry[] {
    if (type(folder) !== 'folder') return [];
    try {
      return readdirSync(folder, { withFileTypes: true })
        .map((entry) => ({ name: entry.name, type: typeOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      failed(folder, error);
      return [];
    }
  }

  function query(path: string, sql: string): readonly Row[] | undefined {
    if (!isDatabase(path)) return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'store-copy-'));
    try {
      const copy = join(folder, 'copy.db');
      for (const ending of ['', '-wal', '-shm'])
        if (existsSync(path + ending)) copyFileSync(path + ending, copy + ending);
      const database = new Database(copy);
      try {
        database.exec('PRAGMA locking_mode=EXCLUSIVE');
        return database.all(sql) as Row[];
      } finally {
        database.close();
      }
    } catch (error) {
      return skip(path, 'damaged', (error as Error).message);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const isDatabase = (path: string) => Buffer.from(head(path, 16) ?? []).toString('latin1') === magic;

  const known = new Map<string, ReadonlySet<string> | undefined>();
  function tables(path: string): ReadonlySet<string> | undefined {
    if (!known.has(path)) known.set(path, tablesOf(path));
    return known.get(path);
  }

  function tablesOf(path: string): ReadonlySet<string> | undefined {
    const rows = query(path, "SELECT name FROM sqlite_master WHERE type = 'table'");
    if (rows === undefined) return isDatabase(path) ? new Set() : undefined;
    return new Set(rows.map(({ name }) => String(name).toLowerCase()));
  }

  function find(folder: string, extensions: readonly string[], most = 10_000): readonly string[] {
    const found: string[] = [];
    const open = [folder];
    for (let next = open.shift(); next !== undefined && found.length < most; next = open.shift()) {
      for (const entry of list(next)) {
        const path = `${next}/${entry.name}`;
        if (entry.type === 'folder') open.push(path);
        else if (entry.type === 'file' && found.length < most && endsWithOne(entry.name, extensions)) found.push(path);
      }
    }
    return found;
  }

  return { type, list, size, head, tail, text, start, json, tables, query, find, mounts, skipped };
}

function endsWithOne(name: string, endings: readonly string[]): boolean {
  return endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
}

function typeOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Entry['type'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'special';
}
