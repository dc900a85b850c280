import { parentPort, workerData } from 'node:worker_threads';
import { runProcess } from './cli.ts';
import { serveHistory } from './history-worker.ts';
import { serveExtension } from './worker.ts';

/*
 * The command-line tool, the worker of the extension and the workers that look into a history: one bundle, dist/cli.cjs,
 * since each of them needs the scan engine, which is most of it.
 */

if (parentPort === null) runProcess();
// A scan of a history tells its workers where the repository is; the extension tells its worker nothing.
else if (typeof workerData === 'object' && workerData !== null && 'place' in workerData)
  serveHistory(parentPort, workerData);
else serveExtension(parentPort);
