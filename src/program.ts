import { isMainThread, workerData } from 'node:worker_threads';

/*
 * The command-line tool, the worker of the extension and the workers that look into a history: one bundle, dist/cli.cjs,
 * since each of them needs the scan engine, which is most of it. What a role does not need is not run.
 */

if (isMainThread) void import('./cli.ts');
else if (isLooker(workerData)) void import('./history-worker.ts');
else void import('./worker.ts');

/** A scan of a history tells its workers where the repository is; the extension tells its worker nothing. */
function isLooker(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'place' in data;
}
