/**
 * `npm run bench`: how fast the command-line tool scans, in one thread, and how much memory it takes. The sample vault is
 * repeated to 50, 100, 200 and 400 MB; each size is scanned and merely read in turn, so that a slow moment of the machine
 * hits both. Prints the medians.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const vault = join(root, 'test', 'vault');
const megabyte = 1_000_000;
const sizes = [50, 100, 200, 400];
const runs = 3;

interface Measure {
  readonly seconds: number;
  readonly peak: number;
  readonly out: string;
}

function measure(args: readonly string[], findingsExpected: boolean): Measure {
  const started = performance.now();
  const { status, stdout, output, stderr } = spawnSync(
    process.execPath,
    ['--require', join(here, 'peak.cjs'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 1 << 30 },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== (findingsExpected ? 1 : 0)) throw new Error(`exit ${status}: ${stderr}`);
  return { seconds, peak: Number(output[3]) * 1024, out: stdout.toString() };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function sizeOf(folder: string): { files: number; bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, bytes };
}

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(2);

const scratch = mkdtempSync(join(tmpdir(), 'cloister-bench-'));
try {
  const one = sizeOf(vault);
  console.log(`sample vault: ${one.files} files, ${(one.bytes / 1000).toFixed(0)} KB; medians of ${runs} runs`);
  let copies = 0;
  for (const size of sizes) {
    for (; copies * one.bytes < size * megabyte; copies++)
      cpSync(vault, join(scratch, `copy-${copies}`), { recursive: true });
    const [bytes, files] = [copies * one.bytes, copies * one.files];
    const reads: Measure[] = [measure([join(here, 'read.ts'), scratch], false)];
    const scans: Measure[] = [];
    for (let run = 0; run < runs; run++) {
      scans.push(measure([join(root, 'dist', 'cli.cjs'), 'scan', '--quiet', scratch], true));
      reads.push(measure([join(here, 'read.ts'), scratch], false));
    }
    const scan = median(scans.map(({ seconds }) => seconds));
    const read = median(reads.slice(1).map(({ seconds }) => seconds));
    const peak = median(scans.map(({ peak: each }) => each));
    const findings = scans[0]?.out.split('\n').filter((line) => /^ +\d+:\d+ /.test(line)).length;
    console.log(
      `${(bytes / megabyte).toFixed(0)} MB in ${files} files, ${findings} findings: ` +
        `${(bytes / megabyte / scan).toFixed(1)} MB/s, ${(files / scan).toFixed(0)} files/s, ` +
        `peak memory ${(peak / megabyte).toFixed(0)} MB, ${(scan / read).toFixed(1)} times plain reading (${read.toFixed(2)} s)`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
