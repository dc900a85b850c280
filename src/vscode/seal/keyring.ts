/** Secret keys that are open, by the vault: in memory alone, and forgotten after a time without use. */
export class Keyring {
  readonly #open = new Map<string, readonly string[]>();
  readonly #longest: () => number;
  readonly #expired: () => void;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param longest how long a key stays without use, in milliseconds; asked at each use
   * @param expired is called when that is over: who is called forgets
   */
  constructor(longest: () => number, expired: () => void) {
    this.#longest = longest;
    this.#expired = expired;
  }

  /** The keys of a vault; undefined where they are not open. That is no use of them. */
  get(vault: string): readonly string[] | undefined {
    return this.#open.get(vault);
  }

  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  put(vault: string, identities: readonly string[]): void {
    this.#open.set(vault, identities);
    this.used();
  }

  /** Somebody reads or writes what is sealed: the time begins anew. */
  used(): void {
    clearTimeout(this.#timer);
    if (!this.isOpen) return;
    this.#timer = setTimeout(this.#expired, Math.min(this.#longest(), longestTimer));
    // Nothing waits for it.
    this.#timer.unref();
  }

  /** Forgets every key. A text of JavaScript can not be overwritten: its memory is given back. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#open.clear();
  }
}

/** Timers of Node hold no longer time. */
const longestTimer = 2 ** 31 - 1;
