/** Exports and backups, by the formats that the apps document, plain and encrypted. */
import { encrypted, pairsOf, partly, plaintext, unknown } from '../pairs.ts';
import { zipOf } from '../zip.ts';

const { pairs, pair } = pairsOf();

export { pairs };

const id = '0123456789abcdef0123456789abcdef';
const uuid = '1f2e3d4c-1111-2222-3333-444455556666';
const pages = { [`Meeting ${id}.md`]: '# m', [`Tasks ${id}.csv`]: 'a,b', 'image.png': 'x' };
pair(
  'notion-export',
  'as it comes',
  { [`Downloads/${uuid}_Export-${uuid}.zip`]: zipOf(pages) },
  {
    root: `Downloads/${uuid}_Export-${uuid}.zip`,
    atRest: plaintext,
    items: 2,
  },
);
pair(
  'notion-export',
  'a large one, in blocks',
  { 'Downloads/e.zip': zipOf({ [`ExportBlock-${uuid}-Part-1.zip`]: 'x' }) },
  {
    root: 'Downloads/e.zip',
    atRest: plaintext,
  },
);
pair(
  'notion-export',
  'packed again with a password',
  { 'Downloads/e.zip': zipOf(pages, () => true) },
  {
    root: 'Downloads/e.zip',
    atRest: encrypted('ZIP'),
    items: 2,
  },
);
pair(
  'notion-export',
  'a page of it packed with a password',
  { 'Downloads/e.zip': zipOf(pages, (name) => name.endsWith('.csv')) },
  {
    root: 'Downloads/e.zip',
    atRest: partly(1, 2),
    items: 2,
  },
);
pair(
  'notion-export',
  'unpacked',
  { [`x/Export-${uuid}/Home ${id}.md`]: '#', [`x/Export-${uuid}/Home/Sub ${id}.html`]: '' },
  {
    root: `x/Export-${uuid}`,
    atRest: plaintext,
    items: 2,
  },
);
pair(
  'notion-export',
  'another archive, and a folder of that name',
  { 'Downloads/e.zip': zipOf({ 'a.md': '# a' }), [`x/Export-${uuid}/a.md`]: '' },
  undefined,
);

const roam = JSON.stringify([
  { title: 'a', 'create-time': 1, children: [{ string: 'text', uid: 'u' }] },
  { title: 'b' },
]);
pair(
  'roam-export',
  'JSON',
  { 'Downloads/graph.json': roam },
  { root: 'Downloads/graph.json', atRest: plaintext, items: 2 },
);
pair(
  'roam-export',
  'other lists',
  { 'Downloads/a.json': '[{"title":"a","uid":"b","string":"c"}]', 'Downloads/b.json': '[]' },
  undefined,
);

const tana = JSON.stringify({ formatVersion: 1, docs: [{ id: 'a', props: { created: 1, name: 'n' } }] });
pair(
  'tana-export',
  'JSON',
  { 'Downloads/w@2024-01-01.json': tana },
  { root: 'Downloads/w@2024-01-01.json', atRest: plaintext, items: 1 },
);
pair(
  'tana-export',
  'another format with a version',
  { 'Downloads/w.json': '{"formatVersion":1,"docs":[]}' },
  undefined,
);

const reflect = JSON.stringify({
  export_version: '1.0',
  graph_version: 15,
  notes: [{ id: 'a', subject: 's', document_json: '{}' }],
});
pair(
  'reflect-export',
  'JSON',
  { 'Downloads/reflect-20251219-2329-v1.0.json': reflect },
  { root: 'Downloads/reflect-20251219-2329-v1.0.json', atRest: plaintext, items: 1 },
);
pair('reflect-export', 'a file of that name', { 'Downloads/reflect-metadata.json': '{"notes":[]}' }, undefined);

const heptabase = JSON.stringify({ cardList: [{ id: 'a', title: 't', content: 'c' }], whiteBoardList: [] });
pair(
  'heptabase-export',
  'JSON',
  { 'Downloads/h/All-Data.json': heptabase },
  { root: 'Downloads/h/All-Data.json', atRest: plaintext, items: 1 },
);
pair(
  'heptabase-export',
  'as it comes',
  { 'Downloads/Heptabase-Data-Backup.zip': zipOf({ 'b/All-Data.json': heptabase }) },
  { root: 'Downloads/Heptabase-Data-Backup.zip', atRest: plaintext },
);
pair('heptabase-export', 'all data of something else', { 'Downloads/All-Data.json': '{"cards":[]}' }, undefined);

