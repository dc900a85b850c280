import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { guardHooks } from '../../src/agents/claude-code/hooks.ts';
import { UserError } from '../../src/core/user-error.ts';
import { writeApproval } from '../../src/node/approvals.ts';
import {
  installGuard,
  isGuardInstalled,
  launcherPath,
  removeGuard,
  writeGuardRoots,
} from '../../src/node/guard-install.ts';
import { guardMark } from '../../src/node/launcher-script.ts';
import { childCpuTime } from '../cpu-time.ts';
import { makeFolder } from './folder.ts';
import { shells } from './shells.ts';

/** Stands for the guard: tells how it was called. */
const guard = `${guardMark}
let text = '';
process.stdin.on('data', (piece) => (text += piece)).on('end', () => {
  const { CLOISTER_HOME: home, NODE_OPTIONS: options, ELECTRON_RUN_AS_NODE: electron } = process.env;
  console.log(JSON.stringify({ runs: process.execPath, args: process.argv.slice(2), text, home, options, electron }));
});
`;

/** A folder whose name tries everything, a vault in it, and a guard that `runtime` runs. */
function machine(t: TestContext, { runtime = process.execPath, electron = false } = {}) {
  const base = join(
    makeFolder(t, { 'bundles/guard.cjs': guard, 'bundles/guard-main.cjs': '//', 'bundles/guard-shell.cjs': '//' }),
    `o'x "y" $z \n é`,
  );
  const home = join(base, 'home/.cloister');
  const vault = join(base, "my 'notes' $HOME");
  const other = join(base, 'work/project');
  for (const each of [vault, other, join(vault, 'deep/er'), join(base, 'home')]) mkdirSync(each, { recursive: true });
  writeApproval(home, { id: 'x', roots: [vault, join(base, 'plain')], approved: '{}' });
  const bundles = join(dirname(base), 'bundles');
  const launcher = installGuard({ home, bundles, runtime, electron });
  return { base, home, vault, other, bundles, launcher };
}

interface Call {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: readonly string[];
}

/** Calls the hook as Claude Code does. */
function callHook(launcher: string, { cwd, input = '{}', env = {}, shell = ['/bin/sh'] }: Call) {
  const { args } = guardHooks(launcher, 'exec').PreToolUse.hooks[0] ?? {};
  assert.ok(Array.isArray(args));
  const [program = '', ...options] = shell;
  return runIn(program, [...options, ...args.map(String)], { cwd, input, env });
}

function runIn(program: string, args: readonly string[], { cwd, input = '{}', env = {} }: Call) {
  return spawnSync(program, args, {
    cwd,
    input,
    env: { PATH: '/nonexistent', HOME: '/nonexistent', ...env },
    encoding: 'utf8',
  });
}

