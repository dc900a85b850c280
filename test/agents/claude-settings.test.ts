import assert from 'node:assert/strict';
import { test } from 'node:test';
import { denyRules, guardedVaultRules, type ListedName } from '../../src/agents/claude-code/deny-rules.ts';
import { guardHooks, hookEvents, isOlder } from '../../src/agents/claude-code/hooks.ts';
import type { ProtectionOptions } from '../../src/agents/claude-code/protection-options.ts';
import {
  missingFrom,
  patchSettings,
  settingsWarnings,
  unpatchSettings,
} from '../../src/agents/claude-code/settings.ts';
import { wantedSettings } from '../../src/agents/claude-code/wanted-settings.ts';
import { parsePolicy } from '../../src/core/policy.ts';
import { compilePolicy } from '../../src/core/policy-access.ts';
import { UserError } from '../../src/core/user-error.ts';
import { cpuTime } from '../cpu-time.ts';

const launcher = '/home/u/.cloister/bin/cloister-guard';
const journal = 'Read(//home/u/vault/journal/**)';
const rules = [journal, 'Read(//home/u/vault/clients/**)', 'Edit(//home/u/.claude/settings*.json)'];

function wantedOf(options: ProtectionOptions = {}, all = rules, form: 'exec' | 'shell' = 'exec') {
  const sandbox = { denyRead: ['/home/u/vault/journal'], denyWrite: ['/home/u/.cloister'] };
  return wantedSettings({ launcher, form, rules: all, instructions: ['/v/clients/**'], options, sandbox });
}
const everything: ProtectionOptions = { sandbox: true, noBypass: true, noSkillShell: true };

const files: Readonly<Record<string, string>> = {
  nothing: '',
  'blank lines': '\n\n',
  'an empty object': '{}',
  'an empty object over lines': '{\n}\n',
  'blanks in it': '{ }',
  'a comment in it': '{\n  // mine\n}\n',
  'a comment in one line': '{ /* mine */ }',
  'one line': '{"model":"opus","permissions":{"deny":["WebFetch"]}}',
  'two blanks': '{\n  "model": "opus",\n  "env": { "A": "1" }\n}\n',
  tabs: '{\n\t"model": "opus",\n\t"permissions": {\n\t\t"allow": [\n\t\t\t"Bash(ls:*)"\n\t\t]\n\t}\n}',
  CRLF: '{\r\n  "model": "opus", // best\r\n  "permissions": {\r\n    "deny": [ "WebFetch" ]\r\n  }\r\n}\r\n',
  comments:
    '// top\n{\n  /* a */ "model": "opus" // b\n  // c\n  ,"permissions": { /* d */ "deny": [] /* e */ } // f\n} // g\n',
  'trailing commas': '{\n  "model": "opus", // b\n  "permissions": { "deny": ["WebFetch",], },\n}\n',
  'its own hooks':
    '{\n  "hooks": {\n    "PreToolUse": [\n      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "x" }] }\n    ],\n    "Stop": []\n  }\n}\n',
  'one of our rules': `{\n  "permissions": {\n    "deny": ["${journal}"],\n    "defaultMode": "plan"\n  }\n}\n`,
  'empty parts': '{ "permissions": {}, "hooks": { "PreToolUse": [], "ConfigChange": [ ] }, "sandbox": {\n} }\n',
  'other values':
    '{\n  "disableSkillShellExecution": false,\n  "disableAllHooks": true,\n  "sandbox": { "enabled": false, "network": { "allowedDomains": ["a.b"] } }\n}\n',
  'a byte order mark': '\uFEFF{\n    "model": "opus"\n}\n',
  'keys behind':
    '{\n  "hooks": {},\n\n  "permissions": {\n    "allow": [],\n\n    "deny": [\n      "A", "B"\n    ]\n  },\n  "z": 1\n}',
};

