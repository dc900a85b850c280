import { type Dirent, readdirSync } from 'node:fs';
import { type ParseError, parse } from 'jsonc-parser';
import type { SkipReason } from '../../core/finding.ts';
import { decodeText } from '../../detect/decode.ts';
import type { Entry, Mount, Row, StoreReader } from '../../stores/store.ts';
import type { Sqlite, SqliteAnswer } from '../sqlite/sqlite.ts';
import { errorCode } from '../walk.ts';
import type { AuditMachine } from './machine.ts';
import type { OutOfReach } from './out-of-reach.ts';
import { isPruned } from './pruned.ts';
import { realPlaces, slashed } from './real-places.ts';
import { readBytes, type Wanted } from './texts.ts';

export interface ReaderOptions {
  /** Real paths of further folders that may be read; the home folder and what lies beneath it always may. */
  readonly roots?: readonly string[];
  readonly mounts?: readonly Mount[];
  /** What is not looked into, since a look could take for ever. */
  readonly reach?: OutOfReach;
}

const longestText = 4 << 20;
const longestStart = 64 << 10;
/** The first bytes of a file that are kept, and of how many files. */
const keptHead = 4 << 10;
const mostHeads = 512;
const mostTables = 4096;
const mostFound = 10_000;
/** Entries of folders that one search passes over at most. */
const mostSearched = 200_000;

