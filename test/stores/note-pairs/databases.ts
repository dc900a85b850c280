/** Apps that keep notes in a database: their real schemas, as far as the recognisers look. */
import { encrypted, pairsOf, partly, plaintext } from '../pairs.ts';
import { zipOf } from '../zip.ts';

const { pairs, pair } = pairsOf();

export { pairs };

/** apps/server/src/assets/db/schema.sql of TriliumNext/Trilium. */
export const triliumSchema = [
  "CREATE TABLE notes (noteId TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL DEFAULT 'note', isProtected INT NOT NULL DEFAULT 0, type TEXT NOT NULL DEFAULT 'text', mime TEXT NOT NULL DEFAULT 'text/html', blobId TEXT DEFAULT NULL, isDeleted INT NOT NULL DEFAULT 0, deleteId TEXT DEFAULT NULL, dateCreated TEXT NOT NULL, dateModified TEXT NOT NULL, utcDateCreated TEXT NOT NULL, utcDateModified TEXT NOT NULL)",
  'CREATE TABLE blobs (blobId TEXT NOT NULL PRIMARY KEY, content TEXT NULL DEFAULT NULL, dateModified TEXT NOT NULL, utcDateModified TEXT NOT NULL)',
  'CREATE TABLE branches (branchId TEXT NOT NULL PRIMARY KEY, noteId TEXT NOT NULL, parentNoteId TEXT NOT NULL, notePosition INTEGER NOT NULL, prefix TEXT, isExpanded INTEGER NOT NULL DEFAULT 0, isDeleted INTEGER NOT NULL DEFAULT 0, deleteId TEXT DEFAULT NULL, utcDateModified TEXT NOT NULL)',
  "CREATE TABLE attributes (attributeId TEXT not null primary key, noteId TEXT not null, type TEXT not null, name TEXT not null, value TEXT default '' not null, position INT default 0 not null, utcDateModified TEXT not null, isDeleted INT not null, deleteId TEXT DEFAULT NULL, isInheritable int DEFAULT 0 NULL)",
  'CREATE TABLE etapi_tokens (etapiTokenId TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, tokenHash TEXT NOT NULL, utcDateCreated TEXT NOT NULL, utcDateModified TEXT NOT NULL, isDeleted INT NOT NULL DEFAULT 0)',
];
export const triliumNote = (id: string, isProtected: 0 | 1, isDeleted: 0 | 1 = 0) =>
  `INSERT INTO notes VALUES ('${id}', 't', ${isProtected}, 'text', 'text/html', 'b', ${isDeleted}, NULL, 'd', 'd', 'd', 'd')`;
export const own = [triliumNote('root', 0), triliumNote('_hidden', 0), triliumNote('gone', 0, 1)];

pair(
  'trilium',
  'plain, with copies',
  {
    '.local/share/trilium-data/document.db': [...triliumSchema, ...own, triliumNote('a', 0), triliumNote('b', 0)],
    '.local/share/trilium-data/backup/backup-daily.db': 'copy',
    '.local/share/trilium-data/log/trilium.log': 'log',
  },
  {
    root: '.local/share/trilium-data',
    atRest: plaintext,
    items: 2,
    parts: {
      notes: ['.local/share/trilium-data/document.db'],
      backup: ['.local/share/trilium-data/backup'],
      logs: ['.local/share/trilium-data/log'],
    },
  },
);
pair(
  'trilium',
  'some notes are protected',
  { 't/document.db': [...triliumSchema, ...own, triliumNote('a', 1), triliumNote('b', 0), triliumNote('c', 0)] },
  {
    root: 't',
    atRest: partly(1, 3),
    items: 3,
  },
);
pair(
  'trilium',
  'all notes are protected',
  { 't/document.db': [...triliumSchema, ...own, triliumNote('a', 1)] },
  {
    root: 't',
    atRest: encrypted("Trilium's protected notes"),
    items: 1,
  },
);
pair(
  'trilium',
  'another document.db',
  { 't/document.db': ['CREATE TABLE notes (id)', 'CREATE TABLE branches (id)'] },
  undefined,
);

