import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { RecognisedStore } from '../../src/core/audit.ts';
import type { StoreId } from '../../src/core/store-ids.ts';
import { lockStores } from '../../src/stores/locks/index.ts';
import type { Mount } from '../../src/stores/store.ts';
import { cipherText, cryfsConfiguration, cryptomatorToken, meldNote } from './lock-contents.ts';
import { testReader } from './reader.ts';
import { lacks, makeWorkshop, note, type Workshop } from './sealed-files.ts';

/*
 * Folders and containers that the real programs made, locked and unlocked in place; Cryptomator, Meld Encrypt and bundles
 * of macOS after their documentation.
 */

let right = 0;
let asked = 0;

function recognise(id: StoreId, candidate: string, mounts: readonly Mount[] = []): readonly RecognisedStore[] {
  const store = lockStores.find((each) => each.id === id);
  assert.ok(store);
  const found = store.recognise(candidate, testReader(mounts)) ?? [];
  return 'store' in found ? [found] : found;
}

/** The one store at a place, or undefined: what its row says of how it lies. */
function is(
  id: StoreId,
  candidate: string,
  expected: Partial<RecognisedStore> | undefined,
  mounts: readonly Mount[] = [],
) {
  asked += 1;
  const found = recognise(id, candidate, mounts);
  if (expected === undefined) assert.deepEqual(found, []);
  else {
    assert.equal(found.length, 1, id);
    assert.partialDeepStrictEqual(found[0], { store: id, root: candidate, ...expected });
    assert.equal(found[0]?.unlockedAt, expected.unlockedAt);
  }
  right += 1;
}

const by = (name: string) => ({ atRest: { state: 'encrypted', by: name } }) as const;

/** Mounts of this machine in a folder. */
function mountsIn(folder: string): Mount[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line.includes(folder))
    .map((line) => {
      const [before = '', after = ''] = line.split(' - ');
      const [type = '', source = ''] = after.split(' ');
      return { target: before.split(' ')[4] ?? '', source, type };
    });
}

/** A shop whose folder is its real path, with `cipher` and `open` in it; `open` is unmounted at the end. */
function makeFolders(t: TestContext): Workshop & { cipher: string; open: string; close(): void } {
  // First of all hooks: what is mounted there must be gone before the folder goes.
  t.after(() => spawnSync('umount', ['-l', open]));
  const shop = makeWorkshop(t);
  const folder = realpathSync(shop.folder);
  const [cipher, open] = [`${folder}/cipher`, `${folder}/open`];
  mkdirSync(cipher);
  mkdirSync(open);
  const close = () => {
    spawnSync('umount', [open]);
  };
  return { ...shop, folder, cipher, open, close };
}

const noFuse = existsSync('/dev/fuse') ? false : 'this machine has no /dev/fuse';

test('gocryptfs: locked, mounted, weak, with open names, damaged', { skip: lacks('gocryptfs') || noFuse }, (t) => {
  const { run, cipher, open, close, folder } = makeFolders(t);
  run('gocryptfs', ['-init', '-q', '-scryptn', '10', cipher], 'made up\n');
  is('gocryptfs', cipher, by('gocryptfs (weak scrypt work factor 10)'));
  run('gocryptfs', ['-q', cipher, open], 'made up\n');
  writeFileSync(`${open}/note.md`, note);
  is('gocryptfs', cipher, { ...by('gocryptfs (weak scrypt work factor 10)'), unlockedAt: open }, mountsIn(folder));
  is('gocryptfs', open, undefined, mountsIn(folder));
  close();
  is('gocryptfs', cipher, by('gocryptfs (weak scrypt work factor 10)'), mountsIn(folder));
  const names = `${folder}/names`;
  mkdirSync(names);
  run('gocryptfs', ['-init', '-q', '-plaintextnames', names], 'made up\n');
  is('gocryptfs', names, by('gocryptfs (names in plain text)'));
  // Notes that were put beside what it encrypts.
  writeFileSync(`${names}/README.md`, 'What this folder is, in plain text.\n');
  is('gocryptfs', names, by('gocryptfs (names in plain text)'));
  writeFileSync(`${names}/day.md`, '# Day\n\nIn plain text, ünd nobody noticed.\n');
  writeFileSync(`${names}/sealed.md`, randomBytes(200));
  is('gocryptfs', names, { atRest: { state: 'partly', encrypted: 1, of: 2 } });
  rmSync(`${names}/gocryptfs.conf`);
  writeFileSync(`${names}/gocryptfs.conf`, '{"Creator": "gocryptfs 2.3", "Encr');
  is('gocryptfs', names, undefined);
  writeFileSync(`${names}/gocryptfs.conf`, '{"Creator": "by hand"}');
  is('gocryptfs', names, undefined);
});

