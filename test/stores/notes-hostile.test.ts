/** What is cut off, damaged, empty, of another type or named with intent: never a crash, never "encrypted" on what is plain. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { noteStores } from '../../src/stores/notes/index.ts';
import { zippedFiles } from '../../src/stores/notes/zip-names.ts';
import { cpuTime } from '../cpu-time.ts';
import { databaseAt, folderOf, temporaryFolder } from './fixture.ts';
import { lookAt } from './looking.ts';
import { found } from './pairs.ts';
import { testReader } from './reader.ts';
import { zipOf } from './zip.ts';

/** Names that the stores look for, and where they expect them: whatever lies there is handed to a recogniser. */
const names = [
  'database.sqlite',
  'NoteStore.sqlite',
  'DayOne.sqlite',
  'ChatStorage.sqlite',
  'msgstore.db',
  'zotero.sqlite',
  'collection.anki2',
  'org-roam.db',
  'document.db',
  'db.sqlite',
  'config.json',
  'sql/db.sqlite',
  'info.json',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md',
  'Journal.json',
  'result.json',
  'All-Data.json',
  'reflect.json',
  'graph.json',
  'Keep/a.json',
  'Standard Notes Backup and Import File.txt',
  'Standard Notes Backup.zip',
  'a.nnbackup',
  'a.nnbackupz',
  'a.enex',
  '_chat.txt',
  'WhatsApp Chat.zip',
  'Takeout-1.zip',
  'a.apkg',
  'a.bear2bk',
  'notebook.zim',
  'dendron.yml',
  '.ztr-directory',
  '.obsidian/app.json',
  '.vscode/settings.json',
  'logseq/config.edn',
  'pages/a.md',
  'a.md.age',
  'a.mdenc',
  '.gitattributes',
  'key_datas',
  'objectstore/objects.db',
  'data/n/.siyuan/conf.json',
  'data/n/a.sy',
  'obsidian.json',
  'LukiMain_a.realm',
];

/** What stands in no mark, since it is found through a default place alone. */
const places = ['', '/none', '/config.json', '/obsidian.json', '/Keep', '/data/n'];

/** Every recogniser on a folder, and on what its marks fit in it. Returns the states that it came to. */
function lookEverywhere(root: string): readonly string[] {
  const reader = testReader();
  for (const store of noteStores) for (const place of places) store.leads?.(`${root}${place}`, reader);
  const direct = noteStores.flatMap((store) => places.map((place) => store.recognise(`${root}${place}`, reader) ?? []));
  return [...direct.flat(), ...lookAt(root, reader)].map(({ atRest }) => atRest.state);
}

