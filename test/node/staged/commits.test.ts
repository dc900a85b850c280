import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUp } from '../../detect/scanning.ts';
import { makeRepository, masked, type Ran, secretLine } from './repository.ts';

const placeOf = (place: string) => new RegExp(`^${place.replaceAll('.', '\\.')}  medium  ${masked}  \\[secret`, 'm');

function stops({ code, err }: Ran, place: string): void {
  assert.equal(code, 1, err);
  assert.match(err, /^Cloister stopped this commit: \d+ secrets? in \d+ files?\.\n\n/);
  assert.match(err, placeOf(place));
}

function passes({ code, err }: Ran): void {
  assert.deepEqual([code, err], [0, '']);
}

test('a new secret stops the commit, and the message names the ways out', (t) => {
  const repository = makeRepository(t);
  repository.put('notes/a.md', `# A\n\n${secretLine}`);
  repository.git('add', '-A');
  const { code, err } = repository.commit();
  assert.equal(code, 1);
  assert.equal(
    err,
    `Cloister stopped this commit: 1 secret in 1 file.

notes/a.md:3:7  medium  ${masked}  [secret.github.token]

Ways out:
  remove it        edit the file, then: git add notes/a.md
  accept it        cloister init, then: cloister baseline add notes/a.md --reason "why"
  let it pass once SKIP=cloister git commit …
`,
  );
  assert.equal(repository.count(), 1);
  repository.put('notes/a.md', '# A\n\nnothing any more\n');
  repository.git('add', '-A');
  passes(repository.commit());
  assert.equal(repository.count(), 2);
});

test('the first commit', (t) => {
  const repository = makeRepository(t, { first: false });
  repository.put('a.md', secretLine);
  repository.git('add', 'a.md');
  stops(repository.commit(), 'a.md:1:7');
  repository.put('a.md', 'nothing\n');
  repository.git('add', 'a.md');
  passes(repository.commit());
});

test('of a partially staged file the index counts', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'one\n', 'b.md': 'one\n' } });
  repository.put('a.md', 'one\ntwo\n');
  repository.git('add', 'a.md');
  repository.put('a.md', `one\ntwo\n${secretLine}`);
  passes(repository.commit());
  repository.put('b.md', `one\n${secretLine}`);
  repository.git('add', 'b.md');
  repository.put('b.md', 'one\n');
  stops(repository.commit(), 'b.md:2:7');
});

test('a secret that the file held before does not stop a change of another line', (t) => {
  const repository = makeRepository(t, { files: { 'old.md': `# Old\n${secretLine}` } });
  repository.put('old.md', `# Old, and changed\n\n${secretLine}more\n`);
  repository.git('add', '-A');
  passes(repository.commit());
  // The same value in another file is new there.
  repository.put('copy.md', secretLine);
  repository.git('add', '-A');
  stops(repository.commit(), 'copy.md:1:7');
});

test('renames are followed, with and without a change', (t) => {
  const text = Array.from({ length: 30 }, (_, line) => `line ${line} of a note\n`).join('');
  const repository = makeRepository(t, { files: { 'old.md': text + secretLine, 'second.md': `${text}!\n` } });
  repository.git('mv', 'old.md', 'new.md');
  passes(repository.commit());
  repository.git('mv', 'new.md', 'again.md');
  repository.put('again.md', `${text}one more line\n${secretLine}`);
  repository.git('add', '-A');
  passes(repository.commit());
  repository.git('mv', 'second.md', 'moved.md');
  repository.put('moved.md', `${text}!\n${secretLine}`);
  repository.git('add', '-A');
  stops(repository.commit(), 'moved.md:32:7');
});

