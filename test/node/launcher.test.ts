import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { callHook, type HookCall } from '../guard/hook.ts';
import { type InstalledGuard, installBuiltGuard, toolMessage } from '../guard/installed.ts';
import { makeFolder } from './folder.ts';
import { shells } from './shells.ts';

const policy = JSON.stringify({ version: 1, id: 'test-vault', folders: { locked: 'none' } });
const files = { 'open/a.md': 'an open note\n', 'locked/x.md': 'a locked note\n' };

/** The real guard, and the hook of the settings file, where the Node that was there at `protect` lies at `runtime`. */
function machine(t: TestContext, at = 'runtime/node', name = 'base') {
  const base = join(makeFolder(t, {}), name);
  const runtime = join(base, at);
  putNode(runtime);
  return { runtime, guard: installBuiltGuard(base, { policy, files, runtime }) };
}

function putNode(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    linkSync(process.execPath, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    copyFileSync(process.execPath, path);
  }
}

function putProgram(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, text, { mode: 0o755 });
}

const nowhere = '/nonexistent/bin';
/** The Node of the tests may lie in a project's packages, where the launcher does not take one from. */
const nodeFolder = mkdtempSync(join(tmpdir(), 'cloister-node-'));
putNode(join(nodeFolder, 'node'));
after(() => rmSync(nodeFolder, { recursive: true, force: true }));
const ask = (guard: InstalledGuard, path: string, { env = {}, ...call }: HookCall = {}) =>
  callHook(guard, toolMessage(guard.vault, 'Read', { file_path: join(guard.vault, path) }), {
    ...call,
    env: { HOME: guard.user, PATH: nowhere, ...env },
  });

/** The guard runs: it tells open notes from locked ones. */
function runs(guard: InstalledGuard, call: HookCall = {}): void {
  assert.equal(ask(guard, 'open/a.md', call).verdict, 'silent');
  assert.match(ask(guard, 'locked/x.md', call).reason, /locked is locked from agents/);
}

/** Nothing runs the guard: the vault is closed, and work elsewhere goes on. */
function isClosed(guard: InstalledGuard, call: HookCall = {}): void {
  for (const path of ['open/a.md', 'locked/x.md'])
    assert.match(ask(guard, path, call).reason, /Ask the person to .*cloister protect claude-code/);
  const { outside } = guard;
  const message = toolMessage(outside, 'Read', { file_path: join(outside, 'a.txt') });
  const env = { HOME: guard.user, PATH: nowhere, ...call.env };
  assert.equal(callHook(guard, message, { ...call, env, cwd: outside }).verdict, 'silent');
}

test('Node was removed', (t) => {
  const { guard, runtime } = machine(t);
  runs(guard);
  rmSync(runtime);
  isClosed(guard);
  isClosed(guard, { env: { PATH: '' } });
  const project = { CLAUDE_PROJECT_DIR: guard.vault };
  assert.equal(ask(guard, 'open/a.md', { cwd: guard.outside, env: project }).verdict, 'denied');
  // Another one on PATH takes over.
  runs(guard, { env: { PATH: `${nowhere}:${nodeFolder}` } });
});

test('VS Code was updated', (t) => {
  const servers = 'user/.vscode-server/cli/servers';
  const { guard, runtime } = machine(t, `${servers}/Stable-old/server/node`);
  runs(guard);
  rmSync(dirname(dirname(runtime)), { recursive: true });
  isClosed(guard);
  putNode(join(guard.base, servers, 'Stable-new/server/node'));
  runs(guard);
});

test('settings came to a machine without Cloister', (t) => {
  const { guard } = machine(t);
  const { program, args } = guard.hook('PreToolUse');
  const elsewhere = args.map((each) => each.replace(guard.home, '/nonexistent/home/.cloister'));
  assert.notDeepEqual(elsewhere, args);
  const moved: InstalledGuard = { ...guard, hook: () => ({ program, args: elsewhere }) };
  isClosed(moved);
  isClosed(moved, { env: { PATH: nodeFolder } });
});

