import { createHash } from 'node:crypto';
import type { GitObjectKind } from '../../core/finding.ts';
import type { HistoryFinding, Occurrence } from '../../core/history.ts';
import { scannedName } from '../../core/history-names.ts';
import { planPart } from '../../core/rotation-order.ts';
import { type ByteRange, byteRanges, type Reading } from '../../detect/byte-ranges.ts';
import type { Engine } from '../../detect/engine.ts';
import type { Env } from '../git/git-run.ts';
import { lfsPointer } from '../git/lfs.ts';
import { readObjects } from '../git/object-reader.ts';
import type { RepositoryHistory } from './scan-result.ts';

/** What is taken out of one object, as offsets in its content or message. Ranges are in order and do not overlap. */
export interface PlannedObject {
  readonly oid: string;
  readonly kind: GitObjectKind;
  /** Bytes of the content; of a message at least that many. */
  readonly size: number;
  readonly reading: Reading;
  readonly secrets: readonly ByteRange[];
  readonly personal: readonly ByteRange[];
}

/** A place that could not be turned into bytes. */
export interface Unplaced {
  readonly occurrence: Occurrence;
  readonly why: 'missing' | 'damaged' | 'too-big' | 'lfs-pointer' | 'moved';
}

export interface PlannedSpans {
  readonly objects: readonly PlannedObject[];
  readonly unplaced: readonly Unplaced[];
  /** Only where they were asked for: what is to be replaced wherever it stands, each once, the longest first. */
  readonly values: { readonly secrets: readonly Uint8Array[]; readonly personal: readonly Uint8Array[] };
  /** Values that are too short to be replaced wherever they stand. */
  readonly shortValues: number;
}

export interface PlanParts {
  readonly engine: Engine;
  readonly withValues: boolean;
  readonly env: Env;
  readonly signal: AbortSignal;
}

/** A shorter value stands in other words too: it is removed where it was found, and nowhere else. */
const shortestValue = 8;

/** Such an object has to fit into memory, here and in filter-repo. */
const maxSize = 1 << 30;

interface Wanted {
  readonly kind: GitObjectKind;
  readonly places: { readonly part: 'secrets' | 'personal'; readonly occurrence: Occurrence }[];
}

/**
 * Reads every object that holds a credential or personal data again and says which of its bytes those are.
 * @throws Error where git can not be run.
 */
export async function plannedSpans(
  { place, findings }: Pick<RepositoryHistory, 'place' | 'findings'>,
  { engine, withValues, env, signal }: PlanParts,
): Promise<PlannedSpans> {
  const wanted = wantedObjects(findings);
  const objects: PlannedObject[] = [];
  const unplaced: Unplaced[] = [];
  const values = { secrets: new Values(), personal: new Values() };
  for await (const read of readObjects(place, wanted.keys(), { maxSize }, env, signal)) {
    const { kind, places } = wanted.get(read.oid) ?? { kind: 'blob' as const, places: [] };
    if (!('bytes' in read)) {
      const why = read.kind;
      for (const { occurrence } of places) unplaced.push({ occurrence, why });
      continue;
    }
    const content = read.kind === 'blob' ? read.bytes : wholeMessage(read.bytes);
    // What was found then stands in the file that the pointer names, which is no part of the history.
    if (lfsPointer(content) !== undefined) {
      for (const { occurrence } of places) unplaced.push({ occurrence, why: 'lfs-pointer' });
      continue;
    }
    const named = places.find(({ occurrence }) => occurrence.path !== '')?.occurrence.path ?? '';
    const path = scannedName({ object: read.kind, oid: read.oid, path: named });
    const reading = engine.reading({ path, bytes: content });
    const ranges =
      reading === undefined
        ? []
        : byteRanges(
            content,
            reading,
            places.map(({ occurrence }) => occurrence.span),
          );
    const found = { secrets: [] as ByteRange[], personal: [] as ByteRange[] };
    for (const [index, { part, occurrence }] of places.entries()) {
      const range = ranges[index];
      if (range === undefined) unplaced.push({ occurrence, why: 'moved' });
      else {
        found[part].push(range);
        if (withValues && reading !== undefined) values[part].add(content.subarray(range.from, range.to), reading);
      }
    }
    const [secrets, personal] = [united(found.secrets), united(found.personal)];
    if (secrets.length + personal.length === 0 || reading === undefined) continue;
    objects.push({ oid: read.oid, kind, size: content.length, reading, secrets, personal });
  }
  return {
    objects,
    unplaced,
    values: { secrets: values.secrets.longestFirst(), personal: values.personal.longestFirst() },
    shortValues: values.secrets.short + values.personal.short,
  };
}

function wantedObjects(findings: readonly HistoryFinding[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { finding, occurrences } of findings) {
    const kind = planPart(finding.rule);
    if (kind === 'note') continue;
    const part = kind === 'rotate' ? 'secrets' : 'personal';
    for (const occurrence of occurrences) {
      const known = wanted.get(occurrence.oid);
      if (known === undefined) wanted.set(occurrence.oid, { kind: occurrence.object, places: [{ part, occurrence }] });
      else known.places.push({ part, occurrence });
    }
  }
  return wanted;
}

/**
 * The message of a commit or tag with all that stands in it: what was scanned has blanks for some of that, in the same lines
 * and columns, but not always in as many bytes.
 */
function wholeMessage(bytes: Uint8Array): Uint8Array {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\n\n');
  return end === -1 ? bytes.subarray(bytes.length) : bytes.subarray(end + 2);
}

/** Joins ranges that overlap. */
export function united(ranges: readonly ByteRange[]): ByteRange[] {
  const joined: ByteRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.from - right.from)) {
    const last = joined.at(-1);
    if (last === undefined || range.from >= last.to) joined.push(range);
    else if (range.to > last.to) joined[joined.length - 1] = { from: last.from, to: range.to };
  }
  return joined;
}

/** Values as bytes, each once. They stay in memory until they are written where a person asked for them. */
class Values {
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #short = new Set<string>();

  add(bytes: Uint8Array, reading: Reading): void {
    // filter-repo passes over UTF-16: copies of the value elsewhere are UTF-8.
    const isWide = reading === 'utf16le' || reading === 'utf16be';
    const value = isWide
      ? Buffer.from(new TextDecoder(reading === 'utf16le' ? 'utf-16le' : 'utf-16be').decode(bytes))
      : Buffer.from(bytes);
    const name = createHash('sha256').update(value).digest('base64');
    if (value.length < shortestValue) this.#short.add(name);
    else this.#bytes.set(name, value);
  }

  get short(): number {
    return this.#short.size;
  }

  /** A value within a longer one must not be replaced first, or the rest of the longer one stays. */
  longestFirst(): Uint8Array[] {
    return [...this.#bytes.values()].toSorted((left, right) => right.length - left.length);
  }
}
