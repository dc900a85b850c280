import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import sqlite from 'node-sqlite3-wasm';
import { packedTarMembers, tarMembers, zipMembers } from '../../../src/node/disk/archive-names.ts';
import { findBackups } from '../../../src/node/disk/backups.ts';
import { ensureDebianPackages } from '../../e2e/install.ts';
import { makeFolder } from '../folder.ts';
import { type Answers, testMachine } from './machine.ts';
import { binaryPlist, diskInfo, plist } from './plists.ts';

/** What is found in a home folder: store and path. */
function found(home: string, parts: Parameters<typeof testMachine>[0] = {}): string[] {
  return findBackups(testMachine({ home, ...parts }))
    .map(({ about, path, rule, severity }) => {
      assert.deepEqual([rule, severity], ['store.backup', 'medium']);
      return `${about} ${path.slice(home.length + 1)}`;
    })
    .sort();
}

function lacks(t: TestContext, packages: readonly string[]): boolean {
  const why =
    process.platform === 'linux' ? ensureDebianPackages(packages, (text) => t.diagnostic(text)) : 'it needs Linux';
  if (why !== undefined) t.skip(why);
  return why !== undefined;
}

const vaults = {
  'src/Vault/.obsidian/app.json': '{}',
  'src/Vault/a.md': 'a note',
  'src/graph/logseq/config.edn': '{}',
  'src/plain/a.md': 'a note',
  'src/plain/obsidian/app.json': '{}',
  'src/home/.claude/projects/-home-ann/0.jsonl': '{}',
  'src/jex/0123456789abcdef0123456789abcdef.md': 'a note',
  'src/jex/resources/x.png': '',
} as const;

test('real archives of vaults, plain and with a password; those of other things are none', (t) => {
  if (lacks(t, ['zip', 'tar'])) return;
  const home = makeFolder(t, vaults);
  for (const folder of ['Documents', 'Downloads', 'Backups', 'deep/er'])
    mkdirSync(join(home, folder), { recursive: true });
  const pack = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: join(home, 'src') });
  pack('zip', '-qr', '../Documents/vault 2026.zip', 'Vault');
  pack('zip', '-qr', '-P', 'a-made-up-one', '../Documents/locked.zip', 'Vault');
  pack('zip', '-qr', '../Documents/plain.zip', 'plain');
  pack('zip', '-qr', '../deep/er/vault.zip', 'Vault');
  pack('tar', 'czf', '../Backups/home.tar.gz', 'home');
  pack('tar', 'czf', '../graph.tgz', 'graph');
  pack('tar', 'cf', '../Downloads/graph.tar', 'graph');
  pack('tar', '--format=pax', '-cf', '../Downloads/plain.tar', 'plain');
  execFileSync('tar', ['cf', join(home, 'Downloads/export.jex'), '-C', join(home, 'src/jex'), '.']);
  symlinkSync(join(home, 'Documents/vault 2026.zip'), join(home, 'Downloads/link.zip'));
  assert.deepEqual(found(home), [
    'claude-code Backups/home.tar.gz',
    'joplin Downloads/export.jex',
    'logseq Downloads/graph.tar',
    'logseq graph.tgz',
    'obsidian Documents/vault 2026.zip',
  ]);
  const [remark] = findBackups(testMachine({ home })).filter(({ about }) => about === 'obsidian');
  assert.deepEqual(remark?.args, { evidence: 'Vault/.obsidian/app.json', name: 'Obsidian' });
});

test('long names of tar in its three forms, and a large archive of which only the beginning is read', (t) => {
  if (lacks(t, ['tar'])) return;
  const long = `${'a long name of a folder/'.repeat(9)}.obsidian/app.json`;
  const home = makeFolder(t, { [`src/${long}`]: '{}', 'src/zz/noise.bin': '' });
  for (const format of ['gnu', 'pax']) {
    execFileSync('tar', [`--format=${format}`, '-cf', join(home, `${format}.tar`), '-C', join(home, 'src'), '.']);
    execFileSync('tar', [`--format=${format}`, '-czf', join(home, `${format}.tgz`), '-C', join(home, 'src'), '.']);
  }
  assert.deepEqual(found(home), ['obsidian gnu.tar', 'obsidian gnu.tgz', 'obsidian pax.tar', 'obsidian pax.tgz']);
  // 64 MB of zeros, packed: the list stops where the room does, and what came first is found.
  truncateSync(join(home, 'src/zz/noise.bin'), 64 << 20);
  const sorted = ['--sort=name', '-czf', join(home, 'gnu.tgz'), '-C', join(home, 'src'), '.'];
  execFileSync('tar', sorted);
  const begin = performance.now();
  assert.ok(found(home).includes('obsidian gnu.tgz'));
  assert.ok(performance.now() - begin < 10_000);
});

