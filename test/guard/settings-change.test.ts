import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { ProtectionOptions } from '../../src/agents/claude-code/protection-options.ts';
import { lockFolder } from '../../src/core/policy-edit.ts';
import { weakening } from '../../src/node/guard/settings-change.ts';
import { changePolicy, makeVault } from '../../src/node/policy-change.ts';
import { compileAgain, protectClaudeCode, unprotectClaudeCode } from '../../src/node/protection.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { makeFolder } from '../node/folder.ts';

type Settings = Record<string, unknown>;

function lock(home: string, root: string, folder: string): void {
  const vault = openVaults(home).at(root);
  assert.ok(vault !== undefined);
  changePolicy(vault, home, (text) => lockFolder(text, folder));
}

/** A person's settings of some years, held by Cloister. */
async function protectedMachine(t: TestContext, options?: ProtectionOptions) {
  const before = { model: 'opus', permissions: { allow: ['Bash(npm test)'] }, env: { LD_LIBRARY_PATH: '/opt/lib' } };
  const base = makeFolder(t, {
    'bundles/guard.cjs': '// guard',
    'user/vault/journal/a.md': 'x',
    'user/.claude/settings.json': JSON.stringify(before),
  });
  const user = join(base, 'user');
  const home = join(user, '.cloister');
  const vault = join(user, 'vault');
  makeVault(vault, home, 'write');
  lock(home, vault, 'journal');
  const env = { HOME: user, CLOISTER_HOME: home, PATH: '' };
  await protectClaudeCode({
    home,
    env,
    bundles: join(base, 'bundles'),
    runtime: process.execPath,
    electron: false,
    installed: [],
    ...(options === undefined ? {} : { options }),
  });
  const path = join(user, '.claude', 'settings.json');
  const judge = (file = path): string | undefined => weakening(file, home, env);
  return {
    home,
    env,
    vault,
    path,
    judge,
    /** What is said to a change of the person's settings. */
    changed(change: (settings: Settings) => unknown): string | undefined {
      const text = readFileSync(path, 'utf8');
      const settings: Settings = JSON.parse(text);
      change(settings);
      writeFileSync(path, JSON.stringify(settings, null, 2));
      const what = judge();
      writeFileSync(path, text);
      return what;
    },
    written(text: string, file = path): string | undefined {
      const former = file === path ? readFileSync(path, 'utf8') : undefined;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      const what = judge(file);
      if (former === undefined) rmSync(file);
      else writeFileSync(path, former);
      return what;
    },
  };
}

interface Hook {
  hooks: Record<string, unknown>[];
  matcher?: string;
}

/** Our hook of an event, and the group that it stands in. */
function ours(settings: Settings, event: string): { group: Hook; hook: Record<string, unknown>; groups: Hook[] } {
  const groups: Hook[] = Object(settings['hooks'])[event];
  const group = groups.at(-1);
  const hook = group?.hooks[0];
  assert.ok(group !== undefined && hook !== undefined);
  return { group, hook, groups };
}

