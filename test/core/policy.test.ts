import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accessLevels } from '../../src/core/access.ts';
import { agentIds } from '../../src/core/agent-ids.ts';
import {
  closedPolicy,
  commitAnswers,
  contentAnswers,
  openPolicy,
  type ParsedPolicy,
  parsePolicy,
  strictestCommitAnswer,
} from '../../src/core/policy.ts';
import { cpuTime } from '../cpu-time.ts';

function parsed(text: string): ParsedPolicy {
  const result = parsePolicy(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function problemsOf(text: string): readonly string[] {
  const result = parsePolicy(text);
  assert.ok(!result.ok, text);
  return result.problems;
}

const foldersOf = (text: string) => Object.fromEntries(parsed(text).policy.folders);

test('an empty object has the defaults', () => {
  assert.deepEqual(parsed('{}'), { policy: openPolicy, warnings: [] });
  assert.deepEqual(openPolicy, {
    default: 'write',
    folders: new Map(),
    files: { none: [], redacted: [], read: [] },
    content: { private: 'none', secret: 'redact', personal: 'allow' },
    commit: { private: 'warn' },
  });
  assert.equal(closedPolicy.default, 'none');
});

test('reads every key', () => {
  const text = `{
    "$schema": "policy.schema.json",
    "version": 1,
    "id": "b9c1-X_2",
    "default": "read",
    "folders": {
      "journal": "none",
      "clients": { "access": "redacted", "agents": { "ollama": "read", "codex": "none" } },
      "projects": { "access": "write", "until": "2030-01-31T18:00:00Z", "after": "redacted" }
    },
    "files": { "none": [".env*", "!.env.example"], "redacted": ["*.log"], "read": ["*.pdf"] },
    "content": { "private": "redacted", "secret": "deny", "personal": "ask" },
    "commit": { "private": "block" }
  }`;
  assert.deepEqual(parsed(text), {
    policy: {
      id: 'b9c1-X_2',
      default: 'read',
      folders: new Map([
        ['journal', { access: 'none', agents: {}, after: 'none' }],
        ['clients', { access: 'redacted', agents: { ollama: 'read', codex: 'none' }, after: 'none' }],
        ['projects', { access: 'write', agents: {}, until: Date.UTC(2030, 0, 31, 18), after: 'redacted' }],
      ]),
      files: { none: ['.env*', '!.env.example'], redacted: ['*.log'], read: ['*.pdf'] },
      content: { private: 'redacted', secret: 'deny', personal: 'ask' },
      commit: { private: 'block' },
    },
    warnings: [],
  });
});

test('an entry that says nothing gives nothing', () => {
  const nothing = { access: 'none', agents: {}, after: 'none' };
  assert.deepEqual(foldersOf('{ "folders": { "a": {}, "b": { "agents": {} } } }'), { a: nothing, b: nothing });
  const timed = foldersOf('{ "folders": { "a": { "access": "write", "until": "2030-01-31T18:00:00Z" } } }');
  assert.equal(timed['a']?.after, 'none');
});

test('comments, trailing commas, a byte order mark and CRLF are no problem', () => {
  const text =
    '\uFEFF// mine\r\n{ /* the\r\nvault */ "folders": { "a": "read", // a\r\n }, "files": { "none": ["b",] },\r\n}\r\n';
  const { policy, warnings } = parsed(text);
  assert.deepEqual([...policy.folders.keys()], ['a']);
  assert.deepEqual(policy.files.none, ['b']);
  assert.deepEqual(warnings, []);
});

test('names of folders are paths from the root, however they are spelled', () => {
  const text = '{ "folders": { "./a/": "read", "b//c": "read", "d/../e": "read", ".": "none", "f g/ ": "read" } }';
  assert.deepEqual(Object.keys(foldersOf(text)), ['a', 'b/c', 'e', '', 'f g/ ']);
});

test('every answer to personal data is one to hold to', () => {
  for (const personal of contentAnswers) {
    const { policy, warnings } = parsed(JSON.stringify({ content: { personal } }));
    assert.deepEqual([policy.content.personal, warnings], [personal, []]);
  }
});

test('what commits of private files give, and the strictest of several', () => {
  for (const each of commitAnswers)
    assert.equal(parsed(JSON.stringify({ commit: { private: each } })).policy.commit.private, each);
  assert.equal(strictestCommitAnswer(['allow', 'warn', 'allow']), 'warn');
  assert.equal(strictestCommitAnswer(['allow', 'block', 'warn']), 'block');
  assert.equal(strictestCommitAnswer(['allow']), 'allow');
  assert.equal(strictestCommitAnswer([]), 'warn');
  assert.equal(closedPolicy.commit.private, 'block');
  assert.deepEqual(parsed('{ "commit": { "public": "warn" } }').warnings, [
    'commit."public" means nothing to Cloister',
  ]);
  for (const value of ['"never"', 'null', 'true', '[]']) {
    const broken = parsePolicy(`{ "commit": { "private": ${value} } }`);
    assert.ok(!broken.ok && broken.problems[0]?.includes('"commit.private" is not one of block, warn, allow'), value);
  }
  assert.ok(!parsePolicy('{ "commit": "block" }').ok);
});

test('unknown keys and agents are warnings', () => {
  const text = `{
    "colour": 1,
    "folders": { "a": { "access": "read", "agents": { "next-agent": "write", "Codex": "none" }, "why": "because" } },
    "files": { "write": ["*"] },
    "content": { "topics": "ask" }
  }`;
  const { policy, warnings } = parsed(text);
  assert.deepEqual(policy.folders.get('a'), { access: 'read', agents: {}, after: 'none' });
  assert.equal(warnings.length, 6);
  for (const name of ['colour', 'next-agent', 'Codex', 'why', 'write', 'topics'])
    assert.equal(warnings.filter((warning) => warning.includes(`"${name}"`)).length, 1, name);
});

test('each kind of broken input has its problem', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /no JSON/],
    ['   \n', /no JSON/],
    ['// nothing', /no JSON/],
    ['{', /no JSON/],
    ['{} {}', /no JSON/],
    ['{ "default": none }', /no JSON/],
    ["{ 'default': 'none' }", /no JSON/],
    ['{ "default" "none" }', /no JSON/],
    ['{ "folders": { "a": "none" "b": "none" } }', /no JSON/],
    ['{ "id": "a\nb" }', /no JSON/],
    ['[]', /the policy is not an object/],
    ['null', /the policy is not an object/],
    ['"none"', /the policy is not an object/],
    ['{ "version": 2 }', /"version" is not 1/],
    ['{ "version": "1" }', /"version" is not 1/],
    ['{ "id": "" }', /"id"/],
    ['{ "id": "../x" }', /"id"/],
    ['{ "id": 1 }', /"id"/],
    [`{ "id": "${'x'.repeat(65)}" }`, /"id"/],
    ['{ "default": "None" }', /"default" is not one of none, redacted, read, write/],
    ['{ "default": null }', /"default"/],
    ['{ "folders": [] }', /"folders" is not an object/],
    ['{ "folders": "journal" }', /"folders" is not an object/],
    ['{ "folders": { "/etc": "none" } }', /"\/etc" is not in the vault/],
    ['{ "folders": { "../a": "none" } }', /"\.\.\/a" is not in the vault/],
    ['{ "folders": { "a/../..": "none" } }', /is not in the vault/],
    ['{ "folders": { "a\\u0000": "none" } }', /is not in the vault/],
    ['{ "folders": { "a": "locked" } }', /the folder "a" is not one of/],
    ['{ "folders": { "a": null } }', /the folder "a" is not an object/],
    ['{ "folders": { "a": ["none"] } }', /the folder "a" is not an object/],
    ['{ "folders": { "a": { "access": true } } }', /"access" of the folder "a"/],
    ['{ "folders": { "a": { "after": "closed" } } }', /"after" of the folder "a"/],
    ['{ "folders": { "a": { "agents": ["codex"] } } }', /"agents" of the folder "a" is not an object/],
    ['{ "folders": { "a": { "agents": { "codex": "all" } } } }', /"codex" of the folder "a"/],
    ['{ "folders": { "a": { "agents": { "next-agent": "all" } } } }', /"next-agent" of the folder "a"/],
    ['{ "folders": { "a": { "until": "tomorrow" } } }', /"until" of the folder "a" is no time/],
    ['{ "folders": { "a": { "until": 1893456000000 } } }', /"until" of the folder "a" is no time/],
    ['{ "folders": { "a": { "until": null } } }', /"until" of the folder "a" is no time/],
    ['{ "files": [] }', /"files" is not an object/],
    ['{ "files": { "none": "*.kdbx" } }', /"files.none" is not a list of patterns/],
    ['{ "files": { "redacted": [1] } }', /"files.redacted" is not a list of patterns/],
    ['{ "files": { "read": null } }', /"files.read" is not a list of patterns/],
    [`{ "files": { "none": ["${'x'.repeat(4097)}"] } }`, /"files.none" is not a list of patterns/],
    ['{ "content": "none" }', /"content" is not an object/],
    ['{ "content": { "private": "deny" } }', /"content.private" is not one of/],
    ['{ "content": { "secret": "none" } }', /"content.secret" is not one of redact, deny, ask, allow/],
    ['{ "content": { "personal": null } }', /"content.personal" is not one of/],
    [`{ "id": "${'x'.repeat(4 << 20)}" }`, /larger than 4 MB/],
  ];
  for (const [text, problem] of cases) {
    const problems = problemsOf(text);
    assert.equal(problems.length, 1, `${text.slice(0, 80)}: ${problems}`);
    assert.match(problems.join(), problem);
  }
});

