import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { databaseWithLog, folderOf, temporaryFolder } from './fixture.ts';
import { testReader } from './reader.ts';

test('rows that stand in the write-ahead log alone are seen', () => {
  const path = databaseWithLog(
    `${temporaryFolder()}/a.db`,
    ['CREATE TABLE notes (id)'],
    ['INSERT INTO notes VALUES (1)'],
  );
  const before = statSync(path).mtimeMs;
  assert.ok(statSync(`${path}-wal`).size > 0);
  assert.deepEqual(testReader().query(path, 'SELECT count(*) AS n FROM notes'), [{ n: 1 }]);
  assert.deepEqual([...(testReader().tables(path) ?? [])], ['notes']);
  assert.equal(statSync(path).mtimeMs, before);
});

test('files, heads and tails, what is not there and what is damaged', () => {
  const root = folderOf({ 'a/b.md': 'first ä', 'bad.json': '{', 'c/': '' });
  const reader = testReader();
  assert.equal(reader.start(`${root}/a/b.md`, 7), 'first ');
  assert.equal(new TextDecoder().decode(reader.tail(`${root}/a/b.md`, 2)), 'ä');
  assert.deepEqual(reader.find(root, ['.MD']), [`${root}/a/b.md`]);
  assert.equal(reader.text(`${root}/none`), undefined);
  assert.deepEqual(reader.skipped, []);
  assert.equal(reader.json(`${root}/bad.json`), undefined);
  assert.deepEqual(reader.skipped, [{ path: `${root}/bad.json`, why: 'damaged' }]);
});
