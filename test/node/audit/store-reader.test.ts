import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { outOfReach } from '../../../src/node/audit/out-of-reach.ts';
import { openStoreReader, type ReaderOptions } from '../../../src/node/audit/store-reader.ts';
import { openSqlite } from '../../../src/node/sqlite/sqlite.ts';
import { makeFolder } from '../folder.ts';
import { makeDatabase } from '../sqlite/databases.ts';
import { machineAt } from './machines.ts';

function readerAt(t: TestContext, home: string, options: ReaderOptions = {}) {
  const machine = machineAt(home);
  const sqlite = openSqlite({ folder: join(home, '.copies') });
  t.after(() => sqlite[Symbol.dispose]());
  const reader = openStoreReader(machine, sqlite, options);
  const skips = (): string[] => machine.skipped.map(({ path, why }) => `${why} ${path.slice(home.length + 1)}`);
  return { reader, skips };
}

test('texts come decoded: UTF-8 with and without mark, UTF-16, Latin-1; of what is binary there is none', (t) => {
  const text = 'Zürich, "ß"';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const home = makeFolder(t, {
    plain: text,
    mark: `\ufeff${text}`,
    le: utf16,
    be: Buffer.from(utf16).swap16(),
    latin: Buffer.from(text, 'latin1'),
    binary: Buffer.from([0, 1, 2, 255, 0, 0, 7]),
    empty: '',
  });
  const { reader, skips } = readerAt(t, home);
  for (const name of ['plain', 'mark', 'le', 'be', 'latin']) {
    assert.equal(reader.text(`${home}/${name}`), text, name);
    assert.equal(reader.start(`${home}/${name}`), text, name);
  }
  assert.equal(reader.text(`${home}/binary`), undefined);
  assert.equal(reader.text(`${home}/empty`), '');
  assert.equal(reader.text(`${home}/gone`), undefined);
  assert.equal(reader.text(home), undefined);
  assert.deepEqual(skips(), []);
});

test('a beginning is cut at a whole character; heads and tails are bytes', (t) => {
  const home = makeFolder(t, { a: 'aä€😀', long: Buffer.alloc(100_000, 'x') });
  const { reader } = readerAt(t, home);
  const cuts = Array.from({ length: 11 }, (_, most) => reader.start(`${home}/a`, most));
  assert.deepEqual(cuts, ['', 'a', 'a', 'aä', 'aä', 'aä', 'aä€', 'aä€', 'aä€', 'aä€', 'aä€😀']);
  const bytes = (each: Uint8Array | undefined): string => Buffer.from(each ?? []).toString('latin1');
  assert.equal(bytes(reader.head(`${home}/a`, 1)), 'a');
  assert.equal(reader.head(`${home}/a`, 100)?.length, 10);
  assert.equal(reader.head(`${home}/long`, 16)?.length, 16);
  assert.equal(reader.head(`${home}/long`, 50_000)?.length, 50_000);
  assert.equal(reader.head(`${home}/long`, 16)?.length, 16);
  assert.equal(reader.tail(`${home}/a`, 4)?.length, 4);
  assert.equal(reader.tail(`${home}/a`, 400)?.length, 10);
  assert.equal(reader.size(`${home}/long`), 100_000);
  assert.equal(reader.size(home), undefined);
});

test('JSON may have comments; damaged is skipped, a prototype is no trap', (t) => {
  const home = makeFolder(t, {
    'a.json': '{"a": [1, 2]}',
    'b.json': '// words\n{"a": 1,}',
    'cut.json': '{"a": [1, "se',
    'proto.json': '{"__proto__": {"polluted": 1}, // \n}',
    'zeros.json': Buffer.alloc(100),
    'deep.json': '[{"a":'.repeat(500_000),
  });
  const { reader, skips } = readerAt(t, home);
  assert.deepEqual(reader.json(`${home}/a.json`), { a: [1, 2] });
  assert.deepEqual(reader.json(`${home}/b.json`), { a: 1 });
  reader.json(`${home}/proto.json`);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
  assert.equal(reader.json(`${home}/cut.json`), undefined);
  assert.equal(reader.json(`${home}/zeros.json`), undefined);
  assert.equal(reader.json(`${home}/deep.json`), undefined);
  assert.deepEqual(skips(), ['damaged cut.json', 'damaged zeros.json', 'damaged deep.json']);
});

test('what is too large, no file, or not to be read is skipped with its reason', (t) => {
  const home = makeFolder(t, { 'large.json': '', closed: 'x', 'not-mine/x': '' });
  truncateSync(join(home, 'large.json'), 5 << 20);
  assert.equal(spawnSync('mkfifo', [join(home, 'pipe')]).status, 0);
  const { reader, skips } = readerAt(t, home);
  assert.equal(reader.text(`${home}/large.json`), undefined);
  assert.equal(reader.text(`${home}/pipe`), undefined);
  assert.equal(reader.head(`${home}/pipe`, 1), undefined);
  assert.equal(reader.type(`${home}/pipe`), 'special');
  assert.deepEqual(reader.list(`${home}/closed`), []);
  assert.equal(reader.type(`${home}/${'x'.repeat(300)}`), undefined);
  const pipe = 'special-file pipe';
  assert.deepEqual(skips(), ['too-big large.json', pipe, pipe, `unreadable ${'x'.repeat(300)}`]);
});

