import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Versions } from '../../../src/vscode/seal/versions.ts';

const first = { version: '1', mtime: 5000.7, size: 10 };
/** Such as a file that was put back from a backup with its date. */
const older = { version: '2', mtime: 100, size: 10 };

test('another version is newer to the editor, whatever date it bears', () => {
  const versions = new Versions();
  assert.deepEqual(versions.shown('a', first, false).mtime, 5000);
  assert.equal(versions.shown('a', first, false).mtime, 5000);
  assert.equal(versions.shown('a', older, false).mtime, 5001);
  assert.equal(versions.of('a'), '2');
});

test('an open document’s file looks as it was read, until it is to be loaded anew', () => {
  const versions = new Versions();
  versions.shown('a', first, false);
  assert.equal(versions.shown('a', older, true).mtime, 5000);
  assert.equal(versions.of('a'), '1');
  assert.equal(versions.advance('a', older).mtime, 5001);
  assert.equal(versions.shown('a', older, true).mtime, 5001);
});

test('a version that is read under an earlier time is the known one', () => {
  const versions = new Versions();
  versions.shown('a', first, false);
  versions.read('a', '2');
  assert.deepEqual([versions.of('a'), versions.shown('a', older, true).mtime], ['2', 5000]);
});

test('what was not loaded, since somebody typed, is taken back; what was written is not', () => {
  const versions = new Versions();
  versions.shown('a', first, false);
  versions.read('a', '1');
  assert.equal(versions.takeBack('a'), false);
  versions.advance('a', older);
  versions.reload('a', older);
  assert.equal(versions.takeBack('a'), true);
  assert.deepEqual([versions.of('a'), versions.shown('a', older, true).mtime], ['1', 5000]);
  // It was read, and not taken.
  versions.advance('a', older);
  versions.read('a', '2');
  assert.equal(versions.takeBack('a'), true);
  assert.equal(versions.of('a'), '1');
  versions.advance('a', older);
  versions.read('a', '2');
  versions.took('a');
  assert.equal(versions.takeBack('a'), false);
  versions.wrote('a', { version: '3', mtime: 1, size: 1 });
  assert.equal(versions.takeBack('a'), false);
  assert.deepEqual([versions.of('a'), versions.shown('a', older, true).mtime], ['3', 5002]);
});

test('the same version is newer where it is to be loaded in place of what was typed', () => {
  const versions = new Versions();
  versions.shown('a', first, false);
  versions.reload('a', first);
  assert.deepEqual([versions.of('a'), versions.shown('a', first, true).mtime], ['1', 5001]);
});
