import { spawnSync } from 'node:child_process';
import { type HookEvent, isGuardHook } from '../../agents/claude-code/hooks.ts';

/** A hook of ours as a settings file says it. */
export interface HookEntry {
  readonly command: string;
  /** Absent in the form that a shell runs. */
  readonly args?: readonly string[];
  /** True where the client blocks what its hook failed to answer. */
  readonly blocksOnFailure: boolean;
}

/** Our hook of an event in the text of a settings file, read as the client reads it; undefined where there is none. */
export function hookEntryOf(text: string, event: HookEvent): HookEntry | undefined {
  let settings: unknown;
  try {
    settings = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const groups = fieldOf(fieldOf(settings, 'hooks'), event);
  const hooks = listOf(groups).flatMap((group) => listOf(fieldOf(group, 'hooks')));
  const hook = hooks.find(isGuardHook);
  const command = fieldOf(hook, 'command');
  if (typeof command !== 'string') return undefined;
  const args = fieldOf(hook, 'args');
  return {
    command,
    ...(Array.isArray(args) ? { args: args.map(String) } : {}),
    blocksOnFailure: fieldOf(hook, 'onFailure') === 'block',
  };
}

export interface HookAnswer {
  /** Whether the client lets the call happen. `failed`: the hook did not answer, and the client blocks for that. */
  readonly verdict: 'denied' | 'failed' | 'rewritten' | 'passed';
  /** All that it printed. */
  readonly output: string;
}

/**
 * Runs a hook as Claude Code does and takes its answer as the client does (facts of 2.1.330: exit 2 and a whole JSON
 * denial block; any other failure blocks with `onFailure` alone; plain text with exit 0 lets the call through).
 * `limit` in milliseconds stands for the time that the client waits.
 */
export function runHook(
  { command, args, blocksOnFailure }: HookEntry,
  {
    message,
    cwd,
    env,
    limit,
  }: {
    readonly message: string;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly limit: number;
  },
): HookAnswer {
  const { status, stdout, stderr } = spawnSync(
    args === undefined ? '/bin/sh' : command,
    args === undefined ? ['-c', command] : [...args],
    {
      cwd,
      input: message,
      encoding: 'utf8',
      timeout: limit,
      killSignal: 'SIGKILL',
      maxBuffer: 64 << 20,
      env: { ...env, CLAUDE_PROJECT_DIR: cwd, CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'doctor' },
    },
  );
  const output = `${stdout ?? ''}${stderr ?? ''}`;
  return { verdict: verdictOf(status, stdout ?? '', blocksOnFailure), output };
}

function verdictOf(status: number | null, stdout: string, blocksOnFailure: boolean): HookAnswer['verdict'] {
  if (status === 2) return 'denied';
  const answer = jsonOf(stdout);
  const output = fieldOf(answer, 'hookSpecificOutput');
  const decision = fieldOf(output, 'permissionDecision');
  if (decision === 'deny' || decision === 'ask' || fieldOf(answer, 'decision') === 'block') return 'denied';
  if (status !== 0) return blocksOnFailure ? 'failed' : 'passed';
  const isRewritten = ['updatedInput', 'updatedToolOutput'].some((each) => fieldOf(output, each) !== undefined);
  return isRewritten ? 'rewritten' : 'passed';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([each]) => each === key)?.[1]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