for (const [name, text] of Object.entries(files)) {
  for (const options of [{}, everything]) {
    test(`settings of ${name} come out as they went in ${options === everything ? 'with options' : ''}`, () => {
      const first = patchSettings(text, wantedOf(options));
      assert.deepEqual(missingFrom(first.text, wantedOf(options)), []);
      const again = patchSettings(first.text, wantedOf(options), first.record);
      assert.equal(again.text, first.text);
      assert.deepEqual(again.record, first.record);
      assert.deepEqual(again.putBack, []);
      assert.equal(unpatchSettings(again.text, again.record), text);
      // By way of other rules, options and forms too.
      const other = patchSettings(
        again.text,
        wantedOf({ noBypass: true }, ['Read(//x/**)', journal], 'shell'),
        again.record,
      );
      assert.deepEqual(missingFrom(other.text, wantedOf({ noBypass: true }, ['Read(//x/**)', journal], 'shell')), []);
      const back = patchSettings(other.text, wantedOf(options), other.record);
      assert.deepEqual(missingFrom(back.text, wantedOf(options)), []);
      assert.equal(unpatchSettings(back.text, back.record), text);
      assert.equal(unpatchSettings(other.text, other.record), text);
    });
  }
}

test('what a person changes later survives', () => {
  const { text, record } = patchSettings(files['two blanks'] ?? '', wantedOf(everything));
  const value = JSON.parse(text);
  value.model = 'haiku';
  value.permissions.deny.push('WebFetch', journal);
  value.permissions.allow = ['Bash(ls:*)'];
  value.hooks.PreToolUse[0].hooks.push({ type: 'command', command: 'mine' });
  value.hooks.Stop = [{ hooks: [{ type: 'command', command: 'stop' }] }];
  value.sandbox.enabled = false;
  value.disableSkillShellExecution = 'later';
  assert.deepEqual(JSON.parse(unpatchSettings(JSON.stringify(value), record)), {
    model: 'haiku',
    env: { A: '1' },
    hooks: {
      PreToolUse: [{ matcher: '*', hooks: [{ type: 'command', command: 'mine' }] }],
      Stop: [{ hooks: [{ type: 'command', command: 'stop' }] }],
    },
    permissions: { deny: ['WebFetch', journal], allow: ['Bash(ls:*)'] },
    disableSkillShellExecution: 'later',
    sandbox: { enabled: false },
  });
});

test('what was stripped is named and put back', () => {
  const { text, record } = patchSettings('{\n  "model": "opus"\n}\n', wantedOf({ noBypass: true }));
  const value = JSON.parse(text);
  delete value.hooks.PostToolBatch;
  delete value.hooks.PreToolUse[0].hooks[0].onFailure;
  value.permissions.deny.shift();
  delete value.permissions.disableBypassPermissionsMode;
  const stripped = JSON.stringify(value, null, 2);
  const expected = [
    'the hook PreToolUse',
    'the hook PostToolBatch',
    `permissions.deny: ${journal}`,
    'the setting permissions.disableBypassPermissionsMode',
  ];
  assert.deepEqual(missingFrom(stripped, wantedOf({ noBypass: true })), expected);
  const again = patchSettings(stripped, wantedOf({ noBypass: true }), record);
  assert.deepEqual(again.putBack, expected);
  assert.deepEqual(missingFrom(again.text, wantedOf({ noBypass: true })), []);
  assert.equal(unpatchSettings(again.text, again.record), '{\n  "model": "opus"\n}');
});

test('a hook that was weakened counts as missing', () => {
  const { text } = patchSettings('', wantedOf());
  for (const weaken of [
    (group: { matcher?: string }) => void Object.assign(group, { matcher: 'Read' }),
    (group: { hooks: Record<string, unknown>[] }) => void Object.assign(group.hooks[0] ?? {}, { async: true }),
    (group: { hooks: Record<string, unknown>[] }) => void Object.assign(group.hooks[0] ?? {}, { if: 'Read(x)' }),
    (group: { hooks: Record<string, unknown>[] }) =>
      void Object.assign(group.hooks[0] ?? {}, { args: ['-c', 'exit 0', launcher] }),
  ]) {
    const value = JSON.parse(text);
    weaken(value.hooks.PreToolUse[0]);
    assert.deepEqual(missingFrom(JSON.stringify(value), wantedOf()), ['the hook PreToolUse']);
  }
  assert.deepEqual(missingFrom('{', wantedOf()), ['settings that can be read']);
});

test('a rule that was there before stays, one of ours goes when it is no longer wanted', () => {
  const first = patchSettings(files['one of our rules'] ?? '', wantedOf());
  const then = patchSettings(first.text, wantedOf({}, ['Read(//new/**)']), first.record);
  assert.deepEqual(JSON.parse(then.text).permissions.deny, [journal, 'Read(//new/**)']);
});