test('deletions, changes of the mode, submodules and entries of `add -N` are nothing to look at', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': secretLine, 'b.sh': secretLine, 'c.md': 'c\n' } });
  repository.git('rm', '-q', 'a.md');
  passes(repository.commit());
  chmodSync(repository.path('b.sh'), 0o755);
  repository.git('add', '-A');
  passes(repository.commit());
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
  passes(repository.commit());
  repository.put('later.md', secretLine);
  repository.git('add', '-N', 'later.md');
  repository.put('c.md', 'changed\n');
  repository.git('add', 'c.md');
  passes(repository.commit());
  assert.equal(repository.count(), 5);
});

test('of a link its text is looked at, of a binary file nothing', (t) => {
  const repository = makeRepository(t);
  symlinkSync(`/nowhere/?token=${madeUp.github}`, repository.path('link'));
  repository.git('add', '-A');
  assert.equal(repository.commit().code, 1);
  repository.remove('link');
  const random = Buffer.alloc(5000, 0);
  random.write(secretLine, 2000);
  repository.put('picture.png', random);
  repository.git('add', '-A');
  passes(repository.commit());
});

test('`commit -a`, `commit <path>` and `--amend`', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'a\n', 'b.md': 'b\n' } });
  repository.put('a.md', secretLine);
  repository.put('b.md', 'b, changed\n');
  stops(repository.commit('-a'), 'a.md:1:7');
  // The index of the commit holds one file alone.
  passes(repository.commit('b.md'));
  repository.git('add', 'a.md');
  repository.put('b.md', 'b, once more\n');
  passes(repository.commit('b.md'));
  stops(repository.commit('--amend'), 'a.md:1:7');
  repository.put('a.md', 'clean\n');
  repository.git('add', 'a.md');
  passes(repository.commit('--amend'));
});

test('`commit -p` takes hunks', (t) => {
  const lines = Array.from({ length: 40 }, (_, line) => `line ${line}\n`);
  const repository = makeRepository(t, { files: { 'a.md': lines.join('') } });
  repository.put('a.md', `first\n${lines.join('')}${secretLine}`);
  // `y` takes the first hunk, `n` leaves the one with the secret.
  repository.put('answers', 'y\nn\n');
  const shell = `git add -p a.md < answers >/dev/null && rm answers`;
  repository.git('-c', `alias.take=!${shell}`, 'take');
  passes(repository.commit());
  repository.git('add', 'a.md');
  stops(repository.commit(), 'a.md:42:7');
});

test('a merge brings what one of its parents holds; what the merge itself adds is looked at', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'a\n', 'both.md': 'base\n' } });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.put('theirs.md', secretLine);
  repository.put('both.md', 'theirs\n');
  repository.git('add', '-A');
  repository.git('commit', '-q', '--no-verify', '-m', 'theirs');
  repository.git('checkout', '-q', 'main');
  repository.put('both.md', 'ours\n');
  repository.git('commit', '-q', '-a', '-m', 'ours');
  assert.equal(repository.tryGit(['merge', '-q', 'topic']).code, 1);
  repository.put('both.md', `both\n${secretLine}`);
  repository.git('add', '-A');
  const { code, err } = repository.commit();
  assert.equal(code, 1);
  assert.match(err, /1 secret in 1 file/);
  assert.match(err, placeOf('both.md:2:7'));
  repository.put('both.md', 'both\n');
  repository.git('add', '-A');
  passes(repository.commit());
});

test('a cherry-pick with a conflict brings a secret into this branch', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'base\n' } });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.put('a.md', `theirs\n${secretLine}`);
  repository.git('commit', '-q', '--no-verify', '-a', '-m', 'theirs');
  repository.git('checkout', '-q', 'main');
  repository.put('a.md', 'ours\n');
  repository.git('commit', '-q', '-a', '-m', 'ours');
  assert.equal(repository.tryGit(['cherry-pick', 'topic']).code, 1);
  repository.put('a.md', `ours and theirs\n${secretLine}`);
  repository.git('add', '-A');
  stops(repository.commit(), 'a.md:2:7');
});

