import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ProtectionOptions } from '../../src/agents/claude-code/protection-options.ts';
import { lockFolder } from '../../src/core/policy-edit.ts';
import { changePolicy, makeVault } from '../../src/node/policy-change.ts';
import { compileAgain, protectClaudeCode, protectionOf, unprotectClaudeCode } from '../../src/node/protection.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { editorsNaming, wrapperPath } from '../../src/node/wrapper.ts';
import { makeFolder } from './folder.ts';

const bundles = fileURLToPath(new URL('../../dist', import.meta.url));
const shells = ['sh', 'dash', 'bash', 'busybox'].filter((name) => spawnSync(name, ['--help']).error === undefined);
const client =
  '#!/bin/sh\nfor each in "$0" "$@"; do printf "%s\\n" "[$each]"; done\necho "simple=$CLAUDE_CODE_SIMPLE"\n';

/** A protected home folder whose name is hard to quote, with a client that prints what it is given. */
async function protectedHome(t: TestContext, options: ProtectionOptions = { wrapper: true }) {
  const user = join(makeFolder(t, {}), "it's a $home");
  const put = (name: string, text: string): string => {
    mkdirSync(dirname(join(user, name)), { recursive: true });
    writeFileSync(join(user, name), text);
    chmodSync(join(user, name), 0o755);
    return join(user, name);
  };
  const [onPath, bundled] = [put('path/claude', client), put('.vscode/extensions/claude code/claude', client)];
  const vault = dirname(put('vault/top.md', 'x'));
  const home = join(user, '.cloister');
  const env = { HOME: user, CLOISTER_HOME: home, PATH: '' };
  makeVault(vault, home, 'write');
  const protect = (wanted?: ProtectionOptions) =>
    protectClaudeCode({
      home,
      env,
      bundles,
      runtime: process.execPath,
      electron: false,
      installed: [],
      ...(wanted === undefined ? {} : { options: wanted }),
    });
  await protect(options);
  const wrapper = wrapperPath(home);
  const start = (args: readonly string[], { shell = 'sh', path = dirname(onPath), more = {} } = {}) => {
    const first = shell === 'busybox' ? ['sh', wrapper] : [wrapper];
    const { stdout, stderr, status } = spawnSync(shell, [...first, ...args], {
      cwd: vault,
      encoding: 'utf8',
      env: { HOME: user, PATH: `${path}:/usr/bin:/bin`, ...more },
      input: '',
    });
    return {
      lines: stdout
        .split('\n')
        .filter((line) => line.startsWith('['))
        .map((line) => line.slice(1, -1)),
      out: stdout,
      err: stderr,
      status,
    };
  };
  return {
    user,
    home,
    env,
    vault,
    put,
    protect,
    wrapper,
    start,
    onPath,
    bundled,
    settings: join(home, 'agents/claude-code-settings.json'),
  };
}

test('it starts the client with settings that hold, whichever shell runs it', async (t) => {
  const { start, settings, onPath, bundled, user } = await protectedHome(t);
  for (const shell of shells) {
    const { lines, status } = start(['-p', 'a "b" $c', '', '*'], { shell });
    assert.deepEqual([status, lines], [0, [onPath, '--settings', settings, '-p', 'a "b" $c', '', '*']], shell);
    // As the VS Code extension calls it, for a session and for a subcommand.
    assert.deepEqual(start([bundled, 'plugin', 'list', '--json'], { shell, path: '/nonexistent' }).lines, [
      bundled,
      '--settings',
      settings,
      'plugin',
      'list',
      '--json',
    ]);
  }
  const script = join(user, 'claude-code/cli.js');
  mkdirSync(dirname(script));
  writeFileSync(script, 'console.log(process.argv.slice(2).map((each) => `[${each}]`).join("\\n"))');
  assert.deepEqual(start([process.execPath, script, '-p', 'x']).lines, ['--settings', settings, '-p', 'x']);
  const { disableAllHooks, hooks, permissions } = JSON.parse(readFileSync(settings, 'utf8'));
  assert.equal(disableAllHooks, false);
  assert.equal(Object.keys(hooks).length, 7);
  assert.ok(permissions.deny.length > 3);
});

test('a program that is no client is a prompt; a client in a relative folder is none', async (t) => {
  const { start, settings, onPath, vault, put } = await protectedHome(t);
  assert.deepEqual(start(['/bin/ls']).lines, [onPath, '--settings', settings, '/bin/ls']);
  put('vault/claude', client);
  const none = start(['-p', 'x'], { path: '.:' });
  assert.deepEqual([none.status, none.out], [2, '']);
  assert.match(none.err, /^Cloister: there is no claude on PATH to start\.\n$/);
  assert.ok(existsSync(join(vault, 'claude')));
});

test('a link of its own name on PATH leads to no circle', async (t) => {
  const { start, wrapper, user, onPath } = await protectedHome(t);
  const folder = join(user, 'links');
  mkdirSync(folder);
  symlinkSync(wrapper, join(folder, 'claude'));
  assert.equal(start(['-p', 'x'], { path: `${folder}:${dirname(onPath)}` }).lines[0], onPath);
});

