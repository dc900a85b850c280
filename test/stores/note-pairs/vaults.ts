/** Vaults: folders of plain files, and what encrypts single notes in them. */
import { randomBytes } from 'node:crypto';
import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { encrypted, pairsOf, partly, plaintext, unknown } from '../pairs.ts';

const { pairs, pair } = pairsOf();

export { pairs };

const age = new Encrypter();
age.addRecipient(await identityToRecipient(await generateIdentity()));
const sealed = await age.encrypt('# A note of which nothing can be read\n');
const armoured = armor.encode(sealed);
// Behind the magic a nonce of twelve bytes, then the cipher text.
const gitCrypt = Buffer.concat([Buffer.from('\0GITCRYPT\0'), randomBytes(40)]);
const inPlace = '%%🔐β AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKl 🔐%%';
const wholeNote = JSON.stringify({ version: '2.0', hint: '', encodedData: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789' });

const vault = { 'v/.obsidian/app.json': '{}', 'v/a.md': '# a', 'v/sub/b.md': '# b', 'v/c.png': 'x' };

pair(
  'obsidian',
  'a plain vault, with its trash',
  { ...vault, 'v/.trash/old.md': '# old' },
  {
    root: 'v',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['v'], settings: ['v/.obsidian'], backup: ['v/.trash'] },
  },
);
pair(
  'obsidian',
  'every note is sealed with age',
  { 'v/.obsidian/app.json': '{}', 'v/a.md.age': sealed, 'v/b.age': armoured },
  {
    root: 'v',
    atRest: encrypted('age'),
    items: 2,
  },
);
pair(
  'obsidian',
  'one of three notes is sealed',
  { ...vault, 'v/c.md.age': sealed },
  {
    root: 'v',
    atRest: partly(1, 3),
    items: 3,
  },
);
pair(
  'obsidian',
  'a plain note that is named like a sealed one',
  { ...vault, 'v/c.md.age': '# not sealed', 'v/k.asc': 'a key' },
  {
    root: 'v',
    atRest: plaintext,
    items: 3,
  },
);
pair(
  'obsidian',
  'Meld Encrypt, whole notes',
  { ...vault, 'v/c.mdenc': wholeNote, 'v/d.encrypted': 'not so' },
  {
    root: 'v',
    atRest: partly(1, 4),
    items: 4,
  },
);
pair(
  'obsidian',
  'Meld Encrypt, in place',
  { ...vault, 'v/.obsidian/plugins/meld-encrypt/main.js': '', 'v/c.md': inPlace, 'v/d.md': `${inPlace}\nand this` },
  {
    root: 'v',
    atRest: partly(1, 4),
    items: 4,
  },
);
pair(
  'obsidian',
  'locked by git-crypt',
  {
    'v/.obsidian/app.json': '{}',
    'v/.gitattributes': '*.md filter=git-crypt diff=git-crypt\n',
    'v/a.md': gitCrypt,
    'v/b.md': gitCrypt,
  },
  {
    root: 'v',
    atRest: encrypted('git-crypt'),
    items: 2,
  },
);
pair(
  'obsidian',
  'a vault without notes is nothing to worry about',
  { 'v/.obsidian/app.json': '{}' },
  {
    root: 'v',
    atRest: unknown('it holds no notes'),
    items: 0,
  },
);
pair(
  'obsidian',
  'a folder of its name that Obsidian did not write',
  { 'v/.obsidian/notes.txt': 'x', 'v/a.md': '# a', 'w/.obsidian': 'a file' },
  undefined,
);
pair(
  'obsidian',
  "snapshots of File Recovery in the app's folder",
  {
    '.config/obsidian/obsidian.json': '{"vaults":{"1f":{"path":"/elsewhere/vault","ts":1}}}',
    '.config/obsidian/IndexedDB/app_obsidian.md_0.indexeddb.leveldb/000003.log': 'snapshot',
  },
  { root: '.config/obsidian', atRest: plaintext, parts: { snapshots: ['.config/obsidian/IndexedDB'] } },
);

const graph = {
  'g/logseq/config.edn': ';; comment\n{:meta/version 1\n :preferred-format :markdown}',
  'g/journals/2024_01_01.md': '- a',
};
pair(
  'logseq',
  'a plain graph, with old versions of pages',
  { ...graph, 'g/pages/b.org': '* b', 'g/logseq/bak/pages/b/1.md': 'old' },
  {
    root: 'g',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['g'], settings: ['g/logseq/config.edn'], backup: ['g/logseq/bak'] },
  },
);
pair(
  'logseq',
  'a graph that was encrypted with a password',
  {
    'g/logseq/config.edn': '{:meta/version 1}',
    'g/logseq/metadata.edn': '{:db/encrypted? true}',
    'g/pages/a.md': armoured,
    'g/journals/b.md': armoured,
  },
  { root: 'g', atRest: encrypted('age'), items: 2 },
);
pair(
  'logseq',
  'a folder of that name without a graph',
  { 'g/logseq/config.edn': 'port = 1', 'g/pages/a.md': 'a', 'h/logseq/readme.md': 'a' },
  undefined,
);

