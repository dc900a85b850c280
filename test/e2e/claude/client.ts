import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

export const modes = ['default', 'acceptEdits', 'bypassPermissions', 'auto', 'dontAsk', 'plan'] as const;
export type Mode = (typeof modes)[number];

export interface ClientRun {
  /** What `--output-format json` printed, undefined where it is no JSON. */
  readonly report: Readonly<Record<string, unknown>> | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
  readonly ms: number;
}

export interface ClientOptions {
  readonly binary: string;
  /** A program that starts it, as the VS Code extension has one do. */
  readonly wrapper?: string;
  /** The home folder of the user that the client runs as. */
  readonly home: string;
  readonly tmp: string;
  readonly cwd: string;
  /** The stub's address. */
  readonly url: string;
  readonly prompt: string;
  readonly mode: Mode;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Far above the one to three seconds that a run takes. */
const timeLimit = 90_000;

/** The environment of everything that runs beside a vault of the tests: nothing of ours but the path to programs. */
export function cleanEnv(home: string, tmp: string): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: tmp,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
  };
}

/** Runs the real Claude Code once, against a stub, and ends it and its children. */
export async function runClaude(options: ClientOptions): Promise<ClientRun> {
  const { binary, wrapper, home, tmp, cwd, url, prompt, mode, args = [], env = {} } = options;
  const started = performance.now();
  const [program, first] = wrapper === undefined ? [binary, []] : [wrapper, [binary]];
  const child = spawn(
    program,
    [...first, '-p', prompt, '--output-format', 'json', '--permission-mode', mode, ...args],
    {
      cwd,
      env: {
        ...cleanEnv(home, tmp),
        CLAUDE_CODE_TMPDIR: join(tmp, 'claude'),
        ANTHROPIC_BASE_URL: url,
        ANTHROPIC_API_KEY: 'sk-ant-dummy',
        DISABLE_TELEMETRY: '1',
        DISABLE_AUTOUPDATER: '1',
        DISABLE_ERROR_REPORTING: '1',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        ENABLE_TOOL_SEARCH: 'false',
        // Bypassing permissions as root is refused outside of what calls itself a sandbox.
        ...(mode === 'bypassPermissions' ? { IS_SANDBOX: '1' } : {}),
        ...env,
      },
      // A process group of its own: what it leaves running ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
  const exited = once(child, 'exit');
  const timer = setTimeout(() => endGroup(child.pid), timeLimit);
  try {
    await exited;
  } finally {
    clearTimeout(timer);
    endGroup(child.pid);
  }
  return { report: parsed(stdout), stdout, stderr, exit: child.exitCode, ms: Math.round(performance.now() - started) };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // None of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
