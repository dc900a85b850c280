import { Worker } from 'node:worker_threads';
import type { AuditProgress, AuditReport } from '../core/audit.ts';
import { describeFailure } from '../node/fault.ts';
import type { HistoryProgress, RepositoryHistory } from '../node/history/scan-result.ts';
import type { Scanned } from '../node/scan.ts';
import type {
  AuditRequest,
  Failure,
  FromWorker,
  HistoryRequest,
  ScanRequest,
  Totals,
  ToWorker,
  WorkerRequest,
} from '../node/worker-protocol.ts';

export type Outcome =
  /** `warnings` name what was not subtracted as a vault's baseline says. */
  | { readonly kind: 'done'; readonly warnings?: readonly string[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Job {
  /** Jobs are numbered as they are asked for: what a later one says of a file is newer. */
  readonly number: number;
  /** Never rejects. Nothing is delivered once it has settled. */
  readonly outcome: Promise<Outcome>;
}

export type Deliver = (results: readonly Scanned[], totals: Totals) => void;

/** What the scan of a history tells. */
export interface HistoryListener {
  onProgress(progress: HistoryProgress): void;
  /** A repository comes once more where the worker ended under the job. */
  onRepository(repository: RepositoryHistory): void;
}

/** What an audit tells. */
export interface AuditListener {
  onProgress(progress: AuditProgress): void;
  onReport(report: AuditReport): void;
}

type Delivered = Exclude<FromWorker, { readonly kind: 'done' | 'failed' }>;

interface Running {
  readonly request: WorkerRequest;
  readonly receive: (message: Delivered) => void;
  readonly settle: (outcome: Outcome) => void;
  /** How often a worker ended under it. */
  crashes: number;
}

/** How many workers a job may lose before it fails. */
const chances = 2;

/**
 * The thread that scans. It is started with the first job, and again after it crashed: its jobs then run once more from
 * their beginning.
 */
export class ScanWorker {
  readonly #file: string;
  readonly #onCrash: (failure: Failure) => void;
  readonly #running = new Map<number, Running>();
  #worker: Worker | undefined;
  #last = 0;
  #disposed = false;

  constructor(file: string, onCrash: (failure: Failure) => void) {
    this.#file = file;
    this.#onCrash = onCrash;
  }

  /** The number that the next job will have. */
  get nextJob(): number {
    return this.#last + 1;
  }

  run(request: ScanRequest, deliver: Deliver, signal: AbortSignal): Job {
    const receive = (message: Delivered): void => {
      if (message.kind === 'scanned') deliver(message.results, message.totals);
    };
    return this.#begin(request, receive, signal);
  }

  runHistory(request: HistoryRequest, listener: HistoryListener, signal: AbortSignal): Job {
    const receive = (message: Delivered): void => {
      if (message.kind === 'history') listener.onRepository(message.repository);
      else if (message.kind === 'history-progress') listener.onProgress(message.progress);
    };
    return this.#begin(request, receive, signal);
  }

  runAudit(request: AuditRequest, listener: AuditListener, signal: AbortSignal): Job {
    const receive = (message: Delivered): void => {
      if (message.kind === 'audit') listener.onReport(message.report);
      else if (message.kind === 'audit-progress') listener.onProgress(message.progress);
    };
    return this.#begin(request, receive, signal);
  }

  #begin(request: Running['request'], receive: Running['receive'], signal: AbortSignal): Job {
    this.#last += 1;
    const number = this.#last;
    if (signal.aborted || this.#disposed) return { number, outcome: Promise.resolve({ kind: 'cancelled' }) };
    const outcome = new Promise<Outcome>((resolve) => {
      const cancel = (): void => {
        this.#send({ kind: 'cancel', job: number });
        settle({ kind: 'cancelled' });
      };
      const settle = (ended: Outcome): void => {
        signal.removeEventListener('abort', cancel);
        this.#running.delete(number);
        resolve(ended);
      };
      signal.addEventListener('abort', cancel);
      this.#running.set(number, { request, receive, settle, crashes: 0 });
    });
    this.#start();
    this.#send({ ...request, job: number });
    return { number, outcome };
  }

  /** Ends the thread. Jobs that run are cancelled. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    for (const { settle } of [...this.#running.values()]) settle({ kind: 'cancelled' });
    await worker?.terminate();
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #start(): void {
    if (this.#worker !== undefined) return;
    const worker = new Worker(this.#file);
    this.#worker = worker;
    let failure: Failure = { message: 'The worker ended', stack: '' };
    worker.on('message', (message: FromWorker) => this.#receive(message));
    // An error is followed by the exit.
    worker.on('error', (error) => {
      failure = describeFailure(error);
    });
    worker.on('exit', () => {
      // It was ended by `dispose`.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#onCrash(failure);
      this.#retry(failure);
    });
  }

  #receive(message: FromWorker): void {
    const running = this.#running.get(message.job);
    // It was cancelled meanwhile.
    if (running === undefined) return;
    if (message.kind === 'failed') running.settle({ kind: 'failed', failure: message.failure });
    else if (message.kind !== 'done') running.receive(message);
    else if (message.cancelled) running.settle({ kind: 'cancelled' });
    else {
      const { warnings } = message;
      running.settle(warnings === undefined ? { kind: 'done' } : { kind: 'done', warnings });
    }
  }

  #retry(failure: Failure): void {
    for (const [job, running] of [...this.#running]) {
      running.crashes += 1;
      if (running.crashes >= chances) {
        running.settle({ kind: 'failed', failure });
        continue;
      }
      this.#start();
      this.#send({ ...running.request, job });
    }
  }
}
