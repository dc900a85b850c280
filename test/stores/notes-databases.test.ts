import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { databaseAt, databaseWithLog, folderOf, temporaryFolder } from './fixture.ts';
import { lookAt } from './looking.ts';
import {
  appleSchema,
  bearSchema,
  own,
  pairs,
  roamFiles,
  triliumNote,
  triliumSchema,
  zoteroSchema,
} from './note-pairs/databases.ts';
import { found, partly, plaintext, testPairs, unknown } from './pairs.ts';
import { testReader } from './reader.ts';

testPairs(pairs);

test('org-roam: the files that its database names, and which of them are encrypted', () => {
  // A session key from a passphrase (tag 3, version 4), then encrypted data with its check (tag 18); RFC 9580.
  const session = Buffer.concat([Buffer.from([0x8c, 13, 4, 9, 3, 8]), randomBytes(8), Buffer.from([0x60])]);
  const pgp = Buffer.concat([session, Buffer.from([0xd2, 101, 1]), randomBytes(100)]);
  for (const [ending, content, atRest] of [
    ['.org', 'plain', plaintext],
    ['.org.gpg', 'plain, whatever its name says', plaintext],
    ['.org.gpg', pgp, partly(1, 2)],
  ] as const) {
    const home = temporaryFolder();
    folderOf({ 'org/roam/a.org': '* a', [`org/b${ending}`]: content }, home);
    databaseAt(`${home}/.emacs.d/org-roam.db`, roamFiles(home, ending));
    const stores = found(home);
    assert.deepEqual(
      stores.map(({ store, root, items, atRest }) => ({ store, root, items, atRest })),
      [{ store: 'org-roam', root: 'org', items: 2, atRest }],
    );
    assert.deepEqual(stores[0]?.parts, [
      { kind: 'notes', path: 'org' },
      { kind: 'index', path: '.emacs.d/org-roam.db' },
    ]);
  }
});

test('rows that stand in the write-ahead log alone are counted', () => {
  const home = temporaryFolder();
  databaseWithLog(
    `${home}/t/document.db`,
    [...triliumSchema, ...own, triliumNote('a', 1)],
    [triliumNote('b', 0), triliumNote('c', 0)],
  );
  assert.deepEqual(
    found(home).map(({ atRest, items }) => [atRest, items]),
    [[partly(1, 3), 3]],
  );
});

test('databases without rows are nothing to worry about', () => {
  const home = temporaryFolder();
  databaseAt(`${home}/t/document.db`, triliumSchema);
  databaseAt(`${home}/z/zotero.sqlite`, zoteroSchema);
  databaseAt(`${home}/n/NoteStore.sqlite`, appleSchema);
  databaseAt(`${home}/b/database.sqlite`, [bearSchema]);
  assert.deepEqual(
    found(home).map(({ atRest }) => atRest),
    Array.from({ length: 4 }, () => unknown('it holds no notes')),
  );
});

test('a database of no app is a plain database, and what has no header is none', () => {
  const home = temporaryFolder();
  databaseAt(`${home}/Documents/cards.db`, ['CREATE TABLE a (b)']);
  databaseAt(`${home}/Documents/empty.db`, []);
  folderOf({ 'Documents/noise.db': randomBytes(8192), 'Documents/text.sqlite': 'SQLite format 3' }, home);
  const stores = lookAt(home, testReader());
  assert.deepEqual(
    stores.map(({ store, root, atRest }) => [store, root, atRest]),
    [['sqlite', `${home}/Documents/cards.db`, plaintext]],
  );
});
