import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

/** A Claude Code on PATH that tells this version. */
function clientOf(folder: string, version: string): Readonly<Record<string, string>> {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const path = join(folder, 'bin', 'claude');
  writeFileSync(path, `#!/bin/sh\necho "${version} (Claude Code)"\n`);
  chmodSync(path, 0o755);
  return { PATH: `${join(folder, 'bin')}:${process.env['PATH']}` };
}

test('protects, says so, and does nothing the second time', async (t) => {
  const { cwd, home } = await makeVaultFolder(t);
  const env = clientOf(makeFolder(t, {}), '2.1.330');
  const settings = join(home, '.claude/settings.json');
  const first = await run(['protect', 'claude-code'], { cwd, home, env });
  assert.deepEqual([first.code, first.err], [0, '']);
  assert.equal(first.out.split('\n')[0], `Claude Code is held to 1 vault now: ${settings}`);
  const text = readFileSync(settings, 'utf8');
  const second = await run(['protect', 'claude-code'], { cwd, home, env });
  assert.equal(second.out, `Claude Code was protected already: ${settings}\n`);
  assert.equal(readFileSync(settings, 'utf8'), text);
});

test('tells what is missing: a client, a vault, a version that blocks', async (t) => {
  const home = makeFolder(t, {});
  const bare = await run(['protect', 'claude-code'], { home });
  assert.match(bare.err, /Claude Code was not found on this machine/);
  assert.match(bare.err, /there is no vault yet/);
  const old = await run(['protect', 'claude-code'], { home, env: clientOf(makeFolder(t, {}), '2.1.100') });
  assert.match(old.err, /is 2\.1\.100\. Before 2\.1\.295 a hook that hangs/);
  const hook = JSON.parse(readFileSync(join(home, '.claude/settings.json'), 'utf8')).hooks.PreToolUse[0].hooks[0];
  assert.equal(hook.args, undefined);
});

test('options are written, told, and not taken away by an agent', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  const settings = () => JSON.parse(readFileSync(join(home, '.claude/settings.json'), 'utf8'));
  const { out } = await cloister('protect', 'claude-code', '--sandbox', '--no-bypass', '--no-skill-shell', '--wrapper');
  assert.ok(
    out.includes(`"claudeCode.claudeProcessWrapper": "${home}/.cloister/`) ||
      out.includes(`${home}/bin/cloister-claude`),
  );
  assert.match(out, /alias claude=\S+\/bin\/cloister-claude\n$/);
  assert.equal(settings().sandbox.enabled, true);
  assert.equal(settings().permissions.disableBypassPermissionsMode, 'disable');
  assert.equal(settings().disableSkillShellExecution, true);
  assert.match(out, /\nOptions that are on: sandbox, no-bypass, no-skill-shell, wrapper\n/);
  const before = settings();
  for (const argv of [
    ...['sandbox', 'no-bypass', 'no-skill-shell', 'wrapper'].map((each) => ['--without', each]),
    ['--keep-git'],
  ]) {
    const { code, err } = await run(['protect', 'claude-code', ...argv], { cwd, home, env: { CLAUDECODE: '1' } });
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /`cloister protect` is refused: an agent runs it/);
  }
  // Any of them again, or none: nothing gets weaker, so an agent may.
  for (const argv of [[], ['--sandbox'], ['--wrapper', '--no-bypass']]) {
    const { code } = await run(['protect', 'claude-code', ...argv], { cwd, home, env: { CLAUDECODE: '1' } });
    assert.equal(code, 0, argv.join(' '));
    assert.deepEqual(settings(), before);
    assert.ok(existsSync(join(home, 'bin/cloister-claude')));
  }
});

