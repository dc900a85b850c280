import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { hasProgram, makeRepository, type Ran, type Repository } from './repository.ts';

/** What stands in an age file, made up behind its first line. */
const sealed = (text: string) =>
  Buffer.concat([Buffer.from('age-encryption.org/v1\n'), Buffer.from(`\0\xff${text}`, 'latin1')]);

function blocks({ code, err }: Ran, path: string, by: string): void {
  assert.equal(code, 1, err);
  assert.match(err, /^Cloister stopped this commit: 1 file not encrypted\.\n\n/);
  const why = by === 'git-crypt' ? 'its attributes ask for git-crypt' : `everything beside it is (${by})`;
  assert.ok(err.includes(`\n${path}  not encrypted, where ${why}\n`), err);
  assert.match(err, /leave it out {5}git restore --staged/);
}

function passes({ code, err }: Ran): void {
  assert.deepEqual([code, err], [0, '']);
}

function commitOf(repository: Repository, files: Readonly<Record<string, string | Uint8Array>>): Ran {
  for (const [name, content] of Object.entries(files)) repository.put(name, content);
  repository.git('add', '-A');
  return repository.commit();
}

test('a plain file in a folder of sealed ones stops the commit', (t) => {
  const files = {
    'vault/a.md.age': sealed('a'),
    'vault/b.md.age': sealed('b'),
    'mixed/a.age': sealed('a'),
    'mixed/b.md': 'b',
  };
  const repository = makeRepository(t, { files });
  passes(commitOf(repository, { 'vault/c.md.age': sealed('c'), 'mixed/c.md': 'c', 'other/d.md': 'd' }));
  blocks(commitOf(repository, { 'vault/d.md': 'forgotten\n' }), 'vault/d.md', 'age');
  repository.git('rm', '-q', '-f', 'vault/d.md');
  // What git and people need to read may lie there.
  passes(
    commitOf(repository, { 'vault/.gitattributes': '* -diff\n', 'vault/README.md': 'sealed\n', 'vault/empty': '' }),
  );
  passes(commitOf(repository, { 'vault/deeper/x.md': 'another folder\n' }));
});

test('a folder that is sealed by this very commit', (t) => {
  const repository = makeRepository(t, { files: { 'vault/a.md': 'a\n', 'vault/b.md': 'b\n' } });
  repository.remove('vault/a.md');
  repository.remove('vault/b.md');
  const files = { 'vault/a.md.age': sealed('a'), 'vault/b.md.age': sealed('b'), 'vault/new.md': 'new\n' };
  blocks(commitOf(repository, files), 'vault/new.md', 'age');
  repository.git('reset', '-q', '--hard');
  // Two of three stay plain: it is not sealed.
  passes(commitOf(repository, { 'vault/a.md.age': sealed('a'), 'vault/new.md': 'new\n' }));
});

test('a file that takes the place of its sealed form stops the commit, one that was plain before does not', (t) => {
  const repository = makeRepository(t, { files: { 'vault/a.md.age': sealed('a'), 'vault/plain.md': 'plain\n' } });
  passes(commitOf(repository, { 'vault/plain.md': 'plain, changed\n' }));
  const other = makeRepository(t, { files: { 'vault/a.md.age': sealed('a'), 'vault/b.md.age': sealed('b') } });
  other.remove('vault/b.md.age');
  blocks(commitOf(other, { 'vault/b.md': 'unsealed\n' }), 'vault/b.md', 'age');
});

test('signatures and public keys seal nothing', (t) => {
  const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ==\n-----END PGP PUBLIC KEY BLOCK-----\n';
  const message = '-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n';
  const repository = makeRepository(t, { files: { 'keys/ada.asc': key, 'mail/1.asc': message } });
  passes(commitOf(repository, { 'keys/note.md': 'whose keys these are\n' }));
  blocks(commitOf(repository, { 'mail/2.md': 'plain\n' }), 'mail/2.md', 'PGP');
});

test('what attributes give to git-crypt and is staged without it stops the commit', (t) => {
  const attributes = 'secret/** filter=git-crypt diff=git-crypt\n*.key filter=git-crypt-team\n';
  const repository = makeRepository(t, { files: { '.gitattributes': attributes } });
  const crypted = Buffer.from('\0GITCRYPT\0nonce and so on\xff', 'latin1');
  passes(commitOf(repository, { 'secret/a.md': crypted, 'open/b.md': 'open\n' }));
  blocks(commitOf(repository, { 'secret/b.md': 'plain\n' }), 'secret/b.md', 'git-crypt');
  repository.git('rm', '-q', '-f', 'secret/b.md');
  blocks(commitOf(repository, { 'deep/er/x.key': 'plain\n' }), 'deep/er/x.key', 'git-crypt');
  // Attributes that are staged together with the file count as well.
  const fresh = makeRepository(t);
  blocks(commitOf(fresh, { 'a/.gitattributes': 'x filter=git-crypt\n', 'a/x': 'plain\n' }), 'a/x', 'git-crypt');
});

test('real age', { skip: !hasProgram('age') && 'age is not installed' }, (t) => {
  const repository = makeRepository(t);
  const key = repository.path('../key.txt');
  spawnSync('age-keygen', ['-o', key]);
  const recipient = spawnSync('age-keygen', ['-y', key], { encoding: 'utf8' }).stdout.trim();
  const seal = (...args: string[]) => spawnSync('age', ['-r', recipient, ...args], { input: 'dear diary\n' }).stdout;
  passes(commitOf(repository, { 'j/1.md.age': seal(), 'j/2.md.age': seal('-a') }));
  blocks(commitOf(repository, { 'j/3.md': 'dear diary\n' }), 'j/3.md', 'age');
});

test('real git-crypt', { skip: !hasProgram('git-crypt') && 'git-crypt is not installed' }, (t) => {
  const repository = makeRepository(t);
  const crypt = spawnSync('git-crypt', ['init'], { cwd: repository.root, env: repository.env, encoding: 'utf8' });
  assert.equal(crypt.status, 0, crypt.stderr);
  passes(
    commitOf(repository, { '.gitattributes': 'secret/** filter=git-crypt diff=git-crypt\n', 'secret/a.md': 'a\n' }),
  );
  assert.match(repository.git('cat-file', '-p', 'HEAD:secret/a.md'), /^\0GITCRYPT/);
  passes(commitOf(repository, { 'secret/a.md': 'a, changed\n', 'secret/b.md': 'b\n' }));
  // As in a clone that was never unlocked.
  repository.git('config', '--remove-section', 'filter.git-crypt');
  repository.put('secret/c.md', 'c\n');
  repository.git('add', 'secret/c.md');
  blocks(repository.commit(), 'secret/c.md', 'git-crypt');
});

test('a sealed file of a locked folder goes to a remote without a word', (t) => {
  const repository = makeRepository(t);
  repository.git('remote', 'add', 'backup', '/nowhere.git');
  writeFileSync(repository.path('note'), '');
  passes(
    commitOf(repository, {
      '.cloister/policy.json': JSON.stringify({ id: 'sealed-vault', folders: { journal: 'none' } }),
      'journal/a.md.age': sealed('a'),
    }),
  );
});
