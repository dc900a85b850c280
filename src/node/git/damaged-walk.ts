import type { Skipped } from '../../core/finding.ts';
import type { GitPlace } from './git-place.ts';
import { type Env, faultIn } from './git-run.ts';
import { feed, type GitEnd, gitStream, output } from './git-stream.ts';
import { allObjects } from './object-list.ts';
import { readObjects } from './object-reader.ts';
import { treeBlobs } from './object-types.ts';
import type { OidSet } from './oid-set.ts';
import { RawLog, type WalkedObject } from './raw-log.ts';

export interface DamagedBatch {
  readonly objects: WalkedObject[];
  readonly skipped: Skipped[];
}

/** Commits that can not be compared with their parents, after which no more are tried. */
const mostFaults = 100;

/** A commit's object is small; what is larger is not put in its order. */
const largestCommit = 64 << 20;

/**
 * All that a repository holds in which git can not walk from commit to commit: every commit that is there is compared with
 * its parents by itself. Where that is not possible either, all of the commit's tree that can be read counts as brought by
 * it. What is then left comes without commit and path.
 * @param known objects that came already; all that comes is added.
 * @throws the signal's reason once it is given.
 */
export async function* walkDamaged(
  place: GitPlace,
  known: OidSet,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<DamagedBatch> {
  let open = await commitsByDate(place, known, env, signal);
  const faults: Skipped[] = [];
  while (open.length > 0 && faults.length < mostFaults) {
    const { done, end } = yield* compareAll(place, open, known, env, signal);
    if (end.status === 0) break;
    const commit = open[done];
    if (commit === undefined) break;
    yield* partOf(place, commit, known, env, signal);
    faults.push({
      path: '',
      why: await whyOf(place, end.stderr, env, signal),
      detail: `commit ${commit}: ${faultIn(end.stderr)}`,
    });
    open = open.slice(done + 1);
  }
  yield { objects: [], skipped: faults };
  if (faults.length === mostFaults && open.length > 0) {
    const detail = `${open.length} more commits were not looked through`;
    yield { objects: [], skipped: [{ path: '', why: faults[0]?.why ?? 'damaged', detail }] };
  }
  yield* allBut(place, known, env, signal);
}

/** Every object that is there but the known ones, without commit and path. */
export async function* allBut(
  place: GitPlace,
  known: OidSet,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<DamagedBatch> {
  for await (const listed of allObjects(place, env, signal)) {
    const objects: WalkedObject[] = [];
    for (const { oid, type } of listed) {
      if (type === 'tree' || known.has(oid)) continue;
      known.add(oid);
      objects.push({ oid, object: type });
    }
    if (objects.length > 0) yield { objects, skipped: [] };
  }
}

/** Commits that are there and not known, the newest first. */
async function commitsByDate(place: GitPlace, known: OidSet, env: Env, signal: AbortSignal): Promise<string[]> {
  const commits: string[] = [];
  for await (const listed of allObjects(place, env, signal)) {
    for (const { oid, type } of listed) if (type === 'commit' && !known.has(oid)) commits.push(oid);
  }
  const dates = new Map<string, number>();
  for await (const commit of readObjects(place, commits, { maxSize: largestCommit }, env, signal)) {
    if (commit.kind === 'commit') dates.set(commit.oid, committed(commit.bytes));
  }
  return commits.sort((a, b) => (dates.get(b) ?? 0) - (dates.get(a) ?? 0));
}

function committed(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return Number(/^committer [^\n]*> (\d{1,12}) /m.exec(head)?.[1] ?? 0);
}

const options = ['--root', '-c', '-r', '--raw', '-z', '--always', '--no-renames', '--no-abbrev', '--format=%H'];

/** @returns how many commits were compared, and how git ended. */
async function* compareAll(
  place: GitPlace,
  commits: readonly string[],
  known: OidSet,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<DamagedBatch, { done: number; end: GitEnd }> {
  const stream = gitStream(place, ['diff-tree', '--stdin', ...options], env, signal);
  const feeding = feed(stream, commits);
  const log = new RawLog(place.objectFormat);
  try {
    for await (const piece of output(stream, signal)) {
      const objects = log.read(piece);
      for (const { oid } of objects) known.add(oid);
      if (objects.length > 0) yield { objects, skipped: [] };
    }
    await feeding;
    const end = await stream.end;
    signal.throwIfAborted();
    if (end.stderr.startsWith('git: ')) throw new Error(end.stderr);
    return { done: log.commits, end };
  } finally {
    stream.stop();
  }
}

/** A commit that can not be compared: itself, and what of its tree can be read. */
async function* partOf(
  place: GitPlace,
  commit: string,
  known: OidSet,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<DamagedBatch> {
  known.add(commit);
  yield { objects: [{ oid: commit, object: 'commit' }], skipped: [] };
  for await (const blobs of treeBlobs(place, commit, env, signal)) {
    for (const { oid } of blobs) known.add(oid);
    yield { objects: blobs.map(({ oid, path }) => ({ oid, object: 'blob', commit, path })), skipped: [] };
  }
}

/** `missing` where what git names as the object that it could not read is not there. */
export async function whyOf(
  place: GitPlace,
  stderr: string,
  env: Env,
  signal: AbortSignal,
): Promise<'missing' | 'damaged'> {
  if (/promisor remote|lazy fetch/.test(stderr)) return 'missing';
  const named = /\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/.exec(faultIn(stderr))?.[0];
  if (named === undefined) return 'damaged';
  for await (const read of readObjects(place, [named], { maxSize: 0 }, env, signal)) {
    if (read.kind === 'missing') return 'missing';
  }
  return 'damaged';
}