test('settings that are broken are left alone', () => {
  for (const text of [
    '{',
    '[]',
    '"x"',
    '{"a":1}}',
    '{"hooks":[]}',
    '{"permissions":{"deny":{}}}',
    '{"hooks":{},"hooks":{}}',
  ])
    assert.throws(() => patchSettings(text, wantedOf()), UserError, text);
});

test('without a record the hooks alone are taken out', () => {
  const { text } = patchSettings('{"model":"opus"}', wantedOf());
  const value = JSON.parse(unpatchSettings(text));
  assert.deepEqual(Object.keys(value), ['model', 'permissions', 'claudeMdExcludes']);
});

test('thousands of rules are quick', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => `Read(//home/u/vault/folder number ${index}/**)`);
  const took = await cpuTime(() => {
    const { text, record } = patchSettings('{\n  "model": "opus"\n}\n', wantedOf({}, many));
    assert.equal(unpatchSettings(text, record), '{\n  "model": "opus"\n}\n');
  });
  assert.ok(took < 6000, `${Math.round(took)} ms`);
});

test('each event has one hook, and a start blocks nothing', () => {
  for (const form of ['exec', 'shell'] as const) {
    const hooks = guardHooks("/home/o'x/bin/cloister-guard", form);
    assert.deepEqual(Object.keys(hooks), [...hookEvents]);
    for (const event of hookEvents) {
      const [hook] = hooks[event].hooks;
      assert.equal(hook?.['onFailure'], event === 'SessionStart' ? undefined : 'block');
      assert.equal(hook?.['timeout'], 10);
    }
  }
  assert.ok(isOlder('2.1.197', '2.1.295') && !isOlder('2.1.295', '2.1.295') && isOlder('1.99.99', '2.0.0'));
});

test('what makes Claude Code ignore the whole file is told', () => {
  const text = '{"hooks":{"Stop":[{"hooks":[{"type":"nonsense"}]}]},"permissions":{"defaultMode":"yolo"}}';
  assert.equal(settingsWarnings(text).length, 2);
  assert.deepEqual(settingsWarnings(files['its own hooks'] ?? ''), []);
});

/** The rules of a policy, over the files of a vault at /v, without those for worktrees. */
function rulesOf(policy: object, paths: readonly string[] = [], root = '/v') {
  const parsed = parsePolicy(JSON.stringify(policy));
  assert.ok(parsed.ok);
  const list = (folder: string): ListedName[] | undefined => {
    const before = folder === '' ? '' : `${folder}/`;
    const inner = paths.filter((path) => path.startsWith(before)).map((path) => path.slice(before.length));
    if (inner.length === 0) return undefined;
    const names = new Map(inner.map((path) => [path.split('/')[0] ?? '', path.includes('/')]));
    return [...names].map(([name, isFolder]) => ({ name, isFolder }));
  };
  const result = denyRules({ root, policies: [compilePolicy(parsed.value.policy)], list }, 1000);
  return { ...result, rules: result.rules.filter((each) => !each.includes('worktrees')) };
}

test('a locked folder is one rule, and one for its copies in worktrees', () => {
  const policy = compilePolicy({ ...parsed({ folders: { journal: 'none' } }) });
  assert.deepEqual(denyRules({ root: '/v', policies: [policy], list: () => [] }, 0).rules, [
    'Read(//v/journal/**)',
    'Read(//v/.claude/worktrees/*/journal/**)',
  ]);
  assert.deepEqual(denyRules({ root: '/r/v', repository: '/r', policies: [policy], list: () => [] }, 0).rules, [
    'Read(//r/v/journal/**)',
    'Read(//r/.claude/worktrees/*/v/journal/**)',
  ]);
});

function parsed(policy: object) {
  const result = parsePolicy(JSON.stringify(policy));
  assert.ok(result.ok);
  return result.value.policy;
}

test('what lies in a locked folder needs no rule of its own; what is redacted can not be edited', () => {
  const folders = { a: 'none', 'a/b': 'none', 'a/c': 'redacted', d: 'redacted', e: 'read' };
  assert.deepEqual(rulesOf({ folders }, ['a/b/x', 'a/c/x', 'a/f/x', 'a/x.md', 'd/x', 'e/x']).rules, [
    'Read(//v/a/f/**)',
    'Read(//v/a/x.md)',
    'Read(//v/a/b/**)',
    'Edit(//v/a/**)',
    'Edit(//v/d/**)',
    'Edit(//v/e/**)',
  ]);
});

