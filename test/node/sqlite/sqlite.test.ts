import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { copyDatabase } from '../../../src/node/sqlite/private-copy.ts';
import { openSqlite, type Sqlite } from '../../../src/node/sqlite/sqlite.ts';
import { makeFolder } from '../folder.ts';
import { makeDatabase, openElsewhere, stateOf } from './databases.ts';

interface Opened {
  readonly sqlite: Sqlite;
  /** Where databases of the test lie. */
  readonly folder: string;
  /** Names of files beneath the folder of copies. */
  copies(): string[];
}

function opened(t: TestContext, options: { largest?: number; patience?: number } = {}): Opened {
  const root = makeFolder(t, { 'data/.keep': '' });
  const folder = join(root, 'data');
  const own = join(root, 'cache');
  const sqlite = openSqlite({ folder: own, ...options });
  t.after(() => sqlite[Symbol.dispose]());
  const copies = (): string[] => (existsSync(own) ? readdirSync(own, { recursive: true }).map(String) : []);
  return { sqlite, folder, copies };
}

test('tables are told in lower case, rows are told, and no copy is left', (t) => {
  const { sqlite, folder, copies } = opened(t);
  const path = join(folder, 'a.db');
  makeDatabase(
    path,
    "CREATE TABLE Notes(id INTEGER, body TEXT); INSERT INTO Notes VALUES (1, 'x'), (2, NULL); CREATE VIEW v AS SELECT 1",
  );
  const before = stateOf(folder);
  assert.deepEqual(sqlite.tables(path), { ok: true, value: new Set(['notes']) });
  assert.deepEqual(sqlite.query(path, 'SELECT id, body FROM notes ORDER BY id'), {
    ok: true,
    value: [
      { id: 1, body: 'x' },
      { id: 2, body: null },
    ],
  });
  sqlite.release();
  assert.deepEqual(stateOf(folder), before);
  assert.equal(copies().filter((name) => /\.(?:db|lock)/.test(name)).length, 0);
  sqlite[Symbol.dispose]();
  assert.deepEqual(copies(), []);
});

test('rows that stand only in the write-ahead log of a running application are seen, and it is not changed', async (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'live.db');
  const other = await openElsewhere(t, path);
  await other.run('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE kept(x)');
  await other.run("INSERT INTO kept VALUES ('only in the log')");
  assert.ok(lstatSync(`${path}-wal`).size > 0);
  assert.ok(!readFileSync(path).includes('only in the log'));
  const before = stateOf(folder);
  assert.deepEqual(sqlite.query(path, 'SELECT count(*) AS n FROM kept'), { ok: true, value: [{ n: 1 }] });
  assert.deepEqual(stateOf(folder), before);
  // Nothing holds the application up.
  await other.run('INSERT INTO kept VALUES (2)');
  sqlite.release();
  assert.deepEqual(sqlite.query(path, 'SELECT count(*) AS n FROM kept'), { ok: true, value: [{ n: 2 }] });
});

test('a database with a log and without an index of it gets none', async (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'copied.db');
  const live = join(folder, 'live.db');
  const other = await openElsewhere(t, live);
  await other.run('PRAGMA journal_mode = WAL; CREATE TABLE kept(x); INSERT INTO kept VALUES (1)');
  writeFileSync(path, readFileSync(live));
  writeFileSync(`${path}-wal`, readFileSync(`${live}-wal`));
  const before = stateOf(folder);
  assert.deepEqual(sqlite.query(path, 'SELECT x FROM kept'), { ok: true, value: [{ x: 1 }] });
  assert.deepEqual(stateOf(folder), before);
  assert.ok(!existsSync(`${path}-shm`));
});