test('links are followed within what may be read, and told where they lead out', (t) => {
  const root = makeFolder(t, {
    'home/dots/app/a.json': '{"in": 1}',
    'out/b.json': '{"out": 1}',
    'given/c.json': '{"given": 1}',
  });
  const home = join(root, 'home');
  symlinkSync('dots/app', join(home, 'app'));
  symlinkSync('../out', join(home, 'away'));
  symlinkSync('../out/b.json', join(home, 'b.json'));
  symlinkSync('../given', join(home, 'granted'));
  symlinkSync('loop', join(home, 'loop'));
  symlinkSync('nowhere', join(home, 'broken'));
  const { reader, skips } = readerAt(t, home, { roots: [join(root, 'given')] });
  assert.equal(reader.type(`${home}/app`), 'folder');
  assert.deepEqual(reader.json(`${home}/app/a.json`), { in: 1 });
  assert.deepEqual(reader.json(`${home}/granted/c.json`), { given: 1 });
  assert.equal(reader.type(`${home}/away`), 'link');
  assert.equal(reader.type(`${home}/broken`), undefined);
  assert.equal(reader.json(`${home}/away/b.json`), undefined);
  assert.equal(reader.json(`${home}/b.json`), undefined);
  assert.deepEqual(reader.list(`${home}/away`), []);
  assert.equal(reader.text(`${home}/../out/b.json`), undefined);
  assert.equal(reader.text(`${home}/loop`), undefined);
  assert.deepEqual(reader.find(home, ['.json']), [`${home}/dots/app/a.json`]);
  assert.deepEqual(skips(), [
    'link-outside away/b.json',
    'link-outside b.json',
    'link-outside away',
    'link-outside ../out/b.json',
    'unreadable loop',
  ]);
});

test('find passes over links and what programs fill, and has an end', (t) => {
  const home = makeFolder(t, {
    'n/a.md': '',
    'n/.hidden/B.MD': '',
    'n/node_modules/c.md': '',
    'n/.git/d.md': '',
    'n/e.txt': '',
  });
  symlinkSync(home, join(home, 'n/loop'));
  const { reader } = readerAt(t, home);
  assert.deepEqual(reader.find(`${home}/n`, ['.md']).toSorted(), [`${home}/n/.hidden/B.MD`, `${home}/n/a.md`]);
  assert.equal(reader.find(`${home}/n`, ['.md', '.txt'], 2).length, 2);
  assert.deepEqual(reader.find(`${home}/none`, ['.md']), []);
});

test('a text that changes all the time is skipped as changing', async (t) => {
  const home = makeFolder(t, { 'a.txt': 'x'.repeat(3 << 20) });
  const { reader, skips } = readerAt(t, home);
  const script = join(home, 'writer.cjs');
  writeFileSync(
    script,
    `const { writeSync, openSync } = require('node:fs'); const f = openSync(${JSON.stringify(join(home, 'a.txt'))}, 'a');
    process.send('open'); for (;;) { writeSync(f, 'y'); }`,
  );
  const child = fork(script, { execArgv: [] });
  t.after(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.once('message', resolve));
  // The other process may rest for the time of a reading.
  for (let attempt = 0; attempt < 200 && skips().length === 0; attempt++) reader.text(`${home}/a.txt`);
  child.kill('SIGKILL');
  assert.match(skips().join(), /^changing a\.txt|^too-big a\.txt/);
});

test('databases are asked through the reader, and a damaged one is skipped', (t) => {
  const home = makeFolder(t, { 'no.db': 'text', 'bad.db': `SQLite format 3\0${'x'.repeat(500)}` });
  makeDatabase(join(home, 'a.db'), 'CREATE TABLE Notes(x); INSERT INTO Notes VALUES (1)');
  const { reader, skips } = readerAt(t, home);
  assert.deepEqual(reader.tables(`${home}/a.db`), new Set(['notes']));
  assert.deepEqual(reader.query(`${home}/a.db`, 'SELECT x FROM notes'), [{ x: 1 }]);
  assert.equal(reader.tables(`${home}/no.db`), undefined);
  assert.equal(reader.tables(`${home}/bad.db`), undefined);
  assert.equal(reader.tables(`${home}/gone.db`), undefined);
  assert.deepEqual(skips(), ['damaged bad.db']);
});

test('file systems whose server may not answer are out of reach, those of this machine are not', () => {
  const mount = (target: string, type: string) => ({ target, source: 'x', type });
  const mounts = [
    mount('/', 'ext4'),
    mount('/proc', 'proc'),
    mount('/home/p/nfs', 'nfs4'),
    mount('/home/p/ssh', 'fuse.sshfs'),
    mount('/home/p/plain', 'fuse.gocryptfs'),
    mount('/home/p/usb', 'fuseblk'),
    mount('/home/p/again', 'nfs4'),
    mount('/home/p/again', 'ext4'),
    mount('/net/home', 'nfs'),
  ];
  const reach = outOfReach(mounts, ['/home/p', '/net/home/q']);
  const far = mounts.map(({ target }) => target).filter((target) => reach.typeOf(target) !== undefined);
  assert.deepEqual(far, ['/proc', '/home/p/nfs', '/home/p/ssh']);
  assert.equal(reach.above('/home/p/nfs/deep/in'), 'nfs4');
  assert.equal(reach.above('/home/p/nfsx'), undefined);
  assert.equal(reach.above('/net/home/q'), undefined);
});
