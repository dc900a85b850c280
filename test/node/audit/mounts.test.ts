import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { audit } from '../../../src/node/audit/audit.ts';
import { ensureDebianPackages } from '../../e2e/install.ts';
import { makeFolder } from '../folder.ts';
import { machineAt, storeOf, vaultMark } from './machines.ts';

/** Skips a test, by the name of what this machine does not have. */
function lacks(t: TestContext): boolean {
  const why =
    process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/dev/fuse')
      ? 'it needs Linux, root and /dev/fuse'
      : ensureDebianPackages(['gocryptfs', 'fuse3'], (text) => t.diagnostic(text));
  if (why !== undefined) t.skip(why);
  return why !== undefined;
}

function run(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  assert.equal(status, 0, `${program}: ${error?.message ?? stderr}`);
}

/** The process that shows the files of a mount. */
function serverOf(mount: string): number {
  const { stdout } = spawnSync('pgrep', ['-f', mount], { encoding: 'utf8' });
  const ids = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);
  const id = ids.find(
    (each) =>
      readFileSync(`/proc/${each}/cmdline`, 'utf8').startsWith('gocryptfs\0') ||
      /gocryptfs/.test(readFileSync(`/proc/${each}/comm`, 'utf8')),
  );
  assert.ok(id !== undefined, 'no process shows the mount');
  return id;
}

test('a vault in a mount of gocryptfs is found, is nobody else\u2019s, and holds no audit up once its program hangs', async (t) => {
  if (lacks(t)) return;
  const root = makeFolder(t, { passphrase: 'a made up one\n', 'home/plain/.obsidian/app.json': '{}' });
  const home = join(root, 'home');
  const [cipher, mount] = [join(root, 'cipher'), join(home, 'open')];
  for (const folder of [cipher, mount]) mkdirSync(folder);
  run('gocryptfs', '-q', '-init', '-scryptn', '10', '-passfile', join(root, 'passphrase'), cipher);
  run('gocryptfs', '-q', '-passfile', join(root, 'passphrase'), cipher, mount);
  t.after(() => run('umount', '-l', mount));
  mkdirSync(join(mount, 'vault/.obsidian'), { recursive: true });
  writeFileSync(join(mount, 'vault/note.md'), 'a note', { mode: 0o644 });
  run('chmod', '-R', 'go+rX', root);

  const { signal } = new AbortController();
  const ask = (): ReturnType<typeof audit> =>
    audit(
      { home, folders: [], only: ['notes'] },
      {
        machine: machineAt(home),
        cloisterHome: join(root, 'own'),
        signal,
        stores: [storeOf({ marks: [vaultMark], linux: ['~/open/vault'] })],
      },
    );
  const report = await ask();
  assert.deepEqual(
    report.stores.map((each) => [each.root, each.disk.state, each.files, each.openCount]),
    [
      [join(mount, 'vault'), 'encrypted', 1, 0],
      [join(home, 'plain'), report.stores[1]?.disk.state, 1, 1],
    ],
  );

  const server = serverOf(mount);
  process.kill(server, 'SIGSTOP');
  t.after(() => process.kill(server, 'SIGCONT'));
  const started = performance.now();
  const hung = await ask();
  assert.ok(performance.now() - started < 20_000);
  process.kill(server, 'SIGCONT');
  assert.deepEqual(
    hung.stores.map((each) => each.root),
    [join(home, 'plain')],
  );
  assert.deepEqual(hung.skipped, [{ path: mount, why: 'unreadable', detail: 'fuse.gocryptfs does not answer' }]);
});
