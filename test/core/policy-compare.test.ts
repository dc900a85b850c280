import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Access, accessLevels, isLower } from '../../src/core/access.ts';
import { type AgentId, agentIds, agentNames } from '../../src/core/agent-ids.ts';
import { contentAnswers, type Policy, parsePolicy } from '../../src/core/policy.ts';
import { type Asked, compilePolicy } from '../../src/core/policy-access.ts';
import { formatLoosening, loosenings } from '../../src/core/policy-compare.ts';

function policyOf(value: unknown): Policy {
  const parsed = parsePolicy(JSON.stringify(value));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value.policy;
}

function linesOf(from: unknown, to: unknown, now = 0): string[] {
  return loosenings(policyOf(from), policyOf(to), now).map(formatLoosening);
}

const level = fc.constantFrom(...accessLevels);
const agent = fc.constantFrom<AgentId>('codex', 'ollama', 'claude-code');
const isoTime = (time: number) => new Date(time).toISOString();

const pathOf = (names: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...names), { maxLength }).map((parts) => parts.join('/'));

interface Shape {
  readonly names: readonly string[];
  readonly ends: readonly number[];
}

/** A policy and one made of it by a few changes, so that often nothing is loosened. */
function pairOf({ names, ends }: Shape) {
  const entry = fc.oneof(
    level,
    fc.record(
      {
        access: level,
        agents: fc.dictionary(agent, level, { maxKeys: 2 }),
        until: fc.constantFrom(...ends).map(isoTime),
        after: level,
      },
      { requiredKeys: ['access'] },
    ),
  );
  const pattern = fc.constantFrom('a', '/b', 'b/', '!a', '!b', '*', 'A', '**/b', 'a/*', '[a-b]', '# a', ' !a', '\\!a');
  const patterns = fc.array(pattern, { maxLength: 2 });
  const lists = fc.record({ none: patterns, redacted: patterns, read: patterns });
  const content = fc.record({ private: level });
  const folders = fc.dictionary(pathOf(names, 3), entry, { maxKeys: 3, noNullPrototype: true });
  const from = fc.record({ default: level, folders, files: lists, content });
  const changes = fc.record({ default: level, folders, files: lists, content }, { requiredKeys: [] });
  // What becomes of each folder, in turn.
  const turns = fc.array(fc.option(fc.oneof(entry, fc.constant('gone'))), { maxLength: 3 });
  return fc.tuple(from, changes, turns).map(([before, change, fates]) => {
    const kept = Object.entries(before.folders).flatMap(([key, value], index) => {
      const fate = fates[index] ?? value;
      return fate === 'gone' ? [] : [[key, fate] as const];
    });
    const more = (key: 'none' | 'redacted' | 'read') => [...before.files[key], ...(change.files?.[key] ?? [])];
    return [
      before,
      {
        default: change.default ?? before.default,
        folders: { ...change.folders, ...Object.fromEntries(kept) },
        files: { none: more('none'), redacted: more('redacted'), read: more('read') },
        content: change.content ?? before.content,
      },
    ] as const;
  });
}

function checkSilence(shape: Shape, now: number, moments: readonly number[]): void {
  const asked = fc.record({
    path: pathOf(shape.names, 4),
    isFolder: fc.boolean(),
    agent,
    now: fc.constantFrom(...moments),
    isPrivate: fc.boolean(),
  });
  let silent = 0;
  fc.assert(
    fc.property(pairOf(shape), fc.array(asked, { minLength: 1, maxLength: 30 }), ([before, after], questions) => {
      const [from, to] = [policyOf(before), policyOf(after)];
      if (loosenings(from, to, now).length > 0) return;
      silent++;
      const [left, right] = [compilePolicy(from), compilePolicy(to)];
      for (const each of questions) {
        const [had, has] = [left.accessOf(each).access, right.accessOf(each).access];
        assert.ok(!isLower(had, has), `${had} -> ${has} ${JSON.stringify(each)}`);
      }
    }),
    { numRuns: 10_000 },
  );
  // Else this says nothing.
  assert.ok(silent > 500, `only ${silent}`);
}

const plainNames = ['a', 'b', 'c'];

