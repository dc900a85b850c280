import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../../src/core/user-error.ts';
import { cloneRepository, makeRepository, temporaryFolder } from './repositories.ts';
import { listed, readAll, walked } from './walking.ts';

const folder = temporaryFolder('walk');

test('each commit comes with the blobs that it brought, the newest first', async () => {
  const repository = makeRepository(join(folder, 'plain'), {
    commits: [{ 'a.md': 'one', 'b/c.md': 'two' }, { 'a.md': 'three' }, { 'b/c.md': null, 'd.md': 'one' }],
  });
  const { objects, skipped } = await walked(repository.root, repository.env);
  assert.deepEqual(skipped, []);
  const [third, second, first] = ['HEAD', 'HEAD~1', 'HEAD~2'].map((each) => repository.id(each));
  const one = repository.id('HEAD:d.md');
  assert.deepEqual(objects, [
    { oid: third, object: 'commit' },
    { oid: one, object: 'blob', commit: third, path: 'd.md' },
    { oid: second, object: 'commit' },
    { oid: repository.id('HEAD:a.md'), object: 'blob', commit: second, path: 'a.md' },
    { oid: first, object: 'commit' },
    { oid: one, object: 'blob', commit: first, path: 'a.md' },
    { oid: repository.id('HEAD~1:b/c.md'), object: 'blob', commit: first, path: 'b/c.md' },
  ]);
});

test('a merge brings what none of its parents has; more parents than two', async () => {
  const repository = makeRepository(join(folder, 'merge'), { commits: [{ 'a.md': 'base' }] });
  for (const name of ['one', 'two', 'three']) {
    repository.git('checkout', '-q', '-b', name, 'main');
    repository.commit({ [`${name}.md`]: name });
  }
  repository.git('merge', '-q', '--no-commit', 'one', 'two');
  repository.write({ 'evil.md': 'of the merge alone', 'a.md': 'changed by the merge' });
  repository.git('add', '--all');
  repository.git('commit', '-q', '-m', 'octopus');
  const { objects, blobs } = await walked(repository.root, repository.env);
  const merge = repository.id('HEAD');
  assert.equal(repository.git('rev-list', '--parents', '-1', 'HEAD').split(' ').length, 4);
  assert.deepEqual(
    objects.flatMap((each) => (each.commit === merge ? [each.path] : [])),
    ['a.md', 'evil.md'],
  );
  assert.deepEqual(blobs, listed(repository, 'blob'));
});

test('stashes, old ones and their untracked part; commits of reflogs alone; worktrees', async () => {
  const repository = makeRepository(join(folder, 'hidden'), { commits: [{ 'a.md': 'base' }] });
  for (const text of ['old stash', 'newer stash']) {
    repository.write({ 'a.md': text, 'untracked.md': `${text}, untracked` });
    repository.git('stash', 'push', '-q', '--include-untracked');
  }
  repository.commit({ 'amended.md': 'before' });
  repository.commit({ 'amended.md': 'after' }, 'amended', '--amend');
  const worktree = join(folder, 'hidden-worktree');
  repository.git('worktree', 'add', '-q', '--detach', worktree);
  const inside = makeRepository(join(folder, 'unused'));
  assert.notEqual(inside.root, worktree);
  repository.git('-C', worktree, 'commit', '-q', '--allow-empty', '-m', 'of the worktree alone');
  const blob = repository.blob('only of a bisect of the worktree');
  const tree = repository.gitWith({ input: `100644 blob ${blob}\tbisected.md\n` }, 'mktree');
  const commit = repository.git('commit-tree', '-m', 'bisected', tree);
  repository.git('-C', worktree, 'update-ref', 'refs/bisect/bad', commit);
  for (const place of [repository.root, worktree, join(repository.root, '.git')]) {
    const { blobs, commits } = await walked(place, repository.env);
    assert.deepEqual(blobs, [...listed(repository, 'blob'), blob].sort());
    assert.equal(blobs.length, 8);
    assert.ok(commits.includes(commit));
  }
});

