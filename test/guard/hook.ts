import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import type { InstalledGuard } from './installed.ts';

export interface HookCall {
  readonly event?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What starts the hook's program: a limit, another user. */
  readonly through?: readonly string[];
}

export interface HookAnswer {
  readonly verdict: 'silent' | 'denied' | 'rewritten' | 'asked';
  readonly reason: string;
  /** In milliseconds. */
  readonly time: number;
}

/** Claude Code gives a hook ten seconds. */
const patience = 9500;

/** Runs the hook that `protect` wrote, with `input` for its message, and reads its answer as the client does. */
export function callHook(guard: InstalledGuard, input: string | Uint8Array, call: HookCall = {}): HookAnswer {
  const { event = 'PreToolUse', cwd = guard.vault, env = guard.env, through = [] } = call;
  const { program, args } = guard.hook(event);
  const [first = program, ...rest] = [...through, program, ...args];
  const started = performance.now();
  const result = spawnSync(first, rest, { cwd, env, input, encoding: 'utf8', timeout: patience, maxBuffer: 1 << 28 });
  return { ...answerOf(result), time: performance.now() - started };
}

function answerOf({ status, stdout, stderr: all, signal }: SpawnSyncReturns<string>): Omit<HookAnswer, 'time'> {
  // What the shell itself says where its folder was deleted, or of a program that was killed.
  const stderr = all.replace(/^(?:sh: .*getcwd.*|Killed|Aborted.*)\n/gm, '');
  assert.equal(signal, null, `it was ended by a signal: ${stderr}`);
  assert.ok(!/^\s+at |node:internal|Error:/m.test(stdout + stderr), stdout + stderr);
  if (status === 2) {
    assert.equal(stdout, '');
    assert.match(stderr, /^Cloister: [^\n]+\.\n$/);
    return { verdict: 'denied', reason: stderr };
  }
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  if (stdout === '') return { verdict: 'silent', reason: '' };
  const answer = JSON.parse(stdout);
  const output = answer.hookSpecificOutput ?? {};
  if (output.updatedInput !== undefined || output.updatedToolOutput !== undefined)
    return { verdict: 'rewritten', reason: '' };
  if (output.permissionDecision === 'ask') return { verdict: 'asked', reason: output.permissionDecisionReason };
  const isDenied = output.permissionDecision === 'deny' || answer.decision === 'block' || answer.continue === false;
  assert.ok(isDenied, stdout);
  const reason: string = output.permissionDecisionReason ?? answer.reason ?? answer.stopReason;
  assert.match(reason, /^Cloister: .{10}/);
  return { verdict: 'denied', reason };
}