const keep = JSON.stringify({
  color: 'DEFAULT',
  isTrashed: false,
  isPinned: false,
  isArchived: false,
  textContent: 'text',
  title: 't',
  userEditedTimestampUsec: 1,
});
pair(
  'google-keep',
  'unpacked',
  { 'Downloads/Takeout/Keep/a.json': keep, 'Downloads/Takeout/Keep/a.html': '', 'Downloads/Takeout/Keep/b.json': keep },
  {
    root: 'Downloads/Takeout/Keep',
    atRest: plaintext,
    items: 2,
  },
);
pair(
  'google-keep',
  'as it comes',
  {
    'Downloads/takeout-20240101T000000Z-001.zip': zipOf({
      'Takeout/Keep/a.json': keep,
      'Takeout/archive_browser.html': '',
    }),
  },
  {
    root: 'Downloads/takeout-20240101T000000Z-001.zip',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'google-keep',
  'other folders and archives of those names',
  { 'Downloads/Keep/a.json': '{"textContent":1}', 'Downloads/takeout-1.zip': zipOf({ 'Takeout/Mail/a.mbox': '' }) },
  undefined,
);

pair(
  'capacities-export',
  'as it comes',
  {
    'Downloads/Capacities (2024-01-01 10-00-00).zip': zipOf({
      'Pages/a.md': '---\ntype: Page\n---\n',
      'Images/b.png': '',
    }),
  },
  {
    root: 'Downloads/Capacities (2024-01-01 10-00-00).zip',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'capacities-export',
  'unpacked',
  { 'Downloads/Capacities (2024-01-01 10-00-00)/Pages/a.md': '---\ntitle: a\ntype: Page\n---\n' },
  {
    root: 'Downloads/Capacities (2024-01-01 10-00-00)',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'capacities-export',
  'folders and archives of that name',
  { 'Downloads/Capacities (copy)/a.md': '# a', 'Downloads/capacities.zip': zipOf({ 'a.csv': '' }) },
  undefined,
);

const craftFolder = 'Library/Containers/com.lukilabs.lukiapp/Data/Library/Application Support/com.lukilabs.lukiapp';
pair(
  'craft-export',
  'a text bundle',
  {
    'Downloads/Note.textbundle/info.json': '{"version":2,"creatorIdentifier":"com.lukilabs.lukiapp"}',
    'Downloads/Note.textbundle/text.md': '#',
  },
  {
    root: 'Downloads/Note.textbundle',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'craft-export',
  'its own databases on a Mac',
  { [`${craftFolder}/LukiMain_1_2.realm`]: Buffer.concat([Buffer.alloc(16), Buffer.from('T-DB'), Buffer.alloc(4)]) },
  {
    root: craftFolder,
    atRest: plaintext,
  },
);
pair(
  'craft-export',
  'a text bundle of another app',
  {
    'Downloads/Note.textbundle/info.json': '{"version":2,"creatorIdentifier":"net.shinyfrog.bear"}',
    [`${craftFolder}/LukiMain_1_2.realm`]: Buffer.alloc(64, 7),
  },
  undefined,
);

const enex = (...contents: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n<en-export export-date="20240101T000000Z" application="Evernote">${contents.map((content) => `<note><title>t</title><content><![CDATA[<en-note>${content}</en-note>]]></content></note>`).join('')}</en-export>`;
const crypt =
  '<div><en-crypt cipher="AES" length="128" hint="h">AbCdEfGhIjKlMnOpQrStUvWxYz0123456789==</en-crypt></div>';
pair(
  'evernote',
  'plain',
  { 'x/notes.enex': enex('<div>a</div>', '<div>b</div>') },
  { root: 'x/notes.enex', atRest: plaintext, items: 2 },
);
pair(
  'evernote',
  'one note is nothing but an encrypted passage',
  { 'x/notes.enex': enex('<div>a</div>', crypt, `${crypt}and this`) },
  { root: 'x/notes.enex', atRest: partly(1, 3), items: 3 },
);
pair(
  'evernote',
  'another file of that ending',
  { 'x/notes.enex': '<export/>', 'x/b.enex': 'about <en-export' },
  undefined,
);

const note = (content: unknown, key?: string) => ({
  uuid: 'u',
  content_type: 'Note',
  content,
  ...(key === undefined ? {} : { enc_item_key: key }),
  created_at: 'c',
});
const sealedText = '004:00aa:QmFzZTY0:eyJ1IjoidSJ9';
const backup = (...items: unknown[]) => JSON.stringify({ version: '004', items });
const name = 'Documents/Standard Notes Backup and Import File.txt';
pair(
  'standard-notes',
  'decrypted',
  { [name]: backup(note({ title: 't', text: 'x' }), { content_type: 'Tag', content: { title: 't' } }) },
  { root: name, atRest: plaintext, items: 1, parts: { backup: [name] } },
);
pair(
  'standard-notes',
  'encrypted',
  {
    [name]: backup(note(sealedText, '004:k'), {
      content_type: 'SN|ItemsKey',
      content: sealedText,
      enc_item_key: '004:k',
    }),
  },
  { root: name, atRest: encrypted('Standard Notes'), items: 1 },
);
pair(
  'standard-notes',
  'half of it',
  { [name]: backup(note(sealedText, '004:k'), note({ text: 'x' })) },
  { root: name, atRest: partly(1, 2), items: 2 },
);
pair(
  'standard-notes',
  'encrypted, and its keys lie in it',
  { [name]: backup(note(sealedText, '004:k'), { content_type: 'SN|ItemsKey', content: { itemsKey: 'k' } }) },
  { root: name, atRest: plaintext, items: 1 },
);
pair(
  'standard-notes',
  'a text that merely begins so',
  { [name]: backup(note('004 things to buy', '004:k')) },
  { root: name, atRest: unknown('its notes have a form that is not known'), items: 1 },
);
pair(
  'standard-notes',
  'a decrypted archive',
  {
    'Downloads/Standard Notes Backup - Mon.zip': zipOf({
      'Standard Notes Backup and Import File.txt': '{}',
      'Items/Note/A-1.txt': 'a',
    }),
  },
  { root: 'Downloads/Standard Notes Backup - Mon.zip', atRest: plaintext, items: 1 },
);
pair(
  'standard-notes',
  'an archive of an encrypted one',
  { 'Downloads/Standard Notes Backup.zip': zipOf({ 'Standard Notes Encrypted Backup and Import File.txt': '{}' }) },
  {
    root: 'Downloads/Standard Notes Backup.zip',
    atRest: unknown('it is packed; its name says that it is encrypted'),
  },
);
pair(
  'standard-notes',
  'cut off',
  { [name]: backup(note(sealedText, '004:k')).slice(0, -9) },
  { root: name, atRest: unknown('it is too long or damaged') },
);
pair('standard-notes', 'a note about it', { [name]: 'How to make a backup: {"items":[' }, undefined);

const nook = (data: unknown, encrypted?: boolean) =>
  JSON.stringify({
    version: 6.1,
    type: 'node',
    date: 1704067200000,
    data,
    hash: 'h',
    hash_type: 'md5',
    compressed: true,
    ...(encrypted === undefined ? {} : { encrypted }),
  });
const cipher = { iv: 'aXY', salt: 'c2FsdA', cipher: 'Y2lwaGVy', alg: 'xcha', length: 9 };
pair(
  'notesnook',
  'plain',
  { 'Downloads/a.nnbackup': nook('H4sIAAAA', false) },
  { root: 'Downloads/a.nnbackup', atRest: plaintext },
);
pair(
  'notesnook',
  'encrypted',
  { 'Downloads/a.nnbackup': nook(cipher, true) },
  { root: 'Downloads/a.nnbackup', atRest: encrypted('Notesnook') },
);
pair(
  'notesnook',
  'of an old version, encrypted',
  { 'Downloads/a.nnbackup': nook(cipher) },
  { root: 'Downloads/a.nnbackup', atRest: encrypted('Notesnook') },
);
pair(
  'notesnook',
  'says that it is encrypted and is not',
  { 'Downloads/a.nnbackup': nook('{"notes":[]}', true) },
  { root: 'Downloads/a.nnbackup', atRest: plaintext },
);
const chunk = 'd41d8cd98f00b204e9800998ecf8427e';
pair(
  'notesnook',
  'chunks, plain',
  { 'Downloads/a.nnbackupz': zipOf({ '.nnbackup': '', [`0-plain-${chunk}`]: nook('x', false) }) },
  { root: 'Downloads/a.nnbackupz', atRest: plaintext },
);
pair(
  'notesnook',
  'chunks, encrypted',
  { 'Downloads/a.nnbackupz': zipOf({ '.nnbackup': '', [`0-encrypted-${chunk}`]: nook(cipher, true) }) },
  { root: 'Downloads/a.nnbackupz', atRest: encrypted('Notesnook') },
);
pair(
  'notesnook',
  'other files of those endings',
  { 'Downloads/a.nnbackup': '{"version":1}', 'Downloads/a.nnbackupz': zipOf({ [`0-encrypted-${chunk}`]: '' }) },
  undefined,
);
