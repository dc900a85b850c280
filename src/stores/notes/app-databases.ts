import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store } from '../store.ts';
import { counts, hasColumn, hasTables, isSqlite } from './database.ts';
import { atRestOf, fileAt, plaintext } from './found.ts';
import { zippedExport } from './json-exports.ts';
import { zippedFiles } from './zip-names.ts';

const disk = 'encrypt the disk, or keep the folder in Cryptomator or gocryptfs.';
const unreadable = { state: 'unknown', why: 'its table of notes can not be read' } as const;

export const trilium: Store = {
  id: 'trilium',
  name: 'Trilium',
  holds: 'notes',
  docs: 'https://github.com/TriliumNext/Trilium/blob/5516dd019868b52fe5de25b96928a950fc65c849/apps/server/src/assets/db/schema.sql',
  paths: {
    linux: ['{env:TRILIUM_DATA_DIR|{data}/trilium-data}', '~/trilium-data'],
    darwin: ['{env:TRILIUM_DATA_DIR|{support}/trilium-data}', '~/trilium-data'],
    win32: ['{env:TRILIUM_DATA_DIR|{appdata}/trilium-data}', '~/trilium-data'],
  },
  marks: [{ entry: 'file', name: 'document.db', candidate: 'parent', where: 'anywhere' }],
  proof:
    'a SQLite database with `notes`, `branches`, `attributes` and `etapi_tokens`; protected notes have `isProtected = 1`',
  fix: "Protect notes with Trilium's protected session (it leaves attributes and structure readable), and delete the copies in `backup` that were made before.",
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'document.db', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'notes', 'branches', 'attributes', 'etapi_tokens'))
      return undefined;
    const root = parentOf(evidence);
    // Ids that begin with `_` are Trilium's own: its hidden tree, its help.
    const found = counts(
      reader,
      evidence,
      "SELECT count(*) AS notes, sum(isProtected = 1) AS sealed FROM notes WHERE isDeleted = 0 AND noteId NOT LIKE '\\_%' ESCAPE '\\' AND noteId <> 'root'",
    );
    return {
      store: 'trilium',
      root,
      evidence,
      atRest: found ? atRestOf(found['sealed'] ?? 0, found['notes'] ?? 0, "Trilium's protected notes") : unreadable,
      parts: partsOf(reader, root, {
        notes: [nameOf(evidence)],
        backup: ['backup'],
        logs: ['log'],
        settings: ['config.ini'],
      }),
      ...(found ? { items: found['notes'] ?? 0 } : {}),
    };
  },
};

export const anki: Store = {
  id: 'anki',
  name: 'Anki',
  holds: 'notes',
  docs: 'https://docs.ankiweb.net/files.html',
  paths: {
    linux: ['{data}/Anki2/*/collection.anki2'],
    darwin: ['{support}/Anki2/*/collection.anki2'],
    win32: ['{appdata}/Anki2/*/collection.anki2'],
  },
  marks: [
    { entry: 'file', name: 'collection.anki2', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', pattern: /\.(?:apkg|colpkg)$/i, candidate: 'itself', where: 'usual' },
  ],
  proof:
    'a SQLite database with `notes`, `cards`, `col` and `revlog`; a package is a ZIP with `collection.anki2`, `.anki21` or `.anki21b`',
  fix: `Anki has no encryption: ${disk}`,
  recognise(candidate, reader) {
    if (/\.(?:apkg|colpkg)$/i.test(candidate)) {
      const files =
        zippedFiles(reader, candidate)?.filter(({ name }) => /^collection\.anki2(?:1b?)?$/.test(name)) ?? [];
      return files.length > 0 ? zippedExport('anki', candidate, files) : undefined;
    }
    const evidence = fileAt(candidate, 'collection.anki2', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'notes', 'cards', 'col', 'revlog')) return undefined;
    const root = parentOf(evidence);
    const found = counts(reader, evidence, 'SELECT count(*) AS notes FROM notes');
    return {
      store: 'anki',
      root,
      evidence,
      atRest: found ? atRestOf(0, found['notes'] ?? 0, '') : plaintext,
      parts: partsOf(reader, root, { notes: [nameOf(evidence)], uploads: ['collection.media'], backup: ['backups'] }),
      ...(found ? { items: found['notes'] ?? 0 } : {}),
    };
  },
};

