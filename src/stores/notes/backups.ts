import type { AtRest, RecognisedStore } from '../../core/audit.ts';
import { fieldsOf, itemsOf } from '../json-fields.ts';
import type { Store, StoreReader } from '../store.ts';
import { atRestOf, exportAt, plaintext } from './found.ts';
import { parsed, startsAs } from './json-exports.ts';
import { zippedFiles } from './zip-names.ts';

const nowhere = { linux: [], darwin: [], win32: [] } as const;

export const standardNotes: Store = {
  id: 'standard-notes',
  name: 'Standard Notes backup',
  holds: 'notes',
  docs: 'https://github.com/standardnotes/snjs/blob/master/specification.md',
  paths: {
    linux: ['~/Standard Notes Backups'],
    darwin: ['~/Standard Notes Backups'],
    win32: ['~/Standard Notes Backups'],
  },
  marks: [
    { entry: 'file', pattern: /^standard[ _-]?notes.*\.(?:txt|json|zip)$/i, candidate: 'itself', where: 'anywhere' },
  ],
  proof:
    '`items[]` with `content_type`: encrypted where `content` is a text that begins with 002, 003 or 004 and there is an `enc_item_key`, plain where it is an object',
  fix: 'Choose "Encrypted" when you make a backup, and delete the decrypted one. Deleting does not erase it on a solid-state disk.',
  recognise(candidate, reader) {
    if (reader.type(candidate) === 'folder') {
      const files = reader.find(candidate, ['.txt', '.zip'], 100);
      return files.flatMap((path) => standardBackup(path, reader) ?? []);
    }
    return standardBackup(candidate, reader);
  },
};

function standardBackup(path: string, reader: StoreReader): RecognisedStore | undefined {
  if (/\.zip$/i.test(path)) return zippedStandardBackup(path, reader);
  if (!startsAs(reader, path, /^\{/, /"items"\s*:\s*\[/, /"content_type"\s*:\s*"/)) return undefined;
  const items = itemsOf(fieldsOf(parsed(reader, path))?.['items']);
  if (items === undefined)
    return exportAt('standard-notes', path, unknown('it is too long or damaged'), undefined, 'backup');
  const all = items
    .map(fieldsOf)
    .filter((item) => item !== undefined)
    .filter(({ deleted }) => deleted !== true);
  const notes = all.filter(({ content_type }) => content_type === 'Note');
  const sealed = notes.filter(isSealed).length;
  const plain = notes.filter(({ content }) => fieldsOf(content) !== undefined).length;
  // A backup that was made without account and passcode holds its own keys.
  const keyLiesOpen = all.some(
    ({ content_type, content }) => content_type === 'SN|ItemsKey' && fieldsOf(content) !== undefined,
  );
  const known = sealed + plain === notes.length;
  const atRest =
    keyLiesOpen && notes.length > 0
      ? plaintext
      : known
        ? atRestOf(sealed, notes.length, 'Standard Notes')
        : unknown('its notes have a form that is not known');
  return exportAt('standard-notes', path, atRest, notes.length, 'backup');
}

function isSealed({ content, enc_item_key }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof content === 'string' &&
    /^00[2-4](?::[\w+/=-]+){3,}$/.test(content) &&
    typeof enc_item_key === 'string' &&
    enc_item_key.length > 0
  );
}

/** A decrypted backup comes as a ZIP with a text for each item beside the whole; what is packed can not be looked into. */
function zippedStandardBackup(path: string, reader: StoreReader): RecognisedStore | undefined {
  const files = zippedFiles(reader, path);
  if (
    !files?.some(({ name }) =>
      /(?:^|\/)Standard Notes (?:Encrypted )?Backup and Import File(?: txt)?\.txt$/i.test(name),
    )
  )
    return undefined;
  const texts = files.filter(({ name }) => /(?:^|\/)Items\/Note\/[^/]+\.(?:txt|md|html|json)$/.test(name));
  if (files.every(({ encrypted }) => encrypted))
    return exportAt('standard-notes', path, { state: 'encrypted', by: 'ZIP' }, undefined, 'backup');
  const hidden = texts.length === 0 && files.every(({ name }) => !/Standard Notes Backup and/i.test(name));
  const atRest = hidden ? unknown('it is packed; its name says that it is encrypted') : plaintext;
  return exportAt('standard-notes', path, atRest, texts.length > 0 ? texts.length : undefined, 'backup');
}

function unknown(why: string): AtRest {
  return { state: 'unknown', why };
}

export const notesnook: Store = {
  id: 'notesnook',
  name: 'Notesnook backup',
  holds: 'notes',
  docs: 'https://github.com/streetwriters/notesnook/blob/06f4fee088a879b5dd0be413e26dc3c3bdd6c09a/packages/core/src/database/backup.ts',
  paths: nowhere,
  marks: [{ entry: 'file', pattern: /\.nnbackupz?$/i, candidate: 'itself', where: 'anywhere' }],
  proof:
    '`version`, `type` of web, mobile or node, `date` and `data`: encrypted where that is a cipher with `iv` and `salt`; chunks of a `.nnbackupz` are named `0-encrypted-…` or `0-plain-…`',
  fix: 'Switch on "Backup encryption" in Notesnook\'s settings, make a new backup and delete the plain one.',
  recognise(candidate, reader) {
    if (/z$/i.test(candidate)) return zippedNotesnook(candidate, reader);
    if (
      !startsAs(
        reader,
        candidate,
        /^\{/,
        /"version"\s*:\s*[\d.]+/,
        /"type"\s*:\s*"(?:web|mobile|node)"/,
        /"date"\s*:\s*\d/,
      )
    )
      return undefined;
    return exportAt('notesnook', candidate, atRestOfNotesnook(candidate, reader), undefined, 'backup');
  },
};

function atRestOfNotesnook(path: string, reader: StoreReader): AtRest {
  const backup = fieldsOf(parsed(reader, path));
  if (backup === undefined) {
    // The marks of a long backup stand behind its data; a cipher is an object, what is plain is a text.
    const tail = new TextDecoder().decode(reader.tail(path, 4096) ?? new Uint8Array());
    return /"encrypted"\s*:\s*false\s*\}\s*$/.test(tail) ? plaintext : unknown('it is too long or damaged');
  }
  const data = fieldsOf(backup['data']);
  const isCipher = ['iv', 'salt', 'cipher'].every((key) => typeof data?.[key] === 'string');
  if (isCipher && backup['encrypted'] !== false) return { state: 'encrypted', by: 'Notesnook' };
  return backup['data'] === undefined ? unknown('it holds no data') : plaintext;
}

function zippedNotesnook(path: string, reader: StoreReader): RecognisedStore | undefined {
  const files = zippedFiles(reader, path);
  if (!files?.some(({ name }) => name === '.nnbackup')) return undefined;
  const chunks = files.filter(({ name }) => /^\d+-(?:encrypted|plain)-[0-9a-f]{32}$/.test(name));
  const sealed = chunks.filter(({ name, encrypted }) => encrypted || name.includes('-encrypted-')).length;
  const atRest: AtRest =
    sealed > 0 && sealed < chunks.length ? plaintext : atRestOf(sealed, chunks.length, 'Notesnook');
  return exportAt('notesnook', path, atRest, undefined, 'backup');
}