/** What recognisers look through, on this machine. What can not be read is told to `machine.skip`. */
export function openStoreReader(
  machine: Pick<AuditMachine, 'home' | 'skip'> & Partial<Pick<AuditMachine, 'isOwnHome' | 'env'>>,
  sqlite: Sqlite,
  { roots = [], mounts = [], reach }: ReaderOptions = {},
): StoreReader & Disposable {
  const placeOf = realPlaces([slashed(machine.home), ...roots.map(slashed)], (path) => reach?.above(path));
  const heads = new Map<string, Uint8Array>();
  /** Several stores ask for the same beginning, one after the other. */
  let lastStart: { readonly path: string; readonly most: number; readonly text: string | undefined } | undefined;
  const tables = new Map<string, SqliteAnswer<ReadonlySet<string>> | undefined>();

  function skip(path: string, why: SkipReason, detail?: string): undefined {
    machine.skip({ path, why, ...(detail === undefined ? {} : { detail }) });
    return undefined;
  }

  /** The real path of what is there and may be read. */
  function real(path: string, type: 'file' | 'folder'): string | undefined {
    const place = placeOf(path);
    if (place.kind === 'missing') return undefined;
    if (place.kind === 'link-outside') return skip(path, 'link-outside');
    if (place.kind === 'unreadable') return skip(path, 'unreadable', place.detail);
    if (!place.stat.isFile() && !place.stat.isDirectory()) return skip(path, 'special-file');
    return (type === 'file' ? place.stat.isFile() : place.stat.isDirectory()) ? place.real : undefined;
  }

  function bytes(path: string, wanted: Wanted): Uint8Array | undefined {
    const at = real(path, 'file');
    if (at === undefined) return undefined;
    try {
      const read = readBytes(at, wanted);
      if (read.kind === 'bytes') return read.bytes;
      return skip(path, read.kind, read.kind === 'too-big' ? String(read.size) : undefined);
    } catch (error) {
      return failed(path, error);
    }
  }

  function failed(path: string, error: unknown): undefined {
    const code = errorCode(error);
    return code === 'ENOENT' ? undefined : skip(path, code === 'ELOOP' ? 'special-file' : 'unreadable', code);
  }

  function list(folder: string): readonly Entry[] {
    const at = real(folder, 'folder');
    if (at === undefined) return [];
    try {
      const entries = readdirSync(at, { withFileTypes: true, encoding: 'utf8' });
      const lost = entries.filter(({ name }) => name.includes('\uFFFD'));
      // Under such a name nothing can be opened; it is shown with a replacement character.
      for (const { name } of lost) skip(`${folder}/${name}`, 'unreadable', 'its name is no UTF-8');
      const known = lost.length === 0 ? entries : entries.filter((entry) => !lost.includes(entry));
      return known.map((entry) => ({ name: entry.name, type: typeOf(entry) })).sort(byName);
    } catch (error) {
      failed(folder, error);
      return [];
    }
  }

  function text(path: string, most = longestText): string | undefined {
    const read = bytes(path, { from: 'whole', most });
    return read === undefined ? undefined : decodeText(read);
  }

  function answer<T>(path: string, given: SqliteAnswer<T> | undefined): T | undefined {
    if (given === undefined) return undefined;
    return given.ok ? given.value : skip(path, given.why, given.detail);
  }

  return {
    mounts,
    type(path) {
      const place = placeOf(path);
      if (place.kind === 'there') return typeOf(place.stat);
      if (place.kind === 'unreadable') return skip(path, 'unreadable', place.detail);
      return place.kind === 'link-outside' ? 'link' : undefined;
    },
    list,
    size(path) {
      const place = placeOf(path);
      return place.kind === 'there' && place.stat.isFile() ? place.stat.size : undefined;
    },
    head(path, count) {
      const kept = heads.get(path);
      if (kept !== undefined && (count <= kept.length || kept.length < keptHead)) return kept.subarray(0, count);
      const read = bytes(path, { from: 'start', most: Math.max(count, keptHead) });
      if (read === undefined) return undefined;
      const [oldest] = heads.keys();
      if (heads.size >= mostHeads && oldest !== undefined) heads.delete(oldest);
      // A copy, which a slice of a Buffer is not: what is kept shall not hold on to a large piece of memory.
      heads.set(path, new Uint8Array(read.subarray(0, keptHead)));
      return read.subarray(0, count);
    },
    tail: (path, count) => bytes(path, { from: 'end', most: count }),
    text,
    start(path, most = longestStart) {
      if (lastStart?.path === path && lastStart.most === most) return lastStart.text;
      const read = bytes(path, { from: 'start', most });
      lastStart = { path, most, text: read === undefined ? undefined : decodeText(wholeCharacters(read)) };
      return lastStart.text;
    },
    json(path, most = longestText) {
      const read = bytes(path, { from: 'whole', most });
      if (read === undefined) return undefined;
      const content = decodeText(read);
      const parsed = content === undefined ? undefined : parseJson(content);
      return parsed?.ok === true ? parsed.value : skip(path, 'damaged', 'no JSON');
    },
    tables(path) {
      const at = real(path, 'file');
      if (at === undefined) return undefined;
      if (!tables.has(at)) {
        if (tables.size >= mostTables) tables.clear();
        tables.set(at, sqlite.tables(at));
      }
      return answer(path, tables.get(at));
    },
    query(path, sql) {
      const at = real(path, 'file');
      if (at === undefined) return undefined;
      return answer<readonly Row[]>(path, sqlite.query(at, sql));
    },
    find(folder, extensions, most = mostFound) {
      const found: string[] = [];
      const ends = extensions.map((each) => each.toLowerCase());
      const open = [folder];
      let searched = 0;
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const folders: string[] = [];
        for (const { name, type } of list(next)) {
          searched += 1;
          const path = `${next}/${name}`;
          if (type === 'folder' && !isPruned(name)) folders.push(path);
          else if (type === 'file' && ends.some((end) => name.toLowerCase().endsWith(end))) found.push(path);
          if (found.length >= most || searched >= mostSearched) return found;
        }
        open.push(...folders.reverse());
      }
      return found;
    },
    variable: (name) => (machine.isOwnHome === true ? machine.env?.[name] : undefined),
    [Symbol.dispose]() {
      sqlite.release();
      heads.clear();
      lastStart = undefined;
    },
  };
}

function typeOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['type'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

function byName(left: Entry, right: Entry): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

/** Without the beginning of a character whose end was not read, in UTF-8; half a one of UTF-16 does no harm. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? { ok: true, value } : { ok: false };
  } catch (error) {
    // Nested deeper than the stack is: made to be so.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false };
  }
}
