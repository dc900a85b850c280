import type { AtRest, Remark } from '../../core/audit.ts';
import { looksRandom } from '../encryption/noise.ts';
import { sampleBytes } from '../encryption/sample.ts';
import { fieldsOf, itemsOf } from '../json-fields.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { counts, hasTables, isSqlite } from './database.ts';
import { atRestOf, exportAt, fileAt, plaintext } from './found.ts';
import { parsed, startsAs, zippedExport } from './json-exports.ts';
import { zippedFiles } from './zip-names.ts';

const advice = 'it holds what other people wrote: delete it once it is used, or keep it in an encrypted archive.';

/** `[24/12/23, 18:05:11] Name: …` of an iPhone, `24.12.23, 18:05 - Name: …` of Android; in any country's order. */
const whatsappLine =
  /^[\u200e\u200f\u202a]?(?:\[\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?\] [^:\n]{1,100}:|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)? - [^:\n]{1,100}:)/gm;
const fewestLines = 2;

export const whatsapp: Store = {
  id: 'whatsapp',
  name: 'WhatsApp chat',
  holds: 'notes',
  docs: 'https://faq.whatsapp.com/1180414079177245',
  paths: {
    linux: [],
    darwin: ['~/Library/Group Containers/group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite'],
    win32: [],
  },
  marks: [
    { entry: 'file', name: '_chat.txt', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', pattern: /whatsapp.*\.(?:txt|zip)$/i, candidate: 'itself', where: 'usual' },
    { entry: 'file', name: 'ChatStorage.sqlite', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', name: 'msgstore.db', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', pattern: /^msgstore.*\.crypt1[245]$/i, candidate: 'itself', where: 'anywhere' },
  ],
  proof:
    'lines of `[date, time] Name: …`, a ZIP with `_chat.txt`, or a SQLite database with `ZWAMESSAGE` (macOS) or `jid` and `message` (Android)',
  fix: `An exported chat is plain, and so is WhatsApp's database on a Mac: ${advice}`,
  recognise(candidate, reader) {
    if (/\.(?:sqlite|db)$/i.test(candidate)) return whatsappDatabase(candidate, reader);
    if (/\.crypt\d+$/i.test(candidate)) return whatsappBackup(candidate, reader);
    if (/\.zip$/i.test(candidate)) {
      const files = zippedFiles(reader, candidate);
      const chats = files?.filter(({ name }) => name === '_chat.txt' || /^WhatsApp[^/]*\.txt$/i.test(name)) ?? [];
      return chats.length > 0 ? zippedExport('whatsapp', candidate, chats, chats.length) : undefined;
    }
    if (reader.type(candidate) !== 'file') return undefined;
    const lines = reader.start(candidate)?.match(whatsappLine)?.length ?? 0;
    return lines >= fewestLines ? exportAt('whatsapp', candidate, plaintext, 1) : undefined;
  },
};

function whatsappDatabase(path: string, reader: StoreReader) {
  if (reader.type(path) !== 'file') return undefined;
  const table = hasTables(reader, path, 'zwamessage', 'zwachatsession')
    ? 'ZWACHATSESSION'
    : hasTables(reader, path, 'jid', 'chat', 'message')
      ? 'chat'
      : undefined;
  if (table === undefined) return undefined;
  const found = counts(reader, path, `SELECT count(*) AS chats FROM ${table}`);
  const root = parentOf(path);
  return {
    store: 'whatsapp' as const,
    root,
    evidence: path,
    atRest: found ? atRestOf(0, found['chats'] ?? 0, '') : plaintext,
    parts: partsOf(reader, root, { notes: [nameOf(path)], uploads: ['Message', 'Media'] }),
    ...(found ? { items: found['chats'] ?? 0 } : {}),
  };
}

/** A backup of Android: a short header that differs between versions, then what looks like chance and no more is said. */
function whatsappBackup(path: string, reader: StoreReader) {
  const head = reader.head(path, sampleBytes);
  if (head === undefined || head.length < sampleBytes || !looksRandom(head.subarray(512))) return undefined;
  return exportAt('whatsapp', path, { state: 'looks-encrypted', by: 'WhatsApp' }, undefined, 'backup');
}

export const telegram: Store = {
  id: 'telegram',
  name: 'Telegram',
  holds: 'notes',
  docs: 'https://telegram.org/blog/export-and-more',
  paths: {
    linux: ['{data}/TelegramDesktop/tdata'],
    darwin: ['{support}/Telegram Desktop/tdata'],
    win32: ['{appdata}/Telegram Desktop/tdata'],
  },
  marks: [{ entry: 'file', name: 'result.json', candidate: 'itself', where: 'usual' }],
  proof:
    '`result.json` with `about` and `chats.list`, or `name`, `type`, `id` and `messages` of one chat; `key_datas` of the app begins with `TDF$`',
  fix: `An export is plain: ${advice} Set a local passcode in Telegram Desktop: without one, what it keeps here can be opened by whoever copies its folder.`,
  recognise(candidate, reader) {
    if (reader.type(candidate) === 'folder') return telegramFolder(candidate, reader);
    const one: readonly [RegExp, ...RegExp[]] = [
      /^\{/,
      /"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:group|supergroup|channel))"/,
      /"messages"\s*:\s*\[/,
    ];
    const all: readonly [RegExp, ...RegExp[]] = [
      /^\{\s*"about"\s*:\s*"/,
      /"(?:chats|personal_information|contacts)"\s*:\s*\{/,
    ];
    const isOne = startsAs(reader, candidate, ...one);
    if (!isOne && !startsAs(reader, candidate, ...all)) return undefined;
    const chats = itemsOf(fieldsOf(fieldsOf(parsed(reader, candidate))?.['chats'])?.['list'])?.length;
    return exportAt('telegram', candidate, plaintext, chats ?? (isOne ? 1 : undefined));
  },
};

/** The app's own folder is encrypted with a key that lies in it, beneath the local passcode where there is one. */
function telegramFolder(folder: string, reader: StoreReader) {
  const evidence = `${folder}/key_datas`;
  if (reader.type(evidence) !== 'file' || reader.start(evidence, 4) !== 'TDF$') return undefined;
  const atRest: AtRest = {
    state: 'unknown',
    why: 'its key lies beside it unless a local passcode is set, which can not be told from here',
  };
  return {
    store: 'telegram' as const,
    root: folder,
    evidence,
    atRest,
    parts: [{ kind: 'notes' as const, path: folder }],
  };
}

export const signal: Store = {
  id: 'signal',
  name: 'Signal',
  holds: 'notes',
  docs: 'https://github.com/signalapp/Signal-Desktop/blob/main/app/main.ts',
  paths: {
    linux: ['{config}/Signal'],
    darwin: ['{support}/Signal'],
    win32: ['{appdata}/Signal'],
  },
  marks: [],
  proof: '`config.json` with `key` or `encryptedKey` beside `sql/db.sqlite` without a SQLite header',
  fix: 'Signal encrypts its database; update Signal Desktop, so that its key is kept by the system keychain rather than in `config.json`.',
  recognise(candidate, reader) {
    const config = fileAt(candidate, 'config.json', reader);
    const database = `${candidate}/sql/db.sqlite`;
    if (config === undefined || reader.type(database) !== 'file') return undefined;
    const { key, encryptedKey, safeStorageBackend } = fieldsOf(reader.json(config)) ?? {};
    const hasKey = typeof key === 'string' && /^[0-9a-f]{64}$/i.test(key);
    if (!hasKey && (typeof encryptedKey !== 'string' || !/^[0-9a-f]{32,}$/i.test(encryptedKey))) return undefined;
    const atRest = cipherOf(database, reader);
    // The backend `basic_text` encrypts with a password that is the same everywhere
    // (https://www.electronjs.org/docs/latest/api/safe-storage).
    const open = hasKey || safeStorageBackend === 'basic_text';
    const remark: Remark = {
      rule: 'store.notes.key',
      severity: 'medium',
      about: 'signal',
      path: config,
      args: { key: 'database key' },
    };
    return {
      store: 'signal',
      root: candidate,
      evidence: config,
      atRest,
      parts: partsOf(reader, candidate, {
        notes: ['sql'],
        uploads: ['attachments.noindex'],
        credentials: ['config.json'],
        logs: ['logs'],
      }),
      ...(open && atRest.state !== 'plaintext' ? { remarks: [remark] } : {}),
    };
  },
};

/** SQLCipher has no magic: pages of chance, in which even the first bytes are salt. */
function cipherOf(path: string, reader: StoreReader): AtRest {
  if (isSqlite(path, reader)) return plaintext;
  const head = reader.head(path, sampleBytes);
  const size = reader.size(path) ?? 0;
  if (head === undefined || size === 0) return { state: 'unknown', why: 'its database can not be read' };
  if (size % 4096 !== 0 || !looksRandom(head))
    return { state: 'unknown', why: 'its database has a form that is not known' };
  return { state: 'encrypted', by: 'SQLCipher' };
}
