import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { launcherPath } from '../../src/node/guard-install.ts';
import { withCrc } from '../detect/rules/making.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

/** A vault whose folder `journal` is locked, asked as an agent asks; `asLaunched` asks the installed guard the same. */
async function guarded(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const { cwd, home, cloister } = await makeVaultFolder(t, files);
  await cloister('lock', 'journal', '--no-protect');
  await cloister('protect', 'claude-code');
  const message = (tool: string, input: object, more: object = {}): string =>
    JSON.stringify({
      session_id: 's',
      permission_mode: 'default',
      cwd,
      hook_event_name: 'PreToolUse',
      tool_name: tool,
      tool_input: input,
      ...more,
    });
  const ask = (input: string, from = cwd) => run(['guard', 'claude-code'], { cwd: from, home, input });
  const asLaunched = (input: string, from = cwd) => {
    const env = { HOME: home, PATH: process.env['PATH'] ?? '' };
    const options = { cwd: from, env, input, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(launcherPath(home), ['claude-code'], options);
    return { code: status, out: stdout, err: stderr };
  };
  return { cwd, home, message, ask, asLaunched };
}

const hookAnswer = (out: string): { permissionDecision?: string; permissionDecisionReason?: string } =>
  JSON.parse(out).hookSpecificOutput;

test('answers as the agent would be answered', async (t) => {
  const { cwd, home, message, ask } = await guarded(t);
  const denied = await ask(message('Read', { file_path: join(cwd, 'journal/a.md') }));
  assert.deepEqual([denied.code, denied.err], [0, '']);
  assert.equal(hookAnswer(denied.out).permissionDecision, 'deny');
  assert.match(hookAnswer(denied.out).permissionDecisionReason ?? '', /journal/);
  assert.doesNotMatch(denied.out, /dear diary/);
  assert.deepEqual(await ask(message('Read', { file_path: join(cwd, 'top.md') })), { code: 0, out: '', err: '' });
  assert.equal(hookAnswer((await ask(message('Bash', { command: 'cat jour*/a.md' }))).out).permissionDecision, 'deny');
  const log = readFileSync(join(home, 'log/decisions.jsonl'), 'utf8');
  assert.deepEqual(
    log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).decision),
    ['deny', 'allow', 'deny'],
  );
  assert.doesNotMatch(log, /dear diary/);
});

test('a message that can not be understood is blocked in a vault, and no business elsewhere', async (t) => {
  const { cwd, ask } = await guarded(t);
  const elsewhere = makeFolder(t, {});
  for (const input of ['', '{', 'null', '[]', '{"hook_event_name":"PreToolUse"}', '['.repeat(10_000)]) {
    const { code, out, err } = await ask(input);
    assert.deepEqual([code, out], [2, ''], input.slice(0, 20));
    assert.match(err, /^Cloister: .+\n$/);
    assert.doesNotMatch(err, /\n +at /);
  }
  const broken = JSON.stringify({ cwd: elsewhere, hook_event_name: 'PreToolUse', tool_name: 'Read' });
  assert.deepEqual(await ask(broken, elsewhere), { code: 0, out: '', err: '' });
  assert.equal((await ask(broken.replace(elsewhere, cwd), elsewhere)).code, 2);
});

test('no opinion outside of vaults, and no line in the log', async (t) => {
  const { home, message, ask } = await guarded(t);
  const elsewhere = makeFolder(t, { 'a.md': 'x' });
  const input = message('Read', { file_path: join(elsewhere, 'a.md') }, { cwd: elsewhere });
  assert.deepEqual(await ask(input, elsewhere), { code: 0, out: '', err: '' });
  assert.ok(!existsSync(join(home, 'log/decisions.jsonl')));
});

test('it is the very code of the installed guard: the same answers, message by message', async (t) => {
  const token = withCrc('ghp_', 36);
  const { cwd, message, ask, asLaunched } = await guarded(t, { 'keys.md': `token: ${token}\n` });
  const response = {
    type: 'text',
    file: { filePath: join(cwd, 'keys.md'), content: `token: ${token}\n`, numLines: 1, startLine: 1, totalLines: 1 },
  };
  const messages = [
    message('Read', { file_path: join(cwd, 'journal/a.md') }),
    message('Read', { file_path: join(cwd, 'top.md') }),
    message('Bash', { command: 'grep -r x .' }),
    message('Bash', { command: 'echo "unclosed' }),
    message('Grep', { pattern: 'x' }),
    message('Write', { file_path: join(cwd, '.cloister/policy.json'), content: '{}' }),
    message('mcp__x__read', { path: 'journal/a.md' }),
    message('Read', { file_path: join(cwd, 'keys.md') }, { hook_event_name: 'PostToolUse', tool_response: response }),
    JSON.stringify({ cwd, hook_event_name: 'UserPromptSubmit', prompt: 'see @journal/a.md' }),
    JSON.stringify({ cwd, hook_event_name: 'UserPromptSubmit', prompt: `use ${token}`, session_id: 'q' }),
    '{',
  ];
  for (const input of messages) {
    const answer = await ask(input);
    // A prompt with a secret that is sent once more is the person's wish: each way is asked for the first time.
    const again = input.includes('use ghp_') ? input.replace('use ', 'use  ') : input;
    assert.deepEqual(asLaunched(again), answer, input.replaceAll(token, '…').slice(0, 120));
    assert.ok(!answer.out.includes(token) && !answer.err.includes(token));
  }
});

test('a broken policy locks everything; an agent that is not known is refused', async (t) => {
  const { cwd, home, message, ask } = await guarded(t);
  writeFileSync(join(cwd, '.cloister/policy.json'), '{');
  assert.equal(
    hookAnswer((await ask(message('Read', { file_path: join(cwd, 'top.md') }))).out).permissionDecision,
    'deny',
  );
  for (const argv of [[], ['codex'], ['claude-code', 'x']])
    assert.equal((await run(['guard', ...argv], { cwd, home })).code, 2);
  assert.match((await run(['guard', '--help'])).out, /^Usage: cloister guard claude-code/);
});
