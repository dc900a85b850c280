import { randomBytes } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { SkipReason } from './core/finding.ts';
import { audit } from './node/audit/audit.ts';
import { thisMachine } from './node/audit/this-machine.ts';
import { baselineScanner, Engines, type Scanner } from './node/baseline-scanner.ts';
import { type Baselines, openBaselines } from './node/baselines.ts';
import { describeFailure } from './node/fault.ts';
import { scanHistory } from './node/history/scan-history.ts';
import { cloisterHome } from './node/home.ts';
import { type Scanned, scanPaths, scanRoot, scanText } from './node/scan.ts';
import { realOrSelf } from './node/vaults.ts';
import type {
  AuditRequest,
  FromWorker,
  HistoryRequest,
  ScanRequest,
  Totals,
  ToWorker,
  WorkerRequest,
} from './node/worker-protocol.ts';
import { withFixes } from './stores/fixes.ts';

/** How long results are collected before they are sent, in milliseconds. */
const batchTime = 100;

let port: MessagePort;
const engines = new Engines();
// What lies in no vault has no baseline to be found in, so a key of this run will do.
const ownKey = randomBytes(32);
const running = new Map<number, AbortController>();

/** Scans for the extension, which started this thread. */
export function serveExtension(parent: MessagePort): void {
  port = parent;
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') running.get(message.job)?.abort();
    else void answer(message.job, message);
  });
}

async function answer(job: number, request: WorkerRequest): Promise<void> {
  const controller = new AbortController();
  running.set(job, controller);
  try {
    if (request.kind === 'scan-history') await sendHistory(job, request, controller.signal);
    else if (request.kind === 'audit-machine') await sendAudit(job, request, controller.signal);
    else await sendScan(job, request, controller.signal);
  } catch (error) {
    // An audit that is cancelled ends by a throw.
    if (controller.signal.aborted) send({ kind: 'done', job, cancelled: true });
    else send({ kind: 'failed', job, failure: describeFailure(error) });
  } finally {
    running.delete(job);
  }
}

async function sendScan(job: number, request: ScanRequest, signal: AbortSignal): Promise<void> {
  // Read anew for every job: a baseline, or its key, may have come since the last one.
  const baselines = openBaselines(cloisterHome(process.env), process.env, Date.now());
  const results = resultsOf(request, scannerOf(request.root, baselines), signal);
  await sendInBatches(job, results, signal);
  const warnings = baselines.opened.flatMap(({ trouble }) =>
    trouble === undefined ? [] : [`${trouble.message}. ${trouble.hint}`],
  );
  const ended = { kind: 'done', job, cancelled: signal.aborted } as const;
  send(warnings.length === 0 ? ended : { ...ended, warnings });
}

async function sendHistory(job: number, request: HistoryRequest, signal: AbortSignal): Promise<void> {
  const limited = atMostEvery(batchTime);
  const results = scanHistory(request.root, request.options, {
    env: process.env,
    home: cloisterHome(process.env),
    bundles: request.bundles,
    subtracts: true,
    usesCache: true,
    signal,
    onProgress: (progress) => limited(() => send({ kind: 'history-progress', job, progress })),
  });
  // What was cancelled half-way is no whole history.
  for await (const repository of results) if (!signal.aborted) send({ kind: 'history', job, repository });
  send({ kind: 'done', job, cancelled: signal.aborted });
}

async function sendAudit(job: number, { options }: AuditRequest, signal: AbortSignal): Promise<void> {
  const machine = thisMachine({ env: process.env });
  const limited = atMostEvery(batchTime);
  const report = await audit(
    { ...options, home: machine.home },
    {
      machine,
      cloisterHome: cloisterHome(process.env),
      signal,
      onProgress: (progress) => limited(() => send({ kind: 'audit-progress', job, progress })),
    },
  );
  if (!signal.aborted) send({ kind: 'audit', job, report: withFixes(report) });
  send({ kind: 'done', job, cancelled: signal.aborted });
}

/** Runs what it is given where the last run is at least so many milliseconds ago. */
function atMostEvery(time: number): (act: () => void) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (act) => {
    const now = performance.now();
    if (now - last < time) return;
    last = now;
    act();
  };
}

function scannerOf(root: string, baselines: Baselines): Scanner {
  return baselineScanner(realOrSelf(root), { baselines, engines, otherKey: () => ownKey, subtracts: true });
}

async function* resultsOf(request: ScanRequest, engine: Scanner, signal: AbortSignal): AsyncGenerator<Scanned> {
  switch (request.kind) {
    case 'scan-folder':
      yield* scanRoot(request.root, request.options, engine, signal);
      break;
    case 'scan-paths':
      yield* scanPaths(request.root, request.paths, request.options, engine, signal);
      break;
    case 'scan-text': {
      const scanned = await scanText(request.path, request.text, request.options, engine);
      if (scanned !== undefined) yield scanned;
      break;
    }
    default:
      request satisfies never;
  }
}

async function sendInBatches(job: number, results: AsyncIterable<Scanned>, signal: AbortSignal): Promise<void> {
  let files = 0;
  let bytes = 0;
  let accepted = 0;
  const skipped: Partial<Record<SkipReason, number>> = {};
  let batch: Scanned[] = [];
  let sent = performance.now();
  const totals = (): Totals => ({ files, bytes, ...(accepted === 0 ? {} : { accepted }), skipped });
  const flush = (): void => {
    if (batch.length > 0) send({ kind: 'scanned', job, results: batch, totals: totals() });
    batch = [];
    sent = performance.now();
  };
  for await (const scanned of results) {
    if (signal.aborted) break;
    if (scanned.kind === 'file') {
      files += 1;
      bytes += scanned.bytes;
      accepted += scanned.accepted?.length ?? 0;
    } else skipped[scanned.skipped.why] = (skipped[scanned.skipped.why] ?? 0) + 1;
    batch.push(scanned);
    if (performance.now() - sent >= batchTime) flush();
  }
  flush();
}

function send(message: FromWorker): void {
  port.postMessage(message);
}
