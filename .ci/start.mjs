// `npm start -- <folder>`: builds and scans the folder with the command-line tool as it was built; without one, the sample
// vault. `npm start -- <command> …` runs another command of it, such as `npm start -- status notes`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// A relative path is meant from where npm was called.
const cwd = process.env.INIT_CWD ?? root;
process.chdir(root);
await import('../esbuild.mjs');

const args = process.argv.slice(2);
const [first = ''] = args;
const isCommand = first === '--version' || (/^[a-z]+$/.test(first) && !existsSync(resolve(cwd, first)));
const takesValue = ['--format', '--severity', '--exclude', '--max-size'];
const hasPath = args.some((arg, index) => !arg.startsWith('-') && !takesValue.includes(args[index - 1] ?? ''));
const isWhole = hasPath || args.includes('--stdin') || args.includes('--help') || args.includes('-h');
const scan = ['scan', ...args, ...(isWhole ? [] : [join(root, 'test', 'vault')])];
const cli = [join(root, 'dist', 'cli.cjs'), ...(isCommand ? args : scan)];
const { status, signal } = spawnSync(process.execPath, cli, { stdio: 'inherit', cwd });
if (signal !== null) process.kill(process.pid, signal);
// Findings are what this is for: npm would report exit code 1 as a failed script.
process.exitCode = status === 1 ? 0 : (status ?? 2);
