/**
 * `npm run bench`: how fast `cloister audit` looks over a home folder of 300,000 files in 30,000 folders with stores among
 * them, how much memory its process takes, and how long `find` alone walks over the same. Taken in turn, so that a slow
 * moment of the machine hits both. Prints the medians.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childCpuTime } from '../cpu-time.ts';
import { makeHome } from './audit-home.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const runs = 3;
const files = Number(process.argv[2] ?? 300_000);

interface Measured {
  readonly seconds: number;
  /** Seconds of processor time: what a busy machine stretches least. */
  readonly cpu: number;
  /** In bytes, of the process with all its threads. */
  readonly peak: number;
  readonly out: string;
}

function measure(args: readonly string[], home: string): Measured {
  const env = { PATH: process.env['PATH'], HOME: home, CLOISTER_HOME: join(home, '.cloister') };
  const started = performance.now();
  let done: SpawnSyncReturns<Buffer> | undefined;
  const cpu = childCpuTime(() => {
    done = spawnSync(process.execPath, ['--require', join(here, 'peak.cjs'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    });
  });
  if (done?.status !== 0 && done?.status !== 1) throw new Error(`exit ${done?.status}: ${done?.stderr}`);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, cpu: cpu / 1000, peak: Number(done.output[3]) * 1024, out: done.stdout.toString() };
}

function seconds(program: string, args: readonly string[]): number {
  const started = performance.now();
  const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
  if (status !== 0) throw error ?? new Error(`${program}: exit ${status}`);
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(2);

const scratch = mkdtempSync(join(tmpdir(), 'cloister-bench-'));
try {
  const home = join(scratch, 'home');
  mkdirSync(home, { mode: 0o700 });
  const made = makeHome(home, files);
  const cli = join(root, 'dist', 'cli.cjs');
  const audits: Measured[] = [];
  const walks: number[] = [];
  for (let run = 0; run < runs; run++) {
    walks.push(seconds('find', [home, '-type', 'f', '-name', '*.sqlite']));
    audits.push(measure([cli, 'audit', '--format', 'json'], home));
  }
  const report: { stores?: unknown[]; walked?: number } = JSON.parse(audits[0]?.out ?? '{}');
  const time = median(audits.map((each) => each.seconds));
  const peak = Math.max(...audits.map((each) => each.peak));
  const cpu = median(audits.map((each) => each.cpu));
  const walk = median(walks);
  console.log(
    `home folder: ${made.files} files in ${made.folders} folders; ${report.stores?.length ?? 0} stores found`,
  );
  console.log(`cloister audit   ${time.toFixed(2)} s, ${cpu.toFixed(2)} s of processor time`);
  console.log(`find alone       ${walk.toFixed(2)} s: an audit takes ${(time / walk).toFixed(1)} times as long`);
  console.log(`peak memory      ${(peak / 1e6).toFixed(0)} MB, threads included`);
  if (time >= 5 || peak >= 300e6) console.log('MISSED: 5 s and 300 MB');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
