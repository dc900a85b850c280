/**
 * `npm test`: builds and packages, runs every suite, then says what was skipped and counts. The last line is
 * `N passed, N failed`. Names of test files as arguments run those alone.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDebianPackages } from './e2e/install.ts';
import type { SuiteTally } from './tally-reporter.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'cloister-test-'));

interface Suite {
  readonly name: string;
  readonly files: readonly string[];
  /** Suites that start an editor or measure time run one file at a time. */
  readonly concurrency: number;
}

function step(name: string, command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n== ${name}\n`);
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function runSuite({ name, files, concurrency }: Suite): SuiteTally {
  process.stdout.write(`\n== ${name}: ${files.length} files\n`);
  const counts = join(scratch, `${name}.json`);
  const args = ['--test', `--test-concurrency=${concurrency}`];
  args.push('--test-reporter=spec', '--test-reporter-destination=stdout');
  args.push(`--test-reporter=${join(root, 'test', 'tally-reporter.ts')}`, `--test-reporter-destination=${counts}`);
  const { status } = spawnSync(process.execPath, [...args, ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let tally: SuiteTally;
  try {
    tally = JSON.parse(readFileSync(counts, 'utf8'));
  } catch (error) {
    // A suite that leaves no count has not run.
    process.stdout.write(`The suite ${name} left no count: ${error}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  // The runner failed for a reason that is no test's.
  if (status !== 0 && tally.failed === 0) tally.failed = 1;
  return tally;
}

function suites(): Suite[] {
  const named = process.argv.slice(2);
  if (named.length > 0) return [{ name: 'named', files: named, concurrency: 1 }];
  const all = globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/vault/**'] }).toSorted();
  const editor = all.filter((file) => file.startsWith(join('test', 'e2e')));
  const packaging = all.filter((file) => file.startsWith(join('test', 'packaging')));
  const unit = all.filter((file) => !editor.includes(file) && !packaging.includes(file));
  return [
    { name: 'unit', files: unit, concurrency: 2 },
    { name: 'packaging', files: packaging, concurrency: 1 },
    { name: 'editor', files: editor, concurrency: 1 },
  ];
}

/** The real programs that Cloister works with, for tests that skip themselves by name where one is not there. */
const programs = [
  ...['age', 'git-crypt', 'git-filter-repo', 'pre-commit'],
  // What makes the encrypted files and folders of the tests of stores.
  ...[
    'ansible-core',
    'cryptsetup-bin',
    'encfs',
    'gnupg',
    'gocryptfs',
    'kpcli',
    'libjpeg-turbo-progs',
    'openssl',
    'p7zip-full',
  ],
  ...['python3-pykeepass', 'qpdf', 'webp', 'xz-utils', 'zip', 'zstd'],
  // Disks, sockets and system calls, and what Joplin's SQLite is compiled with: two tests that install at once would meet.
  ...['btrfs-progs', 'busybox', 'e2fsprogs', 'fscrypt', 'fuse3', 'g++', 'lsof', 'make', 'mount', 'python3', 'strace'],
];

const total: SuiteTally = { passed: 0, failed: 0, skipped: [] };
try {
  if (!step('build and package', process.execPath, [join('.ci', 'package.mjs')])) {
    total.failed += 1;
  } else {
    const missing = ensureDebianPackages(programs, (text) => process.stdout.write(`${text}\n`));
    if (missing !== undefined) process.stdout.write(`${missing}\n`);
    for (const suite of suites()) {
      const { passed, failed, skipped } = runSuite(suite);
      total.passed += passed;
      total.failed += failed;
      total.skipped.push(...skipped.map((name) => `${suite.name}: ${name}`));
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const name of total.skipped) process.stdout.write(`skipped  ${relative(root, name)}\n`);
const skipped = total.skipped.length === 0 ? '' : `, ${total.skipped.length} skipped`;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
