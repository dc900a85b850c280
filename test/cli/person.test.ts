import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentOfProcess, agentVariable } from '../../src/core/agent-processes.ts';
import { ancestorProcesses } from '../../src/node/process-tree.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

const loosening = [
  ['unlock', 'journal'],
  ['allow', 'journal'],
  ['allow', 'journal', '--for', '1h'],
  ['access', 'journal', 'read'],
  ['access', 'journal', 'write', '--agent', 'claude-code'],
  ['access', 'journal', 'none', '--for', '1h'],
  ['approve', '--yes'],
];

test('nothing is loosened under an agent, nor without a terminal', async (t) => {
  const { cwd, home, cloister, policyText } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  const before = policyText();
  for (const argv of loosening) {
    const agent = await run(argv, { cwd, home, env: { CLAUDECODE: '1' } });
    assert.deepEqual([agent.code, agent.out], [2, '']);
    assert.match(agent.err, /is refused: an agent runs it \(CLAUDECODE is set\)\n {2}Only a person/);
    const script = await run(argv, { cwd, home, isPerson: false });
    assert.deepEqual([script.code, script.out], [2, '']);
    assert.match(script.err, /needs an interactive terminal/);
  }
  // Neither a flag nor a variable stands for a person.
  for (const env of [{ CLOISTER_IS_PERSON: '1' }, { CI: '1' }])
    assert.equal((await run(['unlock', 'journal'], { cwd, home, isPerson: false, env })).code, 2);
  assert.equal(policyText(), before);
});

test('tightening and asking need nobody', async (t) => {
  const { cwd, home } = await makeVaultFolder(t);
  const env = { CLAUDECODE: '1' };
  for (const argv of [
    ['lock', 'journal'],
    ['access', 'projects', 'read'],
    ['access', 'projects', 'none', '--agent', 'codex'],
    ['status', '--no-scan'],
    ['see'],
    ['why', 'journal'],
    ['log'],
    ['baseline', 'list'],
    ['baseline', 'prune'],
  ])
    assert.equal((await run(argv, { cwd, home, env, isPerson: false })).code, 0, argv.join(' '));
});

test('a level that rises for anybody is a loosening, though it falls for others', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  await cloister('access', 'journal', 'none', '--agent', 'codex');
  const { code, err } = await run(['access', 'journal', 'read'], { cwd, home, isPerson: false });
  assert.equal(code, 2);
  assert.match(err, /`cloister access read` is refused/);
});

test('markers of agents in the environment', () => {
  assert.equal(agentVariable({ PATH: '/bin', CODEX_SANDBOX: 'seatbelt' }), 'CODEX_SANDBOX');
  assert.equal(agentVariable({ OPENCLAW_SESSION: 'x' }), 'OPENCLAW_SESSION');
  assert.equal(
    agentVariable({ CLAUDECODE: '', CLAUDE_CONFIG_DIR: '/x', CLAUDE_CODE_SSE_PORT: '1', GEMINI_API_KEY: 'k' }),
    undefined,
  );
});

test('agents among processes, by name, program or script', () => {
  const agents: [string, string[]][] = [
    ['claude', ['claude']],
    ['MainThread', ['/home/me/.local/bin/claude', '--resume']],
    ['node', ['node', '--no-warnings', '/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js']],
    ['node', ['/usr/bin/node', '/usr/local/bin/gemini']],
    ['codex-x86_64-un', ['/opt/codex-x86_64-unknown-linux-musl']],
    ['claude', ['/home/me/.vscode/extensions/anthropic.claude-code-2.1.295/resources/native-binary/claude']],
    ['Claude', ['/Applications/Claude.app/Contents/MacOS/Claude']],
    ['cursor-agent', ['cursor-agent']],
    ['node.exe', ['C:\\x\\node.exe', 'C:\\x\\node_modules\\@openai\\codex\\bin\\codex.js']],
  ];
  for (const [name, args] of agents) assert.notEqual(agentOfProcess({ name, args }), undefined, args.join(' '));
  const others: [string, string[]][] = [
    ['bash', ['-bash']],
    ['code', ['/usr/share/code/code', '/home/me/claude']],
    ['cursor', ['/opt/cursor/cursor']],
    ['vim', ['vim', 'claude.md']],
    ['node', ['node', 'server.js', 'claude']],
    ['tmux: server', ['tmux', 'new', '-s', 'claude']],
    ['systemd', []],
  ];
  for (const [name, args] of others) assert.equal(agentOfProcess({ name, args }), undefined, args.join(' '));
});

test('the processes above this one', { skip: process.platform !== 'linux' }, () => {
  const [parent] = ancestorProcesses();
  assert.ok(parent !== undefined && parent.name !== '');
});
