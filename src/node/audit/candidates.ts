import type { Store } from '../../stores/store.ts';

/** Places that stores are asked about: each place and store once. */
export class Candidates {
  readonly #stores = new Map<string, Set<Store>>();
  readonly #places: (readonly [path: string, store: Store])[] = [];

  /** @param path real, joined by `/` */
  add(path: string, store: Store): void {
    const stores = this.#stores.get(path);
    if (stores === undefined) this.#stores.set(path, new Set([store]));
    else stores.add(store);
  }

  /** Notes that a candidate is one of the store's default places. */
  addPlace(path: string, store: Store): void {
    this.#places.push([path, store]);
  }

  placesOf(store: Store): readonly string[] {
    return this.#places.flatMap(([path, each]) => (each === store ? [path] : []));
  }

  *[Symbol.iterator](): Generator<readonly [path: string, store: Store]> {
    for (const [path, stores] of this.#stores) for (const store of stores) yield [path, store];
  }
}
