import type { Skipped, VaultPath } from '../../core/finding.ts';
import type { HistoryOptions } from '../../core/history.ts';
import { allBut, walkDamaged, whyOf } from './damaged-walk.ts';
import type { GitPlace } from './git-place.ts';
import { type Env, faultIn } from './git-run.ts';
import { feed, gitStream, output } from './git-stream.ts';
import { allObjects } from './object-list.ts';
import { readObjects } from './object-reader.ts';
import { type Targets, targetsOf, treeBlobs } from './object-types.ts';
import { OidSet } from './oid-set.ts';
import { RawLog, type WalkedObject } from './raw-log.ts';
import { namedRevisions, sinceDate } from './revisions.ts';
import { type Reference, references, reflogIds } from './tips.ts';

export type { WalkedObject } from './raw-log.ts';

export interface WalkRequest {
  readonly options: HistoryOptions;
  /** Commits whose whole history is known already; those that are gone are passed over. */
  readonly excluded: readonly string[];
  /** Only what lies in this folder is of interest; other things may come all the same. */
  readonly folder?: VaultPath;
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
  { options, excluded, folder = '' }: WalkRequest,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<WalkedBatch> {
  const named = namedRevisions(place, options, env);
  const since = options.since === undefined ? undefined : sinceDate(place, options.since, env);
  const isLimited = named !== undefined || since !== undefined;
  const names = named === undefined ? references(place, env) : [];
  const tips = await targetsOf(place, named?.from ?? everyId(place, names, env), env, signal);
  // What nothing reaches is what is left of all: then all has to be walked.
  const known = options.unreachable ? [] : excluded;
  const without = await present(place, [...(named?.without ?? []), ...known], env, signal);
  const reached = options.unreachable && !isLimited ? new OidSet(place.objectFormat) : undefined;
  const walk: Walk = { place, env, signal, folder, reached, commits: reached ?? new OidSet(place.objectFormat) };
  yield { objects: [], skipped: await absentTips(walk, tips.absent, named === undefined ? names : undefined) };
  yield* tipObjects(walk, tips);
  const isWhole = yield* walkCommits(walk, { from: tips.commits, without, since });
  if (!isWhole && !options.unreachable) yield* walkDamaged(place, walk.commits, env, signal);
  if (options.unreachable) yield* unreached(walk, isLimited, isWhole);
}

interface Walk {
  readonly place: GitPlace;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** Empty for the whole repository. */
  readonly folder: VaultPath;
  /** All that came so far, where that has to be known. */
  readonly reached: OidSet | undefined;
  /** Commits that came so far; the same set where all is kept. */
  readonly commits: OidSet;
}

/** Ids of all that references and reflogs name. */
function everyId(place: GitPlace, names: readonly Reference[], env: Env): Set<string> {
  const found = reflogIds(place, env);
  for (const { oid } of names) found.add(oid);
  return found;
}

/** Commits of these that are there. */
async function present(place: GitPlace, oids: readonly string[], env: Env, signal: AbortSignal): Promise<string[]> {
  if (oids.length === 0) return [];
  const { commits } = await targetsOf(place, oids, env, signal);
  return commits;
}

/** Tags, and what references and tags lead to besides commits. */
async function* tipObjects(
  { place, env, signal, reached }: Walk,
  { tags, blobs, trees }: Pick<Targets, 'tags' | 'blobs' | 'trees'>,
): AsyncGenerator<WalkedBatch> {
  const take = (objects: WalkedObject[]): WalkedBatch => {
    if (reached !== undefined) for (const { oid } of objects) reached.add(oid);
    return { objects, skipped: [] };
  };
  yield take(tags.map((oid) => ({ oid, object: 'tag' })));
  yield take(blobs.map((oid) => ({ oid, object: 'blob' })));
  for (const tree of trees) {
    let cut: string | undefined;
    const blobs = treeBlobs(place, tree, env, signal, (why) => {
      cut = why;
    });
    for await (const found of blobs) yield take(found.map(({ oid }) => ({ oid, object: 'blob' })));
    if (cut !== undefined)
      yield {
        objects: [],
        skipped: [{ path: '', why: await whyOf(place, cut, env, signal), detail: `tree ${tree}: ${faultIn(cut)}` }],
      };
  }
}

/**
 * What is said of names that lead to no object that git can read. Where a reflog alone names one that is not there, git has
 * removed it in its time: nothing is missing.
 * @param names of all that was walked from but reflogs; left out where a person named it all.
 */
async function absentTips(
  { place, env, signal }: Walk,
  absent: Targets['absent'],
  names: readonly Reference[] | undefined,
): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  if (absent.length === 0) return skipped;
  const origins = new Map(absent.map(({ oid, from }) => [oid, from]));
  for await (const { oid, kind } of readObjects(place, origins.keys(), { maxSize: 0 }, env, signal)) {
    const from = origins.get(oid) ?? oid;
    const name = names === undefined ? 'what was asked for' : names.find((each) => each.oid === from)?.name;
    const why = kind === 'missing' ? 'missing' : 'damaged';
    if (name !== undefined || why === 'damaged' || from !== oid)
      skipped.push({ path: '', why, detail: `${name ?? 'a reflog'}: ${oid}` });
  }
  return skipped;
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
  walk: Walk,
  { from, without, since }: Range,
  isOld = false,
): AsyncGenerator<WalkedBatch, boolean> {
  const { place, env, signal, folder, reached, commits } = walk;
  if (from.length === 0) return true;
  const limits = since === undefined ? [] : [`${isOld ? '--since' : '--since-as-filter'}=${since}`];
  const within = folder === '' ? [] : ['--full-history', '--', folder];
  const args = ['log', ...logOptions, '--no-notes', '--format=%H', '-z', ...limits, '--stdin', ...within];
  const stream = gitStream(place, args, env, signal);
  const feeding = feed(stream, [...from, ...without.map((oid) => `^${oid}`)]);
  const log = new RawLog(place.objectFormat);
  try {
    for await (const piece of output(stream, signal)) {
      const objects = log.read(piece);
      for (const { oid, object } of objects) {
        if (object === 'commit') commits.add(oid);
        else reached?.add(oid);
      }
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
    // Before 2.37 git ends at the first commit that is older, though others behind it may be newer.
    if (!isOld && stderr.includes('--since-as-filter')) return yield* walkCommits(walk, { from, without, since }, true);
    yield {
      objects: [],
      skipped: [{ path: '', why: await whyOf(place, stderr, env, signal), detail: faultIn(stderr) }],
    };
    return false;
  } finally {
    stream.stop();
  }
}

/** What nothing reaches: commits first, so that what they hold has a path, then all that is left. */
async function* unreached(walk: Walk, isLimited: boolean, isWhole: boolean): AsyncGenerator<WalkedBatch> {
  const { place, env, signal } = walk;
  const reached = walk.reached ?? new OidSet(place.objectFormat);
  const whole: Walk = { ...walk, reached, commits: reached };
  if (!isWhole) return yield* walkDamaged(place, reached, env, signal);
  const tips = await targetsOf(place, everyId(place, references(place, env), env), env, signal);
  if (isLimited) {
    // What is reached, without telling it: the request was for less.
    for await (const batch of tipObjects(whole, tips)) void batch;
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
  const blobs = lost.blobs.filter((oid) => !reached.has(oid));
  yield* tipObjects(whole, { ...lost, blobs });
  const isLostWhole = yield* walkCommits(whole, { from: commits, without: tips.commits });
  yield* isLostWhole ? allBut(place, reached, env, signal) : walkDamaged(place, reached, env, signal);
}
