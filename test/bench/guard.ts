/**
 * `npm run bench`: what the guard adds to a tool call. Each call is started as Claude Code starts it, by the hook that
 * `protect` wrote, and in turn with `node -e 0` on the same Node, so that a slow moment of the machine hits both. Prints
 * the median of the ratios within the pairs, the ratio of the two fastest runs, and the middle half of the ratios.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InstalledGuard, installBuiltGuard, toolMessage } from '../guard/installed.ts';
import { describePairs, measurePairs } from './pairs.ts';

const pairs = Number(process.env['BENCH_PAIRS'] ?? 40);

interface Call {
  readonly name: string;
  readonly event: string;
  readonly cwd: string;
  readonly message: string;
  /** What the answer has to hold; empty where there is none. */
  readonly answer: RegExp;
  readonly goal?: number;
}

function vaultFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let folder = 0; folder < 20; folder++)
    for (let note = 0; note < 100; note++)
      files[`${folder === 0 ? 'projects' : `area-${folder}`}/note-${note}.md`] = `# Note ${note}\n\nA line of text.\n`;
  return files;
}

function policyText(): string {
  const folders = Array.from({ length: 20 }, (_, index): [string, string] =>
    index === 0 ? ['projects', 'write'] : [`area-${index}`, index < 8 ? 'none' : index < 12 ? 'read' : 'write'],
  );
  return JSON.stringify(
    { version: 1, id: 'test-vault', folders: Object.fromEntries(folders), files: { none: ['.env*', '*.kdbx'] } },
    undefined,
    2,
  );
}

function calls({ vault, outside }: InstalledGuard): Call[] {
  const before = (name: string, tool: string, input: object, answer: RegExp, goal?: number, cwd = vault): Call => ({
    name,
    event: 'PreToolUse',
    cwd,
    message: toolMessage(cwd, tool, input),
    answer,
    ...(goal === undefined ? {} : { goal }),
  });
  const note = join(vault, 'projects/note-1.md');
  return [
    before('Read of an open note', 'Read', { file_path: note }, /^$/, 1.3),
    before('Read of a locked note', 'Read', { file_path: join(vault, 'area-1/note-1.md') }, /"deny"/, 1.3),
    before('Bash: git status', 'Bash', { command: 'git status' }, /^$/, 1.6),
    before('Bash: grep -rn x projects', 'Bash', { command: 'grep -rn x projects' }, /^$/, 1.6),
    before('outside of every vault: Read', 'Read', { file_path: join(outside, 'a.md') }, /^$/, 1.2, outside),
    before('outside of every vault: Bash', 'Bash', { command: 'git status' }, /^$/, 1.2, outside),
    {
      name: 'after a Read',
      event: 'PostToolUse',
      cwd: vault,
      answer: /^$/,
      message: toolMessage(
        vault,
        'Read',
        { file_path: note },
        {
          hook_event_name: 'PostToolUse',
          duration_ms: 5,
          tool_response: {
            type: 'text',
            file: { filePath: note, content: 'A line of text.\n', numLines: 1, startLine: 1, totalLines: 1 },
          },
        },
      ),
    },
  ];
}

function timed(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; input: string },
) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  const time = performance.now() - started;
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return { time, stdout };
}

function measure(guard: InstalledGuard, call: Call): void {
  const { program, args } = guard.hook(call.event);
  const { env } = guard;
  const guarded = () => {
    const { time, stdout } = timed(program, args, { cwd: call.cwd, env, input: call.message });
    if (!call.answer.test(stdout)) throw new Error(`${call.name}: ${stdout}`);
    return time;
  };
  const bare = () => timed(process.execPath, ['-e', '0'], { cwd: call.cwd, env, input: call.message }).time;
  console.log(`${call.name}: ${describePairs(measurePairs(bare, guarded, pairs), call.goal)}`);
}

/** The sizes of the files in Cloister's own folder that a call opens, as the kernel tells: strace prints every open. */
function measureLoad(guard: InstalledGuard, call: Call): void {
  const { program, args } = guard.hook(call.event);
  const options = { cwd: call.cwd, env: guard.env, input: call.message, encoding: 'utf8' as const };
  const trace = spawnSync('strace', ['-f', '-qq', '-e', 'trace=open,openat', program, ...args], options);
  if (trace.error !== undefined) {
    console.log('what a call loads was not measured: there is no strace');
    return;
  }
  const opened = [...trace.stderr.matchAll(/"([^"]+)", O_RDONLY[^)]*\) = \d/g)].map(([, path = '']) => path);
  const own = [...new Set(opened)].filter((path) => path.startsWith(guard.home) && statSync(path).isFile());
  const size = (paths: readonly string[]): string =>
    `${(paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1000).toFixed(0)} KB`;
  const compiled = own.filter((path) => path.includes('/compiled/'));
  const rest = own.filter((path) => !compiled.includes(path));
  const list = rest.map((path) => `${path.slice(guard.home.length + 1)} ${size([path])}`);
  console.log(
    `${call.name} loads ${size(rest)}: ${list.join(', ')}; and ${size(compiled)} that V8 compiled of it before`,
  );
}

const scratch = mkdtempSync(join(tmpdir(), 'cloister-bench-'));
try {
  const guard = installBuiltGuard(scratch, { policy: policyText(), files: vaultFiles() });
  spawnSync('git', ['init', '-q', guard.vault]);
  const all = calls(guard);
  console.log(`the guard's calls in a vault of 2,000 notes, ${pairs} pairs each, Node ${process.version}`);
  for (const call of all) measure(guard, call);
  for (const call of all.filter(({ goal }) => goal !== undefined)) measureLoad(guard, call);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