const weaker: Readonly<Record<string, (settings: Settings) => unknown>> = {
  'all hooks switched off': (settings) => Object.assign(settings, { disableAllHooks: true }),
  'all hooks gone': (settings) => Reflect.deleteProperty(settings, 'hooks'),
  'one hook gone': (settings) => Reflect.deleteProperty(Object(settings['hooks']), 'PostToolBatch'),
  'a list of hooks emptied': (settings) => Object.assign(Object(settings['hooks']), { PreToolUse: [] }),
  'hooks of none': (settings) => Object.assign(settings, { hooks: null }),
  'a matcher narrowed': (settings) => Object.assign(ours(settings, 'PreToolUse').group, { matcher: 'Read' }),
  'a condition added': (settings) => Object.assign(ours(settings, 'PreToolUse').hook, { if: 'Read(./x/**)' }),
  'less time': (settings) => Object.assign(ours(settings, 'PreToolUse').hook, { timeout: 0.001 }),
  'not waited for': (settings) => Object.assign(ours(settings, 'PreToolUse').hook, { async: true }),
  'once alone': (settings) => Object.assign(ours(settings, 'PreToolUse').hook, { once: true }),
  'open where it fails': (settings) => Reflect.deleteProperty(ours(settings, 'PreToolUse').hook, 'onFailure'),
  'another kind of hook': (settings) =>
    Object.assign(ours(settings, 'PreToolUse').hook, { type: 'prompt', prompt: 'x' }),
  'another program with the name in its arguments': (settings) =>
    Object.assign(ours(settings, 'PreToolUse').hook, { command: '/bin/true' }),
  'another program of a similar path': (settings) => {
    const { hook } = ours(settings, 'PreToolUse');
    hook['args'] = ['-c', 'exit 0', '/tmp/bin/cloister-guard', 'claude-code'];
  },
  'a program that only mentions the guard': (settings) =>
    Object.assign(settings, {
      hooks: Object.fromEntries(
        Object.entries(Object(settings['hooks'])).map(([event, groups]) => [
          event,
          [{ hooks: [{ type: 'command', command: 'true', args: [JSON.stringify(groups)] }] }],
        ]),
      ),
    }),
  'deny rules gone': (settings) => Object.assign(Object(settings['permissions']), { deny: [] }),
  'one deny rule gone': (settings) => Object(settings['permissions']).deny.pop(),
  'a mode that nobody knows': (settings) => Object.assign(Object(settings['permissions']), { defaultMode: 'open' }),
  'a model that is no text': (settings) => Object.assign(settings, { model: 1 }),
  'rules that are no list': (settings) => Object.assign(Object(settings['permissions']), { allow: 'all' }),
  'a foreign hook of a kind that nobody knows': (settings) =>
    Object(settings['hooks']).PreToolUse.push({ hooks: [{ type: 'magic' }] }),
  "Cloister's folder moved": (settings) => Object.assign(Object(settings['env']), { CLOISTER_HOME: '/tmp/x' }),
  "the agent's folder moved": (settings) => Object.assign(Object(settings['env']), { CLAUDE_CONFIG_DIR: '/tmp/x' }),
  'a client that skips hooks': (settings) => Object.assign(Object(settings['env']), { CLAUDE_CODE_SIMPLE: '1' }),
  'a library in every program': (settings) => Object.assign(Object(settings['env']), { LD_PRELOAD: '/tmp/x.so' }),
};

const harmless: Readonly<Record<string, (settings: Settings) => unknown>> = {
  'spaces and line breaks alone': (settings) => settings,
  'another model': (settings) => Object.assign(settings, { model: 'sonnet' }),
  'a theme': (settings) => Object.assign(settings, { theme: 'dark' }),
  'more that is allowed': (settings) => Object(settings['permissions']).allow.push('Bash(git status)'),
  'more that is denied': (settings) => Object(settings['permissions']).deny.push('Read(./secrets/**)'),
  'a mode that is known': (settings) => Object.assign(Object(settings['permissions']), { defaultMode: 'acceptEdits' }),
  'a folder more': (settings) => Object.assign(Object(settings['permissions']), { additionalDirectories: ['/srv'] }),
  'a hook of the person': (settings) =>
    Object(settings['hooks']).PreToolUse.unshift({ matcher: 'Bash', hooks: [{ type: 'command', command: 'say hi' }] }),
  'a hook for another event': (settings) =>
    Object.assign(Object(settings['hooks']), { Stop: [{ hooks: [{ type: 'command', command: 'say done' }] }] }),
  'a variable': (settings) => Object.assign(Object(settings['env']), { EDITOR: 'vi', PATH: '/opt/bin' }),
  'a status line': (settings) => Object.assign(settings, { statusLine: { type: 'command', command: 'date' } }),
  'a plugin': (settings) => Object.assign(settings, { enabledPlugins: { 'a@b': true } }),
  'a key of a newer client': (settings) => Object.assign(settings, { somethingNew: [1] }),
  'the sandbox of the person, off': (settings) => Object.assign(settings, { sandbox: { enabled: false } }),
};

