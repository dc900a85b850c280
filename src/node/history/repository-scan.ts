import { join } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import type { HistoryOptions, Introduction, ObjectFindings } from '../../core/history.ts';
import { type GroupedFinding, groupFindings } from '../../core/history-findings.ts';
import { objectName } from '../../core/history-names.ts';
import { type WalkedObject, walkHistory } from '../git/history-walk.ts';
import { OidSet } from '../git/oid-set.ts';
import type { Repository } from '../git/repository.ts';
import { isSameBase } from '../git/state.ts';
import type { HistoryCache, Known } from './cache.ts';
import { CacheSaver } from './cache-saver.ts';
import { historyFacts } from './history-facts.ts';
import { defaultWorkers, type HistoryParts, scanBundle } from './history-parts.ts';
import { type HistoryVaults, openHistoryVaults } from './history-vaults.ts';
import {
  type KeptReport,
  keptReportVersion,
  type Missed,
  optionsName,
  parseKeptReport,
  usesOfKept,
} from './kept-report.ts';
import { type Answer, LookPool } from './look-pool.ts';
import type { Looked, ObjectToLookAt } from './look-protocol.ts';
import { openCache } from './open-cache.ts';
import type { RepositoryHistory } from './scan-result.ts';
import { SkippedList } from './skipped-list.ts';
import { WalkIndex } from './walk-index.ts';

/**
 * Objects that a worker gets at a time: for each such batch a git is started, which takes a process of this size some 25
 * milliseconds. The first ones are small, so that all workers have something to do; so are the last ones.
 */
const batchSize = { least: 128, most: 2048, share: 8 };
/** For fewer objects another worker is not worth its start. */
const fewest = 32;
/**
 * Content up to this many bytes is looked at by all workers at once; larger objects come last, one at a time, so that
 * memory does not grow with the number of workers.
 */
const largeSize = 8 << 20;

/**
 * Scans the history of one repository. Ends early where the signal is given: then what was seen is remembered and
 * nothing is returned.
 */
export async function scanRepository(
  repository: Repository,
  path: VaultPath,
  options: HistoryOptions,
  parts: HistoryParts,
): Promise<RepositoryHistory | undefined> {
  const vaults = openHistoryVaults(repository.place.root, parts.home, parts.env, Date.now());
  const { cache, isKept } = await openCache(repository.place, vaults.keyId, parts);
  const scan = new RepositoryScan(repository, path, options, parts, vaults, cache, isKept);
  try {
    return await scan.run();
  } catch (error) {
    if (parts.signal.aborted) return undefined;
    throw error;
  } finally {
    await scan.end();
  }
}

class RepositoryScan {
  readonly #repository: Repository;
  readonly #path: VaultPath;
  readonly #options: HistoryOptions;
  readonly #parts: HistoryParts;
  readonly #vaults: HistoryVaults;
  readonly #cache: HistoryCache;
  readonly #saver: CacheSaver;
  readonly #index: WalkIndex;
  readonly #found: OidSet;
  readonly #skipped = new SkippedList();
  readonly #missed = new Map<string, Missed>();
  /** What waits for a worker. */
  #waiting: ObjectToLookAt[] = [];
  #large: ObjectToLookAt[] = [];
  #retried: ObjectToLookAt[] = [];
  #isRetry = false;
  #pool: LookPool | undefined;
  #pools = 0;
  #objects = 0;
  #commits = 0;
  #looked = 0;
  #handed = 0;
  #bytes = 0;
  #of: number | undefined;
  #hasFault = false;