test('options add up, and each is taken away by its name', async (t) => {
  const { home, cloister } = await makeVaultFolder(t);
  const settings = () => JSON.parse(readFileSync(join(home, '.claude/settings.json'), 'utf8'));
  const protect = (...argv: string[]) => cloister('protect', 'claude-code', ...argv);
  await protect('--wrapper', '--no-bypass');
  const more = await protect('--sandbox', '--keep-git');
  assert.match(more.out, /\nOptions that are on: sandbox, keep-git, no-bypass, wrapper\n$/);
  assert.equal(settings().permissions.disableBypassPermissionsMode, 'disable');
  assert.equal(settings().sandbox.enabled, true);
  const less = await protect('--without', 'wrapper', '--without', 'sandbox', '--no-skill-shell');
  assert.match(
    less.out,
    /\nOptions that are on: no-bypass, no-skill-shell\nSwitched off: sandbox, keep-git, wrapper\n$/,
  );
  assert.equal(settings().sandbox, undefined);
  assert.ok(!existsSync(join(home, 'bin/cloister-claude')));
  assert.equal(settings().disableSkillShellExecution, true);
  // What is off already stays so, and is not said to have been on.
  assert.doesNotMatch((await protect('--without', 'sandbox')).out, /Switched off/);
  for (const [argv, expected] of [
    [['--sandbox', '--without', 'sandbox'], /--sandbox and --without sandbox say the opposite/],
    [['--without', 'guard'], /--without can not be "guard"\n.*sandbox, keep-git, no-bypass, no-skill-shell, wrapper/],
    [['--keep-git'], /--keep-git is about the sandbox/],
  ] as const) {
    const { code, err } = await protect(...argv);
    assert.equal(code, 2);
    assert.match(err, expected);
  }
  assert.match((await protect()).out, /protected already: .*\nOptions that are on: no-bypass, no-skill-shell\n$/);
});

test('settings that Claude Code would not read are refused, and left as they are', async (t) => {
  const { home, cloister } = await makeVaultFolder(t, {});
  mkdirSync(join(home, '.claude'));
  const settings = join(home, '.claude/settings.json');
  for (const text of ['{ // mine\n}', '{"a":1,}', '{', '[]']) {
    writeFileSync(settings, text);
    const { code, out, err } = await cloister('protect', 'claude-code');
    assert.deepEqual([code, out], [2, ''], text);
    assert.match(err, /^error: .*settings.*\n {2}.*nothing was written\.\n$/);
    assert.equal(readFileSync(settings, 'utf8'), text);
    assert.ok(!existsSync(join(home, 'guard')));
  }
});

test('unprotect takes it back; only a person may', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  assert.equal((await cloister('unprotect', 'claude-code')).out, 'Claude Code was not protected.\n');
  await cloister('protect', 'claude-code', '--wrapper');
  const settings = join(home, '.claude/settings.json');
  const text = readFileSync(settings, 'utf8');
  for (const more of [{ env: { CLAUDECODE: '1' } }, { isPerson: false }]) {
    assert.equal((await run(['unprotect', 'claude-code'], { cwd, home, ...more })).code, 2);
    assert.equal(readFileSync(settings, 'utf8'), text);
  }
  assert.match((await cloister('unprotect', 'claude-code')).out, /^Claude Code is no longer held to your policies\./);
  assert.ok(!existsSync(settings) && !existsSync(join(home, 'bin/cloister-claude')));
});

test('agents that it can not hold are named, as are wrong options', async (t) => {
  const home = makeFolder(t, {});
  for (const command of ['protect', 'unprotect']) {
    for (const argv of [[], ['codex'], ['claude-code', 'codex'], ['claude-code', '--hard']]) {
      const { code, err } = await run([command, ...argv], { home });
      assert.equal(code, 2, `${command} ${argv.join(' ')}`);
      assert.match(err, /^error: .+\n {2}.+\n$/);
    }
    assert.match((await run([command, '--help'])).out, new RegExp(`^Usage: cloister ${command} claude-code`));
  }
  assert.match((await run(['protect', 'claude-code', '--keep-git'], { home })).err, /--keep-git is about the sandbox/);
  assert.ok(!existsSync(join(home, '.claude')));
});