function answers({ stdout, status, stderr }: SpawnSyncReturns<string>) {
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

function isDenied({ status, stderr, stdout }: SpawnSyncReturns<string>): boolean {
  assert.equal(stdout, '');
  if (status === 0) {
    assert.equal(stderr, '');
    return false;
  }
  assert.equal(status, 2, stderr);
  assert.match(stderr, /^Cloister: the guard .*cloister protect claude-code`.*\n$/);
  return true;
}

test('the guard and its launcher are written, and not again', (t) => {
  const { home, bundles, launcher } = machine(t);
  assert.equal(launcher, launcherPath(home));
  assert.equal(statSync(launcher).mode & 0o777, 0o755);
  assert.equal(statSync(home).mode & 0o777, 0o700);
  const files = ['guard/guard.cjs', 'guard/guard-shell.cjs', 'guard/roots', 'bin/cloister-guard'];
  const inodes = files.map((each) => statSync(join(home, each)).ino);
  chmodSync(launcher, 0o644);
  installGuard({ home, bundles, runtime: process.execPath, electron: false });
  assert.deepEqual(
    files.map((each) => statSync(join(home, each)).ino),
    inodes,
  );
  assert.equal(statSync(launcher).mode & 0o777, 0o755);
  writeFileSync(join(bundles, 'guard.cjs'), '// new');
  rmSync(join(bundles, 'guard-shell.cjs'));
  installGuard({ home, bundles, runtime: process.execPath, electron: false });
  assert.equal(readFileSync(join(home, 'guard/guard.cjs'), 'utf8'), '// new');
  assert.ok(!existsSync(join(home, 'guard/guard-shell.cjs')));
  assert.ok(isGuardInstalled(home));
  removeGuard(home);
  assert.ok(!isGuardInstalled(home) && !existsSync(join(home, 'bin')) && !existsSync(join(home, 'guard')));
  assert.ok(existsSync(join(home, 'vaults')));
  assert.throws(() => installGuard({ home, bundles: home, runtime: process.execPath, electron: false }), UserError);
});

for (const { command: shell, skip } of shells) {
  test(`${shell.join(' ')}: the guard gets the message and its own folder, whatever the environment says`, {
    skip,
  }, (t) => {
    const { home, other, launcher } = machine(t);
    const env = { NODE_OPTIONS: '--require /nonexistent.js', CLOISTER_HOME: '/elsewhere', ELECTRON_RUN_AS_NODE: '1' };
    const expected = { runs: process.execPath, args: ['claude-code'], text: '{"a":"ü"}', home };
    assert.deepEqual(answers(callHook(launcher, { cwd: other, input: '{"a":"ü"}', env, shell })), expected);
    assert.deepEqual(answers(runIn(launcher, ['claude-code'], { cwd: other, input: '{"a":"ü"}', env })), expected);
  });

  test(`${shell.join(' ')}: without a runtime it denies in known vaults alone`, { skip }, (t) => {
    const { base, home, vault, other, launcher } = machine(t, { runtime: '/gone/node' });
    const denied = (call: Partial<Call>): boolean => {
      const hook = isDenied(callHook(launcher, { cwd: other, shell, ...call }));
      assert.equal(isDenied(runIn(launcher, ['claude-code'], { cwd: other, ...call })), hook);
      return hook;
    };
    const plain = join(base, 'plain');
    mkdirSync(join(plain, 'deep'), { recursive: true });
    mkdirSync(`${plain}-er`);
    assert.ok(!denied({}));
    assert.ok(!denied({ cwd: `${plain}-er` }));
    assert.ok(!denied({ cwd: dirname(dirname(base)) }));
    // A line's end in the path: known by its policy file, which is not there yet.
    assert.ok(!denied({ cwd: join(vault, 'deep/er') }));
    mkdirSync(join(vault, '.cloister'));
    writeFileSync(join(vault, '.cloister/policy.json'), '{}');
    assert.ok(denied({ cwd: vault }));
    assert.ok(denied({ cwd: join(vault, 'deep/er') }));
    assert.ok(denied({ env: { CLAUDE_PROJECT_DIR: join(vault, 'deep') } }));
    assert.ok(!denied({ env: { CLAUDE_PROJECT_DIR: other } }));
    symlinkSync(join(vault, 'deep'), join(base, 'link'));
    assert.ok(denied({ cwd: other, env: { CLAUDE_PROJECT_DIR: join(vault, 'deep/er') } }));
    // The guard itself is gone too.
    rmSync(join(home, 'guard/guard.cjs'));
    assert.ok(denied({ cwd: vault }) && !denied({ cwd: other }));
  });
}

test('without a runtime a known root in the message is enough', (t) => {
  const base = makeFolder(t, { 'bundles/guard.cjs': guard, 'my \'no\\tes\' "x"/a.md': '', 'other/b.md': '' });
  const home = join(base, 'home');
  const vault = join(base, 'my \'no\\tes\' "x"');
  writeApproval(home, { id: 'x', roots: [vault, join(base, 'plain')], approved: '{}' });
  const launcher = installGuard({ home, bundles: join(base, 'bundles'), runtime: '/gone/node', electron: false });
  const cwd = join(base, 'other');
  const denied = (value: unknown, from = cwd): boolean =>
    isDenied(callHook(launcher, { cwd: from, input: JSON.stringify(value) }));
  assert.ok(denied({ tool_input: { file_path: `${vault}/a.md` } }));
  assert.ok(denied({ cwd: join(base, 'plain') }));
  assert.ok(denied({ tool_input: { command: `cat ${base}/plain/a.md` } }));
  assert.ok(!denied({ tool_input: { file_path: `${base}/plainer/a.md` } }));
  assert.ok(!denied({ tool_input: { file_path: `${base}/other/a.md` } }));
  assert.ok(denied({}, vault), 'a vault without its policy file');
  // A shell command or a search above a vault reaches into it; reading another file there does not.
  assert.ok(denied({ tool_name: 'Bash', tool_input: { command: 'grep -r x .' } }, base));
  assert.ok(!denied({ tool_name: 'Read', tool_input: { file_path: '/etc/hosts' } }, base));
  assert.ok(!denied({ tool_name: 'Bash', tool_input: { command: 'ls' } }));
  writeApproval(home, { id: 'y', roots: [cwd], approved: '{}' });
  writeGuardRoots(home);
  assert.ok(denied({}));
});

test('where the recorded runtime is gone another one is found', (t) => {
  const { base, vault, launcher } = machine(t, { runtime: '/gone/node' });
  const path = join(base, 'path');
  mkdirSync(path);
  const link = (at: string): string => {
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, `#!/bin/sh\nexec ${process.execPath} "$@"\n`, { mode: 0o755 });
    return at;
  };
  link(join(path, 'node'));
  assert.deepEqual(answers(callHook(launcher, { cwd: vault, env: { PATH: path } })).args, ['claude-code']);
  // One that is too old, or does nothing, is passed over.
  for (const old of ['echo v16.20.2', 'exit 1', 'echo v1.8.2']) {
    writeFileSync(join(path, 'node'), `#!/bin/sh\n${old}\n`, { mode: 0o755 });
    mkdirSync(join(vault, '.cloister'), { recursive: true });
    writeFileSync(join(vault, '.cloister/policy.json'), '{}');
    assert.ok(isDenied(callHook(launcher, { cwd: vault, env: { PATH: path } })), old);
  }
  const user = join(base, 'us er');
  link(join(user, '.vscode-server/cli/servers/Stable-abc/server/node'));
  const env = { PATH: path, HOME: user };
  assert.deepEqual(answers(callHook(launcher, { cwd: vault, env })).args, ['claude-code']);
});