test('where nothing is told no path gives more to any agent, now and after all openings', () => {
  checkSilence({ names: plainNames, ends: [1, 9] }, 2, [2, 8.64e15]);
});

test('where nothing is told no path gives more to any agent at any later time', () => {
  checkSilence({ names: ['a'], ends: [4, 6] }, 2, [3, 5, 7]);
});

test('where nothing is told no path gives more, also where folders are spelled alike', () => {
  checkSilence({ names: ['a', 'A'], ends: [1, 9] }, 2, [2, 8.64e15]);
});

test('what is told of folders is so: the agent gets more of that folder', () => {
  fc.assert(
    fc.property(pairOf({ names: plainNames, ends: [1, 9] }), ([before, after]) => {
      const from = policyOf({ ...before, files: {} });
      const to = policyOf({ ...after, files: {} });
      for (const { what, agent: only, ...told } of loosenings(from, to, 2)) {
        if (what.startsWith('content.')) continue;
        const path = what === 'the vault' ? '' : what;
        for (const id of only === undefined ? agentIds : [only]) {
          const pairs = [2, 8.64e15].map((now): [Access, Access] => {
            const asked: Asked = { path, isFolder: true, agent: id, now };
            return [compilePolicy(from).accessOf(asked).access, compilePolicy(to).accessOf(asked).access];
          });
          const first = pairs.find(([left, right]) => isLower(left, right));
          assert.deepEqual(first, [told.from, told.to]);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('a policy loosens nothing against itself', () => {
  fc.assert(
    fc.property(pairOf({ names: ['a', 'A', 'b'], ends: [1, 9] }), ([value]) => {
      assert.deepEqual(linesOf(value, value, 2), []);
    }),
  );
});

test('tells a folder that gives more, and the vault itself', () => {
  assert.deepEqual(linesOf({ folders: { journal: 'none' } }, { folders: { journal: 'write' } }), [
    'journal: none -> write',
  ]);
  assert.deepEqual(linesOf({ folders: { journal: 'none' } }, {}), ['journal: none -> write']);
  assert.deepEqual(linesOf({ folders: { a: 'none' } }, { folders: { a: 'none', 'a/b': 'read' } }), [
    'a/b: none -> read',
  ]);
  assert.deepEqual(linesOf({ default: 'read' }, { default: 'write' }), ['the vault: read -> write']);
  assert.deepEqual(linesOf({ default: 'none', folders: { a: 'write' } }, {}), ['the vault: none -> write']);
});

test('tells an agent alone that gets more', () => {
  const from = { folders: { a: { access: 'read', agents: { ollama: 'none' } } } };
  assert.deepEqual(linesOf(from, { folders: { a: 'read' } }), ['a: none -> read for Ollama']);
  const to = { folders: { a: { access: 'read', agents: { ollama: 'none', codex: 'write' } } } };
  assert.deepEqual(linesOf(from, to), ['a: read -> write for Codex']);
  const lines = linesOf(from, { folders: { a: 'write' } });
  assert.deepEqual(new Set(lines.map((line) => line.replace(/^.* for /, ''))), new Set(Object.values(agentNames)));
  assert.ok(lines.includes('a: none -> write for Ollama') && lines.includes('a: read -> write for Codex'));
});

test('tells a timed opening, and what comes after one', () => {
  const timed = (access: string, until: number, after: string) => ({
    folders: { a: { access, until: isoTime(until), after } },
  });
  assert.deepEqual(linesOf({ folders: { a: 'none' } }, timed('read', 10, 'none'), 5), ['a: none -> read']);
  assert.deepEqual(linesOf({ folders: { a: 'none' } }, timed('read', 10, 'none'), 10), []);
  assert.deepEqual(linesOf(timed('read', 10, 'none'), { folders: { a: 'read' } }, 5), ['a: none -> read']);
  assert.deepEqual(linesOf(timed('read', 10, 'none'), timed('read', 10, 'redacted'), 5), ['a: none -> redacted']);
  assert.deepEqual(linesOf(timed('read', 10, 'none'), { folders: { a: 'none' } }, 5), []);
});

test('tells a timed opening that is made longer', () => {
  const timed = (until: number) => ({ folders: { a: { access: 'write', until: isoTime(until), after: 'none' } } });
  assert.deepEqual(linesOf(timed(20), timed(10), 5), []);
  assert.equal(linesOf(timed(10), timed(20), 5).length, 1);
});

test('tells a folder that gives more under another spelling', () => {
  // Where letter case does not count, `A/b` is the folder that `a/b` closed.
  const from = { default: 'none', folders: { A: 'write', 'a/b': 'none' } };
  assert.equal(linesOf(from, { default: 'none', folders: { A: 'write' } }).length, 1);
});

test('tells an entry that opens what look-alikes above it held down', () => {
  const alike = { 'A/a': 'none', 'a/a': 'write' };
  const [before, after] = [{ folders: alike }, { folders: { ...alike, 'a/a/a': 'write' } }].map((each) => {
    const parsed = parsePolicy(JSON.stringify(each));
    assert.ok(parsed.ok);
    return parsed.value.policy;
  });
  assert.ok(before !== undefined && after !== undefined);
  assert.deepEqual(loosenings(before, after, 0), [{ what: 'a/a/a', from: 'none', to: 'write' }]);
});

test('tells patterns that go, change, move or are taken back', () => {
  const files = (...none: string[]) => ({ files: { none } });
  assert.deepEqual(linesOf(files('*.key', '.env*'), files('*.key')), ['files.none: *.key .env* -> *.key']);
  assert.deepEqual(linesOf(files('*.key'), {}), ['files.none: *.key -> nothing']);
  assert.deepEqual(linesOf(files('*.key'), files('*.kdbx')), ['files.none: *.key -> *.kdbx']);
  assert.deepEqual(linesOf(files('*.key'), files('*.key', '!a.key')), ['files.none: *.key -> *.key !a.key']);
  assert.deepEqual(linesOf(files('*.key', '!a.key'), files('!a.key', '*.key')).length, 1);
  assert.deepEqual(linesOf(files('*.key'), { files: { redacted: ['*.key'] } }), ['files.none: *.key -> nothing']);
  assert.deepEqual(linesOf({ files: { read: ['a'] } }, { files: { read: [] } }), ['files.read: a -> nothing']);
  assert.deepEqual(linesOf({ files: { redacted: ['a'] } }, {}), ['files.redacted: a -> nothing']);
  assert.deepEqual(linesOf(files('*.key'), files('*.key', '*.kdbx', '# more')), []);
});

test('tells content that gives more', () => {
  const content = (value: unknown) => ({ content: value });
  assert.deepEqual(linesOf({}, content({ private: 'redacted' })), ['content.private: none -> redacted']);
  assert.deepEqual(linesOf(content({ private: 'read' }), {}), []);
  assert.deepEqual(linesOf({}, content({ secret: 'allow' })), ['content.secret: redact -> allow']);
  assert.deepEqual(linesOf(content({ personal: 'deny' }), {}), ['content.personal: deny -> allow']);
  const answers = ['deny', 'redact', 'ask', 'allow'];
  assert.deepEqual(new Set(answers), new Set(contentAnswers));
  for (const [low, from] of answers.entries()) {
    for (const [high, to] of answers.entries())
      assert.equal(linesOf(content({ secret: from }), content({ secret: to })).length, high > low ? 1 : 0);
  }
});

test('commits of private files: block, warn, allow', () => {
  const commit = (answer?: string) => (answer === undefined ? {} : { commit: { private: answer } });
  assert.deepEqual(linesOf({}, commit('allow')), ['commit.private: warn -> allow']);
  assert.deepEqual(linesOf(commit('block'), {}), ['commit.private: block -> warn']);
  const answers = ['block', 'warn', 'allow'];
  for (const [low, from] of answers.entries())
    for (const [high, to] of answers.entries())
      assert.equal(linesOf(commit(from), commit(to)).length, high > low ? 1 : 0);
});

test('an id, and what tightens, is no loosening', () => {
  const to = {
    id: 'b',
    default: 'none',
    folders: { a: 'none', b: { access: 'none', agents: { codex: 'none' } } },
    files: { none: ['*'], redacted: ['a'], read: ['b'] },
    content: { private: 'none', secret: 'deny', personal: 'deny' },
    commit: { private: 'block' },
  };
  assert.deepEqual(linesOf({ id: 'a' }, to), []);
});
