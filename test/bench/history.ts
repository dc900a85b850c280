/**
 * `npm run bench`: what a scan of a git history costs, beside the two limits that it is held to in the same run: git
 * printing all objects to nowhere, and the engine going through the same texts in memory with as many threads. Then its
 * memory, a scan in which nothing or little is new, and the hook of a commit. `node test/bench/history.ts cold memory
 * rescan hook` runs some of it; BENCH_BLOBS and BENCH_ROUNDS make it smaller.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { historyCacheFolder } from '../../src/node/history/cache.ts';
import { defaultWorkers } from '../../src/node/history/history-parts.ts';
import { measureHook } from './commit-hook.ts';
import { countObjects, gitEnv, importVersions, makeRepository } from './import.ts';
import { measureMemory } from './memory.ts';
import { noteVersions, shortVersions } from './versions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'cli.cjs');
const blobs = Number(process.env['BENCH_BLOBS'] ?? 50_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const known = Number(process.env['BENCH_KNOWN'] ?? 200_000);
const asked = process.argv.slice(2);

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

/** A person who has never used Cloister. */
function newHome(scratch: string): NodeJS.ProcessEnv {
  return gitEnv(mkdtempSync(join(scratch, 'home-')));
}

function historyArguments(repository: string): string[] {
  return [cli, 'history', repository, '--format', 'json'];
}

function scanHistory(repository: string, env: NodeJS.ProcessEnv): void {
  const options = { env, stdio: ['ignore', 'ignore', 'pipe'] as ('ignore' | 'pipe')[] };
  const { status, stderr } = spawnSync(process.execPath, historyArguments(repository), options);
  if (status !== 0 && status !== 1) throw new Error(`exit ${status}: ${stderr}`);
}

function printObjects(repository: string): void {
  const args = ['cat-file', '--batch', '--batch-all-objects', '--buffer', '--unordered'];
  const { status } = spawnSync('git', args, { cwd: repository, env: gitEnv(repository), stdio: 'ignore' });
  if (status !== 0) throw new Error(`git cat-file: exit ${status}`);
}

/** Threads that hold the texts of all versions. */
class InMemory {
  readonly #workers: readonly Worker[];
  bytes = 0;

