import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import type { Decision } from '../../src/core/decision.ts';

type Fields = Readonly<Record<string, unknown>>;

const common = { session_id: 's', cwd: '/v', permission_mode: 'default', tool_use_id: 'toolu_1' };
const before = { ...common, hook_event_name: 'PreToolUse', tool_name: 'Read', tool_input: { file_path: '/v/a.md' } };

function parsed(fields: Fields) {
  const result = claudeCodeDialect.parse(JSON.stringify(fields));
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result.value;
}

function answer(fields: Fields, decision: Decision, notice?: string) {
  const { stdout, exit, stderr } = claudeCodeDialect.reply(parsed(fields), decision, notice);
  assert.equal(exit, 0);
  assert.equal(stderr, '');
  return stdout === '' ? undefined : JSON.parse(stdout);
}

const deny: Decision = { verdict: 'deny', reason: { id: 'locked', what: 'journal' } };
const ask: Decision = { verdict: 'ask', reason: { id: 'unresolved', what: '$x' } };

describe('a message', () => {
  test('of every event is understood', () => {
    const events: readonly [Fields, string][] = [
      [before, 'before-tool'],
      [{ ...before, hook_event_name: 'PostToolUse', tool_response: { stdout: '' } }, 'after-tool'],
      [{ ...common, hook_event_name: 'PostToolBatch', tool_calls: [] }, 'after-batch'],
      [{ ...common, hook_event_name: 'UserPromptSubmit', prompt: 'x' }, 'prompt'],
      [{ ...common, hook_event_name: 'UserPromptExpansion', prompt: '/x', command_name: 'x' }, 'prompt'],
      [
        { ...common, hook_event_name: 'ConfigChange', source: 'user_settings', file_path: '/s.json' },
        'settings-change',
      ],
      [{ ...common, hook_event_name: 'SessionStart', source: 'startup' }, 'start'],
      [{ ...common, hook_event_name: 'Notification' }, 'other'],
    ];
    for (const [fields, kind] of events) assert.equal(parsed(fields).event.kind, kind);
  });

  test('of a batch names the calls with their input', () => {
    const { event } = parsed({
      ...common,
      hook_event_name: 'PostToolBatch',
      tool_calls: [
        { tool_name: 'Read', tool_input: { file_path: '/v/a.md' }, tool_use_id: 't', tool_response: 'x' },
        1,
      ],
    });
    assert.deepEqual(event, {
      kind: 'after-batch',
      calls: [{ tool: 'Read', input: { file_path: '/v/a.md' }, call: 't', result: 'x' }],
    });
  });

  test('with a byte order mark is understood', () => {
    assert.ok(claudeCodeDialect.parse(`\uFEFF${JSON.stringify(before)}`).ok);
  });

  test('that lacks something is a problem, never a guess', () => {
    const { tool_name, tool_input, cwd, hook_event_name, ...rest } = before;
    for (const fields of [
      rest,
      { ...rest, hook_event_name, cwd },
      { ...rest, hook_event_name, cwd, tool_name },
      { ...rest, hook_event_name, cwd, tool_name, tool_input: 'x' },
      { ...rest, hook_event_name, cwd, tool_name: 7, tool_input },
      { ...rest, hook_event_name, cwd: 'relative', tool_name, tool_input },
      { ...rest, hook_event_name, tool_name, tool_input },
      { ...common, hook_event_name: 'PostToolBatch' },
      { ...common, hook_event_name: 'UserPromptSubmit', prompt: ['x'] },
    ])
      assert.equal(claudeCodeDialect.parse(JSON.stringify(fields)).ok, false, JSON.stringify(fields));
    for (const text of ['', 'null', '[]', '1', '"x"', '{', '{}{}'])
      assert.equal(claudeCodeDialect.parse(text).ok, false, text);
  });

  test('with a key twice is a problem: another reader may take the other one', () => {
    const text = JSON.stringify(before);
    for (const twice of [
      text.replace('{"file_path"', '{"file_path":"/v/b.md","file_path"'),
      text.replace('{"file_path"', '{"file\\u005fpath":"/v/b.md","file_path"'),
      text.replace('"cwd"', '"cwd":"/elsewhere","cwd"'),
    ])
      assert.equal(claudeCodeDialect.parse(twice).ok, false, twice);
  });

  test('that is nested without end is a problem', () => {
    const text = JSON.stringify(before).replace('"/v/a.md"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    assert.equal(claudeCodeDialect.parse(text).ok, false);
  });

  test('tells whether anybody can be asked', () => {
    const unattended = ['bypassPermissions', 'dontAsk', 'auto', 'something-new', undefined];
    for (const mode of unattended) assert.equal(parsed({ ...before, permission_mode: mode }).isUnattended, true, mode);
    for (const mode of ['default', 'acceptEdits', 'plan'])
      assert.equal(parsed({ ...before, permission_mode: mode }).isUnattended, false, mode);
  });
});

describe('an answer', () => {
  test('says nothing where something is allowed', () => {
    assert.equal(answer(before, { verdict: 'allow' }), undefined);
    assert.equal(answer(before, { verdict: 'redact' }), undefined);
  });

  test('before a tool denies, or asks where somebody is there', () => {
    const verdict = (fields: Fields, decision: Decision) =>
      answer(fields, decision).hookSpecificOutput.permissionDecision;
    assert.equal(verdict(before, deny), 'deny');
    assert.equal(verdict(before, ask), 'ask');
    assert.equal(verdict({ ...before, permission_mode: 'bypassPermissions' }, ask), 'deny');
    assert.match(answer(before, deny).hookSpecificOutput.permissionDecisionReason, /^Cloister: journal is locked/);
  });

  test('before a tool rewrites its input without permitting it', () => {
    const { hookSpecificOutput } = answer(before, { verdict: 'rewrite', input: { file_path: '/v/b.md' } });
    assert.deepEqual(hookSpecificOutput, { hookEventName: 'PreToolUse', updatedInput: { file_path: '/v/b.md' } });
  });

  test('after a tool replaces its result, or ends the run', () => {
    const after = { ...before, hook_event_name: 'PostToolUse', tool_response: { stdout: 'x' } };
    assert.deepEqual(answer(after, { verdict: 'rewrite', input: { result: { stdout: 'y' } } }).hookSpecificOutput, {
      hookEventName: 'PostToolUse',
      updatedToolOutput: { stdout: 'y' },
    });
    for (const event of ['PostToolUse', 'PostToolBatch']) {
      const stopped = answer({ ...after, tool_calls: [], hook_event_name: event }, deny);
      assert.equal(stopped.continue, false);
      assert.equal(stopped.decision, 'block');
    }
  });

  test('to a prompt blocks it without printing it back', () => {
    const blocked = answer({ ...common, hook_event_name: 'UserPromptSubmit', prompt: 'x' }, deny);
    assert.equal(blocked.decision, 'block');
    assert.equal(blocked.hookSpecificOutput.suppressOriginalPrompt, true);
  });

  test('to changed settings keeps the old ones', () => {
    const fields = { ...common, hook_event_name: 'ConfigChange', source: 'user_settings', file_path: '/s.json' };
    assert.equal(answer(fields, deny).decision, 'block');
    assert.equal(answer(fields, { verdict: 'allow' }), undefined);
  });

  test('to a start may tell the person something', () => {
    const fields = { ...common, hook_event_name: 'SessionStart' };
    assert.deepEqual(answer(fields, { verdict: 'allow' }, 'put back'), { systemMessage: 'put back' });
  });
});
