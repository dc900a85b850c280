import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcherPath } from './guard-install.ts';

/** What came of asking the guard as an agent would. */
export interface GuardCheck {
  readonly what: string;
  readonly isRight: boolean;
}

/** Longest time that an answer may take here, in milliseconds: the agent's own limit. */
const limit = 10_000;

/**
 * Runs the launcher as Claude Code would, on a throw-away vault with a locked canary, and breaks it on purpose. What
 * it decides there is not kept.
 */
export function checkGuard(home: string, env: Readonly<Record<string, string | undefined>>): GuardCheck[] {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-canary-')));
  try {
    mkdirSync(join(root, '.cloister'));
    mkdirSync(join(root, 'locked'));
    writeFileSync(join(root, '.cloister', 'policy.json'), '{ "version": 1, "folders": { "locked": "none" } }');
    writeFileSync(join(root, 'locked', 'canary.md'), 'canary\n');
    writeFileSync(join(root, 'open.md'), 'open\n');
    const ask = (message: string): 'allow' | 'deny' => {
      const { status, stdout } = spawnSync(launcherPath(home), ['claude-code'], {
        cwd: root,
        input: message,
        encoding: 'utf8',
        timeout: limit,
        env: { PATH: env['PATH'], HOME: env['HOME'] },
      });
      return status === 2 || (status === 0 && stdout.includes('"deny"')) ? 'deny' : 'allow';
    };
    const call = (tool: string, input: object): string =>
      JSON.stringify({
        hook_event_name: 'PreToolUse',
        session_id: 'doctor',
        permission_mode: 'default',
        cwd: root,
        tool_name: tool,
        tool_input: input,
      });
    return [
      {
        what: 'a locked note is denied to Read',
        isRight: ask(call('Read', { file_path: join(root, 'locked', 'canary.md') })) === 'deny',
      },
      {
        what: 'a locked note is denied to the shell',
        isRight: ask(call('Bash', { command: 'cat loc*/canary.md' })) === 'deny',
      },
      { what: 'an open note is allowed', isRight: ask(call('Read', { file_path: join(root, 'open.md') })) === 'allow' },
      { what: 'a broken message is denied', isRight: ask('{') === 'deny' },
      {
        what: 'a broken policy locks everything',
        isRight: breakPolicy(root) && ask(call('Read', { file_path: join(root, 'open.md') })) === 'deny',
      },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function breakPolicy(root: string): boolean {
  writeFileSync(join(root, '.cloister', 'policy.json'), '{ "version": 1, "folders": ');
  return true;
}
