import type { Skipped } from '../../core/finding.ts';
import type { HistoryOptions } from '../../core/history.ts';
import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { feed, gitStream } from './git-stream.ts';
import { allObjects } from './object-list.ts';
import { type Targets, targetsOf, treeBlobs } from './object-types.ts';
import { OidSet } from './oid-set.ts';
import { RawLog, type WalkedObject } from './raw-log.ts';
import { namedRevisions, sinceDate } from './revisions.ts';
import { references, reflogIds } from './tips.ts';

export type { WalkedObject } from './raw-log.ts';

export interface WalkRequest {
  readonly options: HistoryOptions;
  /** Commits whose whole history is known already; those that are gone are passed over. */
  readonly excluded: readonly string[];
}

export interface WalkedBatch {
  readonly objects: WalkedObject[];
  readonly skipped: Skipped[];
}

/**
 * What a history holds, the newest commits first: each commit, the blobs that it brought and their paths, annotated tags,
 * and blobs that no commit holds. A blob comes once for each commit and path that brought it. Where git can not walk on,
 * everything else that the repository holds comes without commit and path, and may then come again.
 * @throws UserError where git does not know a reference, range or date; the signal's reason once it is given.
 */
export async function* walkHistory(
  place: GitPlace,
  { options, excluded }: WalkRequest,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<WalkedBatch> {
  const named = namedRevisions(place, options, env);
  const since = options.since === undefined ? undefined : sinceDate(place, options.since, env);
  const isLimited = named !== undefined || since !== undefined;
  const tips = await targetsOf(place, named?.from ?? everyTip(place, env), env, signal);
  // What nothing reaches is what is left of all: then all has to be walked.
  const known = options.unreachable ? [] : excluded;
  const without = await present(place, [...(named?.without ?? []), ...known], env, signal);
  const reached = options.unreachable && !isLimited ? new OidSet(place.objectFormat) : undefined;
  const walk: Walk = { place, env, signal, reached };
  yield* tipObjects(walk, tips);
  const isWhole = yield* walkCommits(walk, { from: tips.commits, without, since });
  if (!isWhole && !options.unreachable) yield* everything(walk, undefined);
  if (options.unreachable) yield* unreached(walk, isLimited);
}

interface Walk {
  readonly place: GitPlace;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** All that came so far, where that has to be known. */
  readonly reached: OidSet | undefined;
}

/** Ids of all that references and reflogs name. */
function everyTip(place: GitPlace, env: Env): Set<string> {
  const found = reflogIds(place, env);
  for (const { oid } of references(place, env)) found.add(oid);
  return found;
}

/** Commits of these that are there. */
async function present(place: GitPlace, oids: readonly string[], env: Env, signal: AbortSignal): Promise<string[]> {
  if (oids.length === 0) return [];
  const { commits } = await targetsOf(place, oids, env, signal);
  return commits;
}

/** Tags, and what references and tags lead to besides commits. */
function* tipObjects({ place, env, reached }: Walk, { tags, blobs, trees, absent }: Targets): Generator<WalkedBatch> {
  const objects: WalkedObject[] = tags.map((oid) => ({ oid, object: 'tag' }));
  for (const oid of blobs) objects.push({ oid, object: 'blob' });
  for (const tree of trees) {
    for (const { oid } of treeBlobs(place, tree, env)) objects.push({ oid, object: 'blob' });
  }
  if (reached !== undefined) for (const { oid } of objects) reached.add(oid);
  const skipped = absent.map(
    (oid): Skipped => ({ path: '', why: 'missing', detail: `${oid}, which a reference names` }),
  );
  if (objects.length + skipped.length > 0) yield { objects, skipped };
}

interface Range {
  readonly from: readonly string[];
  readonly without: readonly string[];
  /** Only commits that are not older, in seconds since 1970. */
  readonly since?: number | undefined;
}

const logOptions = [
  '--raw',
  '-c',
  '--root',
  '--no-renames',
  '--no-abbrev',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
];

/** @returns true where git walked to the end. */
async function* walkCommits(
  { place, env, signal, reached }: Walk,
  { from, without, since }: Range,
): AsyncGenerator<WalkedBatch, boolean> {
  if (from.length === 0) return true;
  const limits = since === undefined ? [] : [`--since-as-filter=${since}`];
  const args = ['log', ...logOptions, '--no-notes', '--format=%H', '-z', ...limits, '--stdin'];
  const stream = gitStream(place, args, env, signal);
  const feeding = feed(stream, [...from, ...without.map((oid) => `^${oid}`)]);
  const log = new RawLog(place.objectFormat);
  try {
    for await (const piece of stream.child.stdout as AsyncIterable<Buffer>) {
      const objects = log.read(piece);
      if (reached !== undefined) for (const { oid } of objects) reached.add(oid);
      if (objects.length > 0) yield { objects, skipped: [] };
    }
    await feeding;
    const { status, stderr } = await stream.end;
    signal.throwIfAborted();
    if (status === 0) {
      log.end();
      return true;
    }
    if (stderr.startsWith('git: ')) throw new Error(stderr);
    yield { objects: [], skipped: [{ path: '', why: 'damaged', detail: firstLine(stderr) }] };
    return false;
  } finally {
    stream.stop();
  }
}

function firstLine(stderr: string): string {
  const line = stderr.split('\n').find((each) => each.startsWith('fatal: ')) ?? stderr.split('\n')[0] ?? '';
  return line.replace(/^fatal: /, '') || 'git log ended early';
}

/** All objects that are there, but for those that are known. */
async function* everything({ place, env, signal }: Walk, known: OidSet | undefined): AsyncGenerator<WalkedBatch> {
  for await (const found of allObjects(place, env, signal)) {
    const objects: WalkedObject[] = [];
    for (const { oid, type } of found) {
      if (type !== 'tree' && known?.has(oid) !== true) objects.push({ oid, object: type });
    }
    if (objects.length > 0) yield { objects, skipped: [] };
  }
}

/** What nothing reaches: commits first, so that what they hold has a path, then all that is left. */
async function* unreached(walk: Walk, isLimited: boolean): AsyncGenerator<WalkedBatch> {
  const { place, env, signal } = walk;
  const reached = walk.reached ?? new OidSet(place.objectFormat);
  const whole: Walk = { ...walk, reached };
  const tips = await targetsOf(place, everyTip(place, env), env, signal);
  if (isLimited) {
    // What is reached, without telling it: the request was for less.
    for (const batch of tipObjects(whole, tips)) void batch;
    for await (const batch of walkCommits(whole, { from: tips.commits, without: [] })) void batch;
  }
  const commits: string[] = [];
  const tags: string[] = [];
  for await (const found of allObjects(place, env, signal)) {
    for (const { oid, type } of found) {
      if (reached.has(oid)) continue;
      if (type === 'commit') commits.push(oid);
      else if (type === 'tag') tags.push(oid);
    }
  }
  const lost = await targetsOf(place, tags, env, signal);
  yield* tipObjects(whole, { ...lost, blobs: lost.blobs.filter((oid) => !reached.has(oid)), absent: [] });
  yield* walkCommits(whole, { from: commits, without: tips.commits });
  yield* everything(whole, reached);
}
