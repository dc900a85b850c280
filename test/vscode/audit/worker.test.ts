import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type AuditProgress, type AuditReport, auditParts } from '../../../src/core/audit.ts';
import type { Failure } from '../../../src/node/worker-protocol.ts';
import { ScanWorker } from '../../../src/vscode/scan-worker.ts';
import { makeFolder } from '../../node/folder.ts';

const bundle = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));

/** A worker whose home folder is one of this test. */
function startWorker(t: TestContext, files: Readonly<Record<string, string>>) {
  const home = makeFolder(t, files);
  const own: Readonly<Record<string, string>> = { HOME: home, CLOISTER_HOME: makeFolder(t, {}) };
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
  const worker = new ScanWorker(bundle, (failure) => crashes.push(failure));
  t.after(() => worker.dispose());
  return { worker, home, crashes };
}

async function run(worker: ScanWorker, signal = new AbortController().signal) {
  const reports: AuditReport[] = [];
  const progress: AuditProgress[] = [];
  const listener = {
    onProgress: (each: AuditProgress) => progress.push(each),
    onReport: (each: AuditReport) => reports.push(each),
  };
  const request = { kind: 'audit-machine', options: { folders: [], only: auditParts } } as const;
  const { outcome } = worker.runAudit(request, listener, signal);
  return { outcome: await outcome, reports, progress };
}

test('the worker audits the home folder that its environment names', async (t) => {
  const { worker, home, crashes } = startWorker(t, { 'Notes/.obsidian/app.json': '{}', 'Notes/a.md': 'A\n' });
  const { outcome, reports } = await run(worker);
  assert.deepEqual(outcome, { kind: 'done' });
  assert.deepEqual([reports.length, reports[0]?.home], [1, home]);
  assert.deepEqual(crashes, []);
});

test('a cancelled audit gives no report, and the worker goes on to the next', async (t) => {
  const { worker, crashes } = startWorker(t, { 'a.md': '' });
  const controller = new AbortController();
  const cancelled = run(worker, controller.signal);
  controller.abort();
  const { outcome, reports } = await cancelled;
  assert.deepEqual([outcome, reports], [{ kind: 'cancelled' }, []]);
  assert.equal((await run(worker)).reports.length, 1);
  assert.deepEqual(crashes, []);
});

test('a home folder that is not there is told with a hint', async (t) => {
  const { worker } = startWorker(t, {});
  process.env['HOME'] = join(makeFolder(t, {}), 'gone');
  const { outcome } = await run(worker);
  assert.equal(outcome.kind, 'failed');
  assert.ok(outcome.kind === 'failed' && (outcome.failure.hint ?? '') !== '', JSON.stringify(outcome));
});
