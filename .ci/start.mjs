// `npm start -- <folder>`: builds and scans the folder with the command-line tool as it was built; without one, the sample vault.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await import('../esbuild.mjs');

const args = process.argv.slice(2);
const takesValue = ['--format', '--severity', '--exclude', '--max-size'];
const hasPath = args.some((arg, index) => !arg.startsWith('-') && !takesValue.includes(args[index - 1] ?? ''));
const isWhole = hasPath || args.includes('--stdin') || args.includes('--help') || args.includes('-h');
const { status, signal } = spawnSync(
  process.execPath,
  [join(root, 'dist', 'cli.cjs'), 'scan', ...args, ...(isWhole ? [] : [join(root, 'test', 'vault')])],
  // A relative path is meant from where npm was called.
  { stdio: 'inherit', cwd: process.env.INIT_CWD ?? root },
);
if (signal !== null) process.kill(process.pid, signal);
// Findings are what this is for: npm would report exit code 1 as a failed script.
process.exitCode = status === 1 ? 0 : (status ?? 2);
