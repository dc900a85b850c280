import type { Failure, Totals } from '../node/worker-protocol.ts';
import type { Outcome } from './scan-worker.ts';
import { addTotals } from './summary.ts';

/** A folder, as far as a run is concerned. */
export interface Scannable {
  scan(signal: AbortSignal, onTotals: (totals: Totals) => void): Promise<Outcome>;
}

/** How a run ended. `superseded`: a newer run takes over what it had not finished. */
export type End = 'done' | 'cancelled' | 'superseded';

/** One scan of some folders, one after the other. */
export class ScanRun<Folder extends Scannable> {
  /** Somebody asked for it and waits for its result. */
  readonly asked: boolean;
  readonly finished: Promise<End>;
  /** The folders that were scanned to their end. */
  readonly done: Folder[] = [];
  readonly failures: { readonly folder: Folder; readonly failure: Failure }[] = [];
  readonly #controller = new AbortController();
  readonly #left: Set<Folder>;
  readonly #totals = new Map<Folder, Totals>();
  #current: Folder | undefined;
  #end: End = 'done';

  constructor(folders: Iterable<Folder>, asked: boolean) {
    this.asked = asked;
    this.#left = new Set(folders);
    this.finished = this.#work();
  }

  /** The folder that is being scanned. */
  get current(): Folder | undefined {
    return this.#current;
  }

  /** The folders that are not scanned yet, with the current one. */
  get left(): Iterable<Folder> {
    return this.#left;
  }

  get totals(): Totals {
    return addTotals(this.#totals.values());
  }

  stop(end: Exclude<End, 'done'>): void {
    if (this.#controller.signal.aborted) return;
    this.#end = end;
    this.#controller.abort();
  }

  async #work(): Promise<End> {
    const { signal } = this.#controller;
    for (const folder of this.#left) {
      this.#current = folder;
      const outcome = await folder.scan(signal, (totals) => this.#totals.set(folder, totals));
      if (signal.aborted) break;
      this.#left.delete(folder);
      if (outcome.kind === 'done') this.done.push(folder);
      else if (outcome.kind === 'failed') this.failures.push({ folder, failure: outcome.failure });
    }
    this.#current = undefined;
    return this.#end;
  }
}