/** packages/app-cli of Joplin 3.5.1, the columns that matter; the real one is in joplin.test.ts. */
const joplinSchema = [
  "CREATE TABLE notes (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '', encryption_cipher_text TEXT NOT NULL DEFAULT '', encryption_applied INT NOT NULL DEFAULT 0)",
  'CREATE TABLE folders (id TEXT PRIMARY KEY)',
  'CREATE TABLE master_keys (id TEXT PRIMARY KEY)',
  'CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT)',
];
pair(
  'joplin',
  'portable and plain, though a note came that could not be decrypted',
  {
    'stick/JoplinProfile/database.sqlite': [
      ...joplinSchema,
      "INSERT INTO notes VALUES ('a', '', 't', 'b', '', 0)",
      "INSERT INTO notes VALUES ('b', '', '', '', 'JED010000220a', 1)",
    ],
    'stick/JoplinProfile/resources/x.png': 'x',
  },
  {
    root: 'stick/JoplinProfile',
    atRest: partly(1, 2),
    items: 2,
    parts: { notes: ['stick/JoplinProfile/database.sqlite'], uploads: ['stick/JoplinProfile/resources'] },
  },
);
pair(
  'joplin',
  'flagged as encrypted and yet plain; the master password stands in the database',
  {
    '.config/joplin-desktop/database.sqlite': [
      ...joplinSchema,
      "INSERT INTO notes VALUES ('a', '', 't', 'b', '', 1)",
      "INSERT INTO settings VALUES ('encryption.masterPassword', 'made-up')",
    ],
  },
  { root: '.config/joplin-desktop', atRest: plaintext, items: 1, remarks: ['store.notes.key'] },
);
pair(
  'joplin',
  'another database.sqlite',
  { 'x/database.sqlite': ['CREATE TABLE notes (id)', 'CREATE TABLE folders (id)'] },
  undefined,
);

/** Items of a sync target as Joplin 3.5.1 writes them: fields at the end, the type last. */
const item = (type: number, sealed: boolean, text = 't\n\nbody\n\n') =>
  `${sealed ? '' : text}id: x\nparent_id: y\nencryption_cipher_text: ${sealed ? 'JED010000220a41fb{"ct":"a"}' : ''}\nencryption_applied: ${sealed ? 1 : 0}\nmarkup_language: 1\nis_shared: 0\ndeleted_time: 0\ntype_: ${type}`;
const info = '{"version":3,"e2ee":{"value":true},"activeMasterKeyId":{"value":""}}';
const itemName = (digit: string) => `Sync/${digit.repeat(32)}.md`;
pair(
  'joplin-sync',
  'plain',
  { 'Sync/info.json': info, 'Sync/.resource/': '', [itemName('a')]: item(1, false), [itemName('b')]: item(2, false) },
  { root: 'Sync', atRest: plaintext, items: 1 },
);
pair(
  'joplin-sync',
  'encrypted',
  {
    'Sync/info.json': info,
    [itemName('a')]: item(1, true),
    [itemName('b')]: item(2, true),
    [itemName('c')]: item(9, false),
  },
  {
    root: 'Sync',
    atRest: encrypted("Joplin's end-to-end encryption"),
    items: 1,
  },
);
pair(
  'joplin-sync',
  'of before there was info.json; some notes came before the encryption',
  {
    'Sync/.sync/version.txt': '2',
    'Sync/.resource/': '',
    [itemName('a')]: item(1, true),
    [itemName('b')]: item(1, false),
  },
  {
    root: 'Sync',
    atRest: partly(1, 2),
    items: 2,
  },
);
pair(
  'joplin-sync',
  'a plain note that is about such fields',
  { 'Sync/info.json': info, [itemName('a')]: item(1, false, 'encryption_cipher_text: JED01\nencryption_applied: 1\n') },
  { root: 'Sync', atRest: plaintext, items: 1 },
);
pair(
  'joplin-sync',
  'other folders with an info.json',
  {
    'Sync/info.json': '{"version":3}',
    [itemName('a')]: 'x',
    'Other/info.json': info,
    [`Other/${'a'.repeat(32)}.md`]: 'not an item',
  },
  undefined,
);

