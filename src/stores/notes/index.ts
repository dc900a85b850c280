import type { Store } from '../store.ts';

/** All of this kind. */
export const noteStores: readonly Store[] = [];
