import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyFacts, historyProgressText, historySentences } from '../../../src/vscode/history/words.ts';
import { blob, found, history, t } from './findings.ts';

const facts = (...args: Parameters<typeof found>) => historyFacts(found(...args), t).map(({ text }) => text);
const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

test('where a value stands that no commit holds', () => {
  const { commit: _c, author: _a, date: _d, ...place } = blob({ path: '' });
  assert.deepEqual(facts({ place }, { reach: 'unreachable', access: 'redacted' }), [
    'In object a0b1c2d3, which no commit holds',
    'No longer in the tree',
    'Not pushed',
    'Nothing holds it any more: git’s next clean-up may remove it',
    'Agents get it redacted',
  ]);
});

test('several paths of the tree, and an author without a name', () => {
  const inTree = [
    { path: 'a.md', span },
    { path: 'a.md', span: { ...span, startColumn: 2 } },
    { path: 'b.md', span },
  ];
  const told = facts({ place: blob({ author: '' }) }, { inTree });
  assert.equal(told[0], 'First in commit 3f2a91c0 by nobody named, 2024-03-01');
  assert.equal(told[1], 'Still in the tree: a.md and 1 more');
});

test('how far a scan has got', () => {
  assert.equal(historyProgressText('notes', { path: '', objects: 1, bytes: 100 }, t), 'notes: 1 object, 100 B');
  assert.equal(
    historyProgressText('notes', { path: 'sub', objects: 1240, bytes: 40_000_000, of: 50_000 }, t),
    'notes/sub: 1,240 of 50,000 objects, 38.1 MB',
  );
});

test('what a scan came to', () => {
  const clean = history([]);
  assert.equal(historySentences({ shown: 0, hidden: 0, repositories: [clean] }, t), 'No findings in 1,204 commits.');
  const skipped = history([], {
    skipped: [{ path: 'x', why: 'too-big' }],
    totals: { objects: 1, known: 0, bytes: 0, commits: 1 },
  });
  assert.equal(
    historySentences({ shown: 1, hidden: 1, repositories: [skipped] }, t),
    '1 finding in 1 commit. 1 more is hidden by settings. 1 object skipped: 1 too big.',
  );
  assert.equal(
    historySentences({ shown: 3, hidden: 0, repositories: [clean, skipped] }, t),
    '3 findings in 1,205 commits. 1 object skipped: 1 too big.',
  );
});