test("Cloister's own folder was deleted", (t) => {
  const { guard } = machine(t);
  renameSync(guard.home, `${guard.home}.aside`);
  isClosed(guard);
  // Without its policy file a vault is a folder like any other then.
  rmSync(join(guard.vault, '.cloister'), { recursive: true });
  assert.equal(ask(guard, 'locked/x.md').verdict, 'silent');
});

test('a recorded runtime that is broken is passed over', (t) => {
  const { guard, runtime } = machine(t);
  const isPassedOver = (): void => {
    isClosed(guard);
    runs(guard, { env: { PATH: nodeFolder } });
  };
  for (const line of ['exit 1', 'exit 127', 'exit 134', 'kill -9 $$', 'kill -6 $$']) {
    putProgram(runtime, `#!/bin/sh\n${line}\n`);
    isPassedOver();
  }
  rmSync(runtime);
  mkdirSync(runtime);
  isPassedOver();
  rmSync(runtime, { recursive: true });
  writeFileSync(runtime, '', { mode: 0o644 });
  isPassedOver();
});

test('what a broken runtime took in is not taken for nothing', (t) => {
  const { guard, runtime } = machine(t);
  putProgram(runtime, '#!/bin/sh\n/bin/cat >/dev/null\nexit 1\n');
  // The message names the vault, which nobody can see any more.
  const cwd = guard.outside;
  assert.equal(ask(guard, 'locked/x.md', { cwd }).verdict, 'denied');
  assert.equal(ask(guard, 'locked/x.md', { cwd, env: { PATH: nodeFolder } }).verdict, 'denied');
});

test('nothing in a project is run in place of Node', (t) => {
  const { guard, runtime } = machine(t);
  rmSync(runtime);
  const { vault, outside } = guard;
  const trace = join(guard.base, 'trace');
  const trap = `#!/bin/sh\n: >'${trace}'\necho v22.0.0\n`;
  for (const place of ['node', 'bin/node', 'node_modules/.bin/node']) putProgram(join(vault, place), trap);
  putProgram(join(outside, 'node_modules/.bin/node'), trap);
  const relative = ['.', '', ':', '.:', 'bin', './bin', 'node_modules/.bin'];
  const absolute = [vault, `${vault}/bin`, `${vault}/node_modules/.bin`, `${outside}/node_modules/.bin`];
  for (const path of [...relative, ...absolute]) {
    isClosed(guard, { env: { PATH: path } });
    // From elsewhere, too: the vault's folders may stand in anybody's PATH.
    assert.equal(ask(guard, 'locked/x.md', { cwd: outside, env: { PATH: path } }).verdict, 'denied');
    runs(guard, { env: { PATH: `${path}:${nodeFolder}` } });
  }
  assert.ok(!existsSync(trace));
});

for (const { command, skip } of shells) {
  test(`${command.join(' ')}: names with spaces, quotes, lines' ends and other scripts`, { skip }, (t) => {
    const { guard, runtime } = machine(t, 'run time/node', `o'x "y" $(z) \\ \`a\` é 日本 \n !`);
    const { args } = guard.hook('PreToolUse');
    const [program = '', ...options] = command;
    const as: InstalledGuard = { ...guard, hook: () => ({ program, args: [...options, ...args] }) };
    runs(as);
    runs(as, { env: { CLAUDE_PROJECT_DIR: guard.vault } });
    assert.match(ask(as, 'locked/x.md', { cwd: guard.outside }).reason, /locked is locked/);
    rmSync(runtime);
    isClosed(as);
    runs(as, { env: { PATH: `.:${nodeFolder}` } });
  });
}

test('the hook stays the same when the guard is installed again', (t) => {
  const { guard } = machine(t);
  const settings = join(guard.user, '.claude/settings.json');
  const before = readFileSync(settings, 'utf8');
  installBuiltGuard(guard.base, { policy, files });
  assert.equal(readFileSync(settings, 'utf8'), before);
  runs(guard);
});