test('copies of databases, by their tables', (t) => {
  const home = makeFolder(t, { 'Documents/.keep': '', 'Downloads/.keep': '' });
  const make = (path: string, ...tables: string[]) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    const database = new sqlite.Database(join(home, path));
    for (const table of tables) database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY, body TEXT)`);
    database.close();
  };
  const joplin = ['notes', 'folders', 'master_keys', 'tags'];
  make('Documents/database.sqlite.bak', ...joplin);
  make('Documents/joplin-backup.sqlite', ...joplin);
  make('Documents/NoteStore.sqlite.old', 'ZICCLOUDSYNCINGOBJECT', 'ZICNOTEDATA');
  make('Downloads/msgstore.db', 'message', 'jid', 'chat');
  make('Downloads/collection.anki2.backup', 'notes', 'cards', 'revlog');
  // None of notes, not named as a copy, or another format.
  make('Documents/shop.sqlite.bak', 'orders', 'notes');
  make('Documents/database.sqlite', ...joplin);
  writeFileSync(
    join(home, 'Documents/todo.sqlite.bak'),
    'CREATE TABLE notes, CREATE TABLE folders, CREATE TABLE master_keys',
  );
  assert.deepEqual(found(home), [
    'anki Downloads/collection.anki2.backup',
    'apple-notes Documents/NoteStore.sqlite.old',
    'joplin Documents/database.sqlite.bak',
    'joplin Documents/joplin-backup.sqlite',
    'whatsapp Downloads/msgstore.db',
  ]);
});

test('backups of phones: plain ones alone', (t) => {
  const folder = 'Library/Application Support/MobileSync/Backup';
  const home = makeFolder(t, {
    [`${folder}/plain/Manifest.db`]: 'SQLite format 3\0...',
    [`${folder}/plain/Manifest.plist`]: binaryPlist({ IsEncrypted: false }),
    [`${folder}/text/Manifest.db`]: 'SQLite format 3\0...',
    [`${folder}/text/Manifest.plist`]: plist('<key>IsEncrypted</key><false/>'),
    [`${folder}/encrypted/Manifest.db`]: new Uint8Array(64).fill(7),
    [`${folder}/encrypted/Manifest.plist`]: binaryPlist({ IsEncrypted: true }),
    // Before iOS 10.2 the index of an encrypted one was plain.
    [`${folder}/old/Manifest.db`]: 'SQLite format 3\0...',
    [`${folder}/old/Manifest.plist`]: binaryPlist({ IsEncrypted: true }),
    [`${folder}/empty/Info.plist`]: '',
    'AppData/Roaming/Apple Computer/MobileSync/Backup/windows/Manifest.db': 'SQLite format 3\0...',
    'Downloads/phone.ab': 'ANDROID BACKUP\n5\n1\nnone\n...',
    'Downloads/locked.ab': 'ANDROID BACKUP\n5\n1\nAES-256\n...',
    'Downloads/notes.ab': 'none of these\n5\n1\nnone\n',
  });
  assert.deepEqual(found(home), [
    'machine AppData/Roaming/Apple Computer/MobileSync/Backup/windows',
    'machine Downloads/phone.ab',
    `machine ${folder}/plain`,
    `machine ${folder}/text`,
  ]);
});

test('what is there and can not be read is told: a folder, a file; what is not there is not', (t) => {
  const home = makeFolder(t, { 'Documents/a.zip': '', 'Downloads/b.zip': 'PK' });
  if (process.getuid?.() !== 0) {
    chmodSync(join(home, 'Documents'), 0);
    chmodSync(join(home, 'Downloads/b.zip'), 0);
    t.after(() => chmodSync(join(home, 'Documents'), 0o700));
    const machine = testMachine({ home });
    assert.deepEqual(findBackups(machine), []);
    assert.deepEqual(
      machine.skipped.map(({ path, detail }) => [path, detail]),
      [
        [join(home, 'Documents'), 'EACCES'],
        [join(home, 'Downloads/b.zip'), 'EACCES'],
      ],
    );
    return;
  }
  // Root reads everything: the same as another person.
  chmodSync(home, 0o711);
  chmodSync(join(home, 'Documents'), 0);
  chmodSync(join(home, 'Downloads/b.zip'), 0);
  const script = `
    import { findBackups } from ${JSON.stringify(join(import.meta.dirname, '../../../src/node/disk/backups.ts'))};
    const skipped = [];
    process.setgid(65534);
    process.setuid(65534);
    findBackups({ home: ${JSON.stringify(home)}, platform: 'linux', skip: (each) => skipped.push(each) });
    console.log(JSON.stringify(skipped.map(({ path, detail }) => path.slice(${home.length}) + ' ' + detail)));`;
  const told: unknown = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
  assert.deepEqual(told, [' EACCES', '/Documents EACCES', '/Downloads/b.zip EACCES']);
});

test('disks of Time Machine that are connected and not encrypted', (t) => {
  const home = makeFolder(t, {});
  const destination = (kind: string, mount?: string) =>
    `<dict><key>ID</key><string>0000</string><key>Kind</key><string>${kind}</string><key>Name</key><string>Backup</string>` +
    `${mount === undefined ? '' : `<key>MountPoint</key><string>${mount}</string>`}</dict>`;
  const list = (...all: string[]) => plist(`<key>Destinations</key><array>${all.join('')}</array>`);
  const answers = (facts: Record<string, boolean>): Answers => ({
    'tmutil destinationinfo -X': list(
      destination('Network', '/Volumes/.timemachine/nas'),
      destination('Local'),
      destination('Local', '/Volumes/Backup'),
    ),
    'diskutil info -plist /Volumes/Backup': diskInfo(facts),
  });
  const paths = (of: Answers, parts: object = {}) =>
    findBackups(testMachine({ platform: 'darwin', home, answers: of, ...parts })).map(({ path }) => path);
  assert.deepEqual(paths(answers({ FileVault: false, Encryption: false })), ['/Volumes/Backup']);
  assert.deepEqual(paths(answers({ FileVault: true, Encryption: true })), []);
  assert.deepEqual(paths(answers({ FileVault: false, Encryption: false, CoreStorageEncrypted: true })), []);
  assert.deepEqual(paths(answers({})), []);
  assert.deepEqual(paths({ 'tmutil destinationinfo -X': 'tmutil: no destinations configured' }), []);
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths(answers({ FileVault: false, Encryption: false }), { isOwnHome: false }), []);
});

test('cut and changed archives give what is whole of them, never a fault', (t) => {
  if (lacks(t, ['zip', 'tar'])) return;
  const home = makeFolder(t, vaults);
  execFileSync('zip', ['-qr', '../a.zip', '.'], { cwd: join(home, 'src') });
  execFileSync('tar', ['czf', '../a.tgz', '.'], { cwd: join(home, 'src') });
  execFileSync('tar', ['cf', '../a.tar', '.'], { cwd: join(home, 'src') });
  const parts = (bytes: Buffer) => ({
    size: bytes.length,
    at: (from: number, count: number) => bytes.subarray(from, Math.max(from, from + count)),
  });
  for (const [name, look] of [
    ['a.zip', zipMembers],
    ['a.tar', tarMembers],
    ['a.tgz', packedTarMembers],
  ] as const) {
    const bytes = readFileSync(join(home, name));
    assert.ok(
      look(parts(bytes)).some((member) => member.name.endsWith('.obsidian/app.json')),
      name,
    );
    fc.assert(
      fc.property(
        fc.nat(bytes.length),
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
        (end, changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, value] of changes) changed[at] = value;
          look(parts(changed));
          look(parts(changed.subarray(0, end)));
        },
      ),
      { numRuns: 60 },
    );
  }
  // A zip that says that its list lies far behind its end, or is endless.
  copyFileSync(join(home, 'a.zip'), join(home, 'b.zip'));
  const bytes = readFileSync(join(home, 'b.zip'));
  bytes.writeUInt32LE(0xffffffff, bytes.length - 10);
  bytes.writeUInt32LE(0xffffffff, bytes.length - 6);
  assert.deepEqual(zipMembers(parts(bytes)), []);
});
