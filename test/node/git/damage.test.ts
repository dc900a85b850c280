import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { makeRepository, type TestRepository, temporaryFolder } from './repositories.ts';
import { readAll, walked } from './walking.ts';

const folder = temporaryFolder('damage');
let count = 0;

/** Three commits; the second one changes a.md and nothing beside it. */
function sample(): TestRepository {
  return makeRepository(join(folder, `sample-${count++}`), {
    commits: [{ 'a.md': 'one', 'deep/er/x.md': 'x' }, { 'a.md': 'two' }, { 'a.md': 'three', 'deep/er/y.md': 'y' }],
  });
}

function loose(repository: TestRepository, oid: string): string {
  const file = join(repository.root, '.git', 'objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(file, 0o644);
  return file;
}

const damages: Record<string, (file: string) => void> = {
  truncated: (file) => truncateSync(file, 12),
  'cut to nothing': (file) => truncateSync(file, 0),
  garbage: (file) => writeFileSync(file, 'no zlib stream at all'),
  'shorter than it says': (file) => writeFileSync(file, deflateSync(Buffer.from('blob 3000\0one'))),
  'of no kind': (file) => writeFileSync(file, deflateSync(Buffer.from('glob 3\0one'))),
  'of a size that is no number': (file) => writeFileSync(file, deflateSync(Buffer.from('blob -3\0one'))),
};

for (const [name, damage] of Object.entries(damages)) {
  test(`a blob that is ${name}: damaged, and all others are read`, async () => {
    const repository = sample();
    const oid = repository.id('HEAD~2:a.md');
    damage(loose(repository, oid));
    const { blobs, skipped } = await walked(repository.root, repository.env);
    assert.deepEqual(skipped, []);
    assert.equal(blobs.length, 5);
    for (const order of [blobs, [...blobs].reverse(), [oid, ...blobs.filter((each) => each !== oid)]]) {
      const read = await readAll(repository.root, repository.env, order);
      assert.deepEqual(read.map((each) => each.oid).sort(), [...blobs].sort());
      assert.deepEqual(
        read.filter(({ kind }) => kind !== 'blob'),
        [{ oid, kind: 'damaged' }],
      );
    }
  });
}

test('a blob whose content has another id is read as what it is', async () => {
  const repository = sample();
  const oid = repository.id('HEAD~2:a.md');
  writeFileSync(loose(repository, oid), deflateSync(Buffer.from('blob 5\0other')));
  const [read] = await readAll(repository.root, repository.env, [oid]);
  assert.ok(read !== undefined && 'bytes' in read);
  assert.equal(Buffer.from(read.bytes).toString(), 'other');
});

test('many damaged blobs: each by itself, nothing else lost', async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.md`, `content ${at}`]));
  const repository = makeRepository(join(folder, 'many'), { commits: [files] });
  const { blobs } = await walked(repository.root, repository.env);
  const bad = blobs.filter((_, at) => at % 4 === 1);
  for (const oid of bad) truncateSync(loose(repository, oid), 15);
  const read = await readAll(repository.root, repository.env, blobs);
  assert.deepEqual(read.flatMap(({ oid, kind }) => (kind === 'damaged' ? [oid] : [])).sort(), bad);
  assert.equal(read.filter(({ kind }) => kind === 'blob').length, 45);
});

test('a damaged or missing tree: what lies beside it keeps its commit and path, the rest comes without', async () => {
  for (const damage of [(file: string) => truncateSync(file, 10), (file: string) => rmSync(file)]) {
    const repository = sample();
    const expected = (await walked(repository.root, repository.env)).blobs;
    // The tree of the commit in the middle.
    damage(loose(repository, repository.id('HEAD~1^{tree}')));
    const { blobs, commits, objects, skipped } = await walked(repository.root, repository.env);
    assert.deepEqual(blobs, expected);
    assert.equal(commits.length, 3);
    const first = repository.id('HEAD~2');
    assert.ok(objects.some((each) => each.commit === first && each.path === 'deep/er/x.md'));
    // The last commit can not be compared with its parent: all of its tree counts.
    const last = repository.id('HEAD');
    assert.ok(objects.some((each) => each.commit === last && each.path === 'a.md'));
    assert.ok(skipped.length > 0 && skipped.every(({ why }) => why === 'damaged' || why === 'missing'));
    assert.ok(skipped.some(({ detail }) => detail?.includes(repository.id('HEAD~1'))));
  }
});

test('a damaged or missing commit', async () => {
  for (const damage of [(file: string) => truncateSync(file, 10), (file: string) => rmSync(file)]) {
    const repository = sample();
    const expected = (await walked(repository.root, repository.env)).blobs;
    const gone = repository.id('HEAD~1');
    damage(loose(repository, gone));
    for (const unreachable of [false, true]) {
      const { blobs, commits, skipped } = await walked(repository.root, repository.env, { unreachable });
      assert.deepEqual(blobs, expected);
      assert.ok(commits.length >= 2);
      assert.ok(skipped.length > 0);
    }
  }
});

test('a reference to a commit that is not there, and one that is no reference', async () => {
  const repository = sample();
  const expected = (await walked(repository.root, repository.env)).blobs;
  writeFileSync(join(repository.root, '.git', 'refs', 'heads', 'gone'), `${'1'.repeat(40)}\n`);
  writeFileSync(join(repository.root, '.git', 'refs', 'heads', 'broken'), 'nonsense\n');
  const { blobs, skipped } = await walked(repository.root, repository.env);
  assert.deepEqual(blobs, expected);
  assert.deepEqual(skipped, [{ path: '', why: 'missing', detail: `refs/heads/gone: ${'1'.repeat(40)}` }]);
});

test('a damaged pack: the whole of it can not be read, or one object in it', async () => {
  for (const where of ['begin', 'middle', 'index'] as const) {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`${at}.md`, `content ${at}\n`.repeat(at + 1)]),
    );
    const repository = makeRepository(join(folder, `pack-${where}`), { commits: [files, { 'x.md': 'x' }] });
    const { blobs } = await walked(repository.root, repository.env);
    repository.git('repack', '-q', '-a', '-d');
    const packs = join(repository.root, '.git', 'objects', 'pack');
    const name = readdirSync(packs).find((each) => each.endsWith(where === 'index' ? '.idx' : '.pack')) ?? '';
    const bytes = readFileSync(join(packs, name));
    if (where === 'begin') bytes.fill(0, 0, 12);
    else if (where === 'middle') bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 8);
    else bytes.fill(0, 0, 8);
    chmodSync(join(packs, name), 0o644);
    writeFileSync(join(packs, name), bytes);
    const read = await readAll(repository.root, repository.env, blobs);
    assert.deepEqual(read.map(({ oid }) => oid).sort(), blobs);
    const good = read.filter(({ kind }) => kind === 'blob').length;
    assert.ok(where === 'middle' ? good > 10 && good < 31 : good < 31, `${where}: ${good}`);
    const { skipped } = await walked(repository.root, repository.env);
    if (where !== 'middle') assert.ok(skipped.length > 0);
  }
});

test('a reference or tag whose object is gone is told, and so is what a person named', async () => {
  const repository = sample();
  const blob = repository.blob('gone');
  repository.git('tag', '-a', '-m', 'of a blob', 'direct', blob);
  rmSync(loose(repository, blob));
  const commit = repository.commit({ 'b.md': 'b' });
  repository.git('branch', 'lost');
  repository.git('reset', '-q', '--hard', 'HEAD~1');
  rmSync(loose(repository, commit));
  const told = (await walked(repository.root, repository.env)).skipped;
  assert.deepEqual(told.map(({ why, detail }) => [why, detail]).sort(), [
    ['missing', `refs/heads/lost: ${commit}`],
    ['missing', `refs/tags/direct: ${blob}`],
  ]);
  const named = (await walked(repository.root, repository.env, { refs: [commit] })).skipped;
  assert.deepEqual(
    named.map(({ why, detail }) => [why, detail]),
    [['missing', `what was asked for: ${commit}`]],
  );
});

test('a tree with a tag of which a part is gone is told', async () => {
  const repository = sample();
  repository.git('tag', 'tree', 'HEAD^{tree}');
  rmSync(loose(repository, repository.id('HEAD:deep/er')));
  const { skipped } = await walked(repository.root, repository.env, { refs: ['tree'] });
  assert.deepEqual(
    skipped.map(({ why }) => why),
    ['missing'],
  );
});