test('an exclusive lock of another process is in nobody\u2019s way', async (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'locked.db');
  makeDatabase(path, 'CREATE TABLE kept(x); INSERT INTO kept VALUES (1)');
  const other = await openElsewhere(t, path);
  await other.run('BEGIN EXCLUSIVE; INSERT INTO kept VALUES (2)');
  const before = stateOf(folder);
  assert.deepEqual(sqlite.query(path, 'SELECT count(*) AS n FROM kept'), { ok: true, value: [{ n: 1 }] });
  assert.deepEqual(stateOf(folder), before);
  await other.run('COMMIT');
});

test('a transaction that another process has half written is rolled back, in the copy alone', async (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'half.db');
  makeDatabase(path, "CREATE TABLE kept(x); INSERT INTO kept VALUES ('whole')");
  const other = await openElsewhere(t, path);
  // A small cache spills pages into the file before the end of the transaction.
  const many =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO kept SELECT printf('half %d %s', i, hex(zeroblob(100))) FROM n";
  await other.run(`PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE kept SET x = 'half'; ${many}`);
  assert.ok(readFileSync(path).includes('half 1 '), 'nothing was spilled: the test shows nothing');
  assert.ok(existsSync(`${path}-journal`));
  const before = stateOf(folder);
  assert.deepEqual(sqlite.query(path, 'SELECT x FROM kept'), { ok: true, value: [{ x: 'whole' }] });
  assert.deepEqual(stateOf(folder), before);
});

test('the copy of a journal names no other file, which older SQLites delete after they rolled back', (t) => {
  const folder = makeFolder(t, {});
  const path = join(folder, 'trap.db');
  const victim = join(folder, 'victim.txt');
  makeDatabase(path, 'CREATE TABLE kept(x); INSERT INTO kept VALUES (1)');
  // What SQLite takes for a list of journals that are all done.
  writeFileSync(victim, 'a note\0');
  const journal = hotJournal(readFileSync(path), victim);
  writeFileSync(`${path}-journal`, journal);
  const copy = join(folder, 'copy.db');
  assert.deepEqual(copyDatabase(path, copy, 1 << 20), { ok: true });
  assert.deepEqual(readFileSync(`${copy}-journal`), Buffer.concat([journal.subarray(0, -8), Buffer.alloc(8)]));
  makeDatabase(copy, 'SELECT x FROM kept');
  assert.ok(existsSync(victim));
  assert.ok(!existsSync(`${copy}-journal`), 'the journal was not rolled back: the test shows nothing');
});