test('an allowlist names all but what is opened', () => {
  const policy = { default: 'none', folders: { projects: 'write', 'areas/work': 'write', 'projects/x': 'none' } };
  const paths = ['projects/a.md', 'projects/x/b.md', 'areas/work/c.md', 'areas/home/d.md', 'areas/e.md', 'top.md'];
  const { rules: found, hidden } = rulesOf(policy, paths);
  assert.deepEqual(found.sort(), [
    'Read(//v/.claude/**)',
    'Read(//v/areas/e.md)',
    'Read(//v/areas/home/**)',
    'Read(//v/projects/x/**)',
    'Read(//v/top.md)',
  ]);
  assert.deepEqual([...hidden].sort(), ['.claude', 'areas/e.md', 'areas/home', 'projects/x', 'top.md']);
  assert.deepEqual(rulesOf({ default: 'none' }).rules, ['Read(//v/**)']);
});

test('an agent of its own level, and a time that is over', () => {
  const folders = {
    a: { access: 'write', agents: { 'claude-code': 'none' } },
    b: { access: 'none', agents: { 'claude-code': 'write' } },
    c: { access: 'write', until: '1970-01-01T00:00:00Z', after: 'none' },
    d: { access: 'write', until: '2100-01-01T00:00:00Z', after: 'none' },
  };
  assert.deepEqual(rulesOf({ folders }).rules, ['Read(//v/a/**)', 'Read(//v/c/**)']);
});

test('names are escaped and written in both Unicode forms', () => {
  const folders = { 'a[b]c': 'none', '!x': 'none', 'p (1) {y}, #?': 'none', 'Caf\u00e9': 'none' };
  assert.deepEqual(rulesOf({ folders }).rules, [
    'Read(//v/a\\[b\\]c/**)',
    'Read(//v/\\!x/**)',
    'Read(//v/p (1) {y}, #?/**)',
    'Read(//v/Caf\u00e9/**)',
    'Read(//v/Cafe\u0301/**)',
  ]);
  const odd = rulesOf({ folders: { 'a\\b': 'none', 'end ': 'none', 'c/d /e': 'none' } });
  assert.deepEqual(odd.uncovered, ['a\\b', 'end ', 'c/d /e']);
  assert.deepEqual(rulesOf({ folders: { a: 'none' } }, [], '/[v]').rules, ['Read(//\\[v\\]/a/**)']);
});

test('file patterns become rules where a rule can say them', () => {
  const none = ['# no', '*.kdbx', '/top.md', 'notes/private-*.md', 'drafts/', '\\#x', '\\!y', 'a/**/b'];
  assert.deepEqual(rulesOf({ files: { none } }).rules, [
    'Read(//v/**/*.kdbx)',
    'Read(//v/top.md)',
    'Read(//v/notes/private-*.md)',
    'Read(//v/**/drafts/**)',
    'Read(//v/**/#x)',
    'Read(//v/**/\\!y)',
    'Read(//v/a/**/b)',
  ]);
  assert.deepEqual(rulesOf({ files: { redacted: ['*.csv'], read: ['*.lock'] } }).rules, [
    'Edit(//v/**/*.csv)',
    'Edit(//v/**/*.lock)',
  ]);
});

test('what a later pattern takes back is named file by file', () => {
  const files = { none: ['.env*', '*.kdbx', '!.env.example', '[ab].md'] };
  const paths = ['.env', 'x/.env.local', 'x/.env.example', 'x/b.md', 'x/c.md', 'k.kdbx'];
  assert.deepEqual(rulesOf({ files }, paths).rules, [
    'Read(//v/**/*.kdbx)',
    'Read(//v/.env)',
    'Read(//v/x/.env.local)',
    'Read(//v/x/b.md)',
  ]);
});

test('what no agent writes to', () => {
  const found = guardedVaultRules({ root: '/v' });
  for (const each of ['.cloister/**', '.claude/settings*.json', '.mcp.json', '.git/hooks/**'])
    assert.ok(found.includes(`Edit(//v/${each})`), each);
});