  constructor(
    repository: Repository,
    path: VaultPath,
    options: HistoryOptions,
    parts: HistoryParts,
    vaults: HistoryVaults,
    cache: HistoryCache,
    isKept: boolean,
  ) {
    [this.#repository, this.#path, this.#options, this.#parts] = [repository, path, options, parts];
    [this.#vaults, this.#cache] = [vaults, cache];
    this.#saver = new CacheSaver(cache, isKept);
    const length = repository.place.objectFormat === 'sha256' ? 32 : 20;
    this.#index = new WalkIndex(length);
    this.#found = new OidSet(length);
  }

  async run(): Promise<RepositoryHistory | undefined> {
    const { signal } = this.#parts;
    const name = optionsName(this.#options);
    const uses = usesOfKept(this.#options);
    const state = await this.#repository.state();
    const tips = await this.#repository.ends();
    const snapshot = uses.same ? this.#cache.snapshot(name) : undefined;
    const kept = snapshot && parseKeptReport(snapshot.result);
    const isSame = kept !== undefined && snapshot?.state === state;
    const { wantsOccurrences = false } = this.#parts;
    if (isSame && kept.missed.length === 0 && !wantsOccurrences) return this.#report(kept, kept.objects);

    const isLonger = kept !== undefined && uses.longer && isSameBase(snapshot?.state ?? '', state);
    const base = isSame || (isLonger && (await this.#areReached(snapshot?.tips ?? [], tips))) ? kept : undefined;
    if (base !== undefined) await this.#goOnFrom(base);
    if (!isSame) {
      const excluded = base === undefined ? [] : (snapshot?.tips ?? []);
      await this.#walk(false, excluded);
      if (this.#options.unreachable) {
        this.#index.endReached();
        await this.#walk(true, excluded);
      }
      if (signal.aborted) return undefined;
    }
    this.#of = this.#objects;
    await this.#lookAtRest();
    if (signal.aborted) return undefined;
    await this.#pool?.close();
    const introductions = this.#introductionsWith(base);
    const findings = await this.#group(introductions);
    const report = this.#keep(findings);
    const isWhole = !this.#hasFault && state === (await this.#repository.state());
    const isNew =
      kept === undefined || !isSame || (!wantsOccurrences && JSON.stringify(kept) !== JSON.stringify(report));
    // A report with all places is a large one, and the cache has what leads to it.
    if (uses.same && isWhole && isNew && !wantsOccurrences)
      this.#cache.setSnapshot(name, { state, tips, result: report });
    return this.#report(report, this.#objects - this.#looked);
  }

  async #walk(unreachable: boolean, excluded: readonly string[]): Promise<void> {
    const { signal, env } = this.#parts;
    const request = { options: { ...this.#options, unreachable }, excluded };
    for await (const { objects, skipped } of walkHistory(this.#repository.place, request, env, signal)) {
      for (const each of objects) await this.#take(each, excluded.length > 0);
      for (const each of skipped) this.#skipped.add(each.path === '' ? { ...each, path: '.' } : each);
      this.#hasFault ||= skipped.length > 0;
      this.#tell();
      if (signal.aborted) return;
    }
  }

  /** Ends what runs, and remembers what was seen. */
  async end(): Promise<void> {
    await this.#pool?.close();
    await this.#saver.save();
  }

  /** True where what was reached before is reached now as well: of what is no commit only where it is named. */
  async #areReached(before: readonly string[], now: readonly string[]): Promise<boolean> {
    const tips = new Set(now);
    const lost = new Set(before.filter((tip) => !tips.has(tip)));
    return lost.size === 0 || (await this.#repository.reachableAmong(lost, 'refs')).size === lost.size;
  }

  /** Takes over what an earlier run saw, and looks again at what it could not. */
  async #goOnFrom({ objects, commits, found, missed, skipped }: KeptReport): Promise<void> {
    [this.#objects, this.#commits] = [objects, commits];
    for (const each of skipped) this.#skipped.add(each);
    for (const oid of found) this.#found.add(oid);
    for (const { oid, object, path } of missed)
      await this.#handOver({ oid, object, path, key: this.#vaults.keyOf(path) });
  }

  async #take(walked: WalkedObject, isLonger: boolean): Promise<void> {
    if (!this.#index.add(walked)) return;
    if (walked.object === 'commit') this.#commits += 1;
    const { oid, object } = walked;
    const path = walked.commit === undefined ? '' : walked.path;
    const known = this.#cache.get(oid);
    // What is known is counted already where an earlier run goes on.
    if (known === undefined || !isLonger) this.#objects += 1;
    if (known === undefined) await this.#handOver({ oid, object, path, key: this.#vaults.keyOf(path) });
    else this.#takeKnown({ oid, object, path }, known);
  }

  #takeKnown(target: Pick<ObjectToLookAt, 'oid' | 'object' | 'path'>, known: Known): void {
    if (known === 'clean') return;
    if (known === 'binary') this.#skipped.add({ path: objectName(target), why: 'binary' });
    else if ('encrypted' in known)
      this.#skipped.add({ path: objectName(target), why: 'encrypted', detail: known.encrypted });
    else this.#found.add(target.oid);
  }

  async #handOver(target: ObjectToLookAt): Promise<void> {
    this.#waiting.push(target);
    const { least, most, share } = batchSize;
    if (this.#waiting.length >= Math.min(most, Math.max(least, this.#handed / share))) await this.#flush();
  }

  async #flush(size = this.#waiting.length): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, size);
      this.#handed += batch.length;
      await this.#lookers().look(batch, Math.min(largeSize, this.#options.maxSize));
      this.#saver.tick();
    }
  }

  #lookers(): LookPool {
    const { bundles, env, signal, workers } = this.#parts;
    const { keys } = this.#vaults;
    const data = { place: this.#repository.place, env, keys };
    if (this.#pool === undefined) {
      const pool = new LookPool(join(bundles, scanBundle), data, workers ?? defaultWorkers(), (answer) =>
        this.#takeAnswer(answer),
      );
      if (this.#pools === 0) signal.addEventListener('abort', () => void this.#pool?.close(), { once: true });
      this.#pools += 1;
      this.#pool = pool;
      if (signal.aborted) void pool.close();
    }
    return this.#pool;
  }

  /** What is left of small objects, then the large ones, then once more what was not there. */
  async #lookAtRest(): Promise<void> {
    const workers = this.#parts.workers ?? defaultWorkers();
    await this.#flush(Math.max(fewest, Math.ceil(this.#waiting.length / workers)));
    await this.#pool?.done();
    await this.#lookAtLarge();
    // A clean-up may have moved objects into another pack meanwhile. A partial clone does not have what is missing.
    this.#isRetry = true;
    this.#waiting = this.#retried;
    await this.#flush();
    await this.#pool?.done();
    await this.#lookAtLarge();
  }

  /** Each in a thread of its own: one keeps memory that a large text took, and several would add up. */
  async #lookAtLarge(): Promise<void> {
    for (let each = this.#large.shift(); each !== undefined; each = this.#large.shift()) {
      await this.#pool?.close();
      this.#pool = undefined;
      if (this.#parts.signal.aborted) return;
      const pool = this.#lookers();
      await pool.look([each], this.#options.maxSize);
      await pool.done();
    }
  }

  #takeAnswer({ objects, bytes, looked }: Answer): void {
    const told = new Map(looked.map((each) => [each.oid, each]));
    this.#bytes += bytes;
    for (const target of objects) {
      const each = told.get(target.oid);
      if (each === undefined) this.#cache.set(target.oid, 'clean');
      else if (this.#isForLater(target, each)) continue;
      else this.#takeLooked(target, each);
      this.#looked += 1;
    }
    this.#saver.tick();
    this.#tell();
  }

  /** True where an object is looked at once more: alone as it is large, or from a git that sees newer packs. */
  #isForLater(target: ObjectToLookAt, looked: Looked): boolean {
    if (looked.is !== 'skipped') return false;
    const size = looked.why === 'too-big' ? Number(looked.detail) : 0;
    if (size > largeSize && size <= this.#options.maxSize) this.#large.push(target);
    else if ((looked.why === 'missing' || looked.why === 'damaged') && !this.#isRetry && !this.#repository.isPartial)
      this.#retried.push(target);
    else return false;
    return true;
  }

  #takeLooked(target: ObjectToLookAt, looked: Looked): void {
    const { oid, object, path } = target;
    switch (looked.is) {
      case 'found':
        this.#cache.set(oid, { object, path, findings: looked.findings, introductions: [] });
        this.#found.add(oid);
        break;
      case 'binary':
        this.#cache.set(oid, 'binary');
        this.#takeKnown(target, 'binary');
        break;
      case 'encrypted':
        this.#cache.set(oid, { encrypted: looked.format });
        this.#takeKnown(target, { encrypted: looked.format });
        break;
      case 'skipped': {
        const { why, detail } = looked;
        const more = detail === undefined ? {} : { detail };
        if (why === 'too-big') this.#skipped.add({ path: objectName(target), why, ...more });
        else this.#missed.set(oid, { oid, object, path, why, ...more });
        break;
      }
      default:
        looked satisfies never;
    }
  }

  /**
   * The commits that brought an object. Of one that an earlier run had found, those of the walk come before the ones that
   * it knew; a walk through all of a history knows them all.
   */
  #introductionsWith(base: KeptReport | undefined): (oid: string, known: readonly Introduction[]) => Introduction[] {
    const before = new Set(base?.found);
    return (oid, known) => {
      const walked = this.#index.introductionsOf(oid);
      if (!before.has(oid)) return walked;
      const all = new Map([...walked, ...known].map((each) => [`${each.commit} ${each.path}`, each]));
      return [...all.values()];
    };
  }

  async #group(
    introductionsOf: (oid: string, known: readonly Introduction[]) => Introduction[],
  ): Promise<GroupedFinding[]> {
    const { since, range, refs } = this.#options;
    const isAll = since === undefined && range === undefined && refs.length === 0;
    const [cache, all] = [this.#cache, this.#found];
    function* found(): Generator<ObjectFindings> {
      for (const oid of all) {
        const known = cache.get(oid);
        if (typeof known !== 'object' || 'encrypted' in known) continue;
        const introductions = introductionsOf(oid, known.introductions);
        const isNew = introductions.length > 0 && JSON.stringify(introductions) !== JSON.stringify(known.introductions);
        // What was brought elsewhere as well is not known where only a part is walked through.
        if (isNew && (isAll || known.introductions.length === 0)) cache.set(oid, { ...known, introductions });
        yield { oid, object: known.object, findings: known.findings, introductions };
      }
    }
    const facts = await historyFacts(this.#repository, found, (oid) => this.#index.isUnreachable(oid));
    const groups = groupFindings(found(), facts, { wantsOccurrences: this.#parts.wantsOccurrences === true });
    return this.#signed(groups);
  }

  /** With author and date of the commits in which findings first appeared. */
  async #signed(groups: readonly GroupedFinding[]): Promise<GroupedFinding[]> {
    const commits = new Set(groups.flatMap(({ found }) => found.finding.place.commit ?? []));
    const facts = commits.size === 0 ? new Map() : await this.#repository.commitFacts(commits);
    return groups.map(({ found, fingerprints }) => {
      const { finding } = found;
      const { commit } = finding.place;
      const signature = commit === undefined ? undefined : facts.get(commit);
      const place = signature === undefined ? finding.place : { ...finding.place, ...signature };
      return { found: { ...found, finding: { ...finding, place } }, fingerprints };
    });
  }

  #keep(findings: readonly GroupedFinding[]): KeptReport {
    return {
      version: keptReportVersion,
      objects: this.#objects,
      commits: this.#commits,
      found: [...this.#found],
      missed: [...this.#missed.values()],
      skipped: this.#skipped.all(),
      findings,
    };
  }

  #report({ findings, skipped, missed, objects, commits }: KeptReport, known: number): RepositoryHistory {
    const all = new SkippedList();
    for (const each of skipped) all.add(each);
    for (const { why, detail, ...target } of missed)
      all.add({ path: objectName(target), why, ...(detail === undefined ? {} : { detail }) });
    const warnings = (): string[] => [
      ...this.#cache.warnings,
      ...this.#vaults.warnings(this.#parts.subtracts),
      ...(this.#repository.isShallow ? [shallowText(this.#path)] : []),
      ...(this.#saver.warning === undefined ? [] : [this.#saver.warning]),
    ];
    return {
      path: this.#path,
      place: this.#repository.place,
      ...this.#vaults.judge(findings, this.#parts.subtracts),
      skipped: all.all(),
      totals: { objects, known, bytes: this.#bytes, commits },
      // The cache is written once more when the report is made.
      get warnings() {
        return warnings();
      },
    };
  }

  #tell(): void {
    const open = this.#handed - this.#looked + this.#waiting.length;
    const of = this.#of === undefined ? {} : { of: this.#of };
    this.#parts.onProgress?.({ path: this.#path, objects: this.#objects - open, bytes: this.#bytes, ...of });
  }
}

/** What is cut off is no object that could be skipped, and must not pass for clean. */
function shallowText(path: VaultPath): string {
  const which = path === '' ? 'This clone' : `The clone of the submodule ${path}`;
  return `${which} is shallow: what was before its oldest commits is not here, and was not scanned`;
}
