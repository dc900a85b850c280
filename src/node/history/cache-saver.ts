import { describeFailure } from '../fault.ts';
import type { HistoryCache } from './cache.ts';

/** Shortest and longest time between two writes, in milliseconds, and how much of the time writing may take. */
const shortest = 500;
const longest = 30_000;
const share = 20;

/** Writes a cache now and then, so that a run that is killed keeps most of its work. */
export class CacheSaver {
  readonly #cache: HistoryCache;
  readonly #isKept: boolean;
  #next = performance.now() + shortest;
  #running: Promise<void> | undefined;
  /** Why it could not be written; then it is not tried again. */
  warning: string | undefined;

  constructor(cache: HistoryCache, isKept: boolean) {
    this.#cache = cache;
    this.#isKept = isKept;
  }

  /** Begins to write where it is time to. */
  tick(): void {
    if (this.#running === undefined && performance.now() >= this.#next) void this.save();
  }

  /** Writes what is new. Never throws: what goes wrong is a warning. */
  async save(): Promise<void> {
    await this.#running;
    if (!this.#isKept || this.warning !== undefined) return;
    const started = performance.now();
    this.#running = this.#cache.save().catch((error: unknown) => this.#giveUp(error));
    await this.#running;
    this.#running = undefined;
    const now = performance.now();
    this.#next = now + Math.min(longest, Math.max(shortest, (now - started) * share));
  }

  #giveUp(error: unknown): void {
    const { message, hint } = describeFailure(error);
    const why = hint === undefined ? `${message}: check its disk and permissions` : `${message}. ${hint}`;
    this.warning = `What was scanned could not be remembered for the next run: ${why}`;
  }
}
