import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Totals } from '../../src/node/worker-protocol.ts';
import { type Scannable, ScanRun } from '../../src/vscode/scan-run.ts';
import type { Outcome } from '../../src/vscode/scan-worker.ts';

class Folder implements Scannable {
  signal: AbortSignal | undefined;
  onTotals: ((totals: Totals) => void) | undefined;
  #resolve: ((outcome: Outcome) => void) | undefined;
  readonly #outcome = new Promise<Outcome>((resolve) => {
    this.#resolve = resolve;
  });

  scan(signal: AbortSignal, onTotals: (totals: Totals) => void): Promise<Outcome> {
    this.signal = signal;
    this.onTotals = onTotals;
    signal.addEventListener('abort', () => this.end({ kind: 'cancelled' }));
    return this.#outcome;
  }

  end(outcome: Outcome): void {
    this.#resolve?.(outcome);
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('folders are scanned one after the other', async () => {
  const [first, second] = [new Folder(), new Folder()];
  const run = new ScanRun([first, second], true);
  assert.equal(run.current, first);
  first.onTotals?.({ files: 2, bytes: 20, skipped: {} });
  first.onTotals?.({ files: 3, bytes: 30, skipped: { binary: 1 } });
  assert.equal(second.signal, undefined);
  first.end({ kind: 'done' });
  await settled();
  assert.equal(run.current, second);
  assert.deepEqual([...run.left], [second]);
  second.onTotals?.({ files: 1, bytes: 1, skipped: { binary: 1 } });
  assert.deepEqual(run.totals, { files: 4, bytes: 31, skipped: { binary: 2 } });
  second.end({ kind: 'done' });
  assert.equal(await run.finished, 'done');
  assert.deepEqual(run.done, [first, second]);
});

test('a run that is stopped leaves the rest, and says who stopped it', async () => {
  const folders = [new Folder(), new Folder(), new Folder()] as const;
  const run = new ScanRun(folders, false);
  folders[0].end({ kind: 'done' });
  await settled();
  run.stop('superseded');
  run.stop('cancelled');
  assert.equal(await run.finished, 'superseded');
  assert.deepEqual([...run.left], folders.slice(1));
  assert.equal(folders[2].signal, undefined);
});

test('a folder that fails or leaves the workspace does not end the run', async () => {
  const folders = [new Folder(), new Folder(), new Folder()] as const;
  const run = new ScanRun(folders, true);
  const failure = { message: 'There is no file or folder /gone', hint: 'Check the path' };
  folders[0].end({ kind: 'failed', failure });
  folders[1].end({ kind: 'cancelled' });
  folders[2].end({ kind: 'done' });
  assert.equal(await run.finished, 'done');
  assert.deepEqual(run.done, [folders[2]]);
  assert.deepEqual(run.failures, [{ folder: folders[0], failure }]);
});
