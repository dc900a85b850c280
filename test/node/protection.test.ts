import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import type { ProtectionOptions } from '../../src/agents/claude-code/protection-options.ts';
import { protectCommand, unprotectCommand } from '../../src/cli/protect.ts';
import { lockFolder } from '../../src/core/policy-edit.ts';
import { UserError } from '../../src/core/user-error.ts';
import { claudeVersions, type FoundClaude } from '../../src/node/claude-version.ts';
import { underLock } from '../../src/node/file-lock.ts';
import { removeGuard } from '../../src/node/guard-install.ts';
import { changePolicy, makeVault } from '../../src/node/policy-change.ts';
import {
  compileAgain,
  isOwnWrite,
  protectClaudeCode,
  protectionOf,
  unprotectClaudeCode,
} from '../../src/node/protection.ts';
import { recordPath } from '../../src/node/protection-record.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { makeFolder } from './folder.ts';

/** A person's home with a vault in it, whose folder `journal` is locked. */
function machine(t: TestContext, settings?: string, env: Readonly<Record<string, string>> = {}) {
  const base = makeFolder(t, {
    'bundles/guard.cjs': '// guard',
    'user/vault/journal/a.md': 'x',
    'user/vault/work/b.md': 'x',
    ...(settings === undefined ? {} : { 'user/.claude/settings.json': settings }),
  });
  const user = join(base, 'user');
  const home = join(user, '.cloister');
  const vault = join(user, 'vault');
  makeVault(vault, home, 'write');
  lock(home, vault, 'journal');
  const all = { HOME: user, CLOISTER_HOME: home, PATH: '', ...env };
  const path = join(env['CLAUDE_CONFIG_DIR'] ?? join(user, '.claude'), 'settings.json');
  return {
    base,
    user,
    home,
    vault,
    path,
    env: all,
    text: () => readFileSync(path, 'utf8'),
    deny: (): string[] => JSON.parse(readFileSync(path, 'utf8')).permissions?.deny ?? [],
    protect: (options?: ProtectionOptions, installed: readonly FoundClaude[] = []) =>
      protectClaudeCode({
        home,
        env: all,
        bundles: join(base, 'bundles'),
        runtime: process.execPath,
        electron: false,
        installed,
        ...(options === undefined ? {} : { options }),
      }),
    unprotect: () => unprotectClaudeCode({ home, env: all }),
    again: () => compileAgain({ home, env: all }),
    state: () => protectionOf({ home, env: all }),
  };
}

function lock(home: string, root: string, folder: string): void {
  const vault = openVaults(home).at(root);
  assert.ok(vault !== undefined);
  changePolicy(vault, home, (text) => lockFolder(text, folder));
}

