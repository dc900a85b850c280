import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUp } from '../../detect/scanning.ts';
import { cloneRepository, type Files, makeRepository, temporaryFolder } from '../git/repositories.ts';
import { bundles, only, scanAll, scanOne, words } from './scanning.ts';

const folder = temporaryFolder('histories');
let count = 0;
const rule = 'secret.github.token';
const held = (text: string): string => `${text}\n\ntoken: ${madeUp.github}\n`;

/** A folder for a test, with a home of its own; the repository lies in it. */
function place(): string {
  count += 1;
  const own = join(folder, `case-${count}`);
  mkdirSync(own, { recursive: true });
  return own;
}

function made(commits: readonly Files[], more: { bare?: boolean; objectFormat?: 'sha1' | 'sha256' } = {}) {
  return makeRepository(join(place(), 'notes'), { commits, ...more });
}

test('a secret that was deleted is found, with the commit, author, date and path where it came first', async () => {
  const repository = made([{ 'a.md': 'nothing' }, { 'Clients/api.md': held('a') }, { 'Clients/api.md': held('ab') }]);
  const first = repository.id('HEAD~1');
  repository.commit({ 'Clients/api.md': 'gone' });
  const history = await scanOne(repository.root, repository.env);
  const { finding, versions, paths, inTree, reach, remotes, access, occurrences } = only(history);
  assert.deepEqual(occurrences, []);
  assert.deepEqual(finding.place, {
    kind: 'blob',
    object: 'blob',
    oid: repository.id(`${first}:Clients/api.md`),
    commit: first,
    author: 'Ada',
    date: '2023-11-14T23:15:20+01:00',
    path: 'Clients/api.md',
    span: { startLine: 3, startColumn: 8, endLine: 3, endColumn: 8 + madeUp.github.length },
  });
  assert.deepEqual(
    [versions, paths, inTree, reach, remotes, access],
    [2, ['Clients/api.md'], [], 'ref', [], undefined],
  );
  assert.deepEqual([history.totals.objects, history.totals.commits, history.totals.known], [8, 4, 0]);
  // For a plan, of what is known already.
  const again = await scanOne(repository.root, repository.env, {}, { wantsOccurrences: true });
  assert.deepEqual([only(again).occurrences.length, again.totals.known, again.totals.bytes], [2, 8, 0]);
  assert.deepEqual(only(again).finding.place, finding.place);
});

test('renamed and still there: every path, the oldest first, and where it stands now', async () => {
  const repository = made([{ 'old.md': held('a') }]);
  repository.git('mv', 'old.md', 'new.md');
  repository.commit({});
  repository.commit({ 'new.md': held('a\nb') });
  const { finding, paths, inTree, versions } = only(await scanOne(repository.root, repository.env));
  assert.deepEqual([finding.place.path, finding.place.commit], ['old.md', repository.id('HEAD~2')]);
  assert.deepEqual(paths, ['old.md', 'new.md']);
  assert.deepEqual(
    inTree.map(({ path, span }) => `${path}:${span.startLine}`),
    ['new.md:4'],
  );
  assert.equal(versions, 2);
});

test('pushed: the remotes that have it, and no other', async () => {
  const repository = made([{ 'a.md': held('a') }]);
  const own = join(repository.root, '..');
  for (const name of ['origin', 'backup']) {
    makeRepository(join(own, name), { bare: true });
    repository.git('remote', 'add', name, join(own, name));
  }
  repository.git('push', '-q', 'origin', 'main');
  assert.deepEqual(only(await scanOne(repository.root, repository.env)).remotes, ['origin']);
  repository.git('push', '-q', 'backup', 'main');
  const both = await scanOne(repository.root, repository.env);
  assert.deepEqual(only(both).remotes, ['backup', 'origin']);
  assert.equal(both.totals.bytes, 0);
});

test('pushed, then taken away from the remote by force: others had it', async () => {
  const repository = made([{ 'a.md': 'a' }]);
  const server = join(repository.root, '..', 'server');
  makeRepository(server, { bare: true });
  repository.git('remote', 'add', 'origin', server);
  repository.commit({ 'a.md': held('a') });
  repository.git('push', '-q', 'origin', 'main');
  repository.git('reset', '-q', '--hard', 'HEAD~1');
  repository.git('push', '-q', '--force', 'origin', 'main');
  const { reach, remotes } = only(await scanOne(repository.root, repository.env));
  assert.deepEqual([reach, remotes], ['reflog', ['origin']]);
});

