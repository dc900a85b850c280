import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { SqliteReply, SqliteRequest, SqliteThreadData } from './protocol.ts';

/** Beside the bundle that this file is in; from sources the entry point itself. */
const built = join(import.meta.dirname, 'sqlite.cjs');
const bundle = existsSync(built) ? built : join(import.meta.dirname, '..', '..', 'sqlite.ts');
/** Milliseconds in which the thread has to start: on a busy machine loading takes a while. */
const longestStart = 20_000;

/** A thread that holds SQLite and one database. The thread that asks it sleeps until it answers. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #flag = new SharedArrayBuffer(4);
  #isEnded = false;

  /** @throws an error where SQLite can not be loaded. */
  constructor() {
    const { port1, port2 } = new MessageChannel();
    const data: SqliteThreadData = { sqlite: { flag: this.#flag, port: port2 } };
    // Beside SQLite's own memory, which has a limit too: rows that were made to be large end the thread, not the audit.
    const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };
    const options = { workerData: data, transferList: [port2], resourceLimits, stdin: false, env: {}, execArgv: [] };
    this.#worker = new Worker(bundle, { ...options, name: 'cloister-sqlite' });
    this.#worker.on('error', () => this.end());
    this.#worker.unref();
    this.#port = port1;
    this.#port.unref();
    const reply = this.#wait(longestStart);
    if (reply?.kind === 'ready') return;
    this.end();
    throw new Error('SQLite does not start');
  }

  /** @returns undefined where it did not answer in time; it is ended then. */
  ask(request: SqliteRequest, patience: number): SqliteReply | undefined {
    if (this.#isEnded) return undefined;
    this.#port.postMessage(request);
    const reply = this.#wait(patience);
    if (reply === undefined) this.end();
    return reply;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#port.close();
    void this.#worker.terminate();
  }

  #wait(patience: number): SqliteReply | undefined {
    const flag = new Int32Array(this.#flag);
    Atomics.wait(flag, 0, 0, patience);
    const received = receiveMessageOnPort(this.#port);
    Atomics.store(flag, 0, 0);
    return received?.message;
  }
}