describe("a change of the person's settings", () => {
  for (const [name, change] of Object.entries(weaker))
    test(`is refused: ${name}`, async (t) => {
      const { changed } = await protectedMachine(t);
      assert.notEqual(changed(change), undefined);
    });
  for (const [name, change] of Object.entries(harmless))
    test(`passes: ${name}`, async (t) => {
      const { changed } = await protectedMachine(t);
      assert.equal(changed(change), undefined);
    });

  test('is refused where the client would read nothing of the file', async (t) => {
    const { written, path } = await protectedMachine(t);
    const text = readFileSync(path, 'utf8');
    for (const each of ['', '{"hooks":', `// mine\n${text}`, text.replace(/\}\s*$/, ',}'), '[]', 'null'])
      assert.notEqual(written(each), undefined, each.slice(0, 20));
    assert.equal(written(`\uFEFF${text}`), undefined);
  });

  test('is refused where the file is gone', async (t) => {
    const { judge, path } = await protectedMachine(t);
    rmSync(path);
    assert.notEqual(judge(), undefined);
  });

  test("passes where it is Cloister's own, also of a policy that changed since", async (t) => {
    const { changed, judge, vault, home, env } = await protectedMachine(t);
    mkdirSync(join(vault, 'finance'));
    lock(home, vault, 'finance');
    assert.equal(
      changed((settings) => Object.assign(settings, { theme: 'dark' })),
      undefined,
    );
    await compileAgain({ home, env });
    assert.equal(judge(), undefined);
    await unprotectClaudeCode({ home, env });
    assert.equal(judge(), undefined);
  });
});

test('what Cloister was asked for has to stay, too', async (t) => {
  const { changed } = await protectedMachine(t, { noBypass: true, sandbox: true });
  for (const change of [
    (settings: Settings) => Object.assign(Object(settings['permissions']), { disableBypassPermissionsMode: 'no' }),
    (settings: Settings) => Object.assign(Object(settings['sandbox']), { enabled: false }),
    (settings: Settings) => Object.assign(Object(settings['sandbox']).filesystem, { denyRead: [] }),
  ])
    assert.notEqual(changed(change), undefined);
});

describe("a change of a project's settings", () => {
  const at = (vault: string, name = 'settings.local.json'): string => join(vault, '.claude', name);

  test('is refused where it switches hooks off or steers the guard', async (t) => {
    const { vault, written } = await protectedMachine(t);
    for (const each of [{ disableAllHooks: true }, { env: { CLAUDE_CODE_SIMPLE: '1' } }, { env: { HOME: '/tmp' } }])
      assert.notEqual(written(JSON.stringify(each), at(vault)), undefined, JSON.stringify(each));
  });

  test("passes where it is the project's own", async (t) => {
    const { vault, written, judge } = await protectedMachine(t);
    for (const each of [
      {},
      { hooks: {} },
      { permissions: { deny: [] } },
      { env: { CI: '1' } },
      { sandbox: { enabled: true } },
    ])
      assert.equal(written(JSON.stringify(each), at(vault)), undefined, JSON.stringify(each));
    assert.equal(judge(at(vault)), undefined);
    assert.equal(written('---\nname: x\n---\nNo JSON at all', join(vault, '.claude/skills/x/SKILL.md')), undefined);
  });

  test('is refused where it opens a sandbox', async (t) => {
    const { vault, written } = await protectedMachine(t);
    for (const each of [
      { enabled: false },
      { allowUnsandboxedCommands: true },
      { failIfUnavailable: false },
      { excludedCommands: ['cat'] },
      { filesystem: { allowRead: ['./journal'] } },
    ])
      assert.notEqual(written(JSON.stringify({ sandbox: each }), at(vault)), undefined, JSON.stringify(each));
    assert.equal(
      written(JSON.stringify({ sandbox: { network: { allowedDomains: ['a.example'] } } }), at(vault)),
      undefined,
    );
  });
});

test('where nothing is protected nothing is refused', async (t) => {
  const base = makeFolder(t, { 'user/.claude/settings.json': '{"disableAllHooks":true}' });
  const home = join(base, 'user', '.cloister');
  const path = join(base, 'user', '.claude', 'settings.json');
  assert.equal(weakening(path, home, { HOME: join(base, 'user') }), undefined);
});