test('an end that is no whole time is a problem', () => {
  // Date.parse finds a year in these.
  for (const until of ['note 7', 'in 2 hours', '1', '12', 'until 2031'])
    assert.match(problemsOf(JSON.stringify({ folders: { a: { until } } })).join(), /is no time/, until);
});

test('tells all problems at once', () => {
  const text = '{ "version": 3, "default": "x", "folders": { "/a": "none", "b": "x" }, "content": { "secret": "x" } }';
  assert.equal(problemsOf(text).length, 5);
});

test('a key that stands twice is a problem, at any depth and in any spelling', () => {
  const texts = [
    '{ "default": "none", "default": "write" }',
    '{ "folders": { "a": "none" }, "folders": {} }',
    '{ "folders": { "a": "none", "a": "none" } }',
    '{ "folders": { "a": "none", "\\u0061": "write" } }',
    '{ "folders": { "a": "none", "a/": "write" } }',
    '{ "folders": { "a/b": "none", "./a//b": "write" } }',
    '{ "folders": { "": "none", ".": "write" } }',
    '{ "folders": { "a": { "agents": { "codex": "none", "codex": "write" } } } }',
    '{ "folders": { "__proto__": "none", "__proto__": "write" } }',
    '{ "extra": [{ "a": 1, "a": 2 }] }',
  ];
  for (const text of texts) assert.match(problemsOf(text).join(), /stands twice/, text);
});

