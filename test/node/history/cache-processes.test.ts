import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from '../folder.ts';
import { fileIn, oid, openCache } from './caches.ts';

/** A process that saves again and again what is new: after each save it says how often it has. */
const writer = `
import { oid, openCache } from ${JSON.stringify(new URL('./caches.ts', import.meta.url).href)};
const [folder, from, saves, each, opens] = process.argv.slice(1);
let cache = await openCache(folder);
for (let save = 0; save < Number(saves); save++) {
  if (opens === 'opens') cache = await openCache(folder);
  for (let index = 0; index < Number(each); index++) {
    const number = Number(from) + save * Number(each) + index;
    if (index % 3 > 0) cache.set(oid(number), index % 3 === 1 ? 'clean' : 'binary');
    else cache.set(oid(number), { object: 'blob', path: number + '.md', findings: [], introductions: [] });
  }
  await cache.save();
  process.stdout.write('.');
}
`;

function startWriter(
  folder: string,
  { from, saves, each, opens = false }: { from: number; saves: number; each: number; opens?: boolean },
): { child: ChildProcess; saved: () => number; ended: Promise<number | null> } {
  const args = [folder, from, saves, each, opens ? 'opens' : 'keeps'].map(String);
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let saved = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    saved += chunk.length;
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, saved: () => saved, ended };
}

function nameOf(number: number, index: number): unknown {
  if (index % 3 > 0) return index % 3 === 1 ? 'clean' : 'binary';
  return { object: 'blob', path: `${number}.md`, findings: [], introductions: [] };
}

test('two processes at once lose nothing of each other: 150 saves each, and two that open anew each time', async (t) => {
  const folder = makeFolder(t, {});
  const plans = [
    { from: 0, saves: 150, each: 7 },
    { from: 10_000, saves: 150, each: 7 },
    { from: 20_000, saves: 50, each: 5, opens: true },
    { from: 30_000, saves: 50, each: 5, opens: true },
  ];
  const codes = await Promise.all(plans.map((plan) => startWriter(folder, plan).ended));
  assert.deepEqual(codes, [0, 0, 0, 0]);
  const cache = await openCache(folder);
  assert.deepEqual([cache.warnings, cache.size], [[], 2 * 150 * 7 + 2 * 50 * 5]);
  for (const { from, saves, each } of plans)
    for (let save = 0; save < saves; save++)
      for (let index = 0; index < each; index++) {
        const number = from + save * each + index;
        assert.deepEqual(cache.get(oid(number)), nameOf(number, index));
      }
  assert.equal(readdirSync(folder).length, 1, 'neither drafts nor locks are left');
});

test('killed at 50 random moments: the file is the old one or the new one, and nothing is left behind', async (t) => {
  const folder = makeFolder(t, {});
  // So large that most moments are within a save.
  const large = await openCache(folder);
  for (let number = 0; number < 60_000; number++) large.set(oid(1_000_000 + number), 'clean');
  await large.save();
  let [known, drafts] = [0, 0];
  for (let kill = 0; kill < 50; kill++) {
    const { child, saved, ended } = startWriter(folder, { from: known, saves: 1e6, each: 3 });
    while (saved() === 0 && child.exitCode === null) await wait(1);
    assert.equal(child.exitCode, null, 'the writer ended by itself');
    await wait(Math.random() * 40);
    child.kill('SIGKILL');
    await ended;
    drafts += readdirSync(folder).filter((name) => name.startsWith('.')).length;
    const cache = await openCache(folder);
    assert.deepEqual(cache.warnings, []);
    const now = cache.size - 60_000;
    // All that was said to be saved, and of the last one all or nothing.
    assert.ok(now % 3 === 0 && now >= known + saved() * 3 && now <= known + (saved() + 2) * 3, `${now} are known`);
    for (let number = 0; number < now; number++) assert.deepEqual(cache.get(oid(number)), nameOf(number, number % 3));
    known = now;
  }
  assert.ok(drafts > 0, 'no kill came while a draft was written');
  const last = await openCache(folder);
  last.set(oid(999_999), 'clean');
  await last.save();
  assert.deepEqual(readdirSync(folder), [fileIn(folder).slice(folder.length + 1)]);
});

