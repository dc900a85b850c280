import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { walkHistory } from '../../../src/node/git/history-walk.ts';
import { readObjects } from '../../../src/node/git/object-reader.ts';
import { openRepository, type Repository } from '../../../src/node/git/repository.ts';
import { makeRepository, type TestRepository, temporaryFolder } from './repositories.ts';

const folder = temporaryFolder('reader');
let repository: TestRepository;
let opened: Repository;
let blobs: string[];

/** 3,000 blobs, packed, 12 MB; 300 KB of paths. */
before(async () => {
  repository = makeRepository(join(folder, 'many'), { bare: true });
  const parts: string[] = [];
  for (let at = 1; at <= 3000; at++) {
    const content = `${at} `.repeat(800);
    parts.push(`blob\nmark :${at}\ndata ${content.length}\n${content}\n`);
  }
  parts.push('commit refs/heads/main\ncommitter A <a@example.org> 1600000000 +0000\ndata 1\nm\n');
  for (let at = 1; at <= 3000; at++) parts.push(`M 100644 :${at} ${`folder-${at % 50}/`.repeat(8)}${at}.md\n`);
  repository.gitWith({ input: parts.join('') }, 'fast-import', '--quiet');
  opened = await openRepository(repository.root, repository.env);
  blobs = [];
  const request = { options: { refs: [], unreachable: false, maxSize: 1 }, excluded: [] };
  for await (const { objects } of walkHistory(opened.place, request, repository.env, new AbortController().signal))
    for (const { oid, object } of objects) if (object === 'blob') blobs.push(oid);
});

/** Processes of git that this one started and that still run. */
function running(): string[] {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('cat-file') || line.includes('git log'));
}

async function ends(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !check(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(check());
}

test('all of many objects are read, in their order', async () => {
  assert.equal(blobs.length, 3000);
  const found: string[] = [];
  let bytes = 0;
  const { signal } = new AbortController();
  for await (const each of readObjects(opened.place, blobs, { maxSize: 1 << 20 }, repository.env, signal)) {
    found.push(each.oid);
    if ('bytes' in each) bytes += each.bytes.length;
  }
  assert.deepEqual(found, blobs);
  assert.equal(
    bytes,
    Array.from({ length: 3000 }, (_, at) => `${at + 1} `.length * 800).reduce((a, b) => a + b),
  );
});

test('what is asked for may come late, one by one', async () => {
  async function* slow() {
    for (const oid of blobs.slice(0, 5)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield oid;
    }
  }
  const found: string[] = [];
  const { signal } = new AbortController();
  for await (const each of readObjects(opened.place, slow(), { maxSize: 1 << 20 }, repository.env, signal))
    found.push(each.oid);
  assert.deepEqual(found, blobs.slice(0, 5));
});

test('a signal ends the reading and the walk, with its reason, and the processes', async () => {
  for (const isWalk of [false, true]) {
    const controller = new AbortController();
    const { signal } = controller;
    const request = { options: { refs: [], unreachable: true, maxSize: 1 }, excluded: [] };
    const items = isWalk
      ? walkHistory(opened.place, request, repository.env, signal)
      : readObjects(opened.place, blobs, { maxSize: 1 << 20 }, repository.env, signal);
    const reason = new Error('enough');
    await assert.rejects(
      (async () => {
        for await (const each of items) {
          assert.ok(each !== undefined);
          controller.abort(reason);
        }
      })(),
      reason,
    );
    await ends(() => running().length === 0);
  }
});

test('who stops early leaves no process behind, and ends where the ids come from', async () => {
  let isClosed = false;
  async function* source() {
    try {
      yield* blobs;
    } finally {
      isClosed = true;
    }
  }
  const { signal } = new AbortController();
  for await (const each of readObjects(opened.place, source(), { maxSize: 1 << 20 }, repository.env, signal)) {
    assert.equal(each.kind, 'blob');
    break;
  }
  assert.equal(isClosed, true);
  await ends(() => running().length === 0);
});

test('a fault where the ids come from comes through', async () => {
  const fault = new Error('of the source');
  async function* source() {
    yield* blobs.slice(0, 100);
    throw fault;
  }
  const { signal } = new AbortController();
  await assert.rejects(
    (async () => {
      for await (const each of readObjects(opened.place, source(), { maxSize: 1 << 20 }, repository.env, signal))
        assert.equal(each.kind, 'blob');
    })(),
    fault,
  );
});

test('where git is not there, or the repository is gone, that is said', async () => {
  const { signal } = new AbortController();
  const { place } = opened;
  const read = async (root: typeof place, env: Record<string, string>) => {
    for await (const each of readObjects(root, blobs, { maxSize: 1 << 20 }, env, signal)) assert.ok(each);
  };
  await assert.rejects(read(place, { ...repository.env, PATH: '/nowhere' }), /ENOENT/);
  await assert.rejects(read({ ...place, gitDir: join(folder, 'gone') }, repository.env), /not a git repository/);
});