/** https://github.com/threeplanetssoftware/apple_cloud_notes_parser; `1f8b` begins what is plain. */
export const appleSchema = [
  'CREATE TABLE ZICCLOUDSYNCINGOBJECT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZTITLE1 VARCHAR, ZFOLDER INTEGER, ZISPASSWORDPROTECTED INTEGER, ZMARKEDFORDELETION INTEGER, ZCRYPTOINITIALIZATIONVECTOR BLOB)',
  'CREATE TABLE ZICNOTEDATA (Z_PK INTEGER PRIMARY KEY, ZNOTE INTEGER, ZDATA BLOB)',
  "INSERT INTO ZICCLOUDSYNCINGOBJECT VALUES (1, 14, 'folder', NULL, NULL, 0, NULL)",
];
const appleNote = (id: number, isProtected: number, data: string) => [
  `INSERT INTO ZICCLOUDSYNCINGOBJECT VALUES (${id}, 12, 't', 1, ${isProtected}, 0, NULL)`,
  `INSERT INTO ZICNOTEDATA VALUES (${id}, ${id}, ${data})`,
];
const appleFolder = 'Library/Group Containers/group.com.apple.notes';
const gzip = "x'1f8b0800'";
pair(
  'apple-notes',
  'plain',
  {
    [`${appleFolder}/NoteStore.sqlite`]: [...appleSchema, ...appleNote(2, 0, gzip), ...appleNote(3, 0, gzip)],
    [`${appleFolder}/Accounts/a`]: '',
  },
  {
    root: appleFolder,
    atRest: plaintext,
    items: 2,
    parts: { notes: [`${appleFolder}/NoteStore.sqlite`], uploads: [`${appleFolder}/Accounts`] },
  },
);
pair(
  'apple-notes',
  'one of two is locked',
  { 'n/NoteStore.sqlite': [...appleSchema, ...appleNote(2, 1, "x'0a01ff'"), ...appleNote(3, 0, gzip)] },
  {
    root: 'n',
    atRest: partly(1, 2),
    items: 2,
  },
);
pair(
  'apple-notes',
  'all are locked',
  { 'n/NoteStore.sqlite': [...appleSchema, ...appleNote(2, 1, "x'0a01ff'")] },
  {
    root: 'n',
    atRest: encrypted('the lock of Apple Notes'),
    items: 1,
  },
);
pair(
  'apple-notes',
  'a flag over what is plain',
  { 'n/NoteStore.sqlite': [...appleSchema, ...appleNote(2, 1, gzip)] },
  { root: 'n', atRest: plaintext, items: 1 },
);
pair('apple-notes', 'another NoteStore', { 'n/NoteStore.sqlite': ['CREATE TABLE ZICNOTEDATA (Z_PK)'] }, undefined);

export const bearSchema =
  'CREATE TABLE ZSFNOTE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZARCHIVED INTEGER, ZENCRYPTED INTEGER, ZLOCKED INTEGER, ZTRASHED INTEGER, ZTITLE VARCHAR, ZTEXT VARCHAR, ZENCRYPTEDDATA BLOB)';
const bearNote = (id: number, isEncrypted: number, text: string) =>
  `INSERT INTO ZSFNOTE VALUES (${id}, 9, 0, ${isEncrypted}, 0, 0, 't', ${text}, NULL)`;
