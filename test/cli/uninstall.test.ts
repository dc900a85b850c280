import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { historyCacheFolder, openHistoryCache } from '../../src/node/history/cache.ts';
import { makeFolder } from '../node/folder.ts';
import { snapshot } from './repository.ts';
import { run } from './running.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A person's home folder with notes in it, and the commands as that person runs them. */
function homeFolder(
  t: TestContext,
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const user = makeFolder(t, {
    'notes/journal/a.md': 'dear diary\n',
    'notes/work.md': 'work\n',
    'notes/marked.md': '---\nprivate: true\n---\nmine\n',
    '.bashrc': 'alias ls="ls -l"\n',
    ...files,
  });
  const cwd = join(user, 'notes');
  const cloister = async (...argv: string[]) => {
    const all = { HOME: user, PATH: process.env['PATH'] ?? '', ...expanded(env, user) };
    const message = { hook_event_name: 'PreToolUse', cwd, tool_name: 'Read', tool_input: { file_path: 'work.md' } };
    return run(argv, { cwd, home: join(user, '.cloister'), env: all, input: JSON.stringify(message) });
  };
  const path = (name: string): string => join(user, name);
  return { user, cloister, path };
}

function expanded(env: Readonly<Record<string, string>>, user: string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replace('~', user)]));
}

/** All that leaves something: a policy, the protection with every option, decisions, a key, an examination. */
async function useIt(cloister: (...argv: string[]) => Promise<{ code: number; err: string }>): Promise<void> {
  for (const argv of [
    ['init', '--open', '--no-protect'],
    ['lock', 'journal', '--no-protect'],
    ['protect', 'claude-code', '--sandbox', '--no-bypass', '--no-skill-shell', '--wrapper'],
    ['unlock', 'journal'],
    ['lock', 'journal', '--no-protect'],
  ]) {
    const { code, err } = await cloister(...argv);
    assert.equal(code, 0, err);
  }
  await cloister('doctor');
  assert.equal((await cloister('scan', '.')).code, 1);
  assert.equal((await cloister('baseline', 'add', '--all', '--reason', 'a sample')).code, 0);
  assert.equal((await cloister('guard', 'claude-code')).code, 0);
}

const foreign = {
  model: 'opus',
  permissions: { deny: ['WebFetch', 'Read(//etc/**)'], allow: ['Bash(ls:*)'] },
  hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'true' }] }], Stop: [] },
  sandbox: { enabled: false, filesystem: { denyRead: ['/srv'] } },
};

type Start = readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  options?: { env?: Readonly<Record<string, string>>; prepare?: (path: (name: string) => string) => void },
];

const starts: readonly Start[] = [
  ['no settings of Claude Code at all', {}],
  ['an empty folder of settings', {}, { prepare: (path) => mkdirSync(path('.claude')) }],
  ['blank settings', { '.claude/settings.json': '\n' }],
  ['settings with CRLF and tabs', { '.claude/settings.json': '{\r\n\t"model": "opus",\r\n\t"hooks": {}\r\n}' }],
  ['settings on one line', { '.claude/settings.json': JSON.stringify(foreign) }],
  ['foreign hooks and deny rules', { '.claude/settings.json': `${JSON.stringify(foreign, null, 4)}\n` }],
  [
    'settings behind a link',
    { 'dotfiles/claude.json': `${JSON.stringify(foreign, null, 2)}\n` },
    {
      prepare: (path) => {
        mkdirSync(path('.claude'), { mode: 0o750 });
        symlinkSync('../dotfiles/claude.json', path('.claude/settings.json'));
      },
    },
  ],
  [
    'settings behind a link that leads nowhere yet',
    { 'dotfiles/x': '' },
    {
      prepare: (path) => {
        mkdirSync(path('.claude'));
        symlinkSync(path('dotfiles/claude.json'), path('.claude/settings.json'));
      },
    },
  ],
  [
    'settings elsewhere',
    { 'config/settings.json': '{"model":"opus"}', '.claude/settings.json': '{}\n' },
    { env: { CLAUDE_CONFIG_DIR: '~/config' } },
  ],
  ['settings elsewhere, where nothing is yet', {}, { env: { CLAUDE_CONFIG_DIR: '~/config' } }],
];