/** A journal of one page with the name of a super-journal at its end (https://sqlite.org/fileformat2.html, section 3). */
function hotJournal(database: Buffer, superJournal: string): Buffer {
  const magic = Buffer.from('d9d505f920a163d7', 'hex');
  const pageSize = database.readUInt16BE(16);
  const header = Buffer.alloc(512);
  magic.copy(header);
  const nonce = 7;
  for (const [index, value] of [1, nonce, database.length / pageSize, 512, pageSize].entries())
    header.writeUInt32BE(value, 8 + index * 4);
  const page = database.subarray(0, pageSize);
  let sum = nonce;
  for (let at = pageSize - 200; at > 0; at -= 200) sum += page[at] ?? 0;
  const record = Buffer.concat([uint32(1), page, uint32(sum)]);
  const name = Buffer.from(superJournal, 'latin1');
  const nameSum = name.reduce((total, byte) => total + byte, 0);
  // The page of the lock byte is what the name stands behind.
  const end = Buffer.concat([uint32(0x40000000 / pageSize + 1), name, uint32(name.length), uint32(nameSum), magic]);
  return Buffer.concat([header, record, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

test('a view, a virtual table or a generated column that was made to be slow does not hang', (t) => {
  const { sqlite, folder, copies } = opened(t, { patience: 400 });
  const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c';
  const view = join(folder, 'view.db');
  makeDatabase(view, `CREATE VIEW notes AS ${endless}; CREATE TABLE other(x)`);
  assert.deepEqual(sqlite.tables(view), { ok: true, value: new Set(['other']) });
  assert.equal(sqlite.query(view, 'SELECT count(*) FROM Notes').ok, false);
  const virtual = join(folder, 'virtual.db');
  makeDatabase(virtual, 'CREATE VIRTUAL TABLE notes USING fts5(body)');
  assert.equal(sqlite.query(virtual, 'SELECT count(*) FROM notes').ok, false);
  // A schema that only an editor of bytes makes.
  const generated = join(folder, 'generated.db');
  makeDatabase(
    generated,
    "CREATE TABLE notes(a, b AS (length(replace(hex(zeroblob(30000000)), '0', hex(a) || 'aaaa')))); INSERT INTO notes(a) VALUES (1)",
  );
  const start = performance.now();
  assert.equal(sqlite.query(generated, 'SELECT sum(b) FROM notes').ok, false);
  // Our own query, over more rows than there is patience for.
  assert.deepEqual(sqlite.query(generated, endless.replace(/SELECT x FROM c$/, 'SELECT count(*) FROM c')), {
    ok: false,
    why: 'damaged',
    detail: 'a query takes too long',
  });
  assert.ok(performance.now() - start < 5000);
  // Rows that do not fit into the memory of the thread.
  const wide =
    'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT hex(randomblob(2000000)) AS x FROM c';
  assert.equal(sqlite.query(generated, wide).ok, false);
  // What comes next is answered.
  assert.equal(sqlite.query(virtual, 'SELECT count(*) FROM notes_data').ok, true);
  sqlite[Symbol.dispose]();
  assert.deepEqual(copies(), []);
});

test('rows that hold more than anybody reads are not held: a column of 16 MB that is made up as it is read', (t) => {
  const { sqlite, folder } = opened(t, { patience: 20_000 });
  const path = join(folder, 'large.db');
  makeDatabase(
    path,
    'CREATE TABLE a (id, value GENERATED ALWAYS AS (hex(zeroblob(8000000))) VIRTUAL); ' +
      'INSERT INTO a (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)',
  );
  const answer = sqlite.query(path, 'SELECT value FROM a');
  assert.deepEqual(answer, { ok: false, why: 'too-big', detail: 'more rows, or longer ones, than are looked at' });
  assert.equal(sqlite.query(path, 'SELECT id FROM a').ok, true);
});

test('triggers do not run and extensions are not loaded', (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'triggers.db');
  makeDatabase(path, "CREATE TABLE notes(x); INSERT INTO notes VALUES ('a')");
  assert.equal(sqlite.query(path, "SELECT load_extension('/tmp/x')").ok, false);
  assert.equal(sqlite.query(path, "INSERT INTO notes VALUES ('b')").ok, false);
});

test('damaged databases are skipped as damaged: truncated, overwritten, another file, nothing at all', (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'cut.db');
  makeDatabase(path, 'CREATE TABLE notes(x); CREATE TABLE more(y)');
  const whole = readFileSync(path);
  for (const length of [16, 17, 99, 100, 600, 4095, 4096, 5000]) {
    sqlite.release();
    writeFileSync(path, whole.subarray(0, length));
    const tables = sqlite.tables(path);
    const rows = sqlite.query(path, 'SELECT count(*) FROM more');
    assert.ok(tables !== undefined, `${length} bytes`);
    assert.ok(!rows.ok && rows.why === 'damaged', `${length} bytes: ${JSON.stringify(rows)}`);
  }
  for (let seed = 1; seed <= 40; seed++) {
    sqlite.release();
    const bytes = Buffer.from(whole);
    for (let index = 0, at = seed; index < 40; index++) {
      at = (at * 1103515245 + 12345) % 2147483648;
      bytes[16 + (at % (bytes.length - 16))] = (at >> 8) & 255;
    }
    writeFileSync(path, bytes);
    // Whatever it is, it is an answer.
    assert.ok(sqlite.tables(path) !== undefined, `seed ${seed}`);
  }
  writeFileSync(path, 'SQLite format 4');
  assert.equal(sqlite.tables(path), undefined);
  truncateSync(path, 0);
  assert.equal(sqlite.tables(path), undefined);
  assert.equal(sqlite.tables(join(folder, 'none.db')), undefined);
});

test('of a database that is too large the tables are told by the text that made them', (t) => {
  const { sqlite, folder, copies } = opened(t, { largest: 10_000 });
  const path = join(folder, 'large.db');
  makeDatabase(path, 'CREATE TABLE Notes(x); CREATE TABLE "odd name"(x); INSERT INTO Notes VALUES (zeroblob(20000))');
  assert.deepEqual(sqlite.tables(path), { ok: true, value: new Set(['notes', 'odd name']) });
  const answer = sqlite.query(path, 'SELECT 1 FROM notes');
  assert.ok(!answer.ok && answer.why === 'too-big');
  assert.deepEqual(
    copies().filter((name) => name.includes('.db')),
    [],
  );
});

test('a link is not followed, and a folder, a link or nothing beside a database does no harm', (t) => {
  const { sqlite, folder } = opened(t);
  makeDatabase(join(folder, 'a.db'), 'CREATE TABLE notes(x)');
  symlinkSync(join(folder, 'a.db'), join(folder, 'link.db'));
  const answer = sqlite.tables(join(folder, 'link.db'));
  assert.ok(answer !== undefined && !answer.ok);
  symlinkSync('/etc/passwd', join(folder, 'a.db-wal'));
  assert.equal(sqlite.query(join(folder, 'a.db'), 'SELECT x FROM notes').ok, true);
});

test('a database that changes all the time is skipped as changing, and one that changes sometimes is read', async (t) => {
  const { sqlite, folder } = opened(t);
  const path = join(folder, 'busy.db');
  makeDatabase(path, 'CREATE TABLE notes(x); INSERT INTO notes VALUES (zeroblob(4000000))');
  // It writes without a pause, at random times of a copy.
  const endless = `const { writeSync, openSync, fstatSync } = require('node:fs'); const f = openSync(${JSON.stringify(path)}, 'r+');
    const { size } = fstatSync(f); process.send('open'); for (let i = 0; ; i++) writeSync(f, Buffer.from([i & 255]), 0, 1, size - 1);`;
  const writer = spawn(process.execPath, ['-e', endless], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  t.after(() => writer.kill('SIGKILL'));
  await once(writer, 'message');
  const answers: string[] = [];
  // On a busy machine the other process may rest for the time of a copy, which is whole then.
  while (answers.length < 60 && !answers.includes('changing')) {
    const answer = sqlite.query(path, 'SELECT count(*) AS n FROM notes');
    answers.push(answer.ok ? 'whole' : answer.why);
    sqlite.release();
  }
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  assert.equal(answers.at(-1), 'changing');
  assert.deepEqual(sqlite.query(path, 'SELECT count(*) AS n FROM notes'), { ok: true, value: [{ n: 1 }] });
});

test('copies lie where nobody else may look, and a folder of somebody else\u2019s is not used', (t) => {
  const { sqlite, folder, copies } = opened(t);
  const path = join(folder, 'a.db');
  makeDatabase(path, 'CREATE TABLE notes(x)');
  chmodSync(path, 0o644);
  assert.equal(sqlite.tables(path)?.ok, true);
  const cache = join(folder, '..', 'cache');
  assert.equal(lstatSync(cache).mode & 0o777, 0o700);
  const [run = ''] = copies();
  assert.equal(lstatSync(join(cache, run)).mode & 0o777, 0o700);
  const elsewhere = join(folder, 'linked');
  symlinkSync(cache, elsewhere);
  using other = openSqlite({ folder: elsewhere });
  const answer = other.tables(path);
  assert.ok(answer !== undefined && !answer.ok && answer.why === 'unreadable');
});