test('EncFS: locked, mounted beside another one, with the null cipher', { skip: lacks('encfs') || noFuse }, (t) => {
  const { run, cipher, open, close, folder } = makeFolders(t);
  run('encfs', ['--standard', '-S', cipher, open], 'made up\n');
  writeFileSync(`${open}/note.md`, note);
  const other = `${folder}/other`;
  mkdirSync(other);
  writeFileSync(`${other}/.encfs6.xml`, readFileSync(`${cipher}/.encfs6.xml`));
  is('encfs', cipher, { ...by('EncFS'), unlockedAt: open }, mountsIn(folder));
  is('encfs', other, by('EncFS'), mountsIn(folder));
  close();
  is('encfs', cipher, by('EncFS'), mountsIn(folder));
  const config = readFileSync(`${cipher}/.encfs6.xml`, 'utf8');
  writeFileSync(`${other}/.encfs6.xml`, config.replace('nameio/block', 'nameio/null'));
  is('encfs', other, by('EncFS (names in plain text)'));
  writeFileSync(`${other}/.encfs6.xml`, config.replace('ssl/aes', 'nullCipher'));
  is('encfs', other, { atRest: { state: 'plaintext' } });
  writeFileSync(`${other}/.encfs6.xml`, config.slice(0, 300));
  is('encfs', other, undefined);
  is('encfs', open, undefined);
});

test('CryFS: locked, mounted, damaged', (t) => {
  const { cipher, open } = makeFolders(t);
  writeFileSync(`${cipher}/cryfs.config`, cryfsConfiguration);
  is('cryfs', cipher, by('CryFS'));
  // As /proc/self/mountinfo has it with that version.
  const mount: Mount = { target: open, source: `cryfs@${cipher}`, type: 'fuse.cryfs' };
  is('cryfs', cipher, { ...by('CryFS'), unlockedAt: open }, [mount]);
  is('cryfs', cipher, by('CryFS'), [{ ...mount, source: 'cryfs@/elsewhere' }]);
  writeFileSync(`${cipher}/cryfs.config`, 'cryfs.config;1;scrypt is how it begins');
  is('cryfs', cipher, undefined);
  is('cryfs', open, undefined);
});

test('Cryptomator: both formats of its vaults, open and closed, and folders that are none', (t) => {
  const { cipher, folder } = makeFolders(t);
  writeFileSync(`${cipher}/vault.cryptomator`, cryptomatorToken());
  is('cryptomator', cipher, undefined);
  mkdirSync(`${cipher}/d`);
  is('cryptomator', cipher, by('Cryptomator'));
  const open = `${folder}/.local/share/Cryptomator/mnt/cipher`;
  const mounted = (target: string): Mount[] => [{ target, source: 'fuse-nio', type: 'fuse.fuse-nio' }];
  is('cryptomator', cipher, { ...by('Cryptomator'), unlockedAt: open }, mounted(open));
  is('cryptomator', cipher, by('Cryptomator'), mounted(`${folder}/.local/share/Cryptomator/mnt/another`));
  writeFileSync(`${cipher}/vault.cryptomator`, 'not a token');
  is('cryptomator', cipher, undefined);
  const key = {
    version: 7,
    scryptSalt: 'AAAA',
    scryptCostParam: 32768,
    primaryMasterKey: 'AAAA',
    hmacMasterKey: 'AAAA',
  };
  writeFileSync(`${cipher}/masterkey.cryptomator`, JSON.stringify(key));
  is('cryptomator', cipher, by('Cryptomator'));
});

test('LUKS: containers of both versions', { skip: lacks('cryptsetup-bin') }, (t) => {
  const { run, path } = makeWorkshop(t);
  for (const version of ['1', '2']) {
    const file = path(`notes${version}.img`);
    writeFileSync(file, Buffer.alloc(20 * 1024 * 1024));
    is('luks', file, undefined);
    const pbkdf = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
    run(
      '/usr/sbin/cryptsetup',
      ['luksFormat', '-q', '--type', `luks${version}`, ...pbkdf, '--key-file', '-', file],
      'made up',
    );
    is('luks', file, by(`LUKS${version}`));
  }
  writeFileSync(path('cut.img'), readFileSync(path('notes1.img')).subarray(0, 100));
  is('luks', path('cut.img'), { atRest: { state: 'unknown', why: 'its header names no cipher that encrypts' } });
});

