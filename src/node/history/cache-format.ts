import { createHash } from 'node:crypto';
import type { Parsed } from '../../core/parsed.ts';
import type { OidLength } from '../git/oid-bytes.ts';
import { areSorted, SortedOids } from '../git/sorted-oids.ts';
import { passRecord } from './cache-records.ts';
import { formatTables, parseTables, type Tables } from './cache-tables.ts';

/** What one file holds. Records are found by the place of their object's id in `found`. */
export interface Stored {
  /** Real path of the repository, so that the file can go when that is gone. */
  readonly repository: string;
  readonly clean: SortedOids;
  readonly binary: SortedOids;
  /** Objects that have a record: findings, encrypted ones, and those of which another thing was known before. */
  readonly found: SortedOids;
  /** Where in `records` each one's begins. */
  readonly offsets: Uint32Array;
  readonly records: Uint8Array;
  /** Bytes of `records` that no offset leads to any more are what exceeds this. */
  readonly liveBytes: number;
  /** In the order in which records name them. */
  readonly commits: OidList;
  readonly tables: Tables;
  /** JSON of the finished reports by what they were made with, the latest last. */
  readonly snapshots: ReadonlyMap<string, Uint8Array>;
}

/** Object ids by number. */
export interface OidList {
  readonly size: number;
  /** @throws RangeError where there is none. */
  oidAt(index: number): string;
  /** All of them, one after the other. */
  readonly bytes: Uint8Array;
}

/** What a file has to be of to be of use. */
export interface CacheIdentity {
  readonly oidLength: OidLength;
  readonly ruleSet: string;
  readonly keyId: string;
}

/** `foreign`: whole, but of other rules, another key or another version. */
export type ParsedCache = Parsed<Stored | 'foreign'>;

// The file: this header, the repository's path, clean, binary and found ids, offsets, records, commits' ids, tables as
// JSON, snapshots, SHA-256 of all of it. Numbers are of 4 bytes, the lowest first.
const magic = Buffer.from('cloister history\n', 'latin1');
const version = 1;
const countsAt = magic.length + 4 + 4 + 32 + 32;
const counted = ['repository', 'clean', 'binary', 'found', 'records', 'commits', 'tables', 'snapshots'] as const;
const headerLength = countsAt + 4 * counted.length;
/** Every file ends with so many bytes, over all before. */
export const checksumLength = 32;

/** Enough of a file's beginning for `parseRepository`. */
export const beginningLength = headerLength + 4096;

/** The parts of a file's text, in their order; the last one is the checksum. */
export function formatCache(stored: Stored, identity: CacheIdentity): Uint8Array[] {
  const repository = Buffer.from(stored.repository);
  const tables = Buffer.from(formatTables(stored.tables));
  // Of each report its name and its length.
  const names = Buffer.from(JSON.stringify([...stored.snapshots].map(([name, { length }]) => [name, length])));
  const offsets = Buffer.alloc(4 * stored.offsets.length);
  for (const [index, offset] of stored.offsets.entries()) offsets.writeUInt32LE(offset, 4 * index);
  const counts = {
    repository: repository.length,
    clean: stored.clean.size,
    binary: stored.binary.size,
    found: stored.found.size,
    records: stored.records.length,
    commits: stored.commits.size,
    tables: tables.length,
    snapshots: names.length,
  };
  const header = Buffer.alloc(headerLength);
  magic.copy(header);
  header.writeUInt32LE(version, magic.length);
  header.writeUInt32LE(identity.oidLength, magic.length + 4);
  identityHash(identity).copy(header, magic.length + 8);
  for (const [index, name] of counted.entries()) header.writeUInt32LE(counts[name], countsAt + 4 * index);
  const parts = [
    header,
    repository,
    stored.clean.bytes,
    stored.binary.bytes,
    stored.found.bytes,
    offsets,
    stored.records,
    stored.commits.bytes,
    tables,
    names,
    ...stored.snapshots.values(),
  ];
  return [...parts, checksum(parts)];
}

