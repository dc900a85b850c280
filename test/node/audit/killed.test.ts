import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { audit } from '../../../src/node/audit/audit.ts';
import { makeRunFolder, purgeRunFolders } from '../../../src/node/sqlite/private-folder.ts';
import { makeFolder } from '../folder.ts';
import { makeDatabase, stateOf } from '../sqlite/databases.ts';
import { machineAt } from './machines.ts';

const script = fileURLToPath(new URL('auditing.ts', import.meta.url));
const day = 86_400_000;

function homeOfDatabases(t: TestContext): string {
  const home = makeFolder(t, {});
  const rows =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO notes SELECT hex(zeroblob(1000)) FROM n';
  for (const name of ['a', 'b', 'c', 'd']) makeDatabase(join(home, `${name}.sqlite`), `CREATE TABLE notes(x); ${rows}`);
  return home;
}

const copiesOf = (home: string): string => join(home, '.cache', 'cloister', 'audit');
const runsOf = (home: string): string[] => (existsSync(copiesOf(home)) ? readdirSync(copiesOf(home)) : []);

/** Audits once in this process, which purges what others left. */
async function auditOnce(home: string): Promise<void> {
  const { signal } = new AbortController();
  await audit(
    { home, folders: [], only: ['notes'] },
    { machine: machineAt(home), cloisterHome: join(home, '.own'), signal, stores: [] },
  );
}

test('killed at any moment, an audit changes nothing and leaves no more than the next start removes', async (t) => {
  const home = homeOfDatabases(t);
  const before = stateOf(home);
  let left = 0;
  for (let kill = 0; kill < 5; kill++) {
    const child = fork(script, [home], { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    t.after(() => child.kill('SIGKILL'));
    const [items] = await once(child, 'message');
    assert.equal(items, '1500,1500,1500,1500');
    await wait(Math.random() * 120);
    child.kill((['SIGKILL', 'SIGTERM', 'SIGINT'] as const)[kill % 3]);
    await once(child, 'exit');
    assert.deepEqual(stateOf(home), before);
    for (const run of runsOf(home)) {
      left += 1;
      assert.equal(lstatSync(join(copiesOf(home), run)).mode & 0o777, 0o700);
      for (const name of readdirSync(join(copiesOf(home), run)))
        if (name.includes('.db') && !name.endsWith('.lock'))
          assert.equal(lstatSync(join(copiesOf(home), run, name)).mode & 0o777, 0o600);
    }
  }
  t.diagnostic(`${left} folders of copies were left over 5 kills`);
  await auditOnce(home);
  assert.deepEqual(runsOf(home), []);
});

test('what a running audit holds is not purged; what a dead one left is', async (t) => {
  const home = homeOfDatabases(t);
  const child = fork(script, [home, 'pause'], {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  const held = runsOf(home);
  assert.equal(held.length, 1);
  await auditOnce(home);
  assert.deepEqual(runsOf(home), held);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await auditOnce(home);
  assert.deepEqual(runsOf(home), []);
});

test('of what lies beside copies nothing is removed, and what is old goes whoever made it', (t) => {
  const base = join(makeFolder(t, {}), 'audit');
  const own = makeRunFolder(base);
  const other = join(base, `run-00000000-${process.pid}-1-${'0'.repeat(16)}`);
  // The same number of a process, which began at another time.
  const reused = own.replace(/-\d+-([0-9a-f]{16})$/, '-1-$1');
  mkdirSync(other);
  if (process.platform === 'linux') mkdirSync(reused);
  writeFileSync(join(base, 'mine'), '');
  writeFileSync(join(other, '1.db'), '');
  const names = (...paths: string[]): string[] => paths.map((path) => path.slice(base.length + 1)).sort();
  purgeRunFolders(base, Date.now());
  assert.deepEqual(readdirSync(base).sort(), names(own, other, join(base, 'mine')));
  purgeRunFolders(base, Date.now() + 2 * day);
  assert.deepEqual(readdirSync(base), ['mine']);
});
