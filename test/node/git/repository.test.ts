import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../../src/core/user-error.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { isSameBase } from '../../../src/node/git/state.ts';
import {
  cloneRepository,
  makeRepository,
  type TestRepository,
  temporaryFolder,
  testEnvironment,
} from './repositories.ts';
import { listed, walked } from './walking.ts';

const folder = realpathSync(temporaryFolder('repository'));

async function refused(path: string, env: Record<string, string>, expected: RegExp): Promise<void> {
  await assert.rejects(openRepository(path, env), (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, expected);
    assert.ok(!error.message.includes('\n') && error.hint !== '');
    return true;
  });
}

test("a repository is found from its root, a folder or file beneath, git's folder, a link, a worktree", async () => {
  const repository = makeRepository(join(folder, 'found'), { commits: [{ 'deep/er/x.md': 'x' }] });
  const { root, env } = repository;
  const gitDir = join(root, '.git');
  symlinkSync(root, join(folder, 'link'));
  const expected = { root, gitDir, commonDir: gitDir, isBare: false, objectFormat: 'sha1' };
  for (const path of [root, join(root, 'deep/er'), join(root, 'deep/er/x.md'), gitDir, join(folder, 'link', 'deep')])
    assert.deepEqual((await openRepository(path, env)).place, expected);
  const worktree = join(folder, 'found-worktree');
  repository.git('worktree', 'add', '-q', '--detach', worktree);
  assert.deepEqual((await openRepository(worktree, env)).place, {
    ...expected,
    root: worktree,
    gitDir: join(gitDir, 'worktrees', 'found-worktree'),
  });
  const bare = cloneRepository(repository, join(folder, 'bare\nname.git'), '--bare');
  assert.deepEqual((await openRepository(join(bare.root, 'refs'), env)).place, {
    root: bare.root,
    gitDir: bare.root,
    commonDir: bare.root,
    isBare: true,
    objectFormat: 'sha1',
  });
});

test('what git does not open is refused in one line', async () => {
  const env = testEnvironment(folder);
  mkdirSync(join(folder, 'nothing'));
  await refused(join(folder, 'nothing'), env, /lies in no git repository$/);
  await refused(join(folder, 'not-there'), env, /There is no file or folder .*not-there$/);
  const { root } = makeRepository(join(folder, 'refused'));
  await refused(root, { ...env, PATH: '/nowhere' }, /^git was not found$/);
  appendFileSync(join(root, '.git', 'config'), '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheard = of\n');
  await refused(root, env, /unknown repository extension/);
  writeFileSync(join(root, '.git', 'config'), 'no config at all [\n');
  await refused(root, env, /bad config/);
});

test("a repository of another user is refused, and the person's word for it counts", async (t) => {
  if (process.getuid?.() !== 0) return t.skip('needs root to give a folder away');
  const { root, env } = makeRepository(join(folder, 'foreign'), { commits: [{ 'a.md': 'a' }] });
  spawnSync('chown', ['-R', '12345', root]);
  await refused(root, env, /belongs to another user$/);
  const config = join(folder, 'trusting');
  writeFileSync(config, `[safe]\n\tdirectory = ${root}\n`);
  const { place } = await openRepository(root, { ...env, GIT_CONFIG_GLOBAL: config });
  assert.equal(place.root, root);
  assert.equal((await walked(root, { ...env, GIT_CONFIG_GLOBAL: config })).blobs.length, 1);
});

test('remotes, shallow, partial', async () => {
  const origin = makeRepository(join(folder, 'origin'), { commits: [{ 'a.md': 'a' }, { 'a.md': 'b' }] });
  origin.git('config', 'uploadpack.allowFilter', 'true');
  const whole = await openRepository(origin.root, origin.env);
  assert.deepEqual([whole.remotes, whole.isShallow, whole.isPartial], [[], false, false]);
  const clone = cloneRepository(origin, join(folder, 'clone'), '--depth=1', '--filter=blob:none');
  clone.git('remote', 'add', 'a.b/c', 'https://example.org/x');
  const { remotes, isShallow, isPartial } = await openRepository(clone.root, clone.env);
  assert.deepEqual([remotes, isShallow, isPartial], [['a.b/c', 'origin'], true, true]);
});

test('blobs of what is checked out, in every worktree', async () => {
  const repository = makeRepository(join(folder, 'trees'), {
    commits: [{ 'a.md': 'a' }, { 'a.md': 'b', 'c.md': 'b' }],
  });
  repository.git('worktree', 'add', '-q', '--detach', join(folder, 'trees-worktree'), 'HEAD~1');
  for (const root of [repository.root, join(folder, 'trees-worktree')]) {
    const { trees } = await openRepository(root, repository.env);
    const [a, b] = [repository.id('main~1:a.md'), repository.id('main:a.md')] as [string, string];
    assert.deepEqual(Object.fromEntries(await trees()), { [a]: ['a.md'], [b]: ['a.md', 'c.md'] });
    assert.deepEqual(await trees(new Set([a])), new Map([[a, ['a.md']]]));
  }
  const empty = makeRepository(join(folder, 'unborn'));
  assert.equal((await (await openRepository(empty.root, empty.env)).trees()).size, 0);
});

