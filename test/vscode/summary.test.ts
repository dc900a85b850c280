import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTotals, progressText, summarySentences, type Translate } from '../../src/vscode/summary.ts';

const t: Translate = (message, ...args) => message.replace(/\{(\d)\}/g, (_, index) => String(args[index]));
const clean = { files: 63, bytes: 1_500_000, skipped: {} };

test('what a scan came to', () => {
  const skipped = { ...clean, skipped: { binary: 3, encrypted: 1 } };
  assert.equal(
    summarySentences({ problems: 3, files: 2, hidden: 12 }, skipped, t),
    '3 findings in 2 files. 12 more are hidden by settings. 4 files skipped: 3 binary, 1 encrypted.',
  );
  assert.equal(
    summarySentences({ problems: 1, files: 1, hidden: 1 }, { ...clean, skipped: { binary: 1 } }, t),
    '1 finding in 1 file. 1 more is hidden by settings. 1 file skipped: 1 binary.',
  );
  assert.equal(summarySentences({ problems: 0, files: 0, hidden: 0 }, clean, t), 'No findings in 63 files.');
  assert.equal(
    summarySentences({ problems: 0, files: 0, hidden: 1200 }, clean, t),
    'No findings in 63 files. Hidden by settings: 1,200.',
  );
  assert.equal(
    summarySentences({ problems: 0, files: 0, hidden: 0 }, { ...clean, accepted: 2 }, t),
    'No findings in 63 files. Accepted in the baseline: 2.',
  );
});

test('counts of several folders are added', () => {
  const total = addTotals([
    { files: 1000, bytes: 1 << 20, skipped: { binary: 1 } },
    { files: 240, bytes: 1 << 20, accepted: 2, skipped: { binary: 2, encrypted: 1 } },
  ]);
  assert.equal(total.accepted, 2);
  assert.deepEqual(total.skipped, { binary: 3, encrypted: 1 });
  assert.equal(progressText(total, t), '1,240 files, 2.0 MB');
});