test('what git show reaches by the name of an operation, and by a HEAD that has more behind its id', async () => {
  const repository = makeRepository(join(folder, 'operations'), { commits: [{ 'a.md': 'base' }] });
  const worktree = join(folder, 'operations-worktree');
  repository.git('worktree', 'add', '-q', '--detach', worktree);
  const gitFolder = join(repository.root, '.git');
  const files = [
    'FETCH_HEAD',
    'ORIG_HEAD',
    'AUTO_MERGE',
    'rebase-merge/autostash',
    'worktrees/operations-worktree/CHERRY_PICK_HEAD',
    'worktrees/operations-worktree/HEAD',
    'HEAD',
  ];
  const hidden = files.map((file) => {
    const blob = repository.blob(`reached by ${file}`);
    const tree = repository.gitWith({ input: `100644 blob ${blob}\tx.md\n` }, 'mktree');
    const id = file === 'AUTO_MERGE' ? tree : repository.git('commit-tree', '-m', file, tree);
    mkdirSync(join(gitFolder, file, '..'), { recursive: true });
    writeFileSync(join(gitFolder, file), `${id}\t\tbranch 'x' of elsewhere\nmore\n`);
    return blob;
  });
  writeFileSync(join(gitFolder, 'COMMIT_EDITMSG'), `${'1'.repeat(40)}\n`);
  writeFileSync(join(gitFolder, 'MERGE_HEAD'), `${'2'.repeat(40)}\n`);
  const { blobs, skipped } = await walked(repository.root, repository.env);
  assert.deepEqual(
    hidden.filter((blob) => !blobs.includes(blob)),
    [],
  );
  assert.deepEqual(skipped, []);
});

test('tags of tags of tags, however many', async () => {
  const repository = makeRepository(join(folder, 'chain'), { commits: [{ 'a.md': 'base' }] });
  const blob = repository.blob('at the end of the chain');
  let [end, kind] = [blob, 'blob'];
  const tags: string[] = [];
  for (let level = 0; level < 30; level++) {
    const input = `object ${end}\ntype ${kind}\ntag t${level}\ntagger Ada <a@example.org> 1700000000 +0000\n\nm\n`;
    [end, kind] = [repository.gitWith({ input }, 'hash-object', '-t', 'tag', '-w', '--stdin'), 'tag'];
    tags.push(end);
    if (level % 9 === 0) repository.git('update-ref', `refs/tags/t${level}`, end);
  }
  repository.git('update-ref', 'refs/tags/last', end);
  const found = await walked(repository.root, repository.env);
  assert.deepEqual(found.tags, tags.sort());
  assert.ok(found.blobs.includes(blob));
});

test('tags of blobs, trees and tags; notes; references to no commit', async () => {
  const repository = makeRepository(join(folder, 'tags'), { commits: [{ 'a.md': 'base' }] });
  const blob = repository.blob('a tagged blob');
  const inTree = repository.blob('in a tagged tree');
  const tree = repository.gitWith({ input: `100644 blob ${inTree}\tx.md\n` }, 'mktree');
  const named = repository.blob('a blob with a reference of its own');
  repository.git('tag', '-a', '-m', 'of a blob', 'blob', blob);
  repository.git('tag', '-a', '-m', 'of a tree', 'tree', tree);
  repository.git('tag', '-a', '-m', 'of a tag', 'tag', 'blob');
  repository.git('update-ref', 'refs/x/named', named);
  repository.git('notes', 'add', '-m', 'a note', 'HEAD');
  const { blobs, tags, commits } = await walked(repository.root, repository.env);
  assert.deepEqual(blobs, listed(repository, 'blob'));
  for (const each of [blob, inTree, named]) assert.ok(blobs.includes(each));
  assert.deepEqual(tags, listed(repository, 'tag'));
  assert.deepEqual(commits, listed(repository, 'commit'));
  assert.equal(tags.length, 3);
});

