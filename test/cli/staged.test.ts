import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRepository, masked, type Repository, secretLine } from '../node/staged/repository.ts';
import { run } from './running.ts';

const scan = ({ root, home, env }: Repository, ...argv: string[]) =>
  run(['scan', '--staged', ...argv], { cwd: root, home, env });

test('the reports are those of a scan, with paths from the folder one is in', async (t) => {
  const repository = makeRepository(t);
  repository.put('notes/a.md', `# A\n\n${secretLine}`);
  repository.put('other.md', 'nothing\n');
  repository.git('add', '-A');
  repository.put('notes/a.md', 'changed since\n');
  const text = await scan(repository);
  assert.equal(text.code, 1);
  assert.match(text.out, new RegExp(`^notes/a\\.md\n  3:7  medium    ${masked}\n\n`));
  assert.match(text.out, /1 finding in 1 file: 1 medium\.\nScanned 2 files/);
  assert.equal(text.err, '');
  const below = await run(['scan', '--staged', '--quiet'], {
    cwd: repository.path('notes'),
    home: repository.home,
    env: repository.env,
  });
  assert.equal(below.out, `a.md\n  3:7  medium    ${masked}\n\n`);
  const json = JSON.parse((await scan(repository, '--format', 'json')).out);
  assert.deepEqual(
    json.findings.map(({ path, startLine, rule }: Record<string, unknown>) => [path, startLine, rule]),
    [['notes/a.md', 3, 'secret.github.token']],
  );
  assert.equal(json.summary.files, 2);
  const again = JSON.parse((await scan(repository, '--format', 'json')).out);
  assert.equal(again.findings[0].fingerprint, json.findings[0].fingerprint);
  const sarif = JSON.parse((await scan(repository, '--format', 'sarif')).out);
  assert.equal(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'notes/a.md');
});

test('secrets of medium and worse, all with --severity low; no personal data', async (t) => {
  const repository = makeRepository(t);
  const stripeTest = `${'sk'}_test_${'51Kx92mZq0PlrT5vWn3bAA7c'}`;
  repository.put('a.md', `Stripe ${stripeTest}\nwrite to ada.lovelace@example.com\n`);
  repository.git('add', '-A');
  assert.deepEqual([(await scan(repository)).code, (await scan(repository, '--quiet')).out], [0, '']);
  const low = await scan(repository, '--severity', 'low');
  assert.equal(low.code, 1);
  assert.match(low.out, /1:8 {2}low +Stripe/);
  assert.doesNotMatch(low.out, /lovelace|mail/i);
});

test('what the baseline accepts is left out, and shown with --no-baseline', async (t) => {
  const repository = makeRepository(t);
  repository.put('.cloister/policy.json', JSON.stringify({ version: 1, id: 'cli-staged', folders: {} }));
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  const { root: cwd, home } = repository;
  assert.equal((await run(['baseline', 'add', 'a.md', '--all', '--reason', 'a sample'], { cwd, home })).code, 0);
  const clean = await scan(repository);
  assert.equal(clean.code, 0);
  assert.match(clean.out, /1 accepted/);
  assert.equal((await scan(repository, '--no-baseline')).code, 1);
});

test('private files and plain ones among sealed ones are told beside the report', async (t) => {
  const sealed = Buffer.from('age-encryption.org/v1\n\0\xff', 'latin1');
  const repository = makeRepository(t, { files: { 'vault/a.age': sealed } });
  repository.git('remote', 'add', 'backup', '/nowhere.git');
  repository.put('mine.md', '---\nprivate: true\n---\n');
  repository.git('add', '-A');
  const warned = await scan(repository, '--format', 'json');
  assert.equal(warned.code, 0);
  assert.equal(warned.err, 'warning: mine.md  its author marked it private, and this repository has a remote\n');
  repository.put('vault/b.md', 'plain\n');
  repository.git('add', '-A');
  const { code, err } = await scan(repository);
  assert.equal(code, 1);
  assert.match(err, /^error: vault\/b\.md {2}not encrypted, where everything beside it is \(age\)\n/);
});

test('an agent is told no name beneath a locked folder', async (t) => {
  const repository = makeRepository(t);
  repository.put(
    '.cloister/policy.json',
    JSON.stringify({ version: 1, id: 'cli-agent', folders: { journal: 'none' } }),
  );
  repository.put('journal/deep/er.md', secretLine);
  repository.git('add', '-A');
  const { root: cwd, home, env } = repository;
  const { code, out, err } = await run(['scan', '--staged', '--format', 'json'], {
    cwd,
    home,
    env: { ...env, CLAUDECODE: '1' },
  });
  assert.equal(code, 1);
  assert.equal(JSON.parse(out).findings[0].path, 'journal');
  assert.doesNotMatch(out + err, /deep|er\.md/);
});

test('what can not be run ends with 2', async (t) => {
  const repository = makeRepository(t);
  for (const [argv, message] of [
    [['a.md'], /--staged takes no path/],
    [['--stdin'], /--staged takes no --stdin/],
    [['--exclude', 'x'], /--staged takes no --exclude/],
    [['--severity', 'worst'], /--severity can not be "worst"/],
  ] as const) {
    const { code, out, err } = await scan(repository, ...argv);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
  }
  const { home, env, base } = repository;
  const outside = await run(['scan', '--staged'], { cwd: base, home, env });
  assert.deepEqual([outside.code, outside.out], [2, '']);
  assert.match(outside.err, /There is no index to look at: not a git repository/);
  repository.git('init', '-q', '--bare', '../bare.git');
  const bare = await run(['scan', '--staged'], { cwd: `${base}/bare.git`, home, env });
  assert.equal(bare.code, 2);
  repository.put('.git/index', 'no index');
  const damaged = await scan(repository);
  assert.deepEqual([damaged.code, damaged.out], [2, '']);
  assert.match(damaged.err, /git can not tell what is staged/);
});

test('conflicts are no answer', async (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'base\n' } });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.put('a.md', 'theirs\n');
  repository.git('commit', '-q', '-a', '-m', 'theirs');
  repository.git('checkout', '-q', 'main');
  repository.put('a.md', 'ours\n');
  repository.git('commit', '-q', '-a', '-m', 'ours');
  assert.equal(repository.tryGit(['merge', '-q', 'topic']).code, 1);
  const { code, out } = await scan(repository);
  assert.equal(code, 2);
  assert.match(out, /1 skipped: 1 unreadable/);
});
