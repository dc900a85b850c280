import { spawn, spawnSync } from 'node:child_process';

/** Why no program can be run on a terminal here; undefined where it can: by script(1) of util-linux. */
export const whyNoTerminal =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true
    ? undefined
    : 'script of util-linux gives a program its terminal';

export interface TerminalRun {
  readonly code: number | null;
  /** All that the terminal showed. */
  readonly out: string;
}

/**
 * Runs a program on a terminal of its own. Each answer is typed, with Enter, once its question was shown; one that is a
 * function gets what was shown so far.
 */
export function onTerminal(
  argv: readonly string[],
  {
    cwd,
    env = {},
    answers = [],
  }: {
    cwd: string;
    env?: Readonly<Record<string, string>>;
    answers?: readonly (readonly [question: string, answer: string | ((shown: string) => string)])[];
  },
): Promise<TerminalRun> {
  const line = `exec ${argv.map((each) => `'${each.replaceAll("'", "'\\''")}'`).join(' ')}`;
  const child = spawn('script', ['-q', '-e', '-f', '-c', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'dumb', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const left = [...answers];
  let out = '';
  let from = 0;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    out += text;
    const [next] = left;
    if (next === undefined) return;
    const [question, answer] = next;
    const at = out.indexOf(question, from);
    if (at === -1) return;
    from = at + question.length;
    left.shift();
    child.stdin.write(`${typeof answer === 'string' ? answer : answer(out)}\r`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out }));
  });
}
