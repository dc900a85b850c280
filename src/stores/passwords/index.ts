import type { Store } from '../store.ts';

/** All of this kind. */
export const passwordStores: readonly Store[] = [];