test('names of every kind; links; modes; submodules are left out', async () => {
  const names = ['line\nend.md', 'tab\t.md', 'quote".md', ':colon.md', ' space', '-dash', '*star', 'ü/日本.md'];
  const repository = makeRepository(join(folder, 'names'), {
    commits: [Object.fromEntries(names.map((name) => [name, `in ${name}`]))],
  });
  repository.git('update-index', '--chmod=+x', 'tab\t.md');
  repository.git('commit', '-q', '-m', 'mode');
  const link = repository.blob('the/target');
  repository.git('update-index', '--add', '--cacheinfo', `120000,${link},link`);
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
  repository.git('commit', '-q', '-m', 'link');
  const odd = Buffer.concat([Buffer.from('100644 blob '), Buffer.from(link), Buffer.from([9, 0xff, 0xfe, 0])]);
  const tree = repository.gitWith({ input: odd }, 'mktree', '-z');
  repository.git('update-ref', 'refs/heads/odd', repository.git('commit-tree', '-m', 'odd', tree));
  const { objects, blobs } = await walked(repository.root, repository.env);
  assert.deepEqual(blobs, listed(repository, 'blob'));
  assert.deepEqual(
    objects.flatMap(({ path }) => (path === undefined ? [] : [path])).sort(),
    [...names, 'link', '\ufffd\ufffd'].sort(),
  );
});

test('SHA-256, bare, packed, shallow', async () => {
  const repository = makeRepository(join(folder, 'sha256'), {
    objectFormat: 'sha256',
    commits: [{ 'a.md': 'one' }, { 'a.md': 'two' }, { 'a.md': 'three' }],
  });
  assert.equal((await walked(repository.root, repository.env)).blobs.length, 3);
  const bare = cloneRepository(repository, join(folder, 'bare.git'), '--bare');
  assert.deepEqual((await walked(bare.root, bare.env)).blobs, listed(repository, 'blob'));
  const shallow = cloneRepository(repository, join(folder, 'shallow'), '--depth=1');
  assert.deepEqual((await walked(shallow.root, shallow.env)).blobs, [repository.id('HEAD:a.md')]);
});

test('several packs, loose objects and borrowed ones beside each other', async () => {
  const lender = makeRepository(join(folder, 'lender'), { commits: [{ 'a.md': 'lent' }, { 'a.md': 'packed there' }] });
  lender.git('repack', '-q', '-d');
  const root = join(folder, 'mixed');
  lender.git('clone', '-q', '--shared', lender.root, root);
  const repository = makeRepository(root);
  for (const name of ['first pack', 'second pack', 'loose']) {
    repository.commit({ 'b.md': `${name}, one` });
    repository.commit({ 'b.md': `${name}, two` });
    if (name !== 'loose') repository.git('repack', '-q', '-d', '-l');
  }
  lender.commit({ 'a.md': 'never fetched' });
  const { blobs, skipped } = await walked(root, repository.env);
  assert.deepEqual([blobs, skipped], [listed(repository, 'blob'), []]);
  assert.equal(blobs.length, 8);
  const read = await readAll(root, repository.env, blobs);
  assert.ok(read.every(({ kind }) => kind === 'blob'));
  // What the lender has beside it can be read here too, and nothing here reaches it.
  const all = await walked(root, repository.env, { unreachable: true });
  assert.deepEqual(all.blobs, listed(repository, 'blob', 'all'));
  assert.equal(all.blobs.length, 9);
});

test('no commit yet: nothing, and no fault', async () => {
  const repository = makeRepository(join(folder, 'empty'));
  const { objects, skipped } = await walked(repository.root, repository.env);
  assert.deepEqual({ objects, skipped }, { objects: [], skipped: [] });
});

