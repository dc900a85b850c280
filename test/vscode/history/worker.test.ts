import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { HistoryProgress, RepositoryHistory } from '../../../src/node/history/scan-result.ts';
import type { Failure } from '../../../src/node/worker-protocol.ts';
import { ScanWorker } from '../../../src/vscode/scan-worker.ts';
import { madeUp } from '../../detect/scanning.ts';
import { makeFolder } from '../../node/folder.ts';

const bundles = fileURLToPath(new URL('../../../dist', import.meta.url));
const options = { refs: [], unreachable: false, maxSize: 1 << 27 };

/** A worker with folders of its own for keys and caches. */
function startWorker(t: TestContext): { worker: ScanWorker; crashes: Failure[] } {
  const own: Readonly<Record<string, string>> = {
    CLOISTER_HOME: makeFolder(t, {}),
    XDG_CACHE_HOME: makeFolder(t, {}),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  // A worker gets the environment of the moment in which it starts.
  for (const [name, value] of Object.entries(own)) {
    const before = process.env[name];
    process.env[name] = value;
    t.after(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
  const crashes: Failure[] = [];
  const worker = new ScanWorker(join(bundles, 'cli.cjs'), (failure) => crashes.push(failure));
  t.after(() => worker.dispose());
  return { worker, crashes };
}

function makeRepository(t: TestContext): string {
  const root = makeFolder(t, { 'keys.md': `token ${madeUp.github}\n` });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=a@b', ...args], { cwd: root });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'One');
  writeFileSync(join(root, 'keys.md'), 'none\n');
  git('commit', '--quiet', '--all', '-m', 'Two');
  return root;
}

async function run(worker: ScanWorker, root: string, signal = new AbortController().signal) {
  const repositories: RepositoryHistory[] = [];
  const progress: HistoryProgress[] = [];
  const listener = {
    onProgress: (each: HistoryProgress) => progress.push(each),
    onRepository: (each: RepositoryHistory) => repositories.push(each),
  };
  const { outcome } = worker.runHistory({ kind: 'scan-history', root, bundles, options }, listener, signal);
  return { outcome: await outcome, repositories, progress };
}

test('the worker scans a history, and no value leaves it', async (t) => {
  const { worker, crashes } = startWorker(t);
  const { outcome, repositories, progress } = await run(worker, makeRepository(t));
  assert.deepEqual(outcome, { kind: 'done' });
  assert.equal(repositories.length, 1);
  const [found, ...others] = repositories[0]?.findings ?? [];
  assert.equal(others.length, 0);
  assert.deepEqual(
    [found?.finding.rule, found?.finding.place.path, found?.inTree],
    ['secret.github.token', 'keys.md', []],
  );
  assert.equal(found?.finding.place.author, 'Ann');
  assert.ok(!JSON.stringify([repositories, progress]).includes(madeUp.github), 'a value left the engine');
  assert.deepEqual(crashes, []);
});

test('a folder without a repository fails with a hint', async (t) => {
  const { worker } = startWorker(t);
  const { outcome, repositories } = await run(worker, makeFolder(t, { 'a.md': '' }));
  assert.equal(outcome.kind, 'failed');
  assert.ok(outcome.kind === 'failed' && (outcome.failure.hint ?? '') !== '', JSON.stringify(outcome));
  assert.deepEqual(repositories, []);
});

test('a cancelled scan gives no history, and the worker goes on to the next', async (t) => {
  const { worker, crashes } = startWorker(t);
  const root = makeRepository(t);
  const controller = new AbortController();
  const cancelled = run(worker, root, controller.signal);
  controller.abort();
  assert.deepEqual((await cancelled).outcome, { kind: 'cancelled' });
  assert.deepEqual((await cancelled).repositories, []);
  assert.equal((await run(worker, root)).repositories.length, 1);
  assert.deepEqual(crashes, []);
});