for (const [name, files, { env = {}, prepare } = {}] of starts) {
  test(`the home folder is as it was before Cloister came: ${name}`, async (t) => {
    const { user, cloister, path } = homeFolder(t, files, env);
    prepare?.(path);
    const before = snapshot(user);
    await useIt(cloister);
    assert.ok(existsSync(path('.cloister/bin/cloister-claude')));
    const { code, err, out } = await cloister('uninstall', '--purge');
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^Claude Code is no longer held .*\nThe guard is gone from .*\n(?:Removed .*\/\.cloister\/(?:policy\.json|baseline\.json|\.gitattributes)\.\n){3}$/,
    );
    assert.deepEqual(snapshot(user), before);
    // Once more it has nothing to do.
    assert.equal((await cloister('uninstall', '--purge')).code, 0);
    assert.deepEqual(snapshot(user), before);
  });
}

test('without --purge policies, approved copies, the key and the log stay, and count again', async (t) => {
  const { user, cloister, path } = homeFolder(t, { '.claude/settings.json': '{}\n' });
  const before = snapshot(user);
  await useIt(cloister);
  writeFileSync(path('.cloister/prompts.json'), '{}');
  writeFileSync(path('.cloister/fingerprint.key'), 'made up');
  const policy = readFileSync(path('notes/.cloister/policy.json'), 'utf8');
  const { out } = await cloister('uninstall');
  assert.match(out, /--purge takes them away\.\n$/);
  const stays = /^(?:notes\/\.cloister|\.cloister(?:\/(?:vaults|keys|log|fingerprint\.key).*)?)(?: |\/)/;
  assert.deepEqual(
    snapshot(user).filter((line) => !stays.test(line)),
    before,
  );
  assert.deepEqual(readdirSync(path('.cloister')).sort(), ['fingerprint.key', 'keys', 'log', 'vaults']);
  assert.equal(readFileSync(path('notes/.cloister/policy.json'), 'utf8'), policy);
  await cloister('protect', 'claude-code');
  assert.match((await cloister('why', 'journal/a.md')).out, /^journal\/a\.md: none for Claude Code/);
});

test('what is known of git histories goes too, in the folder of caches, and nothing else of that', async (t) => {
  const { user, cloister } = homeFolder(t, { '.cache/other/x': 'x' });
  const before = snapshot(user);
  const env = { HOME: user };
  const cache = await openHistoryCache({
    folder: historyCacheFolder(env),
    place: { root: user, gitDir: user, commonDir: user, isBare: true, objectFormat: 'sha1' },
    ruleSet: 'rules',
    keyId: 'key',
  });
  cache.set('ab'.repeat(20), 'clean');
  await cache.save();
  assert.equal(readdirSync(dirname(historyCacheFolder(env))).length, 1);
  assert.equal((await cloister('uninstall')).code, 0);
  assert.deepEqual(snapshot(user), before);
});

test('what a person changed in between stays, and nothing else', async (t) => {
  const text = '{\n  "model": "opus"\n}\n';
  const { user, cloister, path } = homeFolder(t, { '.claude/settings.json': text });
  const before = snapshot(user);
  await useIt(cloister);
  const settings = path('.claude/settings.json');
  const mine = readFileSync(settings, 'utf8').replace('"opus"', '"haiku", // mine\n  "verbose": true');
  writeFileSync(settings, mine.replace('"deny": [', '"deny": [\n      "Mine",'));
  writeFileSync(path('.claude/CLAUDE.md'), 'Be brief.\n');
  assert.equal((await cloister('uninstall', '--purge')).code, 0);
  const after = snapshot(user).filter((line) => !line.startsWith('.claude/'));
  assert.deepEqual(
    after,
    before.filter((line) => !line.startsWith('.claude/')),
  );
  const left = readFileSync(settings, 'utf8');
  assert.match(
    left,
    /^\{\n {2}"model": "haiku", \/\/ mine\n {2}"verbose": true,\n {2}"permissions": \{\n {4}"deny": \[\s*"Mine"\s*\]\s*\}\s*\}\n$/,
  );
  assert.ok(existsSync(path('.claude/CLAUDE.md')));
});

