import { mergeOids, type OidLength } from '../git/oid-bytes.ts';
import { OidSet } from '../git/oid-set.ts';
import { SortedOids } from '../git/sorted-oids.ts';
import { ByteList } from './byte-list.ts';
import type { Stored } from './cache-format.ts';
import { passRecord, readRecord, writeRecord } from './cache-records.ts';
import { GrowingTables } from './cache-tables.ts';
import type { Known } from './known.ts';

const mostSnapshots = 8;
/** Records that nothing leads to are left where they are until there is more of them than of others. */
const sparedBytes = 1 << 20;

/** What a process found out and did not write yet. */
export class Additions {
  readonly clean: OidSet;
  readonly binary: OidSet;
  readonly found: OidSet;
  readonly snapshots = new Map<string, Uint8Array>();
  readonly #records = new ByteList();
  readonly #tables = new GrowingTables();
  readonly #commits: OidSet;
  /** Where the record of each of `found` begins. */
  readonly #offsets: number[] = [];

  constructor(length: OidLength) {
    this.clean = new OidSet(length);
    this.binary = new OidSet(length);
    this.found = new OidSet(length);
    this.#commits = new OidSet(length);
  }

  get isEmpty(): boolean {
    return this.clean.size + this.binary.size + this.found.size + this.snapshots.size === 0;
  }

  get(oid: string): Known | undefined {
    const offset = this.#offsets[this.found.indexOf(oid)];
    if (offset !== undefined)
      return readRecord(this.#records.view(), offset, { tables: this.#tables, commits: this.#commits });
    if (this.clean.has(oid)) return 'clean';
    return this.binary.has(oid) ? 'binary' : undefined;
  }

  /** Of an object of which nothing is known yet. */
  setPlain(oid: string, known: 'clean' | 'binary'): void {
    (known === 'clean' ? this.clean : this.binary).add(oid);
  }

  /** @throws TypeError or RangeError where `known` is not of its type; then nothing is set. */
  setRecord(oid: string, known: Known): void {
    const offset = this.#records.length;
    writeRecord(known, this.#records, this.#tables, this.#commits);
    this.#offsets[this.found.add(oid)] = offset;
  }
}

/** What a file holds, and what was found out since, as what the next file holds. */
export function mergeAdditions(stored: Stored, added: Additions, length: OidLength): Stored {
  const plain = {
    clean: merged(stored.clean, added.clean),
    binary: merged(stored.binary, added.binary),
    snapshots: mergedSnapshots(stored.snapshots, added.snapshots),
  };
  if (added.found.size === 0) return { ...stored, ...plain };
  const isWasteful = stored.records.length > 2 * stored.liveBytes + sparedBytes;
  const commits = new OidSet(length);
  for (let index = 0; index < stored.commits.size; index++) commits.add(stored.commits.oidAt(index));
  // One that stands there twice would have moved the others' numbers.
  const isSame = commits.size === stored.commits.size;
  const records = isSame && !isWasteful ? appended(stored, added, commits) : rewritten(stored, added, length);
  return { ...stored, ...plain, ...records };
}

type Records = Pick<Stored, 'found' | 'offsets' | 'records' | 'liveBytes' | 'commits' | 'tables'>;

/** Old records stay as they are, and go on naming things by the same numbers. */
function appended(stored: Stored, added: Additions, commits: OidSet): Records {
  const tables = new GrowingTables(stored.tables);
  const records = new ByteList();
  records.append(stored.records);
  const found = merged(stored.found, added.found);
  const offsets = new Uint32Array(found.size);
  let liveBytes = stored.liveBytes;
  for (let index = 0; index < found.size; index++) {
    const oid = found.oidAt(index);
    const old = stored.offsets[stored.found.indexOf(oid)];
    if (!added.found.has(oid)) {
      offsets[index] = old ?? 0;
      continue;
    }
    if (old !== undefined) liveBytes -= passRecord(stored.records, old, stored) - old;
    offsets[index] = records.length;
    writeRecord(added.get(oid) ?? 'clean', records, tables, commits);
    liveBytes += records.length - (offsets[index] ?? 0);
  }
  return { found, offsets, records: records.view(), liveBytes, commits, tables };
}

/** Every record is written again, and nothing else is kept. */
function rewritten(stored: Stored, added: Additions, length: OidLength): Records {
  const commits = new OidSet(length);
  const tables = new GrowingTables();
  const records = new ByteList();
  const found = merged(stored.found, added.found);
  const offsets = new Uint32Array(found.size);
  for (let index = 0; index < found.size; index++) {
    const oid = found.oidAt(index);
    offsets[index] = records.length;
    const known = added.found.has(oid)
      ? added.get(oid)
      : readRecord(stored.records, stored.offsets[stored.found.indexOf(oid)] ?? 0, stored);
    writeRecord(known ?? 'clean', records, tables, commits);
  }
  return { found, offsets, records: records.view(), liveBytes: records.length, commits, tables };
}

function merged(stored: SortedOids, added: OidSet): SortedOids {
  if (added.size === 0) return stored;
  return new SortedOids(mergeOids(stored.bytes, added.sorted(), stored.length), stored.length);
}

function mergedSnapshots(
  stored: ReadonlyMap<string, Uint8Array>,
  added: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  if (added.size === 0) return stored;
  const kept = [...stored].filter(([name]) => !added.has(name));
  return new Map([...kept, ...added].slice(-mostSnapshots));
}
