/**
 * Saves what changed soon: a document that stays unsaved for a second is written to a backup by the editor, in plain
 * text. One save of a document at a time; what changes meanwhile is saved after it.
 */
export class SaveSoon<Key> {
  readonly #quiet: number;
  readonly #longest: number;
  readonly #save: (key: Key) => Promise<boolean>;
  readonly #waiting = new Map<Key, { readonly timer: NodeJS.Timeout; readonly since: number }>();
  readonly #saving = new Map<Key, Promise<boolean>>();

  /**
   * @param times in milliseconds: a save begins when nothing changed for `quiet`, and no later than `longest`
   * @param save resolves to false where it failed: it is tried again with the next change alone
   */
  constructor(times: { readonly quiet: number; readonly longest: number }, save: (key: Key) => Promise<boolean>) {
    this.#quiet = times.quiet;
    this.#longest = times.longest;
    this.#save = save;
  }

  changed(key: Key): void {
    const now = Date.now();
    const since = this.#waiting.get(key)?.since ?? now;
    this.#cancel(key);
    const delay = Math.max(0, Math.min(this.#quiet, since + this.#longest - now));
    this.#waiting.set(key, { since, timer: setTimeout(() => void this.now(key), delay) });
  }

  /** Saves at once, after a save that goes on. */
  async now(key: Key): Promise<boolean> {
    this.#cancel(key);
    const before = this.#saving.get(key);
    const next = (before ?? Promise.resolve(true)).then(() => this.#save(key));
    this.#saving.set(key, next);
    try {
      return await next;
    } finally {
      if (this.#saving.get(key) === next) this.#saving.delete(key);
    }
  }

  dispose(): void {
    for (const key of [...this.#waiting.keys()]) this.#cancel(key);
  }

  #cancel(key: Key): void {
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
  }
}
