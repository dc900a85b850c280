import { Worker } from 'node:worker_threads';
import { UserError } from '../../core/user-error.ts';
import { describeFailure } from '../fault.ts';
import type { Failure } from '../worker-protocol.ts';
import type { FromLooker, Looked, LookerData, LookRequest, ObjectToLookAt } from './look-protocol.ts';

/** What came of one batch. */
export interface Answer {
  readonly objects: readonly ObjectToLookAt[];
  /** Bytes that were looked at. */
  readonly bytes: number;
  /** What is not named was clean. */
  readonly looked: readonly Looked[];
}

interface Batch {
  readonly request: LookRequest;
  /** True for an object that is looked at alone since the worker of its batch died. */
  readonly isLast: boolean;
}

interface Looker {
  readonly worker: Worker;
  readonly open: Map<number, Batch>;
}

/** Batches that a worker has at a time: git reads one while the other is looked at. */
const ahead = 2;
/** Workers that may die before the scan is given up. */
const mostDeaths = 20;

/** Worker threads that look at objects, each with a git of its own: no content crosses threads. */
export class LookPool {
  readonly #bundle: string;
  readonly #data: LookerData;
  readonly #most: number;
  readonly #onAnswer: (answer: Answer) => void;
  #lookers: Looker[] = [];
  #waiting: (() => void)[] = [];
  readonly #again: Batch[] = [];
  #batches = 0;
  #deaths = 0;
  #failure: Error | undefined;
  #isClosed = false;

  /** @param bundle path of the file that the workers run. @param most how many threads there may be. */
  constructor(bundle: string, data: LookerData, most: number, onAnswer: (answer: Answer) => void) {
    this.#bundle = bundle;
    this.#data = data;
    this.#most = most;
    this.#onAnswer = onAnswer;
  }

  /** Has objects looked at. Resolves as soon as the next ones may come. @throws what ended a worker for good. */
  async look(objects: readonly ObjectToLookAt[], maxSize: number): Promise<void> {
    this.#batches += 1;
    await this.#start({ request: { batch: this.#batches, objects, maxSize }, isLast: false });
  }

  /** Resolves when all was looked at. @throws what ended a worker for good. */
  async done(): Promise<void> {
    for (;;) {
      this.#check();
      const again = this.#again.shift();
      if (again !== undefined) await this.#start(again);
      else if (this.#isClosed || this.#lookers.every(({ open }) => open.size === 0)) return;
      else await this.#change();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await Promise.all(this.#lookers.map(({ worker }) => worker.terminate()));
    this.#lookers = [];
  }

  async #start(batch: Batch): Promise<void> {
    for (;;) {
      this.#check();
      if (this.#isClosed) return;
      const looker = this.#free();
      if (looker !== undefined) {
        looker.open.set(batch.request.batch, batch);
        looker.worker.postMessage(batch.request);
        return;
      }
      await this.#change();
    }
  }

  /** One that has nothing to do; else a new one; else the one that has least. */
  #free(): Looker | undefined {
    const [least] = this.#lookers.toSorted((left, right) => left.open.size - right.open.size);
    if (least !== undefined && least.open.size === 0) return least;
    if (this.#lookers.length < this.#most) return this.#hire();
    return least !== undefined && least.open.size < ahead ? least : undefined;
  }

  #hire(): Looker {
    // What a scan of one object makes lives shortly: V8's default would hold 48 MB for it in each thread.
    const resourceLimits = { maxYoungGenerationSizeMb: 16 };
    const worker = new Worker(this.#bundle, { workerData: this.#data, resourceLimits });
    const looker: Looker = { worker, open: new Map() };
    worker.on('message', (message: FromLooker) => this.#take(looker, message));
    worker.on('error', (error) => this.#bury(looker, error));
    this.#lookers.push(looker);
    return looker;
  }

  #take({ open }: Looker, message: FromLooker): void {
    const batch = open.get(message.batch);
    if (batch === undefined || this.#isClosed) return;
    open.delete(message.batch);
    if (message.kind === 'looked')
      this.#onAnswer({ objects: batch.request.objects, bytes: message.bytes, looked: message.looked });
    else if (message.failure.hint !== undefined)
      this.#failure = new UserError(message.failure.message, message.failure.hint);
    else this.#retry(batch, message.failure);
    this.#wake();
  }

  /** A worker died, most likely for want of memory: what it had is looked at one by one. */
  #bury(looker: Looker, error: unknown): void {
    this.#lookers = this.#lookers.filter((each) => each !== looker);
    if (this.#isClosed) return;
    this.#deaths += 1;
    if (this.#deaths > mostDeaths) this.#failure = error instanceof Error ? error : new Error('A worker died');
    for (const batch of looker.open.values()) this.#retry(batch, describeFailure(error));
    this.#wake();
  }

  #retry({ request, isLast }: Batch, { message, stack = '' }: Failure): void {
    const [only] = request.objects;
    if (isLast && only !== undefined) {
      const fault = { oid: only.oid, is: 'skipped', why: 'fault', detail: `${message}\n${stack}` } as const;
      this.#onAnswer({ objects: request.objects, bytes: 0, looked: [fault] });
      return;
    }
    for (const each of request.objects) {
      this.#batches += 1;
      this.#again.push({ request: { ...request, batch: this.#batches, objects: [each] }, isLast: true });
    }
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #change(): Promise<void> {
    return new Promise((resume) => {
      this.#waiting.push(resume);
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