export const zotero: Store = {
  id: 'zotero',
  name: 'Zotero',
  holds: 'notes',
  docs: 'https://www.zotero.org/support/zotero_data',
  paths: { linux: ['~/Zotero/zotero.sqlite'], darwin: ['~/Zotero/zotero.sqlite'], win32: ['~/Zotero/zotero.sqlite'] },
  marks: [{ entry: 'file', name: 'zotero.sqlite', candidate: 'itself', where: 'anywhere' }],
  proof: 'a SQLite database with `items`, `itemNotes` and `itemAttachments`',
  fix: `Zotero has no encryption: ${disk}`,
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'zotero.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'items', 'itemnotes', 'itemattachments'))
      return undefined;
    const root = parentOf(evidence);
    const found = counts(reader, evidence, 'SELECT (SELECT count(*) FROM items) AS items');
    return {
      store: 'zotero',
      root,
      evidence,
      atRest: found ? atRestOf(0, found['items'] ?? 0, '') : plaintext,
      parts: partsOf(reader, root, { notes: [nameOf(evidence)], uploads: ['storage'], backup: ['zotero.sqlite.bak'] }),
      ...(found ? { items: found['items'] ?? 0 } : {}),
    };
  },
};

export const logseqDb: Store = {
  id: 'logseq-db',
  name: 'Logseq (database)',
  holds: 'notes',
  docs: 'https://github.com/logseq/docs/blob/master/db-version.md',
  paths: { linux: ['~/logseq/graphs/*'], darwin: ['~/logseq/graphs/*'], win32: ['~/logseq/graphs/*'] },
  marks: [{ entry: 'file', name: 'db.sqlite', candidate: 'parent', where: 'anywhere' }],
  proof: 'a SQLite database with `kvs(addr, content, addresses)`',
  fix: `A graph's database is plain: ${disk}`,
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'db.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'kvs')) return undefined;
    if (!['addr', 'content', 'addresses'].every((column) => hasColumn(reader, evidence, 'kvs', column)))
      return undefined;
    const root = parentOf(evidence);
    const parts = partsOf(reader, root, {
      notes: [nameOf(evidence)],
      uploads: ['assets'],
      index: ['search-db.sqlite'],
      backup: ['backups'],
    });
    return { store: 'logseq-db', root, evidence, atRest: plaintext, parts };
  },
};

export const anytype: Store = {
  id: 'anytype',
  name: 'Anytype',
  holds: 'notes',
  docs: 'https://github.com/anyproto/anytype-heart/blob/00b4ced289a71070b4d7b1b32b4ca60bcd6fb809/pkg/lib/datastore/anystoreprovider/provider.go',
  paths: {
    linux: ['{config}/anytype/data/*'],
    darwin: ['{support}/anytype/data/*'],
    win32: ['{appdata}/anytype/data/*'],
  },
  marks: [{ entry: 'folder', name: 'objectstore', candidate: 'parent', where: 'anywhere' }],
  proof: '`objectstore` with SQLite databases `objects.db`',
  fix: 'Anytype encrypts what it sends; its index here can be read by whoever has the disk: encrypt the disk.',
  recognise(candidate, reader) {
    const spaces = reader.list(`${candidate}/objectstore`);
    const places = spaces.map(({ name, type }) =>
      type === 'folder' ? `${candidate}/objectstore/${name}/objects.db` : `${candidate}/objectstore/${name}`,
    );
    const databases = places.filter((path) => nameOf(path) === 'objects.db' && isSqlite(path, reader));
    const [evidence] = databases;
    if (evidence === undefined) return undefined;
    return {
      store: 'anytype',
      root: candidate,
      evidence,
      atRest: plaintext,
      parts: partsOf(reader, candidate, { notes: ['objectstore', 'spaceStoreNew', 'spacestore'], uploads: ['flatfs'] }),
    };
  },
};

/** Any other database. It is told in the list, and is no finding. */
export const sqlite: Store = {
  id: 'sqlite',
  name: 'SQLite database',
  holds: 'notes',
  docs: 'https://www.sqlite.org/fileformat.html#the_database_header',
  paths: { linux: [], darwin: [], win32: [] },
  marks: ['.sqlite', '.sqlite3', '.db', '.db3'].map((extension) => ({
    entry: 'file',
    extension,
    candidate: 'itself',
    where: 'usual',
  })),
  proof: 'the header `SQLite format 3` with the size of a page',
  fix: 'A database with this header is plain: encrypt the disk, or delete it where it is not needed.',
  recognise(candidate, reader) {
    if (!isSqlite(candidate, reader)) return undefined;
    // No copy is made for that: the size of a page follows the magic.
    const [high = 0, low = 0] = reader.head(candidate, 18)?.subarray(16) ?? [];
    const page = high * 256 + low;
    if ((page !== 1 && page < 512) || (page & (page - 1)) !== 0) return undefined;
    return {
      store: 'sqlite',
      root: candidate,
      evidence: candidate,
      atRest: plaintext,
      parts: [{ kind: 'notes', path: candidate }],
    };
  },
};
