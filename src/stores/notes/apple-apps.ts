import { fieldsOf, itemsOf } from '../json-fields.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { counts, hasColumn, hasTables } from './database.ts';
import { atRestOf, exportAt, fileAt, plaintext } from './found.ts';
import { parsed, startsAs } from './json-exports.ts';
import { zippedFiles } from './zip-names.ts';

const unreadable = { state: 'unknown', why: 'its table of notes can not be read' } as const;

export const appleNotes: Store = {
  id: 'apple-notes',
  name: 'Apple Notes',
  holds: 'notes',
  docs: 'https://github.com/threeplanetssoftware/apple_cloud_notes_parser',
  paths: { linux: [], darwin: ['~/Library/Group Containers/group.com.apple.notes/NoteStore.sqlite'], win32: [] },
  marks: [{ entry: 'file', name: 'NoteStore.sqlite', candidate: 'itself', where: 'anywhere' }],
  proof:
    'a SQLite database with `ZICCLOUDSYNCINGOBJECT` and `ZICNOTEDATA`; locked notes have `ZISPASSWORDPROTECTED = 1` and no gzip data',
  fix: 'Lock single notes in Notes (their titles stay readable), and switch on FileVault.',
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'NoteStore.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'ziccloudsyncingobject', 'zicnotedata'))
      return undefined;
    const root = parentOf(evidence);
    // What is plain begins as gzip does, whatever the flag says.
    const found = counts(
      reader,
      evidence,
      "SELECT count(*) AS notes, sum(o.ZISPASSWORDPROTECTED = 1 AND hex(substr(d.ZDATA, 1, 2)) <> '1F8B') AS sealed FROM ZICNOTEDATA d JOIN ZICCLOUDSYNCINGOBJECT o ON o.Z_PK = d.ZNOTE WHERE d.ZDATA IS NOT NULL",
    );
    return {
      store: 'apple-notes',
      root,
      evidence,
      atRest: found ? atRestOf(found['sealed'] ?? 0, found['notes'] ?? 0, 'the lock of Apple Notes') : unreadable,
      parts: partsOf(reader, root, { notes: [nameOf(evidence)], uploads: ['Accounts', 'Media'] }),
      ...(found ? { items: found['notes'] ?? 0 } : {}),
    };
  },
};

export const bear: Store = {
  id: 'bear',
  name: 'Bear',
  holds: 'notes',
  docs: 'https://bear.app/faq/where-are-bears-notes-located/',
  paths: {
    linux: [],
    darwin: ['~/Library/Group Containers/9K33E3U3T4.net.shinyfrog.bear/Application Data/database.sqlite'],
    win32: [],
  },
  marks: [
    { entry: 'file', name: 'database.sqlite', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', pattern: /\.(?:bear2bk|bearbk)$/i, candidate: 'itself', where: 'anywhere' },
  ],
  proof:
    'a SQLite database with `ZSFNOTE`; encrypted notes have `ZENCRYPTED = 1` and no text. Backups are ZIPs of text bundles',
  fix: 'Encrypt notes in Bear, switch on FileVault, and delete backups (`.bear2bk`, `.bearbk`) once they are not needed: they are plain.',
  recognise(candidate, reader) {
    if (/\.(?:bear2bk|bearbk)$/i.test(candidate)) return bearBackup(candidate, reader);
    const evidence = fileAt(candidate, 'database.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'zsfnote')) return undefined;
    const root = parentOf(evidence);
    const sealed = hasColumn(reader, evidence, 'ZSFNOTE', 'ZENCRYPTED')
      ? "sum(ZENCRYPTED = 1 AND coalesce(ZTEXT, '') = '')"
      : '0';
    const found = counts(reader, evidence, `SELECT count(*) AS notes, ${sealed} AS sealed FROM ZSFNOTE`);
    return {
      store: 'bear',
      root,
      evidence,
      atRest: found ? atRestOf(found['sealed'] ?? 0, found['notes'] ?? 0, 'Bear') : unreadable,
      parts: partsOf(reader, root, { notes: [nameOf(evidence)], uploads: ['Local Files'] }),
      ...(found ? { items: found['notes'] ?? 0 } : {}),
    };
  },
};

/** A backup holds a text bundle for each note (https://bear.app/faq/backup-restore/). */
function bearBackup(path: string, reader: StoreReader) {
  const files = zippedFiles(reader, path);
  const notes = files?.filter(({ name }) => /\.textbundle\/text\.(?:md|markdown|txt)$/i.test(name)) ?? [];
  if (notes.length === 0) return undefined;
  return exportAt(
    'bear',
    path,
    atRestOf(notes.filter(({ encrypted }) => encrypted).length, notes.length, 'ZIP'),
    notes.length,
    'backup',
  );
}

export const dayOne: Store = {
  id: 'day-one',
  name: 'Day One',
  holds: 'notes',
  docs: 'https://github.com/marph91/jimmy/blob/320d9ea11302ea5ffd54ec914aea7a11b0278d86/jimmy/formats/day_one.py',
  paths: {
    linux: [],
    darwin: ['~/Library/Group Containers/5U8NS4GX82.dayoneapp2/Data/Documents/DayOne.sqlite'],
    win32: [],
  },
  marks: [
    { entry: 'file', name: 'DayOne.sqlite', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', name: 'Journal.json', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', extension: '.zip', candidate: 'itself', where: 'usual' },
  ],
  proof:
    'a SQLite database with `ZENTRY` and `ZJOURNAL`; an export has `metadata.version` and `entries[]` of `Journal.json`',
  fix: 'Day One encrypts what it syncs, not what lies here: switch on FileVault, and delete exports once they are used.',
  recognise(candidate, reader) {
    if (/\.zip$/i.test(candidate)) return zippedJournal(candidate, reader);
    if (/\.json$/i.test(candidate)) return journal(candidate, reader);
    const evidence = fileAt(candidate, 'DayOne.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'zentry', 'zjournal')) return undefined;
    if (!hasColumn(reader, evidence, 'ZENTRY', 'ZCREATIONDATE')) return undefined;
    const root = parentOf(evidence);
    const found = counts(reader, evidence, 'SELECT count(*) AS entries FROM ZENTRY');
    return {
      store: 'day-one',
      root,
      evidence,
      atRest: found ? atRestOf(0, found['entries'] ?? 0, '') : plaintext,
      parts: partsOf(reader, root, {
        notes: [nameOf(evidence)],
        uploads: ['DayOnePhotos', 'DayOneAudios', 'DayOneVideos', 'DayOnePDFAttachments'],
      }),
      ...(found ? { items: found['entries'] ?? 0 } : {}),
    };
  },
};

function journal(path: string, reader: StoreReader) {
  const isExport = startsAs(reader, path, /^\{\s*"metadata"\s*:\s*\{\s*"version"\s*:/, /"entries"\s*:\s*\[/);
  return isExport
    ? exportAt('day-one', path, plaintext, itemsOf(fieldsOf(parsed(reader, path))?.['entries'])?.length)
    : undefined;
}

function zippedJournal(path: string, reader: StoreReader) {
  const files = zippedFiles(reader, path);
  const journals = files?.filter(({ name }) => name === 'Journal.json') ?? [];
  // Another app's archive may hold a file of this name; a journal's has nothing but its media beside it.
  const media = /^(?:[^/]+\.json|(?:photos|videos|audios|pdfs)\/[^/]+)$/;
  if (journals.length !== 1 || !files?.every(({ name }) => media.test(name))) return undefined;
  return exportAt('day-one', path, atRestOf(journals.filter(({ encrypted }) => encrypted).length, 1, 'ZIP'), undefined);
}
