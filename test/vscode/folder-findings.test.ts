import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FolderFindings } from '../../src/vscode/folder-findings.ts';
import { scanned } from './findings.ts';

/** What is known, as `path fingerprint`. */
function known(findings: FolderFindings): string[] {
  return [...findings.entries()].map(([path, [first]]) => `${path} ${first?.fingerprint}`).toSorted();
}

function begun(...jobs: number[]): FolderFindings {
  const findings = new FolderFindings();
  for (const job of jobs) findings.begin(job);
  return findings;
}

test('a result replaces the earlier one and says which files to show anew', () => {
  const findings = begun(1);
  assert.deepEqual(findings.takeFromDisk(1, [scanned('a.md', 'x'), scanned('b.md')]), ['a.md']);
  findings.end(1);
  findings.begin(2);
  assert.deepEqual(findings.takeFromDisk(2, [scanned('a.md'), scanned('b.md', 'y')]), ['a.md', 'b.md']);
  assert.deepEqual(known(findings), ['b.md y']);
});

test('what is skipped has no findings any more', () => {
  const findings = begun(1);
  findings.takeFromDisk(1, [scanned('a.md', 'x')]);
  const skipped = { kind: 'skipped', skipped: { path: 'a.md', why: 'binary' } } as const;
  assert.deepEqual(findings.takeFromDisk(2, [skipped]), ['a.md']);
  assert.deepEqual(known(findings), []);
});

test('an earlier job does not overwrite a later one, also where the later one found nothing', () => {
  const findings = begun(1, 2);
  findings.takeFromDisk(2, [scanned('a.md', 'new'), scanned('b.md')]);
  findings.end(2);
  assert.deepEqual(findings.takeFromDisk(1, [scanned('a.md', 'old'), scanned('b.md', 'old'), scanned('c.md', 'c')]), [
    'c.md',
  ]);
  assert.deepEqual(known(findings), ['a.md new', 'c.md c']);
});

test('an earlier job does not bring back what a later one saw to be gone', () => {
  const findings = begun(1, 2);
  findings.takeFromDisk(1, [scanned('folder/a.md', 'x'), scanned('folder2/a.md', 'x')]);
  assert.deepEqual(findings.sweep(2, ['folder']), ['folder/a.md']);
  findings.end(2);
  assert.deepEqual(findings.takeFromDisk(1, [scanned('folder/deep/b.md', 'x')]), []);
  assert.deepEqual(known(findings), ['folder2/a.md x']);
  findings.end(1);
  // Nothing is running any more that could be outdated.
  findings.begin(3);
  assert.deepEqual(findings.takeFromDisk(3, [scanned('folder/a.md', 'y')]), ['folder/a.md']);
});

test('a scan of the whole folder drops what it did not see, a cancelled one keeps it', () => {
  const findings = begun(1);
  findings.takeFromDisk(1, [scanned('a.md', 'x'), scanned('b.md', 'x')]);
  findings.end(1);
  findings.begin(2);
  findings.takeFromDisk(2, [scanned('a.md', 'y')]);
  findings.end(2);
  assert.deepEqual(known(findings), ['a.md y', 'b.md x']);
  findings.begin(3);
  findings.takeFromDisk(3, [scanned('a.md', 'z')]);
  assert.deepEqual(findings.sweep(3, ['']), ['b.md']);
  assert.deepEqual(known(findings), ['a.md z']);
});

test('a whole scan does not drop what a later job found while it ran', () => {
  const findings = begun(1, 2);
  findings.takeFromDisk(2, [scanned('new.md', 'x')]);
  findings.end(2);
  assert.deepEqual(findings.sweep(1, ['']), []);
  assert.deepEqual(known(findings), ['new.md x']);
});

test('unsaved text wins over the disk until it is saved', () => {
  const findings = begun(1);
  findings.takeFromDisk(1, [scanned('a.md', 'disk')]);
  findings.setUnsaved('a.md');
  findings.setUnsaved('a.md', 2);
  findings.takeFromText(2, [scanned('a.md', 'text')]);
  assert.deepEqual(findings.takeFromDisk(3, [scanned('a.md', 'disk')]), []);
  assert.deepEqual(findings.sweep(3, ['']), []);
  assert.deepEqual(known(findings), ['a.md text']);
  assert.equal(findings.setSaved('a.md'), true);
  assert.equal(findings.setSaved('a.md'), false);
  findings.takeFromDisk(4, [scanned('a.md', 'saved')]);
  assert.deepEqual(known(findings), ['a.md saved']);
});

test('only the last text that was typed is heard', () => {
  const findings = begun(1, 2);
  findings.setUnsaved('a.md', 1);
  findings.setUnsaved('a.md');
  assert.deepEqual(findings.takeFromText(1, [scanned('a.md', 'older')]), []);
  findings.setUnsaved('a.md', 2);
  assert.deepEqual(findings.takeFromText(1, [scanned('a.md', 'older')]), []);
  assert.deepEqual(findings.takeFromText(2, [scanned('a.md', 'newer')]), ['a.md']);
  findings.setSaved('a.md');
  assert.deepEqual(findings.takeFromText(2, [scanned('a.md')]), []);
});

test('an unsaved text at an excluded path has no findings', () => {
  const findings = begun(1);
  findings.takeFromDisk(1, [scanned('a.md', 'x')]);
  findings.setUnsaved('a.md', 2);
  assert.deepEqual(findings.sweep(2, ['a.md']), ['a.md']);
});

test('clearing forgets what running jobs may still deliver', () => {
  const findings = begun(1, 2);
  findings.takeFromDisk(1, [scanned('a.md', 'x')]);
  assert.deepEqual(findings.clear(3), ['a.md']);
  assert.deepEqual(findings.takeFromDisk(2, [scanned('b.md', 'x')]), []);
  assert.deepEqual(findings.takeFromDisk(3, [scanned('b.md', 'x')]), ['b.md']);
});

test('what another workspace folder took over is forgotten, and not brought back', () => {
  const findings = begun(1);
  findings.takeFromDisk(1, [scanned('sub/a.md', 'x'), scanned('b.md', 'x')]);
  findings.setUnsaved('sub/a.md');
  assert.deepEqual(findings.drop('sub', 2), ['sub/a.md']);
  assert.equal(findings.isUnsaved('sub/a.md'), false);
  assert.deepEqual(findings.takeFromDisk(1, [scanned('sub/c.md', 'x')]), []);
  assert.deepEqual(known(findings), ['b.md x']);
});