const words = fc.constantFrom(
  'encrypted',
  '"encrypted": true',
  'encryption_applied: 1\n',
  'encryption_cipher_text: ',
  'type_: 1',
  '"content_type": "Note"',
  '"items": [',
  '{"version": 3, "e2ee": 1',
  '004:',
  'JED01',
  '<en-export>',
  '<en-crypt>',
  'PK',
  'age-encryption.org/v1\n',
  '-----BEGIN PGP MESSAGE-----\n',
  '{',
  '}',
  '[',
  '\n',
  '\0',
  'SQLite format 3\0',
);
const hostileText = fc
  .array(fc.oneof(words, fc.string({ maxLength: 12 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const hostileJson = fc.json({ maxDepth: 3 });

test('whatever text or JSON lies where an app would keep its notes, nothing throws and nothing is called encrypted', () => {
  const root = temporaryFolder();
  folderOf(Object.fromEntries(names.map((name) => [name, ''])), root);
  const contents = fc.array(fc.oneof(hostileText, hostileJson), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(contents, fc.integer({ min: 0, max: 3 }), (texts, shift) => {
      for (const [at, name] of names.entries())
        writeFileSync(`${root}/${name}`, texts[(at + shift) % texts.length] ?? '');
      assert.ok(!lookEverywhere(root).includes('encrypted'));
    }),
    { numRuns: 25 },
  );
});

test('whatever bytes lie there, nothing throws', () => {
  const root = temporaryFolder();
  folderOf(Object.fromEntries(names.map((name) => [name, ''])), root);
  const heads = fc.constantFrom('', 'PK\x03\x04', 'SQLite format 3\0', 'TDF$', '\0GITCRYPT\0', '{"');
  fc.assert(
    fc.property(heads, fc.uint8Array({ maxLength: 300 }), (head, bytes) => {
      for (const name of names) writeFileSync(`${root}/${name}`, Buffer.concat([Buffer.from(head, 'latin1'), bytes]));
      lookEverywhere(root);
    }),
    { numRuns: 15 },
  );
});

test('a central directory of any bytes names no files, or those that it holds', () => {
  const path = `${temporaryFolder()}/a.zip`;
  const whole = Buffer.from(zipOf({ 'a.md': 'one', 'folder/b.md': 'two' }));
  writeFileSync(path, whole);
  assert.deepEqual(
    zippedFiles(testReader(), path)?.map(({ name }) => name),
    ['a.md', 'folder/b.md'],
  );
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.nat(whole.length),
      (at, value, length) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        writeFileSync(path, bytes.subarray(0, length));
        assert.ok((zippedFiles(testReader(), path)?.length ?? 0) <= 2);
      },
    ),
    { numRuns: 200 },
  );
});

test('many files in an archive are named too, and no more than 4 MB of names are read', () => {
  const path = `${temporaryFolder()}/a.zip`;
  const many = (count: number, length: number) =>
    zipOf(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${String(at).padStart(length, 'n')}.md`, ''])));
  writeFileSync(path, many(2000, 60));
  assert.equal(zippedFiles(testReader(), path)?.length, 2000);
  writeFileSync(path, many(5000, 900));
  assert.equal(zippedFiles(testReader(), path), undefined);
});

test('a database that is cut off or damaged is told as skipped, and the rest of the home is looked at', () => {
  const home = temporaryFolder();
  const rows = Array.from({ length: 400 }, (_, at) => `(${at}, '${'x'.repeat(80)}')`).join(', ');
  const zotero = [
    'CREATE TABLE items (a, b)',
    'CREATE TABLE itemNotes (a)',
    'CREATE TABLE itemAttachments (a)',
    `INSERT INTO items VALUES ${rows}`,
  ];
  for (const name of ['cut', 'noise', 'head']) databaseAt(`${home}/${name}/zotero.sqlite`, zotero);
  truncateSync(`${home}/cut/zotero.sqlite`, 5000);
  truncateSync(`${home}/head/zotero.sqlite`, 16);
  const bytes = readFileSync(`${home}/noise/zotero.sqlite`);
  writeFileSync(`${home}/noise/zotero.sqlite`, bytes.fill(0xa5, 100));
  folderOf({ 'v/.obsidian/app.json': '{}', 'v/a.md': '' }, home);
  assert.ok(found(home).some(({ store, root }) => store === 'obsidian' && root === 'v'));
  const reader = testReader();
  for (const name of ['cut', 'noise', 'head']) {
    const store = noteStores.find(({ id }) => id === 'zotero');
    const state = [store?.recognise(`${home}/${name}/zotero.sqlite`, reader) ?? []].flat()[0]?.atRest.state;
    assert.notEqual(state, 'encrypted');
    assert.ok(
      reader.skipped.some(({ path, why }) => path === `${home}/${name}/zotero.sqlite` && why === 'damaged'),
      name,
    );
  }
});

test('a text that is made to be slow takes no longer than its length', async () => {
  const root = temporaryFolder();
  const pieces = [
    '<',
    '<en-crypt ',
    '<en-crypt>',
    '<content>',
    '<en-note',
    '[1/1/1, 1:11] ',
    '{"a":',
    '"isTrashed" ',
    ' ',
  ];
  for (const piece of pieces) {
    const long = piece.repeat(Math.floor(4_000_000 / piece.length));
    writeFileSync(`${root}/a.enex`, `<en-export><note><en-note><en-crypt${long}</en-note>`);
    writeFileSync(`${root}/_chat.txt`, long);
    writeFileSync(`${root}/graph.json`, `[{"title":${long}`);
    writeFileSync(`${root}/All-Data.json`, `{${long}`);
    const time = await cpuTime(() => lookAt(root, testReader()));
    assert.ok(time < 3000, `${JSON.stringify(piece)} took ${Math.round(time)} ms`);
  }
});

test('folders where files should be, links and names with intent', () => {
  const root = temporaryFolder();
  for (const name of names) mkdirSync(`${root}/${name}`, { recursive: true });
  lookEverywhere(root);
  const home = folderOf({
    'v/.obsidian/app.json': '{}',
    'v/\u202egpj.md': '',
    "v/'; DROP TABLE notes; --.md": '',
    'v/a\nb\u001b[31m.md': '',
    'it\'s "quoted"/document.db': 'x',
    '-rf/notebook.zim': '[Notebook]',
    '-rf/$(id).txt': '',
  });
  symlinkSync(`${home}/v`, `${home}/v/loop`);
  symlinkSync('/etc/passwd', `${home}/v/away.md`);
  symlinkSync(`${home}/nowhere`, `${home}/Journal.json`);
  const stores = found(home).map(({ store, root: place, items }) => [store, place, items]);
  assert.deepEqual(stores, [
    ['obsidian', 'v', 3],
    ['zim', '-rf', 1],
  ]);
});

test('what can not be read is skipped', { skip: process.getuid?.() === 0 ? 'root reads everything' : false }, () => {
  const home = folderOf({
    'v/.obsidian/app.json': '{}',
    'v/a.md': '',
    'v/closed/b.md': '',
    'x/notes.enex': '<en-export>',
  });
  chmodSync(`${home}/v/closed`, 0);
  chmodSync(`${home}/x/notes.enex`, 0);
  assert.deepEqual(
    found(home).map(({ store, items }) => [store, items]),
    [['obsidian', 1]],
  );
  chmodSync(`${home}/v/closed`, 0o700);
});