test('who wrote a commit and when; what is reached by references and from a remote', async () => {
  const origin = makeRepository(join(folder, 'facts'), { commits: [{ 'a.md': 'a' }] });
  const clone = cloneRepository(origin, join(folder, 'facts-clone'));
  const pushed = clone.id('HEAD');
  const kept = clone.commit({ 'a.md': 'b' }, 'kept');
  clone.commit({ 'a.md': 'c' }, 'lost', '--author=Zoë <z@example.org>', '--date=2020-02-03T04:05:06-0230');
  const lost = clone.id('HEAD');
  clone.git('reset', '-q', '--hard', kept);
  const latin = clone.gitWith(
    {
      input: `tree ${clone.id('HEAD^{tree}')}\nauthor  <> 0 +0000\ncommitter x <> 0 +0000\nencoding ISO-8859-1\n\nx\n`,
    },
    'hash-object',
    '-w',
    '-t',
    'commit',
    '--stdin',
    '--literally',
  );
  const repository = await openRepository(clone.root, clone.env);
  const facts = await repository.commitFacts([pushed, kept, lost, latin, '1'.repeat(40), kept]);
  assert.deepEqual(facts.get(kept), { author: 'Ada', date: '2023-11-14T23:14:20+01:00' });
  assert.deepEqual(facts.get(lost), { author: 'Zoë', date: '2020-02-03T04:05:06-02:30' });
  assert.deepEqual(facts.get(latin), { author: '', date: '1970-01-01T00:00:00+00:00' });
  assert.equal(facts.size, 4);
  const all = new Set([pushed, kept, lost]);
  assert.deepEqual(await repository.reachableAmong(all, 'refs'), new Set([kept, pushed]));
  assert.deepEqual(await repository.reachableAmong(all, { remote: 'origin' }), new Set([pushed]));
  assert.deepEqual(await repository.reachableAmong(all, { remote: 'none' }), new Set());
  assert.deepEqual(new Set(await repository.tips()), all);
});

/** Submodules: `kept` absorbed and with `nested` in it, `own` with a git folder of its own, `gone` deinitialised. */
function withSubmodules(): TestRepository {
  const nested = makeRepository(join(folder, 'sub-nested'), { commits: [{ 'nested.md': 'nested' }] });
  const kept = makeRepository(join(folder, 'sub-kept'), { commits: [{ 'kept.md': 'kept' }] });
  const file = ['-c', 'protocol.file.allow=always'];
  kept.git(...file, 'submodule', '--quiet', 'add', nested.root, 'in/nested');
  kept.commit({}, 'nested');
  const gone = makeRepository(join(folder, 'sub-gone'), { commits: [{ 'gone.md': 'gone' }] });
  const outer = makeRepository(join(folder, 'outer'), { commits: [{ 'outer.md': 'outer' }] });
  outer.git(...file, 'submodule', '--quiet', 'add', '--name', 'a/name', kept.root, 'libs/kept');
  outer.git(...file, 'submodule', '--quiet', 'update', '--init', '--recursive');
  outer.git(...file, 'submodule', '--quiet', 'add', gone.root, 'gone');
  const own = makeRepository(join(outer.root, 'own'), { commits: [{ 'own.md': 'own' }] }, outer.env);
  outer.git('add', 'own');
  outer.commit({}, 'submodules');
  outer.git('submodule', '--quiet', 'deinit', '-f', 'gone');
  assert.ok(own.root);
  return outer;
}

test("submodules: kept in git's folder, with a folder of their own, nested, deinitialised; each once", async () => {
  const outer = withSubmodules();
  const expected = ['gone', 'libs/kept', 'libs/kept/in/nested', 'own'];
  const look = async () => {
    const submodules = await (await openRepository(outer.root, outer.env)).submodules();
    assert.deepEqual(submodules.map(({ path }) => path).sort(), expected);
    for (const { path, place } of submodules) {
      const { objects, skipped } = await walked(place.root, outer.env);
      assert.deepEqual(skipped, []);
      const names = objects.flatMap((each) => (each.path?.endsWith('.md') ? [each.path] : []));
      assert.deepEqual(names, [`${path.split('/').at(-1)}.md`]);
    }
  };
  await look();
  // Not even the empty folder is left: the configuration of the submodule leads nowhere.
  rmSync(join(outer.root, 'gone'), { recursive: true });
  await look();
  const config = join(outer.root, 'own', '.git', 'config');
  appendFileSync(config, '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheard = of\n');
  const refusals: string[] = [];
  const broken = await openRepository(outer.root, outer.env);
  const others = await broken.submodules((path, { message }) => refusals.push(path, message));
  assert.equal(others.length, 3);
  assert.deepEqual(refusals.length, 2);
  assert.equal(refusals[0], 'own');
  await assert.rejects(broken.submodules(), UserError);
  // A link where the submodule was: what it leads to is no part of the repository.
  const elsewhere = makeRepository(join(folder, 'elsewhere'), { commits: [{ 'e.md': 'e' }] });
  renameSync(join(outer.root, 'own'), join(folder, 'moved-own'));
  symlinkSync(elsewhere.root, join(outer.root, 'own'));
  const submodules = await (await openRepository(outer.root, outer.env)).submodules();
  assert.ok(!submodules.some(({ path }) => path === 'own'));
});

