import { aiStores } from './ai/index.ts';
import { lockStores } from './locks/index.ts';
import { noteStores } from './notes/index.ts';
import { passwordStores } from './passwords/index.ts';
import type { Store } from './store.ts';

/** Every store that Cloister knows. */
export const allStores: readonly Store[] = [...noteStores, ...lockStores, ...aiStores, ...passwordStores];
