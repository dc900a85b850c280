import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { defaultScanOptions, type Scanned } from '../../src/node/scan.ts';
import type { Failure, ScanRequest, Totals } from '../../src/node/worker-protocol.ts';
import { ScanWorker } from '../../src/vscode/scan-worker.ts';
import { run as cli } from '../cli/running.ts';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from '../node/folder.ts';

const workerFile = fileURLToPath(new URL('../../src/program.ts', import.meta.url));
const options = defaultScanOptions;
const never = new AbortController().signal;
const secret = `token ${madeUp.github}\n`;

function startWorker(t: TestContext, file = workerFile): { worker: ScanWorker; crashes: Failure[] } {
  const crashes: Failure[] = [];
  const worker = new ScanWorker(file, (failure) => crashes.push(failure));
  t.after(() => worker.dispose());
  return { worker, crashes };
}

async function run(worker: ScanWorker, request: ScanRequest, signal = never) {
  const results: Scanned[] = [];
  let totals: Totals | undefined;
  const { number, outcome } = worker.run(
    request,
    (batch, sofar) => {
      results.push(...batch);
      totals = sofar;
    },
    signal,
  );
  return { number, outcome: await outcome, results, totals };
}

/** A worker that does what `body` says at each job. */
function pretend(t: TestContext, body: string): string {
  const head = "const { parentPort: port } = require('node:worker_threads');";
  const folder = makeFolder(t, { 'worker.cjs': `${head}\nport.on('message', (message) => { ${body} });` });
  return join(folder, 'worker.cjs');
}

test('the real worker scans a folder, paths and a text', async (t) => {
  const root = makeFolder(t, {
    'a.md': secret,
    'b/c.md': secret,
    'd.md': 'nothing',
    'e.png': new Uint8Array([0, 0, 0, 0]),
  });
  const { worker, crashes } = startWorker(t);
  const folder = await run(worker, { kind: 'scan-folder', root, options });
  assert.equal(folder.outcome.kind, 'done');
  assert.deepEqual(folder.totals?.skipped, { binary: 1 });
  assert.equal(folder.totals?.files, 3);
  const found = folder.results.flatMap((each) => (each.kind === 'file' && each.findings.length > 0 ? [each.path] : []));
  assert.deepEqual(found, ['a.md', 'b/c.md']);
  assert.ok(!JSON.stringify(folder.results).includes(madeUp.github), 'a value left the engine');

  const paths = await run(worker, { kind: 'scan-paths', root, paths: [join(root, 'b'), join(root, 'gone')], options });
  assert.deepEqual(
    paths.results.map((each) => each.kind === 'file' && each.path),
    ['b/c.md'],
  );
  const text = await run(worker, { kind: 'scan-text', root: '/', path: 'd.md', text: secret, options });
  assert.equal(text.results.length, 1);
  assert.deepEqual([folder.number, paths.number, text.number], [1, 2, 3]);
  assert.deepEqual(crashes, []);
});

test('the worker subtracts the baseline of the vault, counts what it accepts, and says where it can not', async (t) => {
  const root = makeFolder(t, { 'a.md': secret, 'b.md': secret });
  const home = makeFolder(t, {});
  const before = process.env['CLOISTER_HOME'];
  t.after(() => {
    if (before === undefined) delete process.env['CLOISTER_HOME'];
    else process.env['CLOISTER_HOME'] = before;
  });
  process.env['CLOISTER_HOME'] = home;
  await cli(['init', '--open', '--no-protect'], { cwd: root, home });
  await cli(['baseline', 'add', 'a.md', '--all', '--reason', 'a sample'], { cwd: root, home });
  const { worker } = startWorker(t);
  const found = (results: readonly Scanned[]) =>
    results.flatMap((each) => (each.kind === 'file' && each.findings.length > 0 ? [each.path] : []));
  const folder = await run(worker, { kind: 'scan-folder', root, options });
  assert.deepEqual([found(folder.results), folder.totals?.accepted], [['b.md'], 1]);
  assert.deepEqual(folder.outcome, { kind: 'done' });
  for (const [path, expected] of [
    ['a.md', []],
    ['c.md', ['c.md']],
  ] as const) {
    const text = await run(worker, { kind: 'scan-text', root, path, text: `more\n\n${secret}`, options });
    assert.deepEqual(found(text.results), expected);
  }
  // Read anew for every job.
  rmSync(join(home, 'keys'), { recursive: true });
  const without = await run(worker, { kind: 'scan-paths', root, paths: [join(root, 'a.md')], options });
  assert.deepEqual(found(without.results), ['a.md']);
  assert.ok(without.outcome.kind === 'done');
  assert.match(without.outcome.warnings?.join() ?? '', /is not on this machine, so nothing is subtracted/);
});