/** Parses a file. What it gives looks into `bytes`. */
export function parseCache(bytes: Buffer, identity: CacheIdentity): ParsedCache {
  const end = bytes.length - checksumLength;
  if (end < headerLength || !bytes.subarray(0, magic.length).equals(magic)) return damaged('it is no cache');
  if (!checksum([bytes.subarray(0, end)]).equals(bytes.subarray(end))) return damaged('its checksum does not fit');
  const length = identity.oidLength;
  const isOurs =
    bytes.readUInt32LE(magic.length) === version &&
    bytes.readUInt32LE(magic.length + 4) === length &&
    identityHash(identity).equals(bytes.subarray(magic.length + 8, countsAt));
  if (!isOurs) return { ok: true, value: 'foreign' };
  const counts = readCounts(bytes);
  let at = headerLength;
  const take = (size: number): Buffer => {
    at += size;
    return bytes.subarray(at - size, Math.min(at, end));
  };
  const repository = take(counts.repository).toString();
  const [clean, binary, found] = [
    take(counts.clean * length),
    take(counts.binary * length),
    take(counts.found * length),
  ];
  const [offsets, records] = [readOffsets(take(4 * counts.found)), take(counts.records)];
  const commits = new StoredOids(take(counts.commits * length), length);
  const tables = parseTables(take(counts.tables).toString());
  const snapshots = parseNames(take(counts.snapshots).toString());
  if (at > end || !snapshots.ok) return damaged('its parts do not fit');
  if (!tables.ok) return tables;
  const kept = new Map(snapshots.value.map(([name, size]) => [name, take(size)] as const));
  if (at !== end) return damaged('its parts do not fit');
  if (![clean, binary, found].every((ids) => areSorted(ids, length))) return damaged('its objects are in no order');
  const liveBytes = measureRecords(records, offsets, { tables: tables.value, commits });
  if (liveBytes === undefined) return damaged('its records can not be read');
  return {
    ok: true,
    value: {
      repository,
      clean: new SortedOids(clean, length),
      binary: new SortedOids(binary, length),
      found: new SortedOids(found, length),
      ...{ offsets, records, liveBytes, commits },
      tables: tables.value,
      snapshots: kept,
    },
  };
}

/** What a file holds that is not there yet. */
export function emptyCache(repository: string, length: OidLength): Stored {
  const none = new SortedOids(new Uint8Array(), length);
  return {
    repository,
    ...{ clean: none, binary: none, found: none },
    offsets: new Uint32Array(),
    records: new Uint8Array(),
    liveBytes: 0,
    commits: new StoredOids(new Uint8Array(), length),
    tables: { texts: [], marks: [], spots: [] },
    snapshots: new Map(),
  };
}

/** The path of the repository that a file is of, from the file's beginning; undefined where that is no cache's. */
export function parseRepository(beginning: Buffer): string | undefined {
  if (beginning.length < headerLength || !beginning.subarray(0, magic.length).equals(magic)) return undefined;
  const { repository: size } = readCounts(beginning);
  return headerLength + size <= beginning.length
    ? beginning.subarray(headerLength, headerLength + size).toString()
    : undefined;
}

/** Ids by number, as they stand in a file. */
class StoredOids implements OidList {
  readonly bytes: Uint8Array;
  readonly #length: OidLength;

  constructor(bytes: Uint8Array, length: OidLength) {
    [this.bytes, this.#length] = [bytes, length];
  }

  get size(): number {
    return this.bytes.length / this.#length;
  }

  oidAt(index: number): string {
    if (index >= this.size) throw new RangeError('no such commit');
    const at = this.bytes.byteOffset + index * this.#length;
    return Buffer.from(this.bytes.buffer, at, this.#length).toString('hex');
  }
}

function damaged(problem: string): { readonly ok: false; readonly problems: readonly string[] } {
  return { ok: false, problems: [problem] };
}

function identityHash({ ruleSet, keyId }: CacheIdentity): Buffer {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return Buffer.concat([hash(ruleSet), hash(keyId)]);
}

function checksum(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function readCounts(bytes: Buffer): Record<(typeof counted)[number], number> {
  const read = (index: number): number => bytes.readUInt32LE(countsAt + 4 * index);
  const [repository, clean, binary, found, records, commits, tables, snapshots] = counted.map((_, index) =>
    read(index),
  );
  return {
    ...{ repository: repository ?? 0, clean: clean ?? 0, binary: binary ?? 0, found: found ?? 0 },
    ...{ records: records ?? 0, commits: commits ?? 0, tables: tables ?? 0, snapshots: snapshots ?? 0 },
  };
}

function readOffsets(bytes: Buffer): Uint32Array {
  const offsets = new Uint32Array(bytes.length >> 2);
  for (let index = 0; index < offsets.length; index++) offsets[index] = bytes.readUInt32LE(4 * index);
  return offsets;
}

/** The bytes of all records together, or undefined where one of them is none. */
function measureRecords(
  records: Uint8Array,
  offsets: Uint32Array,
  named: { readonly tables: Tables; readonly commits: OidList },
): number | undefined {
  let sum = 0;
  try {
    for (const offset of offsets) sum += passRecord(records, offset, named) - offset;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return sum;
}

function parseNames(text: string): Parsed<readonly (readonly [name: string, size: number])[]> {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every(isName)) return { ok: true, value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { ok: false, problems: ['its reports have no names'] };
}

function isName(value: unknown): value is [string, number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [name, size]: unknown[] = value;
  return typeof name === 'string' && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
}