test('in a worktree, in a submodule and from a folder below the root', (t) => {
  const repository = makeRepository(t, { files: { 'deep/er/a.md': 'a\n' } });
  repository.put('deep/er/a.md', secretLine);
  stops(repository.tryGit(['commit', '-q', '-a', '-m', 'x'], { cwd: 'deep/er' }), 'deep/er/a.md:1:7');
  repository.git('worktree', 'add', '-q', '../tree', '-b', 'tree');
  repository.put('../tree/in tree.md', secretLine);
  repository.tryGit(['add', '-A'], { cwd: '../tree' });
  stops(repository.tryGit(['commit', '-q', '-m', 'x'], { cwd: '../tree' }), 'in tree.md:1:7');
  repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', repository.root, 'module');
  const hooks = join(repository.root, '.git/modules/module/hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, 'pre-commit'), repository.read('.git/hooks/pre-commit'), { mode: 0o755 });
  repository.put('module/m.md', secretLine);
  repository.tryGit(['add', '-A'], { cwd: 'module' });
  stops(repository.tryGit(['commit', '-q', '-m', 'x'], { cwd: 'module' }), 'm.md:1:7');
});

test('names with blanks, line ends, accents and a leading dash', (t) => {
  const repository = makeRepository(t);
  const names = ['a b.md', 'zwei\nzeilen.md', 'übergrößenträger.md', '-rf.md', "it's.md", 'ordner mit\nzeile/x.md'];
  for (const name of names) repository.put(name, secretLine);
  repository.git('add', '-A');
  const { code, err } = repository.commit();
  assert.equal(code, 1);
  assert.match(err, /6 secrets in 6 files/);
  for (const name of names) assert.ok(err.includes(`${name.replaceAll('\n', '\\n')}:1:7  `), name);
  assert.match(err, /git add \.\/-rf\.md\n/);
});

test('other line ends and encodings have their places', (t) => {
  const repository = makeRepository(t);
  repository.put('crlf.md', `one\r\ntwo\r\n${secretLine}`);
  repository.put('utf16.txt', Buffer.from(`\uFEFFone\n${secretLine}`, 'utf16le'));
  repository.git('-c', 'core.autocrlf=false', 'add', '-A');
  const run = repository.commit();
  stops(run, 'crlf.md:3:7');
  stops(run, 'utf16.txt:2:7');
});

test('SHA-256 repositories', (t) => {
  const repository = makeRepository(t, { init: ['--object-format=sha256'] });
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  stops(repository.commit(), 'a.md:1:7');
});

test('two hundred notes, the secret in one of them; a long list is cut', (t) => {
  const repository = makeRepository(t);
  const fill = (from: number, to: number, text: (index: number) => string) => {
    for (let index = from; index < to; index++) repository.put(`notes/${index % 7}/n${index}.md`, text(index));
    repository.git('add', '-A');
  };
  fill(0, 200, (index) => `# Note ${index}\n\nSome words about a day.\n${index === 123 ? secretLine : ''}`);
  stops(repository.commit(), 'notes/4/n123.md:4:7');
  fill(0, 200, (index) => `# Note ${index}\n\nSome words about a day.\n`);
  passes(repository.commit());
  fill(0, 50, () => secretLine);
  const { err } = repository.commit();
  assert.match(err, /50 secrets in 50 files/);
  assert.match(err, /\n… and 30 more: cloister scan --staged\n/);
  assert.equal(err.split('secret.github.token').length - 1, 20);
});

test('more than git hands over at once is read in portions', (t) => {
  const repository = makeRepository(t);
  for (const name of ['a.bin', 'b.bin', 'c.bin']) repository.put(name, Buffer.alloc(26 << 20, `\0${name}`));
  repository.put('d.md', secretLine);
  repository.git('add', '-A');
  stops(repository.commit(), 'd.md:1:7');
});

test('the commit that removes a secret passes', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': `a\n${secretLine}` } });
  repository.put('a.md', 'a\n');
  repository.git('add', '-A');
  passes(repository.commit());
});