test('a branch that was deleted: kept by the reflog alone, and away with it', async () => {
  const repository = made([{ 'a.md': 'a' }]);
  repository.git('checkout', '-q', '-b', 'topic');
  repository.commit({ 'b.md': held('b') });
  repository.git('checkout', '-q', 'main');
  assert.equal(only(await scanOne(repository.root, repository.env)).reach, 'ref');
  repository.git('branch', '-q', '-D', 'topic');
  assert.equal(only(await scanOne(repository.root, repository.env)).reach, 'reflog');
  repository.git('reflog', 'expire', '--expire=all', '--all');
  assert.deepEqual((await scanOne(repository.root, repository.env)).findings, []);
  const lost = await scanOne(repository.root, repository.env, { unreachable: true });
  assert.equal(only(lost).reach, 'unreachable');
  assert.equal(only(lost).finding.place.path, 'b.md');
});

test('a tag, and a reference to a content, are away once they are deleted', async () => {
  const repository = made([{ 'a.md': 'a' }]);
  repository.git('tag', '-a', '-m', held('of a tag'), 'v1');
  repository.git('update-ref', 'refs/kept/x', repository.blob(held('of no commit')));
  assert.equal(only(await scanOne(repository.root, repository.env)).versions, 2);
  repository.git('tag', '-d', 'v1');
  assert.equal(only(await scanOne(repository.root, repository.env)).versions, 1);
  repository.git('update-ref', '-d', 'refs/kept/x');
  assert.deepEqual(words(await scanOne(repository.root, repository.env)), []);
});

test('stash, messages of commits and tags, notes of git, a blob with a tag', async () => {
  const repository = made([{ 'a.md': 'a' }]);
  const token = (letter: string): string => madeUp.github.replace('x8', `${letter}8`);
  repository.write({ 'a.md': `stashed ${token('a')}\n` });
  repository.git('stash', '-q');
  const commit = repository.commit({ 'c.md': 'c' }, `subject\n\n${token('b')}`);
  repository.git('tag', '-a', 'v1', '-m', `message ${token('c')}`);
  repository.git('notes', 'add', '-m', `noted ${token('d')}`, commit);
  repository.git('tag', 'kept', repository.blob(`tagged ${token('e')}\n`));
  const history = await scanOne(repository.root, repository.env);
  const places = history.findings.map(({ finding: { place } }) => [
    place.object,
    place.path,
    place.commit === undefined,
  ]);
  const expected = [
    ['blob', '', true],
    ['blob', 'a.md', false],
    ['blob', commit, false],
    ['commit', '', false],
    ['tag', '', true],
  ];
  assert.deepEqual(new Set(places.map((each) => each.join())), new Set(expected.map((each) => each.join())));
  const message = history.findings.find(({ finding }) => finding.place.object === 'commit');
  assert.deepEqual([message?.finding.place.commit, message?.finding.place.span.startLine], [commit, 3]);
});

test('an unchanged history is told without a look at any object; a new commit costs its own', async () => {
  const repository = made([{ 'a.md': held('a'), 'b.bin': '\0\0\0' }, { 'a.md': 'gone' }]);
  const first = await scanOne(repository.root, repository.env);
  const again = await scanOne(repository.root, repository.env);
  assert.deepEqual(again.totals, { ...first.totals, known: first.totals.objects, bytes: 0 });
  assert.deepEqual([again.findings, again.skipped], [first.findings, first.skipped]);
  const message = 'Another one';
  repository.commit({ 'c.md': 'twelve bytes' }, message);
  const longer = await scanOne(repository.root, repository.env);
  assert.deepEqual(longer.totals, {
    objects: first.totals.objects + 2,
    known: first.totals.objects,
    bytes: 12 + message.length + 1,
    commits: 3,
  });
  assert.deepEqual(longer.skipped, first.skipped);
  const cold = await scanOne(repository.root, repository.env, {}, { usesCache: false });
  assert.deepEqual([longer.findings, longer.skipped], [cold.findings, cold.skipped]);
  assert.equal(cold.totals.known, 0);
});

test('a value that comes again in a new commit: its path is added, where it came first stays', async () => {
  const repository = made([{ 'a.md': held('a') }, { 'a.md': 'gone' }]);
  await scanOne(repository.root, repository.env);
  repository.commit({ 'copy.md': held('a') });
  const { finding, paths, inTree } = only(await scanOne(repository.root, repository.env));
  assert.equal(finding.place.commit, repository.id('HEAD~2'));
  assert.deepEqual(paths, ['a.md', 'copy.md']);
  assert.equal(inTree.length, 1);
});

test('another set of rules looks at everything anew', async () => {
  const repository = made([{ 'a.md': held('a') }]);
  await scanOne(repository.root, repository.env);
  const other = join(repository.root, '..', 'bundles');
  cpSync(join(bundles, 'cli.cjs'), join(other, 'cli.cjs'));
  writeFileSync(join(other, 'cli.cjs'), '\n', { flag: 'a' });
  const { totals } = await scanOne(repository.root, repository.env, {}, { bundles: other });
  assert.equal(totals.known, 0);
});

