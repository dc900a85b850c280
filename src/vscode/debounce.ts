/** Runs the last action asked for under a key once nothing more was asked for a while. */
export class Debounce<Key> {
  readonly #delay: number;
  readonly #timers = new Map<Key, NodeJS.Timeout>();

  /** @param delay in milliseconds */
  constructor(delay: number) {
    this.#delay = delay;
  }

  run(key: Key, action: () => void): void {
    this.cancel(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      action();
    }, this.#delay);
    this.#timers.set(key, timer);
  }

  cancel(key: Key): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