test('git-crypt: unlocked, locked, partly, without a key', { skip: lacks('git-crypt', 'git') }, (t) => {
  const { run, folder } = makeWorkshop(t);
  const root = `${realpathSync(folder)}/notes`;
  mkdirSync(`${root}/diary/deep`, { recursive: true });
  const git = (...args: string[]) =>
    run('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  const crypt = (...args: string[]) => run('sh', ['-c', `cd "${root}" && git-crypt ${args.join(' ')}`]);
  git('init', '-q');
  crypt('init');
  const rules = [
    '[attr]sealed filter=git-crypt diff=git-crypt',
    '*.secret sealed',
    'diary/** filter=git-crypt diff=git-crypt',
  ];
  writeFileSync(
    `${root}/.gitattributes`,
    `# what is encrypted\n${rules.join('\n')}\ndiary/open.md !filter !diff\n"with space.md" sealed\n`,
  );
  for (const name of ['a.secret', 'diary/b.md', 'diary/deep/c.md', 'diary/open.md', 'with space.md', 'plain.md'])
    writeFileSync(`${root}/${name}`, note);
  git('add', '.');
  git('commit', '-q', '-m', 'notes');
  is('git-crypt', root, { ...by('git-crypt'), items: 4, unlockedAt: root });
  crypt('export-key', '../key');
  crypt('lock');
  is('git-crypt', root, { ...by('git-crypt'), items: 4 });
  // Our reading of .gitattributes is git's own.
  const listed = crypt('status', '-e')
    .stdout.trim()
    .split('\n')
    .map((line) => line.replace(/^\s*encrypted: /, ''));
  const [found] = recognise('git-crypt', root);
  assert.deepEqual(found?.parts.map(({ path }) => path.slice(root.length + 1)).sort(), listed.sort());
  // A file that came in without the key.
  writeFileSync(`${root}/diary/new.md`, note);
  is('git-crypt', root, { atRest: { state: 'partly', encrypted: 4, of: 5 } });
  rmSync(`${root}/diary/new.md`);
  crypt('unlock', '../key');
  is('git-crypt', root, { ...by('git-crypt'), unlockedAt: root });
  rmSync(`${root}/.git/git-crypt`, { recursive: true });
  is('git-crypt', root, { atRest: { state: 'plaintext' } });
  writeFileSync(`${root}/.gitattributes`, '*.md text\n*.png filter=lfs diff=lfs\n');
  is('git-crypt', root, undefined);
});

test('Meld Encrypt: one row for the whole notes of a folder, one for the vault with parts', (t) => {
  const { folder } = makeFolders(t);
  const vault = `${folder}/vault`;
  mkdirSync(`${vault}/.obsidian/plugins/meld-encrypt`, { recursive: true });
  writeFileSync(`${vault}/a.mdenc`, meldNote(''));
  writeFileSync(`${vault}/b.encrypted`, meldNote('the dog'));
  writeFileSync(`${vault}/c.mdenc`, note);
  writeFileSync(`${vault}/d.md`, note);
  is('meld-encrypt', vault, { ...by('Meld Encrypt (whole notes, 1 with a hint in plain text)'), items: 2 });
  const plugin = `${vault}/.obsidian/plugins/meld-encrypt`;
  assert.deepEqual(recognise('meld-encrypt', plugin), []);
  writeFileSync(`${vault}/e.md`, `${note}\n%%🔐β ${cipherText()} 🔐%%\n`);
  assert.partialDeepStrictEqual(recognise('meld-encrypt', plugin)[0], {
    root: vault,
    items: 1,
    ...by('Meld Encrypt (parts of notes)'),
  });
});

test('encrypted files: one row for a folder, one each for what is not certain', {
  skip: lacks('age', 'zip', 'qpdf'),
}, (t) => {
  const { run, folder, write } = makeWorkshop(t);
  run('age-keygen', ['-o', 'key']);
  const recipient = run('age-keygen', ['-y', 'key']).stdout.trim();
  for (let index = 0; index < 5; index++) run('age', ['-r', recipient, '-o', `${index}.md.age`, 'note.md']);
  run('zip', ['-q', '-P', 'made up', 'whole.zip', 'note.md']);
  write('other.md', note);
  run('zip', ['-q', 'partly.zip', 'note.md']);
  run('zip', ['-q', '-P', 'made up', 'partly.zip', 'other.md']);
  run('zip', ['-q', 'plain.zip', 'note.md']);
  write('volume.hc', randomBytes(262_144));
  write('cut.age', 'age-encryption.org/v1\n-> X25519');
  write('public.asc', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n');
  mkdirSync(`${folder}/disk.sparsebundle`);
  writeFileSync(
    `${folder}/disk.sparsebundle/token`,
    Buffer.concat([Buffer.from('encrcdsa\0\0\0\x02', 'latin1'), randomBytes(100)]),
  );
  mkdirSync(`${folder}/plain.sparsebundle`);
  writeFileSync(`${folder}/plain.sparsebundle/token`, '');
  const [row, ...others] = recognise('encrypted-file', folder);
  assert.partialDeepStrictEqual(row, { root: folder, items: 6, ...by('ZIP, age') });
  assert.equal(row?.parts.length, 6);
  assert.deepEqual(
    others.map(({ root, atRest }) => [root.slice(folder.length + 1), atRest]),
    [
      ['partly.zip', { state: 'unknown', why: '1 of 2 parts of it are encrypted' }],
      ['volume.hc', { state: 'looks-encrypted', by: 'VeraCrypt' }],
    ],
  );
  mkdirSync(`${folder}/letters`);
  run('sh', ['-c', 'qpdf --empty --encrypt user owner 256 -- letters/sealed.pdf']);
  is('encrypted-file', `${folder}/letters`, { ...by('PDF'), items: 1 });
  is('encrypted-file', `${folder}/disk.sparsebundle`, by('DMG'));
  is('encrypted-file', `${folder}/plain.sparsebundle`, undefined);
  is('encrypted-file', `${folder}/home`, undefined);
});

test('all answers were right', (t) => {
  t.diagnostic(`encrypted and plain folders and containers: ${right} of ${asked} right`);
  assert.equal(right, asked);
});