test('a full disk: the system’s error, the old file as it was, no draft', async (t) => {
  const disk = makeFolder(t, {});
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status !== 0) {
    t.skip('no file system could be mounted');
    return;
  }
  try {
    const cache = await openCache(disk);
    for (let number = 0; number < 4000; number++) cache.set(oid(number), 'clean');
    await cache.save();
    const before = readFileSync(fileIn(disk));
    for (let number = 4000; number < 9000; number++) cache.set(oid(number), 'clean');
    for (let tries = 0; tries < 3; tries++) {
      await assert.rejects(cache.save(), { code: 'ENOSPC' });
      assert.ok(readFileSync(fileIn(disk)).equals(before));
      assert.equal(readdirSync(disk).length, 1);
      assert.equal(cache.get(oid(8999)), 'clean');
    }
    assert.equal((await openCache(disk)).size, 4000);
    // Not even a lock has room.
    spawnSync('dd', ['if=/dev/zero', `of=${disk}/fill`, 'bs=1k', 'count=1024'], { stdio: 'ignore' });
    await assert.rejects(cache.save(), { code: 'ENOSPC' });
    assert.deepEqual(readdirSync(disk).sort(), [fileIn(disk).slice(disk.length + 1), 'fill'].sort());
    assert.ok(readFileSync(fileIn(disk)).equals(before));
    rmSync(join(disk, 'fill'));
    // With room again all of it is written.
    spawnSync('mount', ['-o', 'remount,size=4m', disk]);
    await cache.save();
    assert.equal((await openCache(disk)).size, 9000);
  } finally {
    spawnSync('umount', [disk]);
  }
});

test('a pipe in the place of the file is not waited for', { timeout: 20_000 }, async (t) => {
  const folder = makeFolder(t, {});
  const first = await openCache(folder);
  first.set(oid(1), 'clean');
  await first.save();
  const file = fileIn(folder);
  rmSync(file);
  assert.equal(spawnSync('mkfifo', [file]).status, 0);
  const cache = await openCache(folder);
  assert.match(cache.warnings.join(), /is made anew: it is no file/);
  cache.set(oid(2), 'clean');
  await cache.save();
  assert.ok(statSync(file).isFile());
  // The same, while one has it open who knew what was in it.
  rmSync(file);
  assert.equal(spawnSync('mkfifo', [file]).status, 0);
  first.set(oid(3), 'clean');
  await first.save();
  assert.equal((await openCache(folder)).size, 2);
});

test('a folder that can not be made: empty with a warning, and saving says what the system says', async (t) => {
  const folder = makeFolder(t, { file: '' });
  const cache = await openCache(join(folder, 'file', 'history'));
  assert.match(cache.warnings.join(), /ENOTDIR/);
  cache.set(oid(1), 'clean');
  await assert.rejects(cache.save(), { code: 'ENOTDIR' });
  assert.equal(cache.get(oid(1)), 'clean');
});

test('a file or a folder that may not be read or written', async (t) => {
  const folder = join(makeFolder(t, {}), 'history');
  const first = await openCache(folder);
  first.set(oid(1), 'clean');
  await first.save();
  chmodSync(fileIn(folder), 0);
  // Root may do everything; another user is asked in its place.
  const script = `
    import { oid, openCache } from ${JSON.stringify(new URL('./caches.ts', import.meta.url).href)};
    const cache = await openCache(${JSON.stringify(folder)});
    cache.set(oid(2), 'clean');
    const saved = await cache.save().then(() => 'saved', ({ code }) => code);
    console.log(JSON.stringify([cache.warnings, cache.size, saved]));`;
  const run = (mode: number): [warnings: string[], size: number, saved: string] => {
    chmodSync(folder, mode);
    const isRoot = process.getuid?.() === 0;
    const args = ['--input-type=module', '-e', script];
    const [program, all] = isRoot
      ? ['setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, ...args]]
      : [process.execPath, args];
    if (isRoot) spawnSync('chown', ['65534:65534', join(folder, '..'), folder, fileIn(folder)]);
    const { stdout, stderr } = spawnSync(program, all, { encoding: 'utf8', cwd: '/' });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  };
  const [warnings, size, saved] = run(0o500);
  assert.match(warnings[0] ?? '', /is made anew: it can not be read \(EACCES\)/);
  assert.deepEqual([size, saved], [1, 'EACCES']);
  assert.deepEqual(run(0o700).slice(1), [1, 'saved']);
  assert.deepEqual((await openCache(folder)).warnings, []);
});

test('a lock that a killed writer left is no obstacle', async (t) => {
  const folder = makeFolder(t, {});
  const cache = await openCache(folder);
  cache.set(oid(1), 'clean');
  await cache.save();
  const lock = fileIn(folder).replace(/\.bin$/, '.lock');
  // Of a process that is gone, and of one that was killed before it wrote who it is.
  for (const [index, content] of ['4194999 0123456789abcdef', ''].entries()) {
    writeFileSync(lock, content);
    cache.set(oid(index + 2), 'clean');
    await cache.save();
    assert.equal(readdirSync(folder).length, 1);
  }
  mkdirSync(join(folder, 'sub'));
  assert.equal((await openCache(folder)).size, 3);
});
