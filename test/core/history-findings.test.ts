import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import type { ObjectFindings, Reach } from '../../src/core/history.ts';
import { groupFindings, type HistoryFacts } from '../../src/core/history-findings.ts';
import type { RuleId } from '../../src/core/rule-texts.ts';
import type { Severity } from '../../src/core/severity.ts';

interface Made {
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly fingerprint?: string;
  readonly line?: number;
  readonly path?: string;
}

function finding({
  rule = 'secret.github.token',
  severity = 'high',
  fingerprint = 'f',
  line = 1,
  path = 'a.md',
}: Made = {}): Finding {
  const span = { startLine: line, startColumn: 1, endLine: line, endColumn: 9 };
  return { rule, severity, fingerprint, place: { kind: 'file', path, span }, args: {} };
}

function object(oid: string, findings: readonly Finding[], introductions: readonly string[]): ObjectFindings {
  return {
    oid,
    object: 'blob',
    findings,
    introductions: introductions.map((each) => {
      const [commit = '', path = ''] = each.split(' ');
      return { commit, path };
    }),
  };
}

/** Commits are named by the day that they were written on: `c3`. */
function facts(more: Partial<HistoryFacts> = {}): HistoryFacts {
  return {
    timeOf: (commit) => Number(/\d+/.exec(commit)?.[0] ?? Number.NaN),
    treePaths: () => [],
    reachOf: () => 'ref',
    reachAlone: () => 'ref',
    remotesOf: () => [],
    ...more,
  };
}

test('a value is one finding, whatever versions and paths hold it; it first appeared in the oldest commit', () => {
  const all = groupFindings(
    [
      object('o2', [finding({ line: 5, path: 'b.md' }), finding({ line: 9, path: 'b.md' })], ['c4 b.md', 'c2 a.md']),
      object('o1', [finding({ line: 3 })], ['c3 a.md', 'c1 old.md']),
      object('o3', [finding({ fingerprint: 'other' })], ['c5 a.md']),
    ],
    facts(),
    { wantsOccurrences: true },
  );
  assert.equal(all.length, 2);
  const one = all.find(({ found }) => found.finding.fingerprint === 'f')?.found;
  const { commit, oid, path, span } = one?.finding.place ?? {};
  assert.deepEqual([commit, oid, path, span?.startLine], ['c1', 'o1', 'old.md', 3]);
  assert.equal(one?.versions, 2);
  assert.deepEqual(one?.paths, ['old.md', 'a.md', 'b.md']);
  assert.deepEqual(
    one?.occurrences.map((each) => `${each.oid} ${each.path}:${each.span.startLine}`),
    ['o1 a.md:3', 'o2 b.md:5', 'o2 b.md:9'],
  );
});

test('a mark of a note is a finding for each path, a topic of a content without a name for each object', () => {
  const note = (path: string, fingerprint: string) => finding({ rule: 'note.private', path, fingerprint });
  const all = groupFindings(
    [
      object('o1', [note('a.md', 'x')], ['c1 a.md']),
      object('o2', [note('a.md', 'y')], ['c2 a.md']),
      object('o3', [note('b.md', 'x')], ['c2 b.md']),
      object('o4', [note('', 'x')], []),
      object('o5', [note('', 'x')], []),
    ],
    facts(),
  );
  assert.deepEqual(
    all.map(({ found, fingerprints }) => [found.finding.place.path, found.versions, fingerprints.join()]).sort(),
    [
      ['', 1, 'x'],
      ['', 1, 'x'],
      ['a.md', 2, 'x,y'],
      ['b.md', 1, 'x'],
    ],
  );
});

test('where it stands now, what keeps it and who has it', () => {
  const reaches: Record<string, Reach> = { c1: 'unreachable', c2: 'reflog', c3: 'reflog' };
  const [one] = groupFindings(
    [object('o1', [finding({ line: 2 })], ['c1 a.md', 'c2 a.md']), object('o2', [finding()], ['c3 b.md'])],
    facts({
      reachOf: (commit) => reaches[commit] ?? 'ref',
      treePaths: (oid) => (oid === 'o1' ? ['z.md', 'a.md'] : []),
      remotesOf: (commit) => (commit === 'c3' ? ['origin', 'backup'] : []),
    }),
  );
  assert.equal(one?.found.reach, 'reflog');
  assert.deepEqual(one?.found.remotes, ['backup', 'origin']);
  assert.deepEqual(
    one?.found.inTree.map(({ path, span }) => `${path}:${span.startLine}`),
    ['a.md:2', 'z.md:2'],
  );
});

test('of commits of one time the one that a reference keeps came first; one of unknown time comes last', () => {
  const [one] = groupFindings(
    [object('o1', [finding()], ['b1 a.md', 'a1 a.md', 'unknown a.md'])],
    facts({ reachOf: (commit) => (commit === 'b1' ? 'ref' : 'reflog') }),
  );
  assert.equal(one?.found.finding.place.commit, 'b1');
});

test('the worst comes first; of one severity what stands in the tree, then what was pushed', () => {
  const one = (oid: string, severity: Severity) =>
    object(oid, [finding({ severity, fingerprint: oid })], [`c1 ${oid}.md`]);
  const all = groupFindings(
    [one('low', 'low'), one('gone', 'high'), one('pushed', 'high'), one('there', 'high'), one('worst', 'critical')],
    {
      ...facts(),
      treePaths: (oid) => (oid === 'there' ? ['a.md'] : []),
      remotesOf: () => [],
      timeOf: () => 1,
    },
  ).map(({ found }) => found.finding.place.oid);
  assert.deepEqual(all, ['worst', 'there', 'gone', 'pushed', 'low']);
});

test('what comes out does not depend on the order in which objects come', () => {
  const some = fc.record({
    fingerprint: fc.constantFrom('x', 'y'),
    line: fc.integer({ min: 1, max: 3 }),
    severity: fc.constantFrom<Severity>('low', 'high'),
    rule: fc.constantFrom<RuleId>('secret.github.token', 'note.private'),
  });
  // An object is looked at under one path.
  const looked = fc.constantFrom('a.md', 'b.md');
  const introduction = fc.constantFrom('c1 a.md', 'd1 a.md', 'c2 b.md', 'c3 c.md');
  const objects = fc
    .array(
      fc.tuple(fc.array(some, { minLength: 1, maxLength: 3 }), fc.uniqueArray(introduction, { maxLength: 3 }), looked),
    )
    .map((all) =>
      all.map(([made, from, path], index) =>
        object(
          `o${index}`,
          made.map((each) => finding({ ...each, path })),
          from,
        ),
      ),
    );
  fc.assert(
    fc.property(
      objects.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const view = (given: readonly ObjectFindings[]) =>
          groupFindings(given, facts()).map(({ found, fingerprints }) => ({
            found,
            fingerprints: fingerprints.toSorted(),
          }));
        assert.deepEqual(view(shuffled), view(all));
      },
    ),
  );
});

test('of a value that stands everywhere so many places are kept where they are wanted, and all versions counted', () => {
  const address = finding({ rule: 'personal.email', severity: 'low' });
  const objects = Array.from({ length: 6000 }, (_, index) => object(`o${index}`, [address], [`c${index} a.md`]));
  const counts = [true, false].map((wantsOccurrences) => {
    const [one] = groupFindings(objects, facts(), { wantsOccurrences });
    return [one?.found.versions, one?.found.occurrences.length];
  });
  assert.deepEqual(counts, [
    [6000, 5000],
    [6000, 0],
  ]);
});
