import type { Finding } from '../../core/finding.ts';
import type { OidSet } from '../git/oid-set.ts';
import { type ByteList, ByteReader } from './byte-list.ts';
import { type GrowingTables, objectKinds, type Tables } from './cache-tables.ts';
import type { CachedObject, Known } from './known.ts';

// The first number of a record: the kind of an object with findings, or one of these.
const [encrypted, clean, binary] = [3, 4, 5];

/** What a record is read with: the tables that it names things in by number, and the commits. */
export interface Named {
  readonly tables: Tables;
  readonly commits: { readonly size: number; oidAt(index: number): string };
}

/** Appends what is known of one object. @throws TypeError or RangeError where it is not of its type. */
export function writeRecord(known: Known, into: ByteList, tables: GrowingTables, commits: OidSet): void {
  if (known === 'clean') into.number(clean);
  else if (known === 'binary') into.number(binary);
  else if ('encrypted' in known) {
    into.number(encrypted);
    into.number(tables.text(known.encrypted));
  } else writeObject(known, into, tables, commits);
}

function writeObject(known: CachedObject, into: ByteList, tables: GrowingTables, commits: OidSet): void {
  into.number(objectKinds.indexOf(known.object));
  into.number(tables.text(known.path));
  into.number(known.findings.length);
  for (const { place, ...mark } of known.findings) {
    into.number(tables.mark(mark));
    into.number(tables.spot(place));
    const { startLine, startColumn, endLine, endColumn } = place.span;
    into.number(startLine);
    into.number(startColumn);
    into.number(endLine - startLine);
    into.number(endColumn);
  }
  into.number(known.introductions.length);
  for (const { commit, path } of known.introductions) {
    into.number(commits.add(commit));
    into.number(tables.text(path));
  }
}

/** Reads the record at `at`. @throws RangeError where there is none that `writeRecord` wrote. */
export function readRecord(bytes: Uint8Array, at: number, { tables, commits }: Named): Known {
  const reader = new ByteReader(bytes, at);
  const kind = reader.number();
  if (kind === clean) return 'clean';
  if (kind === binary) return 'binary';
  if (kind === encrypted) return { encrypted: named(tables.texts, reader.number()) };
  const object = named(objectKinds, kind);
  const path = named(tables.texts, reader.number());
  const findings: Finding[] = [];
  for (let count = reader.number(); count > 0; count--) {
    const mark = named(tables.marks, reader.number());
    const spot = named(tables.spots, reader.number());
    const [startLine, startColumn] = [reader.number(), reader.number()];
    const endLine = startLine + reader.number();
    const span = { startLine, startColumn, endLine, endColumn: reader.number() };
    findings.push({ ...mark, place: { ...spot, span } });
  }
  const introductions = Array.from({ length: reader.number() }, () => ({
    commit: commits.oidAt(reader.number()),
    path: named(tables.texts, reader.number()),
  }));
  return { object, path, findings, introductions };
}

/** Goes over the record at `at` without building anything. @returns where it ends. @throws RangeError as above. */
export function passRecord(bytes: Uint8Array, at: number, { tables, commits }: Named): number {
  const reader = new ByteReader(bytes, at);
  const number = (below: number): number => {
    const value = reader.number();
    if (value >= below) throw new RangeError('a number that names nothing');
    return value;
  };
  const kind = number(6);
  if (kind === clean || kind === binary) return reader.at;
  number(tables.texts.length);
  if (kind === encrypted) return reader.at;
  for (let count = reader.number(); count > 0; count--) {
    number(tables.marks.length);
    number(tables.spots.length);
    const [startLine, startColumn, lines, endColumn] = [
      number(2 ** 32),
      number(2 ** 32),
      number(2 ** 32),
      number(2 ** 32),
    ];
    if (startLine < 1 || startColumn < 1 || endColumn < 1 || (lines === 0 && endColumn < startColumn))
      throw new RangeError('a span that is none');
  }
  for (let count = reader.number(); count > 0; count--) {
    number(commits.size);
    number(tables.texts.length);
  }
  return reader.at;
}

function named<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('a number that names nothing');
  return found;
}
