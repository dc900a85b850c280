import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type Access, accessLevels, isLower, lower } from '../../src/core/access.ts';
import { type AgentId, agentIds } from '../../src/core/agent-ids.ts';
import { closedPolicy, openPolicy, type Policy, parsePolicy } from '../../src/core/policy.ts';
import { type Asked, compilePolicy, hidesBeneath, lowestAccess } from '../../src/core/policy-access.ts';
import { lockFolder } from '../../src/core/policy-edit.ts';
import { foldersAbove, isWithin } from '../../src/core/vault-path.ts';

function policyOf(value: unknown): Policy {
  const parsed = parsePolicy(typeof value === 'string' ? value : JSON.stringify(value));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value.policy;
}

function accessOf(value: unknown, path: string, rest: Partial<Asked> = {}): Access {
  return compilePolicy(policyOf(value)).accessOf({ path, agent: 'codex', now: 0, ...rest }).access;
}

const level = fc.constantFrom(...accessLevels);
// Few agents and moments, so that policies and questions meet.
const agent = fc.constantFrom<AgentId>('codex', 'ollama', 'claude-code');
const moment = fc.integer({ min: 0, max: 4 });
const plainNames = ['a', 'b', 'c d', '.e'];
// Names that fold to one another.
const spelledNames = ['a', 'A', 'a.', '\uff21', 'a\u200b', '\u00e9', 'e\u0301', '\u00c9', 'b'];

const pathOf = (names: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...names), { maxLength }).map((parts) => parts.join('/'));