/** Every file of a folder with its mode and text. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const { mode } = lstatSync(path);
      return `${path} ${mode.toString(8)} ${statSync(path).isFile() ? readFileSync(path, 'latin1') : ''}`;
    })
    .sort();
}

for (const [name, settings] of [
  ['none', undefined],
  ['blank', ''],
  ['an empty object', '{}'],
  ['an empty list of hooks', '{\n  "model": "opus",\n  "hooks": {}\n}\n'],
  ['CRLF', '{\r\n\t"permissions": {\r\n\t\t"deny": ["WebFetch"]\r\n\t}\r\n}'],
  ['one line', '{"model":"opus"}'],
] as const) {
  test(`the home folder is as it was after protect and unprotect: ${name}`, async (t) => {
    const { user, home, protect, unprotect, state, again, path } = machine(t, settings);
    if (settings !== undefined) chmodSync(path, 0o640);
    const before = snapshot(user);
    const first = await protect({ sandbox: true, noBypass: true, noSkillShell: true });
    assert.deepEqual(first, { settings: path, changed: true, warnings: [] });
    assert.deepEqual(state().missing, []);
    assert.ok(state().isProtected);
    const text = snapshot(user);
    assert.deepEqual(await protect(), { ...first, changed: false });
    assert.deepEqual(snapshot(user), text);
    assert.deepEqual(await again(), { changed: false, putBack: [], warnings: [] });
    assert.deepEqual(snapshot(user), text);
    assert.deepEqual(await unprotect(), { changed: true, warnings: [] });
    removeGuard(home);
    assert.deepEqual(snapshot(user), before);
    assert.deepEqual(await unprotect(), { changed: false, warnings: [] });
    assert.deepEqual(snapshot(user), before);
    assert.ok(!state().isProtected);
  });
}

test('the rules are those of the policy, now and after it changed', async (t) => {
  const { user, home, vault, deny, protect, again, state } = machine(t, '{"permissions":{"deny":["WebFetch"]}}');
  await protect();
  for (const each of [
    'WebFetch',
    `Read(/${vault}/journal/**)`,
    `Read(/${vault}/.claude/worktrees/*/journal/**)`,
    `Edit(/${vault}/.cloister/**)`,
    `Edit(/${vault}/.claude/settings*.json)`,
    `Edit(/${user}/.claude/settings*.json)`,
    `Read(/${home}/**)`,
    `Edit(/${home}/**)`,
    `Read(/${user}/.cache/cloister/**)`,
    `Edit(/${user}/.cache/cloister/**)`,
  ])
    assert.ok(deny().includes(each), each);
  assert.deepEqual(await again(), { changed: false, putBack: [], warnings: [] });
  lock(home, vault, 'work');
  assert.deepEqual(state().missing, [
    `permissions.deny: Read(/${vault}/work/**)`,
    `permissions.deny: Read(/${vault}/.claude/worktrees/*/work/**)`,
    `claudeMdExcludes: ${vault}/work`,
    `claudeMdExcludes: ${vault}/work/**`,
  ]);
  assert.deepEqual(await again(), { changed: true, putBack: [], warnings: [] });
  assert.ok(deny().includes(`Read(/${vault}/work/**)`));
  assert.deepEqual(state().missing, []);
  rmSync(vault, { recursive: true });
  await again();
  assert.ok(!deny().some((each) => each.includes(vault)));
});

test('what another program stripped is put back and told', async (t) => {
  const { vault, path, text, protect, again, unprotect, state } = machine(t, '{\n  "model": "opus"\n}\n');
  await protect();
  const settings = JSON.parse(text());
  delete settings.hooks;
  settings.permissions.deny.shift();
  settings.model = 'haiku';
  writeFileSync(path, `${JSON.stringify(settings, null, 2)}\n`);
  assert.equal(state().missing.length, 8);
  const { putBack, changed } = await again();
  assert.ok(changed);
  assert.deepEqual([putBack[0], putBack.length], ['the hook PreToolUse', 8]);
  assert.deepEqual(state().missing, []);
  rmSync(path);
  assert.ok((await again()).putBack.length > 8);
  assert.ok(text().includes(`Read(/${vault}/journal/**)`));
  await unprotect();
  assert.equal(text().trim(), '');
});

test('what the person changed after protect stays', async (t) => {
  const { path, text, protect, unprotect } = machine(t, undefined);
  await protect();
  const settings = JSON.parse(text());
  settings.permissions.deny.push('Mine');
  settings.model = 'haiku';
  writeFileSync(path, JSON.stringify(settings));
  await unprotect();
  assert.deepEqual(JSON.parse(text()), { permissions: { deny: ['Mine'] }, model: 'haiku' });
});

test('broken settings are left alone, and nothing is installed', async (t) => {
  // Claude Code reads strict JSON: what it ignores protects nobody.
  for (const broken of ['{', '{"hooks":[]}', '{"a":"\uFFFD"}', '// a\n{}\n', '{"model":"opus",}']) {
    const { home, user, text, protect } = machine(t, broken);
    await assert.rejects(protect(), UserError);
    assert.equal(text(), broken);
    assert.ok(!existsSync(join(home, 'guard')) && !existsSync(recordPath(home)));
    assert.ok(readdirSync(join(user, '.claude')).length === 1);
  }
  const { path, protect, unprotect, again, state } = machine(t, '{}');
  await protect();
  writeFileSync(path, '{');
  await assert.rejects(again(), UserError);
  await assert.rejects(unprotect(), UserError);
  assert.deepEqual(state().missing, ['settings that can be read']);
  assert.equal(readFileSync(path, 'utf8'), '{');
});

test('a pipe where a file should be is told or replaced, never waited for', { timeout: 20_000 }, async (t) => {
  const pipe = (path: string): void => {
    rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    execFileSync('mkfifo', [path]);
  };
  const { home, path, protect, unprotect, state } = machine(t);
  pipe(path);
  const refused = { name: 'UserError', message: `${path} can not be read: it is no file` };
  await assert.rejects(protect(), refused);
  await assert.rejects(unprotect(), refused);
  assert.ok(lstatSync(path).isFIFO());
  assert.ok(!existsSync(join(home, 'guard')) && !existsSync(recordPath(home)));
  rmSync(path);

  for (const each of [recordPath(home), join(home, 'guard', 'guard.cjs'), join(home, 'bin', 'cloister-guard')])
    pipe(each);
  assert.ok(!state().isProtected);
  await protect();
  assert.ok(state().isProtected);

  // Of a lock nobody knows whose it is until it is old.
  const held = join(home, 'test.lock');
  pipe(held);
  utimesSync(held, 0, 0);
  assert.equal(await underLock(held, () => 'done'), 'done');
});

test('a comment that came in later is told, kept, and no hindrance to unprotecting', async (t) => {
  const { path, text, protect, unprotect, again, state } = machine(t, '{}');
  await protect();
  writeFileSync(path, `// mine\n${text()}`);
  assert.deepEqual(state().missing, [
    'settings that Claude Code reads: comments or trailing commas make Claude Code ignore the whole file',
  ]);
  // Also where entries of ours are gone: nothing is written into what Claude Code does not read.
  const [hookless, rest] = [text().replace('"PreToolUse"', '"Stop"'), text()];
  for (const each of [rest, hookless]) {
    writeFileSync(path, each);
    await assert.rejects(again(), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `${path}: comments or trailing commas make Claude Code ignore the whole file`);
      assert.match(error.hint, /Take the comment or comma out, .* then run `cloister doctor`/);
      return true;
    });
    assert.equal(text(), each);
  }
  writeFileSync(path, rest);
  await assert.rejects(protect(), /would not read what protects it/);
  await unprotect();
  assert.equal(text(), '// mine\n{}');
});

test('links are followed, also to a file that is not there yet', async (t) => {
  const { user, base, path, protect, unprotect, deny } = machine(t);
  const target = join(base, 'dotfiles/claude.json');
  mkdirSync(dirname(target));
  mkdirSync(dirname(path));
  symlinkSync(target, path);
  await protect();
  assert.ok(lstatSync(path).isSymbolicLink() && deny().includes(`Edit(/${dirname(target)}/settings*.json)`));
  await unprotect();
  assert.ok(lstatSync(path).isSymbolicLink());
  assert.ok(!existsSync(target));
  writeFileSync(target, '{"model":"opus"}');
  chmodSync(target, 0o600);
  await protect();
  await unprotect();
  assert.equal(readFileSync(join(user, '.claude/settings.json'), 'utf8'), '{"model":"opus"}');
  assert.equal(statSync(target).mode & 0o777, 0o600);
});

test('another folder of settings is held beside the one in the home folder', async (t) => {
  const elsewhere = makeFolder(t, {});
  const { user, path, protect, unprotect, state } = machine(t, '{}', { CLAUDE_CONFIG_DIR: elsewhere });
  assert.equal((await protect()).settings, path);
  assert.equal(path, join(elsewhere, 'settings.json'));
  assert.ok(readFileSync(join(user, '.claude/settings.json'), 'utf8').includes('cloister-guard'));
  writeFileSync(join(user, '.claude/settings.json'), '{}');
  assert.ok(state().missing.every((each) => each.endsWith(`(${user}/.claude/settings.json)`)));
  assert.ok(state().missing.length > 7);
  await unprotect();
  assert.equal(readFileSync(join(user, '.claude/settings.json'), 'utf8'), '{}');
  assert.ok(!existsSync(path));
});

test('an old client gets the form that blocks by itself, and the person a warning', async (t) => {
  const { path, text, protect, state } = machine(t);
  const old: FoundClaude = { kind: 'vscode', path: '/old', version: '2.1.197' };
  const { warnings } = await protect(undefined, [old, { ...old, version: '2.1.330' }]);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^\/old is 2\.1\.197\. Before 2\.1\.295 /);
  assert.match(JSON.parse(text()).hooks.PreToolUse[0].hooks[0].command, /\|\| \{ echo .*exit 2; \}$/);
  assert.deepEqual(state().missing, []);
  await protect(undefined, [{ ...old, version: '2.1.330' }]);
  assert.equal(JSON.parse(text()).hooks.PreToolUse[0].hooks[0].command, '/bin/sh');
  assert.equal(JSON.parse(text()).hooks.PreToolUse.length, 1);
  assert.ok(statSync(path).mode & 0o600);
});

test('options stay until others are given', async (t) => {
  const { user, home, vault, text, protect } = machine(t);
  await protect({ sandbox: true });
  await protect();
  const { sandbox } = JSON.parse(text());
  assert.ok(sandbox.enabled && sandbox.failIfUnavailable && sandbox.allowUnsandboxedCommands === false);
  assert.deepEqual(sandbox.filesystem.denyRead, [home, join(vault, 'journal')]);
  // What the history's cache holds is hidden once there is one: the sandbox binds what is there.
  const cache = join(user, '.cache', 'cloister');
  mkdirSync(cache, { recursive: true });
  await protect();
  const { filesystem } = JSON.parse(text()).sandbox;
  assert.deepEqual(filesystem.denyRead, [home, join(vault, 'journal'), cache]);
  assert.ok(filesystem.denyWrite.includes(cache));
  await protect({ noBypass: true });
  assert.equal(JSON.parse(text()).sandbox, undefined);
  assert.equal(JSON.parse(text()).permissions.disableBypassPermissionsMode, 'disable');
});

test('without a guard it is not whole; its own writes are known', async (t) => {
  const { home, path, text, protect, state } = machine(t);
  await protect();
  assert.ok(isOwnWrite(home, path, text()));
  assert.ok(!isOwnWrite(home, path, `${text()} `));
  rmSync(join(home, 'guard'), { recursive: true });
  assert.deepEqual(state().missing, ['the guard']);
});

test('hooks are taken out where the record is lost', async (t) => {
  const { home, text, protect, unprotect } = machine(t, '{"model":"opus"}');
  await protect();
  rmSync(home, { recursive: true });
  const { changed, warnings } = await unprotect();
  assert.ok(changed && warnings.length === 1);
  assert.ok(!existsSync(home));
  assert.ok(!text().includes('cloister-guard'));
});

test('two at a time do not lose each other’s changes', async (t) => {
  const { home, vault, deny, protect, again, base } = machine(t);
  await protect();
  const order: string[] = [];
  const path = join(base, 'lock');
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      underLock(path, async () => {
        order.push(name);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(name);
      }),
    ),
  );
  assert.match(order.join(''), /^(aa|bb|cc){3}$/);
  // One that died holding it is passed over.
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path, `${dead} x`);
  assert.equal(await underLock(path, () => 1), 1);
  assert.ok(!existsSync(path));
  await Promise.all(
    ['work', 'other', 'third'].map((folder) => {
      lock(home, vault, folder);
      return again();
    }),
  );
  for (const each of ['work', 'other', 'third']) assert.ok(deny().includes(`Read(/${vault}/${each}/**)`));
});

test('installed versions are found', async (t) => {
  const base = makeFolder(t, {
    'lib/claude-code/package.json': '{"name":"@anthropic-ai/claude-code","version":"2.1.330"}',
    'lib/claude-code/cli.js': '',
    'share/claude/versions/2.1.200': '',
    '.vscode/extensions/anthropic.claude-code-2.1.9-linux-x64/package.json': '{"version":"2.1.9"}',
    '.vscode/extensions/anthropic.claude-code-2.1.300-linux-x64/package.json': '{"version":"2.1.300"}',
    '.vscode-server/extensions/anthropic.claude-code-2.1.10/package.json': '{"version":"2.1.10"}',
    'asked/claude': '#!/bin/sh\necho "2.2.0 (Claude Code)"\n',
    'hanging/claude': '#!/bin/sh\nexec sleep 60\n',
  });
  const versions = async (path: string): Promise<(string | undefined)[]> =>
    (await claudeVersions({ HOME: base, PATH: `/nonexistent:${path}:/bin` })).map(({ version }) => version);
  const link = (target: string, folder: string): string => {
    mkdirSync(join(base, folder));
    symlinkSync(join(base, target), join(base, folder, 'claude'));
    return join(base, folder);
  };
  for (const each of ['asked', 'hanging']) chmodSync(join(base, each, 'claude'), 0o755);
  assert.deepEqual(await versions(link('lib/claude-code/cli.js', 'npm')), ['2.1.330', '2.1.300', '2.1.10']);
  assert.deepEqual((await versions(link('share/claude/versions/2.1.200', 'native')))[0], '2.1.200');
  assert.deepEqual((await versions(join(base, 'asked')))[0], '2.2.0');
  assert.deepEqual((await versions(join(base, 'hanging')))[0], undefined);
  assert.deepEqual(await versions(''), ['2.1.300', '2.1.10']);
});

test('the commands', async (t) => {
  const { base, path, env, text } = machine(t, '{}');
  const installation = { bundles: join(base, 'bundles'), runtime: process.execPath, electron: false };
  const call = async (
    command: typeof protectCommand | typeof unprotectCommand,
    argv: readonly string[],
    isPerson = true,
    more: Readonly<Record<string, string>> = {},
  ) => {
    let out = '';
    const io = {
      write: async (piece: string) => {
        out += piece;
      },
      warn: (piece: string) => {
        out += piece;
      },
      stdin: Readable.from([]),
      cwd: base,
      env: { ...env, ...more },
      outIsTerminal: false,
      errIsTerminal: false,
      inIsTerminal: false,
      signal: new AbortController().signal,
      installation,
      ...(isPerson ? { isPerson: () => true } : {}),
    };
    assert.equal(await command(argv, io), 0);
    return out;
  };
  assert.match(await call(protectCommand, ['--help']), /^Usage: cloister protect/);
  assert.match(await call(protectCommand, ['claude-code', '--no-bypass']), new RegExp(`held to 1 vault now: ${path}`));
  assert.match(await call(protectCommand, ['claude-code'], false), /was protected already/);
  assert.match(text(), /disableBypassPermissionsMode/);
  await assert.rejects(call(protectCommand, []), UserError);
  await assert.rejects(call(protectCommand, ['codex']), UserError);
  await assert.rejects(call(protectCommand, ['claude-code', '--without', 'no-bypass'], false), UserError);
  await assert.rejects(call(unprotectCommand, ['claude-code'], false), UserError);
  await assert.rejects(call(unprotectCommand, ['claude-code'], true, { CLAUDECODE: '1' }), UserError);
  assert.match(await call(unprotectCommand, ['claude-code']), /no longer held/);
  assert.equal(text(), '{}');
  assert.match(await call(unprotectCommand, ['claude-code']), /was not protected/);
});
