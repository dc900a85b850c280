/** Chats: exports and what the apps keep themselves. */
import { createHash, randomBytes } from 'node:crypto';
import { encrypted, pairsOf, plaintext, unknown } from '../pairs.ts';
import { zipOf } from '../zip.ts';

const { pairs, pair } = pairsOf();

export { pairs };

/** Pages of SQLCipher: chance, the same in every run. */
const page = Buffer.concat(Array.from({ length: 2048 }, (_, at) => createHash('sha256').update(`page ${at}`).digest()));

const iPhone = '\u200e[24/12/23, 18:05:11] Ann: one\n[24/12/23, 18:06:02] Ben B.: two\nand more of it\n';
const android = '12/24/23, 6:05 PM - Ann: one\n12/24/23, 6:06 PM - Ben: two\n';
const german = '24.12.23, 18:05 - Ann: eins\n24.12.23, 18:06 - Ben: zwei\n';
pair('whatsapp', 'of an iPhone', { 'x/_chat.txt': iPhone }, { root: 'x/_chat.txt', atRest: plaintext, items: 1 });
pair(
  'whatsapp',
  'of Android',
  { 'Downloads/WhatsApp Chat with Ann.txt': android },
  { root: 'Downloads/WhatsApp Chat with Ann.txt', atRest: plaintext, items: 1 },
);
pair(
  'whatsapp',
  'in another country',
  { 'Downloads/WhatsApp Chat mit Ann.txt': german },
  { root: 'Downloads/WhatsApp Chat mit Ann.txt', atRest: plaintext, items: 1 },
);
pair(
  'whatsapp',
  'as it comes',
  { 'Downloads/WhatsApp Chat - Ann.zip': zipOf({ '_chat.txt': iPhone, 'photo.jpg': '' }) },
  { root: 'Downloads/WhatsApp Chat - Ann.zip', atRest: plaintext, items: 1 },
);
pair(
  'whatsapp',
  'packed with a password',
  { 'Downloads/WhatsApp Chat - Ann.zip': zipOf({ '_chat.txt': iPhone }, () => true) },
  { root: 'Downloads/WhatsApp Chat - Ann.zip', atRest: encrypted('ZIP'), items: 1 },
);
const mac = 'Library/Group Containers/group.net.whatsapp.WhatsApp.shared';
pair(
  'whatsapp',
  'the database on a Mac',
  {
    [`${mac}/ChatStorage.sqlite`]: [
      'CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR)',
      'CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY)',
      'INSERT INTO ZWACHATSESSION VALUES (1)',
    ],
    [`${mac}/Message/Media/a.jpg`]: '',
  },
  {
    root: mac,
    atRest: plaintext,
    items: 1,
    parts: { notes: [`${mac}/ChatStorage.sqlite`], uploads: [`${mac}/Message`] },
  },
);
pair(
  'whatsapp',
  'texts about it',
  {
    'Downloads/whatsapp notes.txt': 'At 18:05: call Ann\n24/12/23 - Ben: no time',
    'x/_chat.txt': 'hello',
    'x/msgstore.db': ['CREATE TABLE message (a)'],
  },
  undefined,
);

pair(
  'whatsapp',
  'a backup of Android',
  { 'x/msgstore.db.crypt15': Buffer.concat([Buffer.alloc(100), page]) },
  { root: 'x/msgstore.db.crypt15', atRest: { state: 'looks-encrypted', by: 'WhatsApp' } },
);
pair('whatsapp', 'a file of that name', { 'x/msgstore.db.crypt15': 'text '.repeat(20_000) }, undefined);

const messages = [{ id: 1, type: 'message', date: '2023-12-24T18:05:11', from: 'Ann', text: 'one' }];
pair(
  'telegram',
  'all chats',
  {
    'Downloads/Telegram Desktop/DataExport/result.json': JSON.stringify({
      about: 'Here is the data',
      personal_information: { user_id: 1 },
      chats: { about: 'a', list: [{ messages }, { messages }] },
    }),
  },
  {
    root: 'Downloads/Telegram Desktop/DataExport/result.json',
    atRest: plaintext,
    items: 2,
  },
);
pair(
  'telegram',
  'one chat',
  { 'Downloads/ChatExport/result.json': JSON.stringify({ name: 'Ann', type: 'personal_chat', id: 1, messages }) },
  { root: 'Downloads/ChatExport/result.json', atRest: plaintext, items: 1 },
);
pair(
  'telegram',
  "the app's own folder",
  { '.local/share/TelegramDesktop/tdata/key_datas': Buffer.concat([Buffer.from('TDF$'), randomBytes(64)]) },
  {
    root: '.local/share/TelegramDesktop/tdata',
    atRest: unknown('its key lies beside it unless a local passcode is set, which can not be told from here'),
  },
);
pair(
  'telegram',
  'results of something else',
  { 'Downloads/result.json': '{"about":"us","messages":[]}', '.local/share/TelegramDesktop/tdata/key_datas': 'text' },
  undefined,
);

const database = { '.config/Signal/sql/db.sqlite': page };
pair(
  'signal',
  'its key is kept by the system',
  {
    ...database,
    '.config/Signal/config.json': JSON.stringify({
      encryptedKey: '76313100aabbccdd00112233445566778899',
      safeStorageBackend: 'gnome_libsecret',
    }),
  },
  {
    root: '.config/Signal',
    atRest: encrypted('SQLCipher'),
    parts: { notes: ['.config/Signal/sql'], credentials: ['.config/Signal/config.json'] },
  },
);
pair(
  'signal',
  'its key lies beside it',
  { ...database, '.config/Signal/config.json': JSON.stringify({ key: '00'.repeat(32) }) },
  { root: '.config/Signal', atRest: encrypted('SQLCipher'), remarks: ['store.notes.key'] },
);
pair(
  'signal',
  'its key is sealed with a password that is the same everywhere',
  {
    ...database,
    '.config/Signal/config.json': JSON.stringify({
      encryptedKey: '76313000aabbccdd00112233445566778899',
      safeStorageBackend: 'basic_text',
    }),
  },
  {
    root: '.config/Signal',
    atRest: encrypted('SQLCipher'),
    remarks: ['store.notes.key'],
  },
);
pair(
  'signal',
  'a database that is plain',
  {
    '.config/Signal/sql/db.sqlite': ['CREATE TABLE messages (a)'],
    '.config/Signal/config.json': JSON.stringify({ key: '00'.repeat(32) }),
  },
  { root: '.config/Signal', atRest: plaintext },
);
pair(
  'signal',
  'a database that is nothing',
  { '.config/Signal/sql/db.sqlite': 'text', '.config/Signal/config.json': JSON.stringify({ key: '00'.repeat(32) }) },
  {
    root: '.config/Signal',
    atRest: unknown('its database has a form that is not known'),
    remarks: ['store.notes.key'],
  },
);
pair('signal', "another app's settings", { ...database, '.config/Signal/config.json': '{"key":"short"}' }, undefined);
