import type { Store } from '../../stores/store.ts';

/** Places that stores are asked about: each place and store once. */
export class Candidates {
  readonly #stores = new Map<string, Set<Store>>();

  /** @param path real, joined by `/` */
  add(path: string, store: Store): void {
    const stores = this.#stores.get(path);
    if (stores === undefined) this.#stores.set(path, new Set([store]));
    else stores.add(store);
  }

  *[Symbol.iterator](): Generator<readonly [path: string, store: Store]> {
    for (const [path, stores] of this.#stores) for (const store of stores) yield [path, store];
  }
}