test('the state is the same as long as nothing moves', async () => {
  const repository = makeRepository(join(folder, 'state'), { commits: [{ 'a.md': 'a' }, { 'a.md': 'b' }] });
  const state = async () => (await openRepository(repository.root, repository.env)).state();
  let before = await state();
  const same: [string, () => unknown][] = [
    ['nothing', () => undefined],
    ['a file changed', () => repository.write({ 'a.md': 'not committed' })],
    ['staged', () => repository.git('add', '--all')],
    [
      'packed',
      () => repository.git('-c', 'gc.reflogExpire=never', '-c', 'gc.reflogExpireUnreachable=never', 'gc', '-q'),
    ],
  ];
  for (const [name, change] of same) {
    change();
    assert.equal(await state(), before, name);
  }
  const stash = () => {
    repository.write({ 'a.md': 'c' });
    repository.git('stash', 'push', '-q');
  };
  const changes: [string, () => unknown][] = [
    ['a commit', () => repository.commit({ 'b.md': 'b' })],
    ['a branch', () => repository.git('branch', 'topic', 'HEAD~1')],
    ['another branch checked out', () => repository.git('checkout', '-q', 'topic')],
    ['an amended commit', () => repository.commit({}, 'again', '--amend')],
    ['a tag', () => repository.git('tag', 'x')],
    ['a note', () => repository.git('notes', 'add', '-m', 'x')],
    ['a stash', stash],
    ['no reflog', () => repository.git('reflog', 'expire', '--expire=now', '--all')],
    ['a remote', () => repository.git('remote', 'add', 'origin', 'https://example.org')],
    ['a worktree', () => repository.git('worktree', 'add', '-q', '--detach', join(folder, 'state-worktree'))],
    [
      'a commit in it',
      () => repository.git('-C', join(folder, 'state-worktree'), 'commit', '-q', '--allow-empty', '-m', 'x'),
    ],
  ];
  for (const [name, change] of changes) {
    change();
    const now = await state();
    assert.notEqual(now, before, name);
    assert.equal(isSameBase(now, before), true, name);
    before = now;
  }
});

test('the base of a state changes where an old history may come to light', async () => {
  const origin = makeRepository(join(folder, 'deep'), { commits: [{ 'a.md': 'a' }, { 'a.md': 'b' }, { 'a.md': 'c' }] });
  const clone = cloneRepository(origin, join(folder, 'deepened'), '--depth=1');
  const state = async () => (await openRepository(clone.root, clone.env)).state();
  const before = await state();
  clone.git('fetch', '-q', '--deepen=1');
  assert.equal(isSameBase(await state(), before), false);
  assert.deepEqual((await walked(clone.root, clone.env)).blobs, listed(clone, 'blob'));
});

test('alternates are read', async () => {
  const origin = makeRepository(join(folder, 'lender'), { commits: [{ 'a.md': 'a' }] });
  const borrower = join(folder, 'borrower');
  origin.git('clone', '-q', '--shared', origin.root, borrower);
  const { blobs } = await walked(borrower, origin.env);
  assert.deepEqual(blobs, [origin.id('HEAD:a.md')]);
});

test('a state of 1,000 references and long reflogs takes below 100 ms', async () => {
  const repository = makeRepository(join(folder, 'many'), { commits: [{ 'a.md': 'a' }] });
  const head = repository.id('HEAD');
  const lines = Array.from({ length: 1000 }, (_, at) => `create refs/heads/b${at} ${head}\n`).join('');
  repository.gitWith({ input: lines }, 'update-ref', '--stdin');
  const line = `${head} ${head} Ada <ada@example.org> 1700000000 +0000\tcheckout: moving from a to b\n`;
  appendFileSync(join(repository.root, '.git', 'logs', 'HEAD'), line.repeat(50_000));
  const { state } = await openRepository(repository.root, repository.env);
  await state();
  const before = process.cpuUsage();
  await state();
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1000 < 100, `${(user + system) / 1000} ms`);
});
