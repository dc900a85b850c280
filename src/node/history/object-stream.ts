import type { Env } from '../git/git-run.ts';
import type { GitPlace } from '../git/git-place.ts';
import { type ReadObject, readObjects } from '../git/object-reader.ts';

/** One reader of git that is asked for objects as they come up. */
export class ObjectStream {
  readonly maxSize: number;
  readonly #wanted: string[] = [];
  #wake: (() => void) | undefined;
  #isEnded = false;
  readonly #abort = new AbortController();
  readonly #read: AsyncGenerator<ReadObject>;

  constructor(place: GitPlace, maxSize: number, env: Env) {
    this.maxSize = maxSize;
    this.#read = readObjects(place, this.#asked(), { maxSize }, env, this.#abort.signal);
  }

  /** Has objects read, in this order. */
  ask(oids: readonly string[]): void {
    for (const oid of oids) this.#wanted.push(oid);
    this.#wake?.();
  }

  /**
   * The next of those that were asked for, which is `oid`. Its bytes are good until the next call.
   * @throws Error where git's answers do not come in the order of the questions.
   */
  async next(oid: string): Promise<ReadObject> {
    const { value, done } = await this.#read.next();
    if (done === true) throw new Error('git ended before all was read');
    if (value.oid !== oid) throw new Error('git answers out of turn');
    return value;
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
    this.#abort.abort();
  }

  async *#asked(): AsyncGenerator<string> {
    while (!this.#isEnded) {
      const oid = this.#wanted.shift();
      if (oid !== undefined) yield oid;
      else
        await new Promise<void>((resume) => {
          this.#wake = resume;
        });
    }
  }
}