test("a person's own settings go on working beside those that hold", async (t) => {
  const { start, put, home, settings, vault } = await protectedHome(t);
  const own = { model: 'opus', disableAllHooks: true, permissions: { deny: ['WebFetch'] }, hooks: { Stop: [] } };
  put('vault/own.json', JSON.stringify(own));
  for (const args of [
    ['--settings', JSON.stringify(own), '-p', 'x'],
    ['--settings=own.json', '-p', 'x'],
    ['--settings', '/nonexistent', '-p', 'x', '--settings', join(vault, 'own.json')],
  ]) {
    const { lines, status, err } = start(args);
    assert.equal(status, 0, err);
    assert.deepEqual(lines.filter((_, index) => index !== 2).slice(1), ['--settings', '-p', 'x']);
    const merged = JSON.parse(readFileSync(lines[2] ?? '', 'utf8'));
    assert.notEqual(lines[2], settings);
    assert.deepEqual([merged.model, merged.disableAllHooks, merged.hooks.Stop], ['opus', false, []]);
    assert.ok(merged.permissions.deny.includes('WebFetch') && merged.permissions.deny.length > 3);
    assert.equal(merged.hooks.PreToolUse.length, 1);
  }
  // The same settings take one file, however often they are given.
  assert.equal(readdirSync(join(home, 'agents')).filter((name) => name.includes('settings-')).length, 1);
  assert.deepEqual(start(['-p', 'x', '--', '--settings', 'y']).lines.slice(3), ['-p', 'x', '--', '--settings', 'y']);
  for (const [args, expected] of [
    [['--settings'], /needs a file or JSON/],
    [['--settings', 'nope.json'], /There is no settings file nope\.json/],
    [['--settings', '{"a":1,}'], /comments or trailing commas/],
    [['--settings', '{"hooks":[]}'], /"hooks" is no object/],
  ] as const) {
    const { status, out, err } = start(args);
    assert.deepEqual([status, out], [2, ''], err);
    assert.match(err, expected);
  }
});

test('without its settings it starts nothing; a variable that switches hooks off does not count', async (t) => {
  const { start, settings, env, home } = await protectedHome(t);
  const { out, err } = start(['-p', 'x'], { more: { CLAUDE_CODE_SIMPLE: '1' } });
  assert.match(out, /\nsimple=\n$/);
  assert.match(err, /CLAUDE_CODE_SIMPLE is left out/);
  rmSync(settings);
  const gone = start(['-p', 'x']);
  assert.deepEqual([gone.status, gone.out], [2, '']);
  assert.match(gone.err, /run `cloister protect claude-code --wrapper`/i);
  assert.deepEqual(protectionOf({ home, env }).missing, ['the wrapper']);
  await compileAgain({ home, env });
  assert.deepEqual(protectionOf({ home, env }).missing, []);
});

test('it follows the policies, and goes when it is no longer wanted', async (t) => {
  const { vault, home, env, settings, wrapper, protect } = await protectedHome(t);
  const opened = openVaults(home).at(vault);
  assert.ok(opened !== undefined);
  changePolicy(opened, home, (text) => lockFolder(text, 'journal'));
  await compileAgain({ home, env });
  assert.ok(readFileSync(settings, 'utf8').includes('/vault/journal/**)'));
  // Without options those of the last time stay.
  await protect();
  assert.ok(existsSync(wrapper));
  await protect({ wrapper: true, sandbox: true });
  assert.equal(JSON.parse(readFileSync(settings, 'utf8')).sandbox.enabled, true);
  await protect({ sandbox: true });
  assert.ok(!existsSync(wrapper) && !existsSync(settings));
  await protect({ wrapper: true });
  await unprotectClaudeCode({ home, env });
  assert.ok(!existsSync(wrapper) && !existsSync(settings) && !existsSync(join(home, 'agents')));
});

test('where VS Code still names it, it stays as a program that starts Claude Code as it is', async (t) => {
  const { wrapper, home, env, put, start, onPath, bundled } = await protectedHome(t);
  const file = put(
    '.config/Code/User/settings.json',
    `{\n  // mine\n  "claudeCode.claudeProcessWrapper": ${JSON.stringify(wrapper)},\n}\n`,
  );
  assert.deepEqual(editorsNaming(wrapper, env), [file]);
  const { warnings } = await unprotectClaudeCode({ home, env });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /still names .* take "claudeCode\.claudeProcessWrapper" out$/);
  assert.deepEqual(start(['-p', 'x']).lines, [onPath, '-p', 'x']);
  assert.deepEqual(start([bundled, '--version']).lines, [bundled, '--version']);
  writeFileSync(file, '{}');
  assert.deepEqual((await unprotectClaudeCode({ home, env })).warnings, []);
  assert.ok(!existsSync(wrapper));
});