test('keys named as what every object has are keys like any other', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
  const entry = (level: string) => names.map((name) => `${JSON.stringify(name)}: "${level}"`).join(', ');
  const { policy, warnings } = parsed(`{ "folders": { ${entry('read')} } }`);
  assert.deepEqual([...policy.folders.keys()], names);
  assert.ok([...policy.folders.values()].every(({ access }) => access === 'read'));
  assert.deepEqual(warnings, []);
  assert.equal(parsed(`{ ${entry('none')} }`).warnings.length, names.length);
  const agents = parsed(`{ "folders": { "a": { "access": "none", "agents": { ${entry('write')} } } } }`);
  assert.equal(agents.warnings.length, names.length);
  assert.deepEqual(agents.policy.folders.get('a'), { access: 'none', agents: {}, after: 'none' });
});

test('nothing is taken from "__proto__"', () => {
  const values = '{ "access": "write", "default": "none", "private": "write", "none": ["*"] }';
  const text = `{ "__proto__": ${values}, "folders": { "a": { "__proto__": ${values} } }, "files": { "__proto__": ${values} }, "content": { "__proto__": ${values} } }`;
  const { policy } = parsed(text);
  const folders = new Map([['a', { access: 'none', agents: {}, after: 'none' }]]);
  assert.deepEqual(policy, { ...openPolicy, folders });
});

