import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { underLock } from '../file-lock.ts';
import type { GitPlace } from '../git/git-place.ts';
import { NotPlain, readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';
import { sweepCacheFolder } from './cache-folder.ts';
import {
  type CacheIdentity,
  checksumLength,
  emptyCache,
  formatCache,
  parseCache,
  type Stored,
} from './cache-format.ts';
import { Additions, mergeAdditions } from './cache-merge.ts';
import { clearPlace, endsWith, prepareFolder, touch } from './cache-place.ts';
import { readRecord } from './cache-records.ts';
import type { Known, Snapshot } from './known.ts';

export { historyCacheFolder, removeHistoryCache } from './cache-folder.ts';
export type { Known, Snapshot } from './known.ts';

/** What earlier scans of one repository's history know. It never holds a value: findings have none. */
export interface HistoryCache {
  /** @throws TypeError where `oid` is no object id of the repository's format. */
  get(oid: string): Known | undefined;
  /** What is known of an object; the last one counts. @throws TypeError as above. */
  set(oid: string, known: Known): void;
  /** How many objects are known. */
  readonly size: number;
  /** The latest finished report that was made with `options`. */
  snapshot(options: string): Snapshot | undefined;
  /** Keeps a report, and forgets the oldest of more than eight. */
  setSnapshot(options: string, snapshot: Snapshot): void;
  /**
   * Writes what is new, together with what another process wrote meanwhile: whole, or not at all.
   * @throws errors of the file system, such as that of a full disk; UserError where another process does not finish.
   */
  save(): Promise<void>;
  /** For a person: what could not be read. */
  readonly warnings: readonly string[];
}

/** Larger ones are not read, and none is written: it would hold the ids of 50 million objects. */
const largestCache = 1 << 30;

/**
 * Opens the cache of a repository in `folder`. It starts empty where there is none, or one of other rules or another key;
 * with a warning where the file is damaged. It never throws for what it finds there.
 */
export async function openHistoryCache(request: {
  readonly folder: string;
  readonly place: GitPlace;
  /** Names the version of the rules. */
  readonly ruleSet: string;
  /** Names the key of the fingerprints, without telling it. */
  readonly keyId: string;
}): Promise<HistoryCache> {
  const { folder, place, ruleSet, keyId } = request;
  const oidLength = place.objectFormat === 'sha256' ? 32 : 20;
  const cache = new FileCache(folder, place.commonDir, { oidLength, ruleSet, keyId });
  cache.open();
  return cache;
}

class FileCache implements HistoryCache {
  readonly warnings: string[] = [];
  readonly #folder: string;
  readonly #path: string;
  readonly #lock: string;
  readonly #identity: CacheIdentity;
  #stored: Stored;
  #added: Additions;
  #size = 0;
  /** The end of the file that `#stored` is in: its checksum. */
  #checksum: Uint8Array | undefined;

  constructor(folder: string, repository: string, identity: CacheIdentity) {
    const name = createHash('sha256').update(repository).digest('hex');
    this.#folder = folder;
    this.#path = join(folder, `${name}.bin`);
    this.#lock = join(folder, `${name}.lock`);
    this.#identity = identity;
    this.#stored = emptyCache(repository, identity.oidLength);
    this.#added = new Additions(identity.oidLength);
  }

  open(): void {
    const problem = this.#read();
    this.#size = countObjects(this.#stored);
    if (problem !== undefined) this.warnings.push(`The cache ${this.#path} is made anew: ${problem}`);
    try {
      const now = Date.now();
      touch(this.#path, now);
      sweepCacheFolder(this.#folder, now);
    } catch (error) {
      this.warnings.push(`Old files in ${this.#folder} can not be removed: ${errorCode(error)}`);
    }
  }

  get(oid: string): Known | undefined {
    const added = this.#added.get(oid);
    if (added !== undefined) return added;
    const { clean, binary, found, offsets, records } = this.#stored;
    // A record counts more: it is there for plain objects too, where another thing was known before.
    const offset = offsets[found.indexOf(oid)];
    if (offset !== undefined) return readRecord(records, offset, this.#stored);
    if (clean.has(oid)) return 'clean';
    return binary.has(oid) ? 'binary' : undefined;
  }

  set(oid: string, known: Known): void {
    const before = this.get(oid);
    if (isDeepStrictEqual(before, known)) return;
    if (before === undefined) this.#size += 1;
    if (before === undefined && typeof known === 'string') this.#added.setPlain(oid, known);
    else this.#added.setRecord(oid, known);
  }

  get size(): number {
    return this.#size;
  }

  snapshot(options: string): Snapshot | undefined {
    const bytes = this.#added.snapshots.get(options) ?? this.#stored.snapshots.get(options);
    return bytes && parseSnapshot(Buffer.from(bytes).toString());
  }

  setSnapshot(options: string, { state, tips, result }: Snapshot): void {
    const bytes = Buffer.from(JSON.stringify({ state, tips, result }));
    const before = this.#stored.snapshots.get(options);
    if (before === undefined || !bytes.equals(before)) this.#added.snapshots.set(options, bytes);
  }

  async save(): Promise<void> {
    if (this.#added.isEmpty) return;
    prepareFolder(this.#folder);
    await underLock(this.#lock, () => this.#write());
  }

  #write(): void {
    // What can not be read, or is of other rules, is replaced by what this process knows.
    if (!endsWith(this.#path, this.#checksum)) this.#read();
    const merged = mergeAdditions(this.#stored, this.#added, this.#identity.oidLength);
    const parts = formatCache(merged, this.#identity);
    if (parts.reduce((sum, { length }) => sum + length, 0) > largestCache)
      throw new NotPlain(`it would be larger than ${largestCache >> 20} MB`);
    clearPlace(this.#path);
    writeWhole(this.#path, parts);
    this.#added = new Additions(this.#identity.oidLength);
    [this.#stored, this.#checksum] = [merged, parts.at(-1)];
    this.#size = countObjects(merged);
  }

  /** Reads the file. Returns what is wrong with it; then, and where it is of no use, nothing changes. */
  #read(): string | undefined {
    try {
      const bytes = readPlainFile(this.#path, { largest: largestCache, followsLinks: false });
      const parsed = parseCache(bytes, this.#identity);
      if (!parsed.ok) return parsed.problems.join(', ');
      if (parsed.value !== 'foreign') [this.#stored, this.#checksum] = [parsed.value, bytes.subarray(-checksumLength)];
      return undefined;
    } catch (error) {
      if (error instanceof NotPlain) return error.message;
      const code = errorCode(error);
      if (code === 'ENOENT') return undefined;
      return code === 'ELOOP' ? 'it is a link' : `it can not be read (${code})`;
    }
  }
}

/** An object that has a record may be named as clean too. */
function countObjects({ clean, binary, found }: Stored): number {
  let count = clean.size + binary.size + found.size;
  for (let index = 0; index < found.size; index++) {
    const oid = found.oidAt(index);
    if (clean.has(oid) || binary.has(oid)) count -= 1;
  }
  return count;
}

function parseSnapshot(text: string): Snapshot | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { state, tips, result }: { state?: unknown; tips?: unknown; result?: unknown } = value;
  const isWhole = typeof state === 'string' && Array.isArray(tips) && tips.every((each) => typeof each === 'string');
  return isWhole ? { state, tips, result } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