test('settings that were broken in between are told, and the guard stays until they are mended', async (t) => {
  const { cloister, path } = homeFolder(t);
  await useIt(cloister);
  const settings = path('.claude/settings.json');
  const text = readFileSync(settings, 'utf8');
  writeFileSync(settings, text.slice(0, -3));
  const { code, err } = await cloister('uninstall');
  assert.equal(code, 2);
  assert.match(err, /can not be read.*\n.*Mend the file first/);
  assert.ok(existsSync(path('.cloister/guard/guard.cjs')));
  writeFileSync(settings, text);
  assert.equal((await cloister('uninstall')).code, 0);
  assert.ok(!existsSync(settings) && !existsSync(path('.cloister/guard')));
});

test('an agent does not uninstall it, nor does a script', async (t) => {
  const { user, cloister } = homeFolder(t);
  await useIt(cloister);
  const before = snapshot(user);
  const [cwd, home] = [join(user, 'notes'), join(user, '.cloister')];
  assert.match((await run(['uninstall'], { cwd, home, env: { CLAUDECODE: '1' } })).err, /is refused: an agent runs it/);
  assert.match((await run(['uninstall'], { cwd, home, isPerson: false })).err, /needs an interactive terminal/);
  assert.deepEqual(snapshot(user), before);
});

/** Runs what VS Code runs after the extension was removed; no agent is above it, whoever runs these tests. */
async function removed(extension: string, user: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const [out, done] = [join(user, 'hook.out'), join(user, 'hook.done')];
  const script = `(sleep 0.1; "$1" "$2/dist/uninstall.cjs" --type=extension-post-uninstall >"$3" 2>&1; echo $? >>"$3"; mv "$3" "$4") &`;
  spawn('/bin/sh', ['-c', script, 'sh', process.execPath, extension, out, done], {
    env: { HOME: user, CLOISTER_HOME: join(user, '.cloister'), PATH: process.env['PATH'], ...more },
    stdio: 'ignore',
  });
  for (let tries = 0; !existsSync(done); tries++) {
    assert.ok(tries < 200, 'it does not end');
    await wait(50);
  }
  const text = readFileSync(done, 'utf8');
  rmSync(done);
  return text;
}

/** An extension as an editor installs it. */
function installExtension(user: string, version: string, folder = '.vscode/extensions'): string {
  const extension = join(user, folder, `cloister.cloister-${version}`);
  mkdirSync(join(extension, 'dist'), { recursive: true });
  for (const name of readdirSync(dist).filter((each) => each.endsWith('.cjs')))
    cpSync(join(dist, name), join(extension, 'dist', name));
  writeFileSync(join(extension, 'package.json'), JSON.stringify({ name: 'cloister', publisher: 'cloister', version }));
  listExtensions(dirname(extension), version);
  return extension;
}

/** What an editor says that it has installed. */
function listExtensions(folder: string, ...versions: readonly string[]): void {
  const list = versions.map((version) => ({
    identifier: { id: 'cloister.cloister' },
    version,
    relativeLocation: `cloister.cloister-${version}`,
  }));
  writeFileSync(join(folder, 'extensions.json'), JSON.stringify(list));
}

/** Protected by the extension: the installation that is recorded is its folder. */
async function protectedBy(
  extension: string,
  user: string,
  cloister: (...argv: string[]) => Promise<unknown>,
): Promise<void> {
  await cloister('init', '--open', '--no-protect');
  await cloister('lock', 'journal', '--no-protect');
  const { protectClaudeCode } = await import('../../src/node/protection.ts');
  await protectClaudeCode({
    home: join(user, '.cloister'),
    env: { HOME: user, PATH: '' },
    bundles: join(extension, 'dist'),
    runtime: process.execPath,
    electron: false,
    installed: [],
  });
}