const bearFolder = 'Library/Group Containers/9K33E3U3T4.net.shinyfrog.bear/Application Data';
pair(
  'bear',
  'plain, a locked note too',
  { [`${bearFolder}/database.sqlite`]: [bearSchema, bearNote(1, 0, "'text'"), bearNote(2, 1, "'text'")] },
  { root: bearFolder, atRest: plaintext, items: 2 },
);
pair(
  'bear',
  'encrypted notes',
  { 'b/database.sqlite': [bearSchema, bearNote(1, 1, 'NULL'), bearNote(2, 0, "'text'")] },
  { root: 'b', atRest: partly(1, 2), items: 2 },
);
pair(
  'bear',
  'all notes encrypted',
  { 'b/database.sqlite': [bearSchema, bearNote(1, 1, "''")] },
  { root: 'b', atRest: encrypted('Bear'), items: 1 },
);
pair(
  'bear',
  'before there was encryption',
  {
    'b/database.sqlite': [
      'CREATE TABLE ZSFNOTE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR)',
      "INSERT INTO ZSFNOTE VALUES (1, 'a')",
    ],
  },
  { root: 'b', atRest: plaintext, items: 1 },
);
const bundle = {
  'Bear Notes/One.textbundle/info.json': '{}',
  'Bear Notes/One.textbundle/text.md': '# one',
  'Bear Notes/Two.textbundle/text.txt': 'two',
};
pair(
  'bear',
  'a backup',
  { 'Downloads/Notes.bear2bk': zipOf(bundle) },
  { root: 'Downloads/Notes.bear2bk', atRest: plaintext, items: 2, parts: { backup: ['Downloads/Notes.bear2bk'] } },
);
pair(
  'bear',
  'an archive of that name',
  { 'Downloads/Notes.bear2bk': zipOf({ 'a.txt': 'a' }), 'Downloads/b.bearbk': 'text' },
  undefined,
);

const dayOneSchema = [
  'CREATE TABLE ZENTRY (Z_PK INTEGER PRIMARY KEY, ZUUID TEXT, ZCREATIONDATE REAL, ZMODIFIEDDATE REAL, ZJOURNAL INTEGER, ZMARKDOWNTEXT TEXT)',
  'CREATE TABLE ZJOURNAL (Z_PK INTEGER PRIMARY KEY, ZNAME TEXT)',
];
const dayOneFolder = 'Library/Group Containers/5U8NS4GX82.dayoneapp2/Data/Documents';
pair(
  'day-one',
  'plain',
  { [`${dayOneFolder}/DayOne.sqlite`]: [...dayOneSchema, "INSERT INTO ZENTRY VALUES (1, 'u', 1, 1, 1, 'text')"] },
  { root: dayOneFolder, atRest: plaintext, items: 1 },
);
pair(
  'day-one',
  'another diary',
  { 'd/DayOne.sqlite': ['CREATE TABLE ZENTRY (Z_PK)', 'CREATE TABLE ZJOURNAL (Z_PK)'] },
  undefined,
);
const journal = JSON.stringify({
  metadata: { version: '1.0' },
  entries: [
    { uuid: 'U', text: 'a' },
    { uuid: 'V', text: 'b' },
  ],
});
pair(
  'day-one',
  'an export',
  { 'Downloads/Journal.json': journal },
  { root: 'Downloads/Journal.json', atRest: plaintext, items: 2 },
);
pair(
  'day-one',
  'an export as it comes',
  { 'Downloads/e.zip': zipOf({ 'Journal.json': journal, 'photos/0a.jpeg': 'x' }) },
  { root: 'Downloads/e.zip', atRest: plaintext },
);
pair(
  'day-one',
  'an archive with a file of that name',
  {
    'Downloads/e.zip': zipOf({ 'Journal.json': '{}', 'src/main.ts': 'x' }),
    'Downloads/Journal.json': '{"entries":[]}',
  },
  undefined,
);

/** rslib/src/storage of ankitects/anki; names of decks and tags have a collation of Anki's own. */
const ankiSchema = [
  'CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL)',
  'CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL)',
  'CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL)',
  'CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL)',
  'CREATE TABLE tags (tag text NOT NULL COLLATE nocase, usn integer NOT NULL)',
  'CREATE INDEX ix_notes_csum ON notes (csum)',
  "INSERT INTO notes VALUES (1, 'g', 1, 1, 1, '', 'front', 1, 1, 0, '')",
  'PRAGMA writable_schema = ON',
  "UPDATE sqlite_master SET sql = replace(sql, 'nocase', 'unicase') WHERE name = 'tags'",
];
pair(
  'anki',
  'a profile',
  {
    '.local/share/Anki2/User 1/collection.anki2': ankiSchema,
    '.local/share/Anki2/User 1/collection.media/a.png': '',
    '.local/share/Anki2/User 1/backups/b.colpkg': zipOf({ 'collection.anki21b': 'x' }),
  },
  {
    root: '.local/share/Anki2/User 1',
    atRest: plaintext,
    items: 1,
    parts: {
      notes: ['.local/share/Anki2/User 1/collection.anki2'],
      uploads: ['.local/share/Anki2/User 1/collection.media'],
      backup: ['.local/share/Anki2/User 1/backups'],
    },
  },
);
pair(
  'anki',
  'a package',
  { 'Downloads/deck.apkg': zipOf({ 'collection.anki2': 'x', media: '{}' }) },
  { root: 'Downloads/deck.apkg', atRest: plaintext },
);
pair(
  'anki',
  'names without their content',
  { 'Downloads/deck.apkg': zipOf({ 'a.txt': 'x' }), 'a/collection.anki2': ['CREATE TABLE notes (id)'] },
  undefined,
);