  constructor(count: number, parts: number) {
    const file = new URL('./in-memory.ts', import.meta.url);
    this.#workers = Array.from(
      { length: parts },
      (_, part) => new Worker(file, { workerData: { count, part, parts } }),
    );
  }

  async ready(): Promise<void> {
    for (const { bytes } of await this.#answers<{ bytes: number }>()) this.bytes += bytes;
  }

  /** Goes through all texts once; in seconds. */
  async scan(): Promise<number> {
    const started = performance.now();
    const answers = this.#answers();
    for (const worker of this.#workers) worker.postMessage('scan');
    await answers;
    return (performance.now() - started) / 1000;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #answers<T>(): Promise<T[]> {
    const next = (worker: Worker): Promise<T> =>
      new Promise((done, fail) => {
        worker.once('message', done);
        worker.once('error', fail);
      });
    return Promise.all(this.#workers.map(next));
  }
}

async function measureCold(scratch: string, repository: string): Promise<void> {
  const threads = new InMemory(blobs, defaultWorkers());
  await threads.ready();
  const times = { history: [] as number[], git: [] as number[], engine: [] as number[] };
  printObjects(repository);
  await threads.scan();
  for (let round = 0; round < rounds; round++) {
    times.git.push(seconds(() => printObjects(repository)));
    times.history.push(seconds(() => scanHistory(repository, newHome(scratch))));
    times.engine.push(await threads.scan());
  }
  await threads.close();
  const ratios = times.history.map((each, round) => each / Math.max(times.git[round] ?? 0, times.engine[round] ?? 0));
  const show = (values: readonly number[]): string =>
    `${median(values).toFixed(2)} s (${values.map((each) => each.toFixed(2)).join(', ')})`;
  console.log(`cold scan: ${show(times.history)}`);
  console.log(`git cat-file of all objects to nowhere: ${show(times.git)}`);
  console.log(
    `the engine over the same texts in memory, ${defaultWorkers()} threads: ${show(times.engine)}, ` +
      `${(threads.bytes / 1e6 / median(times.engine)).toFixed(1)} MB/s`,
  );
  console.log(
    `cold scan: ${median(ratios).toFixed(2)} times the larger of the two, goal 1.3 ` +
      `(${ratios.map((each) => each.toFixed(2)).join(', ')})`,
  );
}

async function measurePeak(name: string, repository: string, env: NodeJS.ProcessEnv): Promise<void> {
  const peaks = await measureMemory(historyArguments(repository), env);
  const [own, children, childrenOwn] = [peaks.own, peaks.children, peaks.childrenOwn].map((each) => each.toFixed(0));
  console.log(
    `peak memory, ${name}: ${own} MB, goal 400; git's processes ${children} MB, of which ${childrenOwn} MB are no ` +
      `mapped files (${peaks.seconds.toFixed(1)} s)`,
  );
}

/** A picture or a video of 100 MB, and texts of 15 MB such as an export. */
async function makeLargeRepository(folder: string): Promise<void> {
  const texts = [...noteVersions(1000)].map(({ text }) => text);
  const long = (from: number): string => {
    let text = '';
    for (let index = from; text.length < 15e6; index++) text += texts[index % texts.length];
    return text;
  };
  const versions = [0, 1, 2].map((index) => ({ path: `export-${index}.md`, text: long(index * 100) }));
  await makeRepository(folder, [...versions, { path: 'large.md', text: long(7).repeat(4).slice(0, 100e6) }], 1);
}

async function measureRescan(scratch: string): Promise<void> {
  const repository = join(scratch, 'known');
  await makeRepository(repository, shortVersions(known), 20);
  const env = newHome(scratch);
  const first = seconds(() => scanHistory(repository, env));
  if (readdirSync(historyCacheFolder(env)).length !== 1) throw new Error('no cache was written');
  const unchanged = Array.from({ length: 5 }, () => seconds(() => scanHistory(repository, env)));
  const changed: number[] = [];
  for (let round = 0; round < 5; round++) {
    const version = { path: `0/note-${round}.md`, text: `# New\n\nA line of round ${round}.\n` };
    await importVersions(repository, [version], 1, 'refs/heads/main^0');
    changed.push(seconds(() => scanHistory(repository, env)));
  }
  const bare = Array.from({ length: 5 }, () => seconds(() => spawnSync(process.execPath, ['-e', '0'])));
  const show = (values: readonly number[]): string =>
    `${median(values).toFixed(2)} s, fastest ${Math.min(...values).toFixed(2)}`;
  const { blob } = countObjects(repository);
  console.log(
    `${blob.count} small blobs: scanned in ${first.toFixed(1)} s; a rescan where nothing changed: ${show(unchanged)}, goal 1`,
  );
  console.log(`one new commit: ${show(changed)}, goal 1; \`node -e 0\`: ${show(bare)}`);
}

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(2);

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-bench-')));
const isAsked = (part: string): boolean => asked.length === 0 || asked.includes(part);
try {
  if (isAsked('cold') || isAsked('memory')) {
    const repository = join(scratch, 'notes');
    await makeRepository(repository, noteVersions(blobs), 5);
    const { blob, tree, commit } = countObjects(repository);
    console.log(
      `the history of notes: ${blob.count} blobs, ${(blob.bytes / 1e6).toFixed(0)} MB, in ${commit.count} commits and ` +
        `${tree.count} trees; Node ${process.version}`,
    );
    if (isAsked('cold')) await measureCold(scratch, repository);
    if (isAsked('memory')) await measurePeak('the history of notes', repository, newHome(scratch));
  }
  if (isAsked('memory')) {
    const large = join(scratch, 'large');
    await makeLargeRepository(large);
    await measurePeak('texts of 15 and 100 MB', large, newHome(scratch));
  }
  if (isAsked('rescan')) await measureRescan(scratch);
  if (isAsked('hook')) measureHook(join(scratch, 'hook'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
