import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitObjectKind } from '../../core/finding.ts';
import { BatchOutput } from './batch-output.ts';
import { withAlternates } from './git-objects.ts';
import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { feed, gitAt, gitStream, output } from './git-stream.ts';
import { allObjects } from './object-list.ts';
import { OidSet } from './oid-set.ts';

export { messageOf } from './messages.ts';

/** `bytes` may be a view of a larger buffer that other objects share. */
export type ReadObject =
  | { readonly oid: string; readonly kind: GitObjectKind; readonly bytes: Uint8Array }
  | { readonly oid: string; readonly kind: 'missing' | 'damaged' }
  | { readonly oid: string; readonly kind: 'too-big'; readonly size: number };

export interface ReadOptions {
  /** In bytes: content that is larger is passed over. */
  readonly maxSize: number;
}

/**
 * Reads objects through one process of `git cat-file`. They come in the order of their ids, but for missing and damaged
 * ones, which may come later. Behind one that git can not read a new process goes on. Content larger than `maxSize` is
 * never held. An object that is no blob, commit or tag comes as `damaged`.
 * @throws the signal's reason once it is given; Error where git can not be started.
 */
export async function* readObjects(
  place: GitPlace,
  oids: Iterable<string> | AsyncIterable<string>,
  options: ReadOptions,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<ReadObject> {
  const queue = new Queue(oids);
  const absent = new Absent(place, env);
  const local = listedLately(place);
  if (local !== undefined) queue.limitTo(local, absent);
  try {
    for (;;) {
      const fault = yield* readOnce(place, queue, options, absent, env, signal);
      if (fault === undefined) return;
      if (isOfPartialClone(fault.stderr) && queue.local === undefined) {
        queue.limitTo(await localObjects(place, env, signal), absent);
        continue;
      }
      const suspect = queue.first;
      // It ended badly behind its last answer: nothing was lost.
      if (suspect === undefined && queue.isOver) return;
      if (suspect === undefined || /not a git repository/i.test(fault.stderr))
        throw new Error(`git cat-file ended: ${fault.stderr}`);
      // A process that was killed had answers that it had not written yet: alone, to be sure that it is this one.
      const isDamaged =
        fault.isCertain || (yield* readOnce(place, new Queue([suspect]), options, absent, env, signal)) !== undefined;
      if (isDamaged) yield { oid: suspect, kind: 'damaged' };
      queue.shift();
      queue.rewind();
    }
  } finally {
    await queue.close();
  }
}

/** In a partial clone git ends at an object that lies on the server alone: it may not fetch it. */
function isOfPartialClone(stderr: string): boolean {
  return /promisor remote|lazy fetch/.test(stderr);
}

/** How long, in milliseconds, a list of what a partial clone has is good for: who reads in many parts asks often. */
const listAge = 30_000;
let latestList: { readonly gitDir: string; readonly at: number; readonly objects: OidSet } | undefined;

function listedLately({ gitDir }: GitPlace): OidSet | undefined {
  const isGood = latestList?.gitDir === gitDir && performance.now() - latestList.at < listAge;
  return isGood ? latestList?.objects : undefined;
}

async function localObjects(place: GitPlace, env: Env, signal: AbortSignal): Promise<OidSet> {
  const objects = new OidSet(place.objectFormat);
  for await (const listed of allObjects(place, env, signal)) for (const { oid } of listed) objects.add(oid);
  latestList = { gitDir: place.gitDir, at: performance.now(), objects };
  return objects;
}

interface Fault {
  readonly stderr: string;
  /** It is the first object without an answer that git could not read. */
  readonly isCertain: boolean;
}

/** Several readers run at once, and each would keep 96 MB of what other objects are deltas of. */
const baseCache = 'core.deltaBaseCacheLimit=16m';

/** @returns undefined where every id was answered; otherwise how git ended, with ids left in the queue. */
async function* readOnce(
  place: GitPlace,
  queue: Queue,
  { maxSize }: ReadOptions,
  absent: Absent,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<ReadObject, Fault | undefined> {
  const stream = gitStream(place, ['-c', baseCache, 'cat-file', '--batch', '--buffer'], env, signal);
  let fault: unknown;
  const feeding = feed(stream, queue.toSend()).catch((error: unknown) => {
    fault = error;
    stream.stop();
  });
  try {
    const parser = new BatchOutput(maxSize);
    for await (const piece of output(stream, signal)) {
      for (const answer of parser.read(piece)) {
        // Where the answer is not to what was asked, the rest of this process is worth nothing.
        if (answer.oid !== queue.first) return { stderr: 'it answered what was not asked', isCertain: false };
        queue.shift();
        if (answer.kind === 'absent') yield* absent.add(answer.oid);
        else yield answer as ReadObject;
      }
      if (parser.isBroken) return { stderr: 'its output can not be read', isCertain: false };
    }
    const { status, stderr } = await stream.end;
    await feeding;
    signal.throwIfAborted();
    if (fault !== undefined) throw fault;
    if (status === null && stderr.startsWith('git: ')) throw new Error(stderr);
    absent.heard(stderr);
    yield* absent.told();
    return status === 0 && queue.first === undefined ? undefined : { stderr, isCertain: status !== null };
  } catch (error) {
    // Where the ids come from something failed: that closed the pipes.
    throw fault ?? error;
  } finally {
    stream.stop();
    await feeding;
  }
}

/** Ids that are asked for, from the first one without an answer on. A new process is sent them again. */
class Queue {
  readonly #source: Iterator<string> | AsyncIterator<string>;
  #items: string[] = [];
  #head = 0;
  #sent = 0;
  isOver = false;
  local: OidSet | undefined;
  #absent: Absent | undefined;

  constructor(oids: Iterable<string> | AsyncIterable<string>) {
    this.#source = Symbol.asyncIterator in oids ? oids[Symbol.asyncIterator]() : oids[Symbol.iterator]();
  }

  get first(): string | undefined {
    return this.#items[this.#head];
  }

  shift(): void {
    this.#head++;
    if (this.#head < 4096) return;
    this.#items = this.#items.slice(this.#head);
    this.#sent -= this.#head;
    this.#head = 0;
  }

  rewind(): void {
    this.#sent = this.#head;
  }

  /** From now on only objects that are there are asked for; others are told as absent. */
  limitTo(local: OidSet, absent: Absent): void {
    this.local = local;
    this.#absent = absent;
    this.#items = this.#items.slice(this.#head).filter((oid) => this.#isLocal(oid));
    this.#head = 0;
    this.#sent = 0;
  }

  #isLocal(oid: string): boolean {
    if (this.local === undefined || this.local.has(oid)) return true;
    this.#absent?.push(oid);
    return false;
  }

  async *toSend(): AsyncGenerator<string> {
    for (;;) {
      const item = this.#items[this.#sent];
      if (item !== undefined) {
        this.#sent++;
        yield item;
        continue;
      }
      const next = await this.#source.next();
      if (next.done === true) {
        this.isOver = true;
        return;
      }
      if (this.#isLocal(next.value)) this.#items.push(next.value);
    }
  }

  async close(): Promise<void> {
    if (!this.isOver) await this.#source.return?.();
  }
}

/** Of how many objects that git does not give it is looked up at once why. */
const mostHeld = 4096;

/**
 * Objects that git calls missing. It says so as well of one whose file is there and can not be read, with a word of that on
 * its standard error.
 */
class Absent {
  readonly #place: GitPlace;
  readonly #env: Env;
  #oids: string[] = [];
  #hasFaults = false;
  #folders: readonly string[] | undefined;
  #listed: OidSet | undefined;

  constructor(place: GitPlace, env: Env) {
    this.#place = place;
    this.#env = env;
  }

  heard(stderr: string): void {
    if (stderr !== '') this.#hasFaults = true;
  }

  push(oid: string): void {
    this.#oids.push(oid);
  }

  *add(oid: string): Generator<ReadObject> {
    this.push(oid);
    if (this.#oids.length >= mostHeld) yield* this.told();
  }

  *told(): Generator<ReadObject> {
    const oids = this.#oids;
    this.#oids = [];
    for (const oid of oids) yield { oid, kind: this.#isThere(oid) ? 'damaged' : 'missing' };
  }

  #isThere(oid: string): boolean {
    this.#folders ??= withAlternates(join(this.#place.commonDir, 'objects'));
    if (this.#folders.some((each) => existsSync(join(each, oid.slice(0, 2), oid.slice(2))))) return true;
    if (!this.#hasFaults) return false;
    if (this.#listed === undefined) {
      this.#listed = new OidSet(this.#place.objectFormat);
      const args = ['cat-file', '--batch-all-objects', '--unordered', '--buffer', '--batch-check=%(objectname)'];
      const listed = gitAt(this.#place, args, this.#env).stdout.toString('latin1').split('\n');
      for (const each of listed) if (each.length === oid.length) this.#listed.add(each);
    }
    return this.#listed.has(oid);
  }
}
