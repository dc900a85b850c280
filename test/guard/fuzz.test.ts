import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import { guardInput } from '../../src/node/guard/input.ts';
import { runGuard } from '../../src/node/guard/run.ts';
import { type Case, machineFor, partsFor } from './corpus.ts';

const machine = machineFor({ setup: '' } as Case);
const parts = partsFor(machine);
after(() => rmSync(machine.base, { recursive: true, force: true }));

const events = [
  'PreToolUse',
  'PostToolUse',
  'PostToolBatch',
  'UserPromptSubmit',
  'UserPromptExpansion',
  'ConfigChange',
  'SessionStart',
  'Stop',
];
const tools = [
  'Read',
  'Write',
  'Edit',
  'Grep',
  'Glob',
  'Bash',
  'NotebookEdit',
  'Agent',
  'mcp__x__y',
  'Skill',
  'Nobody',
];
const keys = ['file_path', 'path', 'pattern', 'glob', 'type', 'command', 'content', 'edits', 'url', 'skill', 'prompt'];
const locked = join(machine.root, 'journal/x.md');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    locked,
    'journal/x.md',
    '../journal',
    '~',
    '$(',
    "'",
    '`',
    '{a,',
    '[',
    '**',
    '\0',
    '\ud800',
    '__proto__',
  ),
);
const anything = fc.oneof(
  text,
  fc.anything({ maxDepth: 3, key: fc.constantFrom(...keys, '__proto__', 'constructor') }),
);
const input = fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 5 });

const message = fc
  .record(
    {
      hook_event_name: fc.oneof(fc.constantFrom(...events), anything),
      cwd: fc.oneof(fc.constantFrom(machine.root, join(machine.root, 'journal'), machine.base, '/'), anything),
      tool_name: fc.oneof(fc.constantFrom(...tools), anything),
      tool_input: fc.oneof(input, anything),
      tool_response: anything,
      tool_calls: fc.oneof(fc.array(fc.oneof(input, anything), { maxLength: 3 }), anything),
      prompt: anything,
      command_name: anything,
      file_path: anything,
      permission_mode: anything,
      session_id: anything,
      tool_use_id: anything,
    },
    { requiredKeys: [] },
  )
  .map((each) => JSON.stringify(each, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));

/** Damages a text: cuts it, doubles a part, or changes a byte. */
const damaged = fc
  .tuple(message, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom('cut', 'double', 'change'))
  .map(([whole, from, to, byte, how]) => {
    const bytes = Buffer.from(whole);
    const [left, right] = [from % bytes.length, to % bytes.length].sort((one, other) => one - other);
    if (how === 'cut') return bytes.subarray(0, right);
    if (how === 'double') return Buffer.concat([bytes.subarray(0, right), bytes.subarray(left)]);
    bytes[left ?? 0] = byte;
    return bytes;
  });

/** An answer that the client understands: silence, one JSON document, or the exit code that blocks with a reason. */
async function answerOf(bytes: Buffer): Promise<'silent' | 'denied' | 'other'> {
  const { stdout, stderr, exit } = await runGuard(guardInput(bytes), claudeCodeDialect, parts);
  assert.ok(exit === 0 || exit === 2);
  if (exit === 2) {
    assert.equal(stdout, '');
    assert.match(stderr, /^Cloister: .*\n$/s);
    return 'denied';
  }
  assert.equal(stderr, '');
  if (stdout === '') return 'silent';
  const answer = JSON.parse(stdout);
  const { permissionDecision } = answer.hookSpecificOutput ?? {};
  assert.ok(permissionDecision === undefined || ['deny', 'ask'].includes(permissionDecision), stdout);
  return permissionDecision === 'deny' || answer.decision === 'block' ? 'denied' : 'other';
}

test('whatever comes, the dialect says what it is or what is wrong with it', () => {
  fc.assert(
    fc.property(fc.oneof(message, fc.string({ unit: 'binary' }), fc.json()), (each) => {
      const parsed = claudeCodeDialect.parse(each);
      assert.ok(parsed.ok ? parsed.value.cwd.startsWith('/') : parsed.problem.length > 0);
    }),
    { numRuns: 5000 },
  );
});

test('whatever comes, the answer is one that the client understands', async () => {
  const bytes = fc.oneof(
    message.map((each) => Buffer.from(each)),
    damaged,
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (each) => {
      await answerOf(each);
    }),
    { numRuns: 4000 },
  );
});

test('a bad message that names the vault is denied, wherever the agent is', async () => {
  const parsesNot = damaged.filter((each) => {
    const { text: read = '', problem } = guardInput(each);
    return (problem !== undefined || !claudeCodeDialect.parse(read).ok) && read.includes(machine.root);
  });
  await fc.assert(
    fc.asyncProperty(parsesNot, async (each) => {
      assert.equal(await answerOf(each), 'denied');
      const far = { ...parts, cwd: '/' };
      const { exit } = await runGuard(guardInput(each), claudeCodeDialect, far);
      assert.equal(exit, 2);
    }),
    { numRuns: 300 },
  );
});