test('what is known is left out', async () => {
  const repository = makeRepository(join(folder, 'known'), { commits: [{ 'a.md': 'one' }, { 'a.md': 'two' }] });
  const known = repository.id('HEAD');
  repository.commit({ 'a.md': 'three' });
  const gone = '1'.repeat(40);
  const { blobs, commits } = await walked(repository.root, repository.env, {}, [known, gone]);
  assert.deepEqual(blobs, [repository.id('HEAD:a.md')]);
  assert.deepEqual(commits, [repository.id('HEAD')]);
});

test('a range, references, a date', async () => {
  const repository = makeRepository(join(folder, 'limits'), { commits: [{ 'a.md': 'one' }, { 'a.md': 'two' }] });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.commit({ 'a.md': 'three' });
  const blobs = async (options: object) => (await walked(repository.root, repository.env, options)).blobs.length;
  assert.equal(await blobs({ range: 'main..topic' }), 1);
  assert.equal(await blobs({ refs: ['main'] }), 2);
  assert.equal(await blobs({ refs: ['refs/heads/topic'] }), 3);
  assert.equal(await blobs({ since: '1700000110 +0000' }), 2);
  assert.equal(await blobs({ since: '1700000110 +0000', refs: ['main'] }), 1);
  for (const options of [
    { range: '--all' },
    { range: 'main..none' },
    { refs: ['none'] },
    { refs: ['--exec=x'] },
    { refs: ['main..topic'] },
    { since: 'no date' },
    { range: '' },
  ])
    await assert.rejects(blobs(options), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.includes(`"${Object.values(options).flat()[0]}"`), error.message);
      return true;
    });
});

test('what nothing reaches: with a path where a lost commit has one', async () => {
  const repository = makeRepository(join(folder, 'lost'), { commits: [{ 'a.md': 'one' }] });
  repository.git('checkout', '-q', '-b', 'lost');
  const commit = repository.commit({ 'lost.md': 'lost with its commit' });
  repository.git('checkout', '-q', 'main');
  repository.git('branch', '-q', '-D', 'lost');
  repository.git('reflog', 'expire', '--expire=now', '--all');
  const blob = repository.blob('lost alone');
  assert.equal((await walked(repository.root, repository.env)).blobs.length, 1);
  for (const options of [{}, { refs: ['main'] }]) {
    const { objects, blobs } = await walked(repository.root, repository.env, { ...options, unreachable: true });
    assert.deepEqual(blobs, listed(repository, 'blob', 'all'));
    assert.ok(objects.some((each) => each.commit === commit && each.path === 'lost.md'));
    assert.ok(objects.some((each) => each.oid === blob && each.commit === undefined));
    assert.equal(objects.filter((each) => each.oid === blob).length, 1);
  }
});

test('objects are read: contents, messages, too large, missing', async () => {
  const large = 'x'.repeat(300_000);
  const repository = makeRepository(join(folder, 'read'), { commits: [{ 'a.md': 'one', 'b.md': '', 'c.md': large }] });
  const [a, b, c] = ['a.md', 'b.md', 'c.md'].map((name) => repository.id(`HEAD:${name}`)) as [string, string, string];
  const head = repository.id('HEAD');
  const none = '1'.repeat(40);
  const found = await readAll(repository.root, repository.env, [c, a, none, b, head, a]);
  const shown = found.map((each) =>
    'bytes' in each ? [each.oid, each.kind, each.bytes.length] : [each.oid, each.kind],
  );
  assert.deepEqual(shown.slice(0, -1), [
    [c, 'blob', 300_000],
    [a, 'blob', 3],
    [b, 'blob', 0],
    [head, 'commit', Number(repository.git('cat-file', '-s', head))],
    [a, 'blob', 3],
  ]);
  assert.deepEqual(shown.at(-1), [none, 'missing']);
  assert.deepEqual(await readAll(repository.root, repository.env, [c, b], 1000), [
    { oid: c, kind: 'too-big', size: 300_000 },
    { oid: b, kind: 'blob', bytes: Buffer.alloc(0) },
  ]);
});
