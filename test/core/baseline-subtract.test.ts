import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BaselineEntry } from '../../src/core/baseline.ts';
import { staleEntries } from '../../src/core/baseline-prune.ts';
import { entryState, prepareSubtraction } from '../../src/core/baseline-subtract.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { RuleId } from '../../src/core/rule-texts.ts';

const today = '2030-06-15';
const fingerprint = fc.constantFrom('a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32));
const rule = fc.constantFrom<RuleId>('secret.github.token', 'secret.generic.password', 'note.private');
const path = fc.constantFrom('a.md', 'b.md', 'folder/a.md');
const day = fc.constantFrom('2029-12-31', '2030-06-14', today, '2030-06-16');
const finding: fc.Arbitrary<Finding & { readonly path: string }> = fc
  .record({ fingerprint, rule, path, line: fc.integer({ min: 1, max: 9 }) })
  .map(({ line, ...rest }) => ({
    ...rest,
    severity: 'high',
    place: {
      kind: 'file',
      path: rest.path,
      span: { startLine: line, startColumn: 1, endLine: line, endColumn: 9 },
    },
    args: {},
  }));
const entry: fc.Arbitrary<BaselineEntry> = fc
  .record(
    { fingerprint, rule, path, until: day, state: fc.constantFrom('rotated', 'removed', 'newer') },
    { requiredKeys: ['fingerprint', 'rule', 'path'] },
  )
  .map((each) => ({ ...each, when: '2029-01-01', why: 'a reason', more: {} }));

const sameFinding = (left: BaselineEntry, right: { fingerprint: string; rule: string; path: string }): boolean =>
  left.fingerprint === right.fingerprint && left.rule === right.rule && left.path === right.path;

test('only a finding of the same value, rule and path is taken, by an entry that accepts it today', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { comparator: sameFinding }), fc.array(finding), (entries, findings) => {
      const subtraction = prepareSubtraction({ entries, more: {} }, today);
      for (const each of findings) {
        const { findings: shown, accepted } = subtraction.subtract([each], each.path);
        assert.equal(shown.length + accepted.length, 1);
        const expected =
          entries.some(
            (other) => sameFinding(other, each) && other.state === undefined && (other.until ?? '9') >= today,
          ) &&
          !entries.some(
            (other) => other.state === 'rotated' && other.fingerprint === each.fingerprint && other.rule === each.rule,
          );
        assert.equal(accepted.length === 1, expected);
      }
    }),
  );
});

test('neither the line of a finding nor the order of entries matters', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { comparator: sameFinding }),
      finding,
      fc.integer({ min: 1, max: 1e6 }),
      (entries, each, line) => {
        const span = { startLine: line, startColumn: 7, endLine: line + 2, endColumn: 1 };
        const moved = { ...each, place: { ...each.place, span } };
        const kind = (from: readonly BaselineEntry[], of: Finding) =>
          prepareSubtraction({ entries: from, more: {} }, today).stateOf(of, each.path).kind;
        assert.equal(kind(entries, moved), kind(entries, each));
        assert.equal(kind(entries.toReversed(), each), kind(entries, each));
      },
    ),
  );
});

test('states of a finding', () => {
  const [accepted] = fc.sample(finding, 1);
  const each = accepted ?? assert.fail();
  const base: BaselineEntry = {
    fingerprint: each.fingerprint,
    rule: each.rule,
    path: each.path,
    when: '2030-01-01',
    why: 'a reason',
    more: {},
  };
  const shown = (...entries: BaselineEntry[]) =>
    prepareSubtraction({ entries, more: {} }, today).subtract([each], each.path).findings[0]?.args;
  assert.equal(shown(base), undefined);
  assert.deepEqual(shown(), {});
  assert.equal(shown({ ...base, until: today }), undefined);
  assert.deepEqual(shown({ ...base, until: '2030-06-14' }), { baseline: 'expired', day: '2030-06-14' });
  assert.deepEqual(shown({ ...base, state: 'rotated' }), { baseline: 'rotated', day: '2030-01-01' });
  assert.deepEqual(shown(base, { ...base, path: 'other.md', state: 'rotated' }), {
    baseline: 'rotated',
    day: '2030-01-01',
  });
  assert.deepEqual(shown({ ...base, path: 'other.md' }), { baseline: 'elsewhere', day: '2030-01-01' });
  assert.deepEqual(shown({ ...base, path: 'other.md', until: '2030-06-14' }), {});
  assert.deepEqual(shown({ ...base, state: 'of a newer version' }), {});
  assert.deepEqual(shown({ ...base, state: 'removed' }, { ...base, path: 'other.md' }), {});
  assert.equal(entryState({ ...base, state: 'of a newer version' }, today), 'unknown');
});

test('an entry is stale exactly where its finding is gone, and moves only where there is no doubt', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { comparator: sameFinding }), fc.array(finding), (entries, findings) => {
      const { gone, moved } = staleEntries(entries, { findings, isUnknown: ({ path: at }) => at === 'b.md' }, today);
      const stale = [...gone, ...moved.map((move) => move.entry)];
      for (const each of entries) {
        const isMark = each.state === 'rotated' || each.state === 'newer';
        const isGone = !isMark && each.path !== 'b.md' && !findings.some((other) => sameFinding(each, other));
        assert.equal(stale.includes(each), isGone);
      }
      for (const move of moved) {
        const at = { ...move.entry, path: move.to };
        assert.ok(findings.some((other) => sameFinding(at, other)));
        assert.ok(!entries.some((other) => sameFinding(other, at)));
        assert.equal(
          moved.filter(
            ({ entry: other, to }) => to === move.to && sameFinding({ ...other, path: '' }, { ...at, path: '' }),
          ).length,
          1,
        );
      }
    }),
  );
});

test('two that may have moved to one place, or one to two, are no move', () => {
  const value = { fingerprint: 'a'.repeat(32), rule: 'secret.github.token' };
  const at = (where: string): BaselineEntry => ({ ...value, path: where, when: today, why: 'a reason', more: {} });
  const isUnknown = () => false;
  const stale = (entries: BaselineEntry[], ...paths: string[]) =>
    staleEntries(entries, { findings: paths.map((each) => ({ ...value, path: each })), isUnknown }, today);
  assert.deepEqual(stale([at('a')], 'b').moved, [{ entry: at('a'), to: 'b' }]);
  assert.deepEqual(stale([at('a')], 'b', 'b').moved.length, 1);
  assert.deepEqual(stale([at('a')], 'b', 'c'), { gone: [at('a')], moved: [] });
  assert.deepEqual(stale([at('a'), at('b')], 'c'), { gone: [at('a'), at('b')], moved: [] });
  assert.deepEqual(stale([at('a'), at('b')], 'b', 'c').moved, [{ entry: at('a'), to: 'c' }]);
});
