import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnownTool, type ToolRequest, toolRequest } from '../../src/agents/claude-code/tools.ts';

/** What client 2.1.330 offered: by default, with its search tools, and with everything that its environment brings. */
const offered =
  'Agent Bash CronCreate CronDelete CronList Edit EnterWorktree ExitWorktree Glob Grep ListAgents Monitor NotebookEdit ' +
  'PowerShell Read ReportFindings ScheduleWakeup SendMessage Skill TaskStop WebFetch WebSearch Workflow Write';

function request(tool: string, input: Readonly<Record<string, unknown>>): ToolRequest {
  const result = toolRequest(tool, input);
  assert.ok(typeof result !== 'string', String(result));
  return result;
}

test('every tool of the client has a judgement of its own', () => {
  assert.deepEqual(
    offered.split(' ').filter((tool) => !isKnownTool(tool)),
    [],
  );
});

test('a tool that is not known is judged by its arguments', () => {
  assert.equal(isKnownTool('FutureTool'), false);
  const { isForeign, guesses } = request('FutureTool', { a: [{ b: 'notes/x.md' }] });
  assert.equal(isForeign, true);
  assert.ok(guesses.includes('notes/x.md'));
});

test('an input that can not be judged is told, not guessed', () => {
  for (const [tool, input] of [
    ['Read', {}],
    ['Read', { file_path: '' }],
    ['Read', { file_path: ['a'] }],
    ['Edit', { file_path: 1 }],
    ['Glob', { path: 'a' }],
    ['Glob', { pattern: '*', path: ['a'] }],
    ['Grep', { pattern: 'x', glob: ['a'] }],
    ['LS', {}],
    ['Bash', { command: ['a'] }],
    ['Bash', { description: 'x' }],
  ] as const)
    assert.equal(typeof toolRequest(tool, input), 'string', `${tool} ${JSON.stringify(input)}`);
});

test('all paths of a call count', () => {
  const { actions } = request('MultiEdit', {
    file_path: '/a',
    edits: [{ file_path: '/b', old_string: 'x', new_string: 'y' }],
  });
  assert.deepEqual(
    actions.map(({ act, path }) => `${act} ${path}`),
    ['write /a', 'write /b'],
  );
});

test('Glob looks where its pattern begins, and no further than it reaches', () => {
  const [action] = request('Glob', { pattern: 'a/b/*.md', path: '/v' }).actions;
  assert.equal(action?.path, '/v/a/b');
  assert.equal(action.leavesOut?.('x.md', false), false);
  assert.equal(action.leavesOut?.('c/x.md', false), true);
  const [deep] = request('Glob', { pattern: '*.md' }).actions;
  assert.equal(deep?.leavesOut?.('c/d/x.md', false), false);
});

test('a command in parts is one command, quoted', () => {
  const { commands } = request('mcp__shell__run', { command: 'sh', args: ['-c', "cat 'a b'"] });
  assert.deepEqual(commands, [{ text: "sh -c 'cat '\\''a b'\\'''", shell: 'bash' }]);
});

test("a skill's arguments may be paths, and its file is looked at", () => {
  const { skill, hints } = request('SlashCommand', { command: '/show a.md b.md' });
  assert.deepEqual(skill, { name: 'show', args: 'a.md b.md' });
  assert.deepEqual(hints, ['a.md', 'b.md']);
});