test('since, range and reference leave out what they do not name', async () => {
  const token = (letter: string): string => madeUp.github.replace('x8', `${letter}8`);
  const repository = made([{ 'a.md': token('a') }, { 'b.md': token('b') }]);
  repository.git('checkout', '-q', '-b', 'topic');
  repository.commit({ 'c.md': token('c') });
  repository.git('checkout', '-q', 'main');
  const paths = async (options: Parameters<typeof scanOne>[2]) =>
    (await scanOne(repository.root, repository.env, options)).findings.map(({ finding }) => finding.place.path).sort();
  assert.deepEqual(await paths({ range: 'main..topic' }), ['c.md']);
  assert.deepEqual(await paths({ refs: ['main'] }), ['a.md', 'b.md']);
  assert.deepEqual(await paths({ since: '2023-11-14T22:15:00Z' }), ['b.md', 'c.md']);
  assert.deepEqual(await paths({}), ['a.md', 'b.md', 'c.md']);
  await assert.rejects(paths({ refs: ['nowhere'] }), /nowhere/);
});

test('what a part of the history told does not stand in the way of all of it', async () => {
  const repository = made([{ 'a.md': held('a') }, { 'b.md': 'b' }, { 'copy.md': held('a') }]);
  const part = only(await scanOne(repository.root, repository.env, { range: 'HEAD~1..HEAD' }));
  assert.deepEqual(part.paths, ['copy.md']);
  const { paths, finding } = only(await scanOne(repository.root, repository.env));
  assert.deepEqual(paths, ['a.md', 'copy.md']);
  assert.equal(finding.place.path, 'a.md');
});

test('bare, SHA-256, worktree', async () => {
  const repository = made([{ 'a.md': held('a') }], { objectFormat: 'sha256' });
  assert.deepEqual(words(await scanOne(repository.root, repository.env)), [`${rule} a.md:3, 1`]);
  const other = join(repository.root, '..', 'tree');
  repository.git('worktree', 'add', '-q', '-b', 'side', other);
  writeFileSync(join(other, 'b.md'), held('b'));
  repository.git('-C', other, 'add', '--all');
  const date = repository.tick();
  const env = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  repository.gitWith({ env }, '-C', other, 'commit', '-qm', 'in the worktree');
  for (const each of [repository.root, other]) {
    const { inTree, versions } = only(await scanOne(each, repository.env));
    assert.deepEqual([inTree.map(({ path }) => path), versions], [['a.md', 'b.md'], 2]);
  }
  const bare = cloneRepository(repository, join(repository.root, '..', 'bare.git'), '--bare');
  assert.deepEqual(words(await scanOne(bare.root, bare.env)), [`${rule} a.md:3, 2`]);
});

test('a shallow clone that is deepened tells where a value came first', async () => {
  const origin = made([{ 'a.md': held('a') }, { 'b.md': 'b' }, { 'c.md': 'c' }]);
  const clone = cloneRepository(origin, join(origin.root, '..', 'clone'), '--depth=1');
  const cut = await scanOne(clone.root, clone.env);
  assert.equal(only(cut).finding.place.commit, origin.id('HEAD'));
  assert.match(cut.warnings.join(), /^This clone is shallow: /);
  clone.git('fetch', '-q', '--unshallow');
  const whole = await scanOne(clone.root, clone.env);
  assert.equal(only(whole).finding.place.commit, origin.id('HEAD~2'));
  assert.deepEqual(whole.warnings, []);
});

test('a partial clone: what lies on the server is missing, is not fetched, and is looked at once it is there', async () => {
  const origin = made([{ 'a.md': held('a') }, { 'a.md': 'gone' }]);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  const clone = cloneRepository(origin, join(origin.root, '..', 'clone'), '--filter=blob:none');
  for (const time of ['first', 'second']) {
    const { findings, skipped } = await scanOne(clone.root, clone.env);
    assert.deepEqual([findings, skipped], [[], [{ path: 'a.md', why: 'missing' }]], time);
  }
  clone.git('cat-file', 'blob', `${origin.id('HEAD~1')}:a.md`);
  const { findings, skipped } = await scanOne(clone.root, clone.env);
  assert.deepEqual([findings.length, skipped], [1, []]);
});