pair(
  'foam',
  'templates',
  { 'f/.foam/templates/new-note.md': '# ${foam_title}', 'f/a.md': 'a', 'f/b.md': 'b' },
  {
    root: 'f',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['f'], settings: ['f/.foam'] },
  },
);
pair(
  'foam',
  'the extension is recommended; one note is sealed',
  { 'f/.vscode/extensions.json': '{"recommendations":["foam.foam-vscode"]}', 'f/a.md': 'a', 'f/b.md.age': sealed },
  {
    root: 'f',
    atRest: partly(1, 2),
    items: 2,
  },
);
pair(
  'foam',
  'a project that is no foam',
  {
    'f/.vscode/extensions.json': '{"recommendations":["biomejs.biome"]}',
    'f/.vscode/settings.json': '{"a.foam":1}',
    'f/.foam/x': '',
    'f/a.md': 'a',
  },
  undefined,
);

pair(
  'dendron',
  'a plain workspace',
  { 'd/dendron.yml': 'version: 5\nworkspace:\n  vaults:\n    - fsPath: vault\n', 'd/vault/root.md': 'a' },
  {
    root: 'd',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'dendron',
  'all notes sealed',
  { 'd/dendron.yml': 'version: 5\nworkspace:\n', 'd/vault/root.md.age': sealed },
  {
    root: 'd',
    atRest: encrypted('age'),
    items: 1,
  },
);
pair('dendron', 'another YAML of that name', { 'd/dendron.yml': 'name: tree\n', 'd/root.md': 'a' }, undefined);

const policy = '{\n  // what agents get\n  "version": 1, "folders": { "journal": "none" },\n}\n';
pair(
  'cloister-vault',
  'a plain folder of notes with a policy',
  { 'c/.cloister/policy.json': policy, 'c/journal/a.md': 'a', 'c/b.org': 'b' },
  {
    root: 'c',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['c'], settings: ['c/.cloister'] },
  },
);
pair(
  'cloister-vault',
  'all notes sealed',
  { 'c/.cloister/policy.json': '{}', 'c/journal/a.md.age': sealed },
  {
    root: 'c',
    atRest: encrypted('age'),
    items: 1,
  },
);
pair('cloister-vault', "Cloister's own folder", { '.cloister/key': 'x', 'a.md': 'a' }, undefined);

pair(
  'zettlr',
  'settings of a folder',
  { 'z/.ztr-directory': '{"sorting":"name-up","project":null,"icon":null}', 'z/a.md': 'a' },
  {
    root: 'z',
    atRest: plaintext,
    items: 1,
  },
);
pair(
  'zettlr',
  'settings of a folder whose notes are sealed',
  { 'z/.ztr-directory': '{"sorting":"name-up"}', 'z/a.md.age': sealed },
  {
    root: 'z',
    atRest: encrypted('age'),
    items: 1,
  },
);
pair('zettlr', 'a file of such a name', { 'z/.ztr-directory': 'x', 'z/.zettlr': '{}', 'z/a.md': 'a' }, undefined);
pair(
  'zim',
  'a plain notebook',
  {
    'n/notebook.zim': '[Notebook]\nversion=0.4\nname=n\n',
    'n/Home.txt': 'Content-Type: text/x-zim-wiki\n',
    'n/.zim/index.db': '',
  },
  {
    root: 'n',
    atRest: plaintext,
    items: 1,
    parts: { notes: ['n'], index: ['n/.zim'] },
  },
);
pair(
  'zim',
  'a sealed page',
  { 'n/notebook.zim': '[Notebook]\n', 'n/Home.txt.age': sealed, 'n/b.txt': 'b' },
  { root: 'n', atRest: partly(1, 2), items: 2 },
);
pair('zim', 'another file of that name', { 'n/notebook.zim': 'ZIM\x04', 'n/a.txt': 'a' }, undefined);

const sy = JSON.stringify({ ID: '20230101', Spec: '1', Type: 'NodeDocument', Properties: {}, Children: [] });
pair(
  'siyuan',
  'a workspace',
  {
    's/data/20230101-abc/.siyuan/conf.json': '{}',
    's/data/20230101-abc/20230102-def.sy': sy,
    's/data/20230101-abc/x/20230103-def.sy': sy,
    's/history/2023/a.sy': sy,
    's/repo/objects/1': 'x',
  },
  {
    root: 's',
    atRest: plaintext,
    items: 2,
    parts: { notes: ['s/data'], backup: ['s/history'], snapshots: ['s/repo'] },
  },
);
pair(
  'siyuan',
  'a folder that looks like one',
  { 's/data/n/.siyuan/conf.json': '{}', 's/data/n/a.sy': '{"Type":"Other"}' },
  undefined,
);