test('ten thousand folders are read within seconds', async () => {
  const folders = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`notes/folder ${index}`, 'none']));
  const text = JSON.stringify({ folders }, null, 2);
  const took = await cpuTime(() => assert.equal(parsed(text).policy.folders.size, 10_000));
  assert.ok(took < 3000, `${Math.round(took)} ms`);
});

test('a policy of the largest size is answered within seconds', async () => {
  const folders = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`f${index}`, 'none']));
  const text = JSON.stringify({ folders });
  assert.ok(text.length < 4 << 20);
  const took = await cpuTime(() => parsePolicy(text));
  assert.ok(took < 10_000, `${Math.round(took)} ms`);
});

test('deep nesting does not throw', () => {
  for (const depth of [100, 10_000, 1_000_000]) {
    assert.equal(parsePolicy(`${'['.repeat(depth)}${']'.repeat(depth)}`).ok, false);
    assert.equal(typeof parsePolicy(`{ "extra": ${'['.repeat(depth)}${']'.repeat(depth)} }`).ok, 'boolean');
  }
});

test('long lists do not throw', () => {
  const text = JSON.stringify({ files: { none: Array.from({ length: 400_000 }, () => 'a') } });
  assert.equal(typeof parsePolicy(text).ok, 'boolean');
});

test('any text is a policy or a list of problems, never an exception', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '"a"',
    '"folders"',
    '1',
    'null',
    '//',
    '/*',
    '*/',
    '\n',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.string({ unit: token })), (text) => {
      const result = parsePolicy(text);
      if (!result.ok) assert.ok(result.problems.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('any values under the known keys are a policy or a list of problems, and a policy is whole', () => {
  const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...accessLevels, ...contentAnswers));
  const key = fc.oneof(fc.constantFrom('access', 'agents', 'until', 'after', 'none', 'read', '__proto__'), fc.string());
  const values = fc.oneof(odd, fc.dictionary(key, fc.oneof(odd, fc.dictionary(fc.constantFrom(...agentIds), odd))));
  const policy = fc.record(
    {
      version: fc.oneof(fc.constant(1), odd),
      id: odd,
      default: odd,
      folders: fc.oneof(odd, fc.dictionary(fc.string(), values)),
      files: values,
      content: fc.oneof(odd, fc.dictionary(fc.constantFrom('private', 'secret', 'personal'), odd)),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(policy, (value) => {
      const result = parsePolicy(JSON.stringify(value));
      if (!result.ok) return assert.ok(result.problems.length > 0);
      const { folders, files, content, ...rest } = result.value.policy;
      const levels = [
        rest.default,
        content.private,
        ...[...folders.values()].flatMap((each) => [each.access, each.after]),
      ];
      assert.ok(levels.every((level) => accessLevels.includes(level)));
      assert.ok([content.secret, content.personal].every((answer) => contentAnswers.includes(answer)));
      assert.ok(Object.values(files).every((patterns) => patterns.every((each) => typeof each === 'string')));
      assert.ok([...folders.values()].every(({ until }) => until === undefined || Number.isFinite(until)));
    }),
    { numRuns: 2000 },
  );
});