test('skipped: binary, encrypted, too big, damaged, kept by Git LFS and not here', async () => {
  const pointer = (content: string): string => {
    const sum = createHash('sha256').update(content).digest('hex');
    return `version https://git-lfs.github.com/spec/v1\noid sha256:${sum}\nsize ${content.length}\n`;
  };
  const content = held('in the store');
  const repository = made([
    {
      'a.bin': '\0\0\0\0',
      'b.age': `age-encryption.org/v1\n-> X25519 ${'a'.repeat(43)}\n${'b'.repeat(43)}\n--- ${'c'.repeat(43)}\n\0\x01`,
      'big.md': 'x'.repeat(3000),
      'damaged.md': 'damaged',
      'here.md': pointer(content),
      'away.md': pointer('elsewhere'),
    },
  ]);
  const sum = createHash('sha256').update(content).digest('hex');
  const stored = join(repository.root, '.git/lfs/objects', sum.slice(0, 2), sum.slice(2, 4));
  mkdirSync(stored, { recursive: true });
  writeFileSync(join(stored, sum), content);
  const oid = repository.id('HEAD:damaged.md');
  const loose = join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(loose, 0o644);
  truncateSync(loose, 10);
  const history = await scanOne(repository.root, repository.env, { maxSize: 2000 });
  assert.deepEqual(history.skipped.map(({ path, why }) => `${path} ${why}`).sort(), [
    'a.bin binary',
    'away.md lfs-pointer',
    'b.age encrypted',
    'big.md too-big',
    'damaged.md damaged',
  ]);
  assert.deepEqual(words(history), [`${rule} here.md:3, 1`]);
  const again = await scanOne(repository.root, repository.env, { maxSize: 2000 });
  assert.deepEqual([again.skipped, again.findings], [history.skipped, history.findings]);
  const larger = await scanOne(repository.root, repository.env);
  assert.ok(!larger.skipped.some(({ why }) => why === 'too-big'));
});

test('objects larger than what all workers look at at once', async () => {
  const line = `${'lorem ipsum dolor sit amet '.repeat(3)}\n`;
  const repository = made([{ 'big.md': `${line.repeat(120_000)}token: ${madeUp.github}\n`, 'small.md': 'x' }]);
  const history = await scanOne(repository.root, repository.env);
  assert.deepEqual(words(history), [`${rule} big.md:120001, 1`]);
  assert.deepEqual(history.skipped, []);
});

test('objects that git packs anew and removes while the scan runs are still found', async () => {
  const commits = Array.from({ length: 12 }, (_, index) => ({ [`${index}.md`]: held(`note ${index}`) }));
  const repository = made(commits);
  let isPacked = false;
  const history = await scanOne(
    repository.root,
    repository.env,
    {},
    {
      onProgress() {
        if (isPacked) return;
        isPacked = true;
        repository.git('repack', '-q', '-a', '-d');
        repository.git('prune-packed', '-q');
      },
    },
  );
  assert.ok(isPacked);
  assert.equal(only(history).versions, 12);
  assert.deepEqual(history.skipped, []);
});

test('a cache that can not be written is a warning, and one that is asked not to be there is not', async () => {
  const repository = made([{ 'a.md': held('a') }]);
  const home = repository.env['HOME'] ?? '';
  writeFileSync(join(home, 'file'), '');
  const env = { ...repository.env, XDG_CACHE_HOME: join(home, 'file') };
  const history = await scanOne(repository.root, env);
  assert.equal(history.findings.length, 1);
  assert.match(history.warnings.join('\n'), /could not be remembered/);
  const kept = join(home, 'kept');
  const none = await scanOne(repository.root, { ...env, XDG_CACHE_HOME: kept }, {}, { usesCache: false });
  assert.deepEqual(none.warnings, []);
  assert.throws(() => readdirSync(kept), /ENOENT/);
});

test('two scans at once find the same', async () => {
  const repository = made([{ 'a.md': held('a') }, { 'a.md': 'gone' }]);
  const [one, other] = await Promise.all([
    scanOne(repository.root, repository.env),
    scanOne(repository.root, repository.env),
  ]);
  assert.deepEqual(one?.findings, other?.findings);
  assert.deepEqual([...(one?.warnings ?? []), ...(other?.warnings ?? [])], []);
});

test('a scan that is given up ends without a result and keeps what it saw', async () => {
  const commits = Array.from({ length: 3 }, (_, index) => ({ [`${index}.md`]: held(`note ${index}`) }));
  const repository = made(commits);
  const controller = new AbortController();
  const seen = await scanAll(
    repository.root,
    repository.env,
    {},
    {
      signal: controller.signal,
      onProgress: ({ bytes }) => {
        if (bytes > 0) controller.abort();
      },
    },
  );
  assert.deepEqual(seen, []);
  const { totals, findings } = await scanOne(repository.root, repository.env);
  assert.equal(totals.known, totals.objects);
  assert.equal(findings.length, 1);
  rmSync(repository.root, { recursive: true });
});