/** The text of any policy, as JSON.parse gives it, whose folders have these names. */
function policySource(names: readonly string[]) {
  const entry = fc.oneof(
    level,
    fc.record(
      {
        access: level,
        agents: fc.dictionary(agent, level, { maxKeys: 2 }),
        until: moment.map((time) => new Date(time).toISOString()),
        after: level,
      },
      { requiredKeys: [] },
    ),
  );
  const pattern = fc.constantFrom('a', '/b', 'b/', '!a', '!b', '*', 'A', '**/b', 'a/*', '\u00c9', '[a-b]', '!*.md');
  const patterns = fc.array(pattern, { maxLength: 3 });
  return fc.record(
    {
      default: level,
      folders: fc.dictionary(pathOf(names, 3), entry, { maxKeys: 5, noNullPrototype: true }),
      files: fc.record({ none: patterns, redacted: patterns, read: patterns }, { requiredKeys: [] }),
      content: fc.record({ private: level }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
}

const question = (names: readonly string[]) =>
  fc.record(
    { path: pathOf(names, 4), agent, now: moment, isFolder: fc.boolean(), isPrivate: fc.boolean() },
    { requiredKeys: ['path', 'agent', 'now'] },
  );

const source = policySource(plainNames);
const asked = question(plainNames);
const spelledSource = policySource(spelledNames);
const spelledAsked = question(spelledNames);
const runs = { numRuns: 2000 };

test('the deepest entry that contains a path decides', () => {
  const folders = { a: 'none', 'a/b': 'write', 'a/b/c.md': 'read', d: 'redacted' };
  const cases = {
    '': 'write',
    a: 'none',
    'a/x': 'none',
    'a/b': 'write',
    'a/b/x': 'write',
    'a/b/c.md': 'read',
    'a/bc': 'none',
    'ab/x': 'write',
    'd/x/y': 'redacted',
    'x/a': 'write',
  };
  for (const [path, expected] of Object.entries(cases)) assert.equal(accessOf({ folders }, path), expected, path);
});

test('what no entry contains has the default, and an entry of the vault itself goes before it', () => {
  assert.equal(accessOf({ default: 'none', folders: { a: 'read' } }, 'b'), 'none');
  assert.equal(accessOf({ default: 'none', folders: { a: 'read' } }, 'a/b'), 'read');
  assert.equal(accessOf({ default: 'write', folders: { '': 'none' } }, 'b'), 'none');
  assert.equal(accessOf({ default: 'none', folders: { '.': 'read' } }, ''), 'read');
});

test('says which part of the policy decided', () => {
  const compiled = compilePolicy(
    policyOf({
      folders: {
        a: { access: 'read', agents: { ollama: 'none' }, until: new Date(2).toISOString(), after: 'redacted' },
      },
      files: { none: ['*.key'], read: ['*.key'] },
      content: { private: 'none' },
    }),
  );
  const because = (path: string, rest: Partial<Asked> = {}) =>
    compiled.accessOf({ path, agent: 'codex', now: 0, ...rest }).because;
  assert.deepEqual(because('b'), { kind: 'default' });
  assert.deepEqual(because('a/b'), { kind: 'folder', folder: 'a' });
  assert.deepEqual(because('A/b'), { kind: 'folder', folder: 'a' });
  assert.deepEqual(because('a/b', { agent: 'ollama' }), { kind: 'agent', folder: 'a' });
  assert.deepEqual(because('a/b', { now: 2 }), { kind: 'expired', folder: 'a' });
  assert.deepEqual(because('a/b.key'), { kind: 'files', level: 'none' });
  assert.deepEqual(because('a/b', { isPrivate: true }), { kind: 'private' });
  assert.deepEqual(because('a/b.key', { isPrivate: true }), { kind: 'files', level: 'none' });
});

test('an agent with a level of its own has that, in the deepest entry only', () => {
  const folders = { a: { access: 'redacted', agents: { ollama: 'write', codex: 'none' } }, 'a/b': 'read' };
  assert.equal(accessOf({ folders }, 'a/x', { agent: 'ollama' }), 'write');
  assert.equal(accessOf({ folders }, 'a/x', { agent: 'codex' }), 'none');
  assert.equal(accessOf({ folders }, 'a/x', { agent: 'cursor' }), 'redacted');
  for (const each of agentIds) assert.equal(accessOf({ folders }, 'a/b/x', { agent: each }), 'read');
});

test('a timed opening ends at its time, for every agent', () => {
  const until = '2030-01-31T18:00:00Z';
  const end = Date.parse(until);
  const folders = { a: { access: 'write', agents: { ollama: 'read' }, until, after: 'redacted' }, b: { until } };
  assert.equal(accessOf({ folders }, 'a/x', { now: end - 1 }), 'write');
  assert.equal(accessOf({ folders }, 'a/x', { now: end - 1, agent: 'ollama' }), 'read');
  for (const now of [end, end + 1, 8.64e15]) {
    for (const each of agentIds) assert.equal(accessOf({ folders }, 'a/x', { now, agent: each }), 'redacted');
    assert.equal(accessOf({ folders }, 'b/x', { now }), 'none');
  }
});

test('a note that its author marked private has at most what the policy says of those', () => {
  const folders = { a: 'read', b: 'none' };
  const cases = [
    ['none', 'a', 'none'],
    ['redacted', 'a', 'redacted'],
    ['write', 'a', 'read'],
    ['write', 'b', 'none'],
  ] as const;
  for (const [most, path, expected] of cases)
    assert.equal(accessOf({ folders, content: { private: most } }, path, { isPrivate: true }), expected);
  assert.equal(accessOf({ folders }, 'a', { isPrivate: true }), 'none');
  assert.equal(accessOf({ folders }, 'a', { isPrivate: false }), 'read');
});

test('a file pattern reaches everything beneath a folder that it matches', () => {
  const files = { none: ['drafts/', '/top', '!drafts/keep.md'], read: ['*.pdf'] };
  assert.equal(accessOf({ files }, 'drafts/keep.md', { isFolder: false }), 'none');
  assert.equal(accessOf({ files }, 'a/drafts/b/c', { isFolder: false }), 'none');
  assert.equal(accessOf({ files }, 'a/drafts', { isFolder: false }), 'write');
  assert.equal(accessOf({ files }, 'a/drafts', { isFolder: true }), 'none');
  assert.equal(accessOf({ files }, 'a/drafts'), 'none');
  assert.equal(accessOf({ files }, 'top/x'), 'none');
  assert.equal(accessOf({ files }, 'a/top/x'), 'write');
  assert.equal(accessOf({ files }, 'a.pdf'), 'read');
  assert.equal(accessOf({ files: { none: ['*'] } }, ''), 'write');
});

test('without patterns and spellings the folders alone decide, the deepest first', () => {
  fc.assert(
    fc.property(source, asked, (value, each) => {
      const { folders = {}, content = {}, ...rest } = value;
      const policy = policyOf({ ...rest, folders, content, files: {} });
      const key = [each.path, ...foldersAbove(each.path).reverse()].find((folder) => policy.folders.has(folder));
      const entry = key === undefined ? undefined : policy.folders.get(key);
      const given =
        entry === undefined
          ? policy.default
          : entry.until !== undefined && each.now >= entry.until
            ? entry.after
            : (entry.agents[each.agent] ?? entry.access);
      const expected = each.isPrivate === true ? lower(given, policy.content.private) : given;
      assert.equal(compilePolicy(policy).accessOf(each).access, expected);
    }),
    runs,
  );
});

test('after a lock every path beneath is closed to every agent at any time, whatever the policy was', () => {
  fc.assert(
    fc.property(spelledSource, pathOf(spelledNames, 3), spelledAsked, (value, folder, each) => {
      const locked = compilePolicy(policyOf(lockFolder(JSON.stringify(value), folder).text));
      const path = [folder, each.path].filter((part) => part !== '').join('/');
      for (const id of agentIds) assert.equal(locked.accessOf({ ...each, agent: id, path }).access, 'none');
      assert.equal(locked.accessOf({ ...each, path: folder }).access, 'none');
    }),
    runs,
  );
});

test('a lock raises no access', () => {
  fc.assert(
    fc.property(source, pathOf(plainNames, 3), asked, (value, folder, each) => {
      const text = JSON.stringify(value);
      const before = compilePolicy(policyOf(text)).accessOf(each).access;
      const after = compilePolicy(policyOf(lockFolder(text, folder).text)).accessOf(each).access;
      assert.ok(!isLower(before, after), `${before} -> ${after}`);
      if (!isWithin(each.path, folder)) assert.equal(after, before);
    }),
    runs,
  );
});

test('a lock raises no access where folders are spelled alike', () => {
  const names = ['a', 'A'];
  fc.assert(
    fc.property(policySource(names), pathOf(names, 2), question(names), (value, folder, each) => {
      const text = JSON.stringify(value);
      const before = compilePolicy(policyOf(text)).accessOf(each).access;
      const after = compilePolicy(policyOf(lockFolder(text, folder).text)).accessOf(each).access;
      assert.ok(!isLower(before, after), `${before} -> ${after}`);
    }),
    { numRuns: 10_000 },
  );
});

test('the order of folders and of agents does not matter', () => {
  const shuffled = (value: unknown): fc.Arbitrary<unknown> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fc.constant(value);
    const entries = Object.entries(value).map(([key, each]) => shuffled(each).map((result) => [key, result] as const));
    return fc
      .tuple(...entries)
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
      .map((all) => Object.fromEntries(all));
  };
  const pair = spelledSource.chain((value) => fc.tuple(fc.constant(value), shuffled(value)));
  fc.assert(
    fc.property(pair, spelledAsked, ([value, other], each) => {
      assert.equal(accessOf(other, each.path, each), accessOf(value, each.path, each));
    }),
    runs,
  );
});

test('file patterns only tighten', () => {
  fc.assert(
    fc.property(spelledSource, spelledAsked, ({ files, ...value }, each) => {
      const without = accessOf(value, each.path, each);
      const having = accessOf({ ...value, files }, each.path, each);
      assert.ok(!isLower(without, having), `${without} -> ${having}`);
    }),
    runs,
  );
});

test('what is neither known as a file nor as a folder has the lower of both', () => {
  fc.assert(
    fc.property(source, asked, (value, { isFolder: _, ...each }) => {
      const both = [true, false].map((isFolder) => accessOf(value, each.path, { ...each, isFolder }));
      assert.equal(accessOf(value, each.path, each), both.reduce(lower));
    }),
    runs,
  );
});

const repository = mkdtempSync(join(tmpdir(), 'cloister-policy-'));
execFileSync('git', ['init', '--quiet', repository]);
after(() => rmSync(repository, { recursive: true, force: true }));

/** Which of the paths git leaves out. They need not exist: what stands above a path is a folder, the path a file. */
function gitIgnores(patterns: readonly string[], paths: readonly string[]): string[] {
  writeFileSync(join(repository, '.gitignore'), `${patterns.join('\n')}\n`);
  try {
    const out = execFileSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
      cwd: repository,
      input: paths.map((path) => `${path}\0`).join(''),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return out.toString().split('\0').slice(0, -1);
  } catch (error) {
    // Exit code 1: none of them.
    if (error instanceof Error && 'status' in error && error.status === 1) return [];
    throw error;
  }
}

test('patterns of files.none lock just what git would leave out', () => {
  // Lower case and ASCII, so that folding changes nothing.
  const name = fc.constantFrom('a', 'b', 'ab', 'a.md', '.env', 'a b', 'x[1]');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const piece = fc.constantFrom('a', 'b', '*', '?', '**', 'a*', '*.md', '.env*', '[ab]', '[!a]', 'x\\[1\\]', '[a-c]b');
  const pattern = fc
    .tuple(fc.boolean(), fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(
      ([negated, anchored, parts, folder]) =>
        `${negated ? '!' : ''}${anchored ? '/' : ''}${parts.join('/')}${folder ? '/' : ''}`,
    );
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
      (patterns, paths) => {
        const compiled = compilePolicy(policyOf({ files: { none: patterns } }));
        const closed = paths.filter((each) => {
          const { access } = compiled.accessOf({ path: each, isFolder: false, agent: 'codex', now: 0 });
          assert.ok(access === 'none' || access === 'write');
          return access === 'none';
        });
        assert.deepEqual(new Set(closed), new Set(gitIgnores(patterns, paths)));
      },
    ),
    { numRuns: 150 },
  );
});

test('what stands in for a broken policy gives nothing', () => {
  const compiled = compilePolicy(closedPolicy);
  fc.assert(
    fc.property(spelledAsked, (each) => {
      assert.equal(compiled.accessOf(each).access, 'none');
      assert.equal(lowestAccess([compilePolicy(openPolicy), compiled], each).access, 'none');
    }),
  );
});

test('of several policies the lowest holds at every path', () => {
  fc.assert(
    fc.property(fc.array(spelledSource, { minLength: 1, maxLength: 3 }), spelledAsked, (values, each) => {
      const compiled = values.map((value) => compilePolicy(policyOf(value)));
      const expected = compiled.map((policy) => policy.accessOf(each).access).reduce(lower);
      assert.equal(lowestAccess(compiled, each).access, expected);
    }),
    runs,
  );
});

test('a locked folder is closed under every spelling of its name', () => {
  const spellings = ['Café', 'cafe\u0301', 'CAFÉ', '\uff43afé', 'ca\u200bfé', 'café.', 'café ', 'caf\u00e9\u00ad'];
  for (const written of spellings) {
    for (const path of spellings) {
      assert.equal(accessOf({ folders: { [written]: 'none' } }, `${path}/x`), 'none', `${written} ${path}`);
      assert.equal(accessOf({ folders: { [`x/${written}/y`]: 'none' } }, `X/${path}/Y/z`), 'none');
      assert.equal(accessOf({ files: { none: [written.normalize('NFC').trim()] } }, written), 'none');
    }
  }
  assert.equal(accessOf({ files: { none: ['*.KEY'] } }, 'a.key'), 'none');
  assert.equal(accessOf({ files: { none: ['*.key'] } }, 'A.KEY'), 'none');
});

test('an entry opens under no other spelling than its own', () => {
  const closed = { default: 'none', folders: { Café: 'write' } };
  assert.equal(accessOf(closed, 'Café/x'), 'write');
  for (const path of ['café', 'cafe\u0301', 'CAFÉ', 'Ca\u200bfé', 'Café.'])
    assert.equal(accessOf(closed, path), 'none');
  // Two folders where letter case counts.
  const both = { folders: { a: 'none', A: 'write' } };
  assert.equal(accessOf(both, 'a/x'), 'none');
  assert.equal(accessOf(both, 'A/x'), 'write');
  assert.equal(accessOf(both, 'a./x'), 'none');
});

test('folding raises no access', () => {
  fc.assert(
    fc.property(spelledSource, spelledAsked, ({ files: _, ...value }, each) => {
      const policy = policyOf(value);
      const key = [each.path, ...foldersAbove(each.path).reverse()].find((folder) => policy.folders.has(folder));
      // The entry that decides where no spelling is folded, alone.
      const entry = key === undefined ? undefined : policy.folders.get(key);
      const alone = { ...policy, folders: new Map(key === undefined || entry === undefined ? [] : [[key, entry]]) };
      const unfolded = compilePolicy(alone).accessOf(each).access;
      const folded = compilePolicy(policy).accessOf(each).access;
      assert.ok(!isLower(unfolded, folded), `${unfolded} -> ${folded}`);
    }),
    runs,
  );
});

test('lists the folders with an entry, and says whether one beneath a folder hides something', () => {
  const until = new Date(2).toISOString();
  const folders = { a: 'none', 'a/b': { access: 'read', agents: { ollama: 'redacted' }, until }, c: 'write' };
  const compiled = compilePolicy(policyOf({ folders }));
  assert.deepEqual(compiled.entries('ollama', 0), [
    { folder: 'a', access: 'none' },
    { folder: 'a/b', access: 'redacted' },
    { folder: 'c', access: 'write' },
  ]);
  assert.ok(hidesBeneath(compiled, '', 'redacted', 'codex', 0));
  assert.ok(!hidesBeneath(compiled, 'a', 'read', 'codex', 0));
  assert.ok(hidesBeneath(compiled, 'a', 'read', 'ollama', 0));
  assert.ok(hidesBeneath(compiled, 'a', 'read', 'codex', 2));
  assert.ok(!hidesBeneath(compiled, 'a/b', 'write', 'codex', 0));
  assert.ok(!hidesBeneath(compiled, 'c', 'write', 'codex', 0));
});