test('the editor runs as Node', (t) => {
  const base = makeFolder(t, {});
  const editor = join(base, 'co de');
  writeFileSync(editor, `#!/bin/sh\nexec ${process.execPath} "$@"\n`, { mode: 0o755 });
  const { other, launcher } = machine(t, { runtime: editor, electron: true });
  assert.equal(answers(callHook(launcher, { cwd: other })).electron, '1');
});

for (const { command: shell, skip } of shells) {
  test(`${shell.join(' ')}: settings without Cloister: vaults are closed, other projects go on`, { skip }, (t) => {
    const { home, vault, other, launcher } = machine(t);
    mkdirSync(join(vault, '.cloister'));
    writeFileSync(join(vault, '.cloister/policy.json'), '{}');
    rmSync(home, { recursive: true });
    assert.ok(isDenied(callHook(launcher, { cwd: join(vault, 'deep'), shell })));
    assert.ok(isDenied(callHook(launcher, { cwd: other, env: { CLAUDE_PROJECT_DIR: vault }, shell })));
    assert.ok(!isDenied(callHook(launcher, { cwd: other, shell })));
    assert.ok(!isDenied(callHook(launcher, { cwd: '/', shell })));
  });
}

test('the form for older clients works the same, and blocks where the guard fails', (t) => {
  const { home, bundles, vault, other, launcher } = machine(t);
  const call = (cwd: string) => {
    const { command } = guardHooks(launcher, 'shell').PreToolUse.hooks[0] ?? {};
    return runIn('/bin/sh', ['-c', String(command)], { cwd });
  };
  assert.deepEqual(answers(call(other)).args, ['claude-code']);
  mkdirSync(join(vault, '.cloister'));
  writeFileSync(join(vault, '.cloister/policy.json'), '{}');
  for (const failing of ['process.exit(1)', 'throw 1', 'process.kill(process.pid, "SIGKILL")']) {
    writeFileSync(join(bundles, 'guard.cjs'), `${guardMark}\n${failing}`);
    installGuard({ home, bundles, runtime: process.execPath, electron: false });
    assert.equal(call(vault).status, 2, failing);
  }
  rmSync(home, { recursive: true });
  assert.equal(call(other).status, 0);
  assert.equal(call(vault).status, 2);
});

test('what is no guard is not taken for one', (t) => {
  const { home, vault, other, launcher } = machine(t);
  mkdirSync(join(vault, '.cloister'));
  writeFileSync(join(vault, '.cloister/policy.json'), '{}');
  for (const text of ['', '\n', guardMark.slice(0, -1), `${guardMark} `, 'console.log("all is well")']) {
    writeFileSync(join(home, 'guard/guard.cjs'), text);
    assert.ok(isDenied(callHook(launcher, { cwd: vault })), text);
    assert.ok(!isDenied(callHook(launcher, { cwd: other })), text);
  }
});

test('a large message without a runtime is answered in time', (t) => {
  const { other, launcher } = machine(t, { runtime: '/gone/node' });
  const input = 'x'.repeat(20 << 20);
  const took = childCpuTime(() => assert.ok(!isDenied(callHook(launcher, { cwd: other, input }))));
  assert.ok(took < 5000, `${took} ms`);
});
