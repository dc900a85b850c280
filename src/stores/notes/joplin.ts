import type { Remark } from '../../core/audit.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { counts, hasTables } from './database.ts';
import { atRestOf, fileAt } from './found.ts';

/** More items of a sync target than these are not opened. */
const mostItems = 10_000;

/*
 * Facts of both rows were looked up in a profile and in sync targets that Joplin's own terminal app made, see
 * test/stores/joplin.test.ts.
 */

export const joplin: Store = {
  id: 'joplin',
  name: 'Joplin',
  holds: 'notes',
  docs: 'https://joplinapp.org/help/apps/terminal',
  paths: {
    linux: [
      '{config}/joplin-desktop/database.sqlite',
      '{config}/joplin-desktop/profile-*/database.sqlite',
      '{config}/joplin/database.sqlite',
    ],
    darwin: ['{config}/joplin-desktop/database.sqlite', '{config}/joplin/database.sqlite'],
    win32: ['{config}/joplin-desktop/database.sqlite', '{config}/joplin/database.sqlite'],
  },
  marks: [
    { entry: 'file', name: 'database.sqlite', candidate: 'itself', where: 'anywhere' },
    { entry: 'folder', name: 'JoplinProfile', candidate: 'itself', where: 'anywhere' },
  ],
  proof: 'a SQLite database with `notes`, `folders` and `master_keys`',
  fix: "Joplin's end-to-end encryption protects what is synced: on this machine the notes lie decrypted. Encrypt the disk, and keep the profile out of synced folders and backups.",
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'database.sqlite', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'notes', 'folders', 'master_keys')) return undefined;
    const root = parentOf(evidence);
    // Notes of a sync whose password this profile does not have stay as they came.
    const found = counts(
      reader,
      evidence,
      `SELECT count(*) AS notes, sum(encryption_applied = 1 AND encryption_cipher_text LIKE 'JED0%' AND body = '') AS sealed FROM notes`,
    );
    return {
      store: 'joplin',
      root,
      evidence,
      atRest: found
        ? atRestOf(found['sealed'] ?? 0, found['notes'] ?? 0, "Joplin's end-to-end encryption")
        : { state: 'unknown', why: 'its table of notes can not be read' },
      parts: partsOf(reader, root, {
        notes: [nameOf(evidence)],
        uploads: ['resources'],
        logs: ['log.txt'],
        settings: ['settings.json'],
        index: ['cache'],
        backup: ['JoplinBackup'],
      }),
      ...(found ? { items: found['notes'] ?? 0 } : {}),
      remarks: passwordBeside(evidence, reader),
    };
  },
};

/** Where there is no keychain, Joplin writes the master password of the encryption into its database. */
function passwordBeside(database: string, reader: StoreReader): readonly Remark[] {
  const found = counts(
    reader,
    database,
    "SELECT count(*) AS passwords FROM settings WHERE key = 'encryption.masterPassword' AND length(value) > 0",
  );
  if ((found?.['passwords'] ?? 0) === 0) return [];
  return [
    { rule: 'store.notes.key', severity: 'medium', about: 'joplin', path: database, args: { key: 'master password' } },
  ];
}

export const joplinSync: Store = {
  id: 'joplin-sync',
  name: 'Joplin sync target',
  holds: 'notes',
  docs: 'https://joplinapp.org/help/dev/spec/e2ee',
  paths: {
    linux: ['~/Dropbox/Apps/Joplin'],
    darwin: ['~/Dropbox/Apps/Joplin'],
    win32: ['~/Dropbox/Apps/Joplin', '~/OneDrive/Apps/Joplin'],
  },
  marks: [
    { entry: 'folder', name: '.resource', candidate: 'parent', where: 'anywhere' },
    { entry: 'file', name: 'info.json', candidate: 'parent', where: 'anywhere' },
  ],
  proof:
    '`info.json` or `.sync` beside `<32 hex>.md` items; an encrypted one has `encryption_applied: 1` and a `JED0` cipher text',
  fix: 'Switch on end-to-end encryption in Joplin (Tools, Options, Encryption) and let it sync everything once more.',
  recognise(candidate, reader) {
    const evidence = [`${candidate}/info.json`, `${candidate}/.sync/version.txt`].find(
      (path) => reader.type(path) === 'file',
    );
    if (evidence === undefined || !isTarget(evidence, reader)) return undefined;
    const names = reader.list(candidate).filter(({ name, type }) => type === 'file' && /^[0-9a-f]{32}\.md$/.test(name));
    let notes = 0;
    let sealed = 0;
    for (const { name } of names.slice(0, mostItems)) {
      const kind = itemOf(`${candidate}/${name}`, reader);
      if (kind === undefined) continue;
      notes++;
      if (kind === 'sealed') sealed++;
    }
    if (names.length > 0 && notes === 0 && !names.some(({ name }) => isItem(`${candidate}/${name}`, reader)))
      return undefined;
    return {
      store: 'joplin-sync',
      root: candidate,
      evidence,
      atRest: atRestOf(sealed, notes, "Joplin's end-to-end encryption"),
      parts: [{ kind: 'notes', path: candidate }],
      items: notes,
    };
  },
};

/** `info.json` of a target has its version and says whether it is encrypted; before version 3 there was a version alone. */
function isTarget(path: string, reader: StoreReader): boolean {
  if (nameOf(path) === 'version.txt') return /^\d\s*$/.test(reader.start(path, 16) ?? '');
  const start = reader.start(path, 4096) ?? '';
  return /"version"\s*:\s*\d/.test(start) && /"(?:e2ee|activeMasterKeyId)"\s*:/.test(start);
}

/** The fields of an item stand at its end, behind the text of the note; the last of them is its type: 1 is a note. */
function itemOf(path: string, reader: StoreReader): 'plain' | 'sealed' | undefined {
  const tail = endOf(path, reader);
  if (!/\ntype_: 1\s*$/.test(tail)) return undefined;
  // A note may be about such fields: the last one counts.
  const applied = tail.slice(tail.lastIndexOf('\nencryption_applied: ')).startsWith('\nencryption_applied: 1\n');
  return applied && /(?:^|\n)encryption_cipher_text: JED0/.test(reader.start(path, 4096) ?? '') ? 'sealed' : 'plain';
}

function isItem(path: string, reader: StoreReader): boolean {
  return /\ntype_: \d{1,2}\s*$/.test(endOf(path, reader));
}

function endOf(path: string, reader: StoreReader): string {
  const tail = reader.tail(path, 2048);
  return tail === undefined ? '' : new TextDecoder().decode(tail);
}