/** resource/schema/userdata.sql of zotero/zotero. */
export const zoteroSchema = [
  'CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, dateAdded TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, libraryID INT, key TEXT NOT NULL)',
  'CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, sourceItemID INT, note TEXT, title TEXT)',
  'CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, sourceItemID INT, linkMode INT, path TEXT)',
];
pair(
  'zotero',
  'a library',
  {
    'Zotero/zotero.sqlite': [...zoteroSchema, "INSERT INTO items (itemTypeID, key) VALUES (1, 'A'), (2, 'B')"],
    'Zotero/storage/AB/a.pdf': 'x',
    'Zotero/zotero.sqlite.bak': 'x',
  },
  {
    root: 'Zotero',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['Zotero/zotero.sqlite'], uploads: ['Zotero/storage'], backup: ['Zotero/zotero.sqlite.bak'] },
  },
);
pair('zotero', 'another database of that name', { 'Zotero/zotero.sqlite': ['CREATE TABLE items (itemID)'] }, undefined);

pair(
  'logseq-db',
  'a graph',
  {
    'logseq/graphs/demo/db.sqlite': [
      'CREATE TABLE kvs (addr INTEGER PRIMARY KEY, content TEXT, addresses JSON)',
      "INSERT INTO kvs VALUES (0, '[]', NULL)",
    ],
    'logseq/graphs/demo/assets/a.png': '',
  },
  {
    root: 'logseq/graphs/demo',
    atRest: plaintext,
    parts: { notes: ['logseq/graphs/demo/db.sqlite'], uploads: ['logseq/graphs/demo/assets'] },
  },
);
pair('logseq-db', 'another table of keys and values', { 'g/db.sqlite': ['CREATE TABLE kvs (key, value)'] }, undefined);

/** `objectstore/{spaceId}/objects.db`, see provider.go of anyproto/anytype-heart. */
pair(
  'anytype',
  'an account',
  {
    '.config/anytype/data/A5abc/objectstore/bafyspace/objects.db': [
      'CREATE TABLE _objects_docs (id TEXT PRIMARY KEY, data BLOB)',
    ],
    '.config/anytype/data/A5abc/flatfs/x/y': '',
  },
  {
    root: '.config/anytype/data/A5abc',
    atRest: plaintext,
    parts: { notes: ['.config/anytype/data/A5abc/objectstore'], uploads: ['.config/anytype/data/A5abc/flatfs'] },
  },
);
pair(
  'anytype',
  'folders of that name',
  { '.config/anytype/data/A5abc/objectstore/x/objects.db': 'text', 'o/objectstore/a.txt': '' },
  undefined,
);

export const roamFiles = (home: string, ending: string) => [
  'CREATE TABLE files (file UNIQUE PRIMARY KEY, title, hash NOT NULL, atime NOT NULL, mtime NOT NULL)',
  'CREATE TABLE nodes (id NOT NULL PRIMARY KEY, file NOT NULL, level NOT NULL, pos NOT NULL, todo, title)',
  'CREATE TABLE links (pos NOT NULL, source NOT NULL, dest NOT NULL, type NOT NULL)',
  'CREATE TABLE tags (node_id NOT NULL, tag)',
  `INSERT INTO files VALUES ('"${home}/org/roam/a.org"', '"a"', '"h"', 0, 0), ('"${home}/org/b${ending}"', '"b"', '"h"', 0, 0)`,
];
pair('org-roam', 'another database of that name', { '.emacs.d/org-roam.db': ['CREATE TABLE files (file)'] }, undefined);
