import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../node/folder.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const deadline = 30_000;

/** A home folder with so many databases that an audit takes seconds. */
function makeHome(t: TestContext): string {
  const home = makeFolder(t, { '0/database.sqlite': '' });
  const first = join(home, '0/database.sqlite');
  const database = new DatabaseSync(first);
  database.exec('CREATE TABLE notes (id TEXT); CREATE TABLE folders (id TEXT); CREATE TABLE master_keys (id TEXT)');
  database.close();
  for (let index = 1; index < 1500; index++) {
    mkdirSync(join(home, `${index}`));
    copyFileSync(first, join(home, `${index}`, 'database.sqlite'));
  }
  return home;
}

test('Ctrl+C while databases are looked into: exit code 130, no word, no copy left', {
  skip: process.platform === 'win32',
}, async (t) => {
  const home = makeHome(t);
  const cache = makeFolder(t, {});
  const own = makeFolder(t, {});
  const temporary = makeFolder(t, {});
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: cache, CLOISTER_HOME: own, TMPDIR: temporary };
  const child = spawn(process.execPath, [cli, 'audit', '--only', 'notes'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const ended = once(child, 'exit');
  const copies = (): string[] =>
    [cache, temporary]
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /sqlite|-wal|-shm/.test(entry.name))
      .map(({ name }) => name);
  const folders = (): string[] => readdirSync(cache, { recursive: true, encoding: 'utf8' });
  for (const until = Date.now() + deadline; folders().length === 0 && child.exitCode === null; ) {
    assert.ok(Date.now() < until, 'no copy was made');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(child.exitCode, null, `the audit ended before it could be interrupted: ${printed}`);
  child.kill('SIGINT');
  const [code] = await ended;
  assert.deepEqual([code, printed, copies()], [130, '', []]);
});
