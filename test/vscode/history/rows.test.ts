import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyRows, type Row, repositoryName } from '../../../src/vscode/history/rows.ts';
import { blob, found, history, shown, t } from './findings.ts';

/** The labels of rows, beneath each other. */
function drawn(rows: readonly Row[], depth = 0): string[] {
  return rows.flatMap(({ label, description = '', rows: beneath }) => [
    `${'  '.repeat(depth)}${label}${description === '' ? '' : ` | ${description}`}`,
    ...drawn(beneath, depth + 1),
  ]);
}

const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

test('a repository, its rules with the worst first, their findings, what is to know of each', () => {
  const token = found(
    { severity: 'medium', args: { masked: 'ghp_••••••••' } },
    { inTree: [{ path: 'notes/keys.md', span }], remotes: ['origin', 'mirror'], access: 'write', versions: 3 },
  );
  const key = found({ rule: 'secret.stripe.secret-key', severity: 'critical' }, { reach: 'reflog', access: 'none' });
  assert.deepEqual(drawn(historyRows([shown(history([token, key]))], t)), [
    'my notes | 2 findings',
    '  Stripe secret key | critical · 1 finding',
    '    notes/keys.md:3 | 3f2a91c0 · 2024-03-01 · Ann Author',
    '      First in commit 3f2a91c0 by Ann Author, 2024-03-01',
    '      No longer in the tree',
    '      Not pushed',
    '      No branch or tag holds it any more, only the reflog',
    '      Locked from agents',
    '  GitHub token | medium · 1 finding',
    '    notes/keys.md:3 | still in the tree · pushed to origin, mirror · 3f2a91c0 · 2024-03-01 · Ann Author · ghp_••••••••',
    '      First in commit 3f2a91c0 by Ann Author, 2024-03-01 (3 versions hold it)',
    '      Still in the tree: notes/keys.md',
    '      Pushed to origin, mirror',
    '      Agents can read it',
  ]);
});

test('what does not stand there is told: hidden, accepted, skipped, warnings', () => {
  const low = found({ severity: 'low' });
  const all = history([low, low], {
    accepted: [{ finding: low, entry: {} as never }],
    skipped: [
      { path: 'a.png', why: 'binary' },
      { path: 'b.md', why: 'missing' },
    ],
    warnings: ['The cache could not be written.'],
  });
  assert.deepEqual(drawn(historyRows([shown(all)], t)), [
    'my notes | 0 findings',
    '  No findings in 1,204 commits.',
    '  2 more are hidden by settings.',
    '  Accepted in the baseline: 1.',
    '  2 objects skipped: 1 binary, 1 not in this clone of the repository.',
    '  The cache could not be written.',
  ]);
  const everything = { 'cloister.severity': 'low', 'cloister.problems.show': 'everything' } as const;
  assert.equal(historyRows([shown(all, { settings: everything })], t)[0]?.description, '2 findings');
});

test('each row has an id of its own, and the same in the next scan', () => {
  const two = [found({ fingerprint: '1' }), found({ fingerprint: '2' }), found({ rule: 'secret.stripe.secret-key' })];
  const ids = (rows: readonly Row[]): string[] => rows.flatMap((row) => [row.id, ...ids(row.rows)]);
  const first = ids(historyRows([shown(history(two))], t));
  assert.equal(new Set(first).size, first.length);
  assert.deepEqual(ids(historyRows([shown(history(two))], t)), first);
});

test('foreign texts are shown without what turns or hides them', () => {
  const hostile = found(
    { place: blob({ author: 'Ann\u202e\u001b[2J', path: 'a\nb.md' }) },
    { remotes: ['or\u2028igin'] },
  );
  const text = drawn(historyRows([shown(history([hostile]))], t)).join('|');
  assert.doesNotMatch(text, /[\p{Cc}\u2028\u202e]/u);
});

test('messages, and marks of whole notes, which stand in no line', () => {
  const message = found({ place: blob({ object: 'commit', path: '' }) });
  const mark = found({ rule: 'note.private', place: blob({ path: 'diary.md' }) });
  const labels = drawn(historyRows([shown(history([message, mark]))], t)).map((line) => line.split(' | ')[0]);
  assert.ok(labels.includes('    Commit message:3'), labels.join('\n'));
  assert.ok(labels.includes('    diary.md'), labels.join('\n'));
});

test('names of repositories', () => {
  assert.equal(repositoryName(history([]), '/home/ann/my notes'), 'my notes');
  assert.equal(repositoryName(history([], { path: 'lib/sub' }), '/home/ann/my notes'), 'my notes/lib/sub');
  assert.equal(repositoryName(history([]), '/srv/notes.git'), 'notes');
  assert.equal(repositoryName(history([]), '/srv/.git'), '.git');
});