test('a text is scanned while a folder still is, and a folder can be cancelled', async (t) => {
  const root = makeFolder(t, {});
  const filler = `${'Lorem ipsum token dolor password sit amet\n'.repeat(2000)}`;
  for (let file = 0; file < 1500; file++) writeFileSync(join(root, `${file}.md`), filler);
  const { worker } = startWorker(t);
  const order: string[] = [];
  const controller = new AbortController();
  let begin: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const folder = worker.run({ kind: 'scan-folder', root, options }, () => begin?.(), controller.signal);
  void folder.outcome.then(({ kind }) => order.push(`folder ${kind}`));
  await begun;
  const { outcome } = await run(worker, { kind: 'scan-text', root: '/', path: 'a.md', text: secret, options });
  order.push(`text ${outcome.kind}`);
  controller.abort();
  await folder.outcome;
  assert.deepEqual(order, ['text done', 'folder cancelled']);
  // The worker let go of it, too: the next job does not wait for the rest of the folder.
  assert.equal(
    (await run(worker, { kind: 'scan-paths', root, paths: [join(root, '1.md')], options })).outcome.kind,
    'done',
  );
});

test('a root that is not there fails with a hint, not with a stack', async (t) => {
  const { worker } = startWorker(t);
  const { outcome } = await run(worker, { kind: 'scan-folder', root: '/does/not/exist', options });
  assert.equal(outcome.kind, 'failed');
  assert.ok(outcome.kind === 'failed' && outcome.failure.hint !== undefined && outcome.failure.stack === undefined);
});

test('after a crash its jobs run once more', async (t) => {
  const marker = join(makeFolder(t, {}), 'crashed');
  const file = pretend(
    t,
    `const fs = require('node:fs');
     if (!fs.existsSync(${JSON.stringify(marker)})) { fs.writeFileSync(${JSON.stringify(marker)}, ''); throw new TypeError(message.text); }
     port.postMessage({ kind: 'done', job: message.job, cancelled: false });`,
  );
  const { worker, crashes } = startWorker(t, file);
  const { outcome } = await run(worker, { kind: 'scan-text', root: '/', path: 'a.md', text: secret, options });
  assert.equal(outcome.kind, 'done');
  assert.equal(crashes.length, 1);
  assert.equal(crashes[0]?.message, 'TypeError');
  assert.match(crashes[0]?.stack ?? '', /worker\.cjs/);
  assert.ok(!JSON.stringify(crashes).includes(madeUp.github), 'an error told a value');
});

test('a job that crashes twice fails; the next one gets a new worker', async (t) => {
  const file = pretend(
    t,
    "if (message.path === 'bad') process.exit(1); port.postMessage({ kind: 'done', job: message.job, cancelled: false });",
  );
  const { worker, crashes } = startWorker(t, file);
  const bad = await run(worker, { kind: 'scan-text', root: '/', path: 'bad', text: '', options });
  assert.equal(bad.outcome.kind, 'failed');
  assert.equal(crashes.length, 2);
  const good = await run(worker, { kind: 'scan-text', root: '/', path: 'good', text: '', options });
  assert.equal(good.outcome.kind, 'done');
});

test('a cancelled job is over at once and delivers nothing more', async (t) => {
  const file = pretend(
    t,
    `const results = [{ kind: 'skipped', skipped: { path: 'a', why: 'binary' } }];
     if (message.kind === 'cancel') port.postMessage({ kind: 'scanned', job: message.job, results, totals: {} });
     else if (message.path === 'end') port.postMessage({ kind: 'done', job: message.job, cancelled: false });`,
  );
  const { worker } = startWorker(t, file);
  const controller = new AbortController();
  const stuck = run(worker, { kind: 'scan-text', root: '/', path: 'a', text: '', options }, controller.signal);
  controller.abort();
  const { outcome, results } = await stuck;
  assert.equal(outcome.kind, 'cancelled');
  await run(worker, { kind: 'scan-text', root: '/', path: 'end', text: '', options });
  assert.deepEqual(results, []);
  assert.equal(
    (await run(worker, { kind: 'scan-text', root: '/', path: 'end', text: '', options }, controller.signal)).outcome
      .kind,
    'cancelled',
  );
});

test('no thread starts before the first job, and none outlives the end', async (t) => {
  const { worker, crashes } = startWorker(t, '/does/not/exist.cjs');
  assert.deepEqual(crashes, []);
  await worker.dispose();
  assert.equal(
    (await run(worker, { kind: 'scan-text', root: '/', path: 'a', text: '', options })).outcome.kind,
    'cancelled',
  );

  const { worker: busy } = startWorker(t, pretend(t, ''));
  const stuck = run(busy, { kind: 'scan-text', root: '/', path: 'a', text: '', options });
  await busy.dispose();
  assert.equal((await stuck).outcome.kind, 'cancelled');
});