test('the extension undoes what it did once it is removed, and keeps policies and log', async (t) => {
  const { user, cloister, path } = homeFolder(t, { '.claude/settings.json': '{ "model": "opus" }\n' });
  const extension = installExtension(user, '0.1.0');
  await protectedBy(extension, user, cloister);
  assert.match(readFileSync(path('.claude/settings.json'), 'utf8'), /cloister-guard/);
  const said = await removed(extension, user);
  assert.equal(said, 'Cloister: Claude Code is no longer held to your policies. The guard is gone.\n0\n');
  assert.equal(readFileSync(path('.claude/settings.json'), 'utf8'), '{ "model": "opus" }\n');
  assert.deepEqual(readdirSync(path('.cloister')).sort(), ['vaults']);
  assert.ok(existsSync(path('notes/.cloister/policy.json')));
});

test('the extension takes its git hooks out of repositories once it is removed', async (t) => {
  const { user, cloister, path } = homeFolder(t, { '.claude/settings.json': '{}\n' });
  const extension = installExtension(user, '0.1.0');
  await protectedBy(extension, user, cloister);
  assert.equal(spawnSync('git', ['init', '-q', path('notes')], { env: { PATH: process.env['PATH'] } }).status, 0);
  const hooks = path('notes/.git/hooks');
  const before = snapshot(hooks);
  assert.equal((await cloister('hook', 'install')).code, 0);
  assert.match(await removed(extension, user), /The guard is gone\.\nThe git hooks of Cloister are gone: .*\n0\n$/);
  assert.deepEqual(snapshot(hooks), before);
  assert.deepEqual(readdirSync(path('.cloister')).sort(), ['vaults']);
});

test('an update leaves nobody unprotected, whichever version asks', async (t) => {
  const { user, cloister, path } = homeFolder(t);
  const old = installExtension(user, '0.1.0');
  await protectedBy(old, user, cloister);
  const settings = readFileSync(path('.claude/settings.json'), 'utf8');
  const next = installExtension(user, '0.2.0');
  writeFileSync(path('.vscode/extensions/.obsolete'), JSON.stringify({ 'cloister.cloister-0.1.0': true }));
  assert.match(
    await removed(old, user),
    /^Cloister: Nothing was undone: Cloister is in use from \S+cloister\.cloister-0\.2\.0\.\n0\n$/,
  );
  rmSync(old, { recursive: true });
  assert.equal(readFileSync(path('.claude/settings.json'), 'utf8'), settings);
  // The new one is removed too, before its guard was installed from it.
  listExtensions(dirname(next));
  installExtension(user, '0.0.9', '.vscode-insiders/extensions');
  rmSync(path('.vscode-insiders/extensions/extensions.json'));
  writeFileSync(path('.vscode-insiders/extensions/.obsolete'), JSON.stringify({ 'cloister.cloister-0.0.9': true }));
  assert.match(await removed(next, user), /no longer held/);
  assert.ok(!existsSync(path('.claude')) && !existsSync(path('.cloister/guard')));
});

test('another installation in use keeps the protection: of npm, or of another editor', async (t) => {
  const { user, cloister, path } = homeFolder(t);
  const extension = installExtension(user, '0.1.0');
  await protectedBy(extension, user, cloister);
  // These commands are those of another installation, as one of npm would be.
  await cloister('protect', 'claude-code');
  assert.match(await removed(extension, user), new RegExp(`in use from ${dirname(dist)}\\.`));
  assert.ok(existsSync(path('.cloister/guard/guard.cjs')));
  const record = path('.cloister/agents/claude-code.json');
  writeFileSync(record, readFileSync(record, 'utf8').replaceAll(dist, '/nonexistent/dist'));
  const other = installExtension(user, '0.1.0', '.cursor/extensions');
  assert.match(await removed(extension, user), /in use from \S+\/\.cursor\/extensions\//);
  renameSync(other, path('gone'));
  assert.match(await removed(extension, user), /no longer held/);
});

test('an agent does not run it; settings that are broken are told', async (t) => {
  const { user, cloister, path } = homeFolder(t);
  const extension = installExtension(user, '0.1.0');
  await protectedBy(extension, user, cloister);
  assert.match(
    await removed(extension, user, { CLAUDECODE: '1' }),
    /^Cloister: Nothing was undone: an agent runs this/,
  );
  writeFileSync(path('.claude/settings.json'), '{');
  assert.match(await removed(extension, user), /^Cloister: The settings of Claude Code can not be read.*\n1\n$/);
  assert.ok(existsSync(path('.cloister/guard/guard.cjs')));
});
