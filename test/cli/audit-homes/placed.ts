/** A store that a fixture home holds: where it lies, and what an audit must say of it. */
import type { AtRest } from '../../../src/core/audit.ts';
import type { StoreId } from '../../../src/core/store-ids.ts';
import type { Platform } from '../../../src/stores/store.ts';

/** `open`: as apps leave it. `sealed`: the same in the encrypted form that the app or the format has. */
export type Variant = 'open' | 'sealed';

export interface Placed {
  readonly store: StoreId;
  readonly holds: 'notes' | 'ai' | 'passwords';
  /** Relative to the home folder. */
  readonly root: string;
  /** An encrypted one's `by` is compared by its first word. */
  readonly state: AtRest['state'];
  readonly items?: number;
  /** Findings that only this store has: `store.notes.key`. */
  readonly remarks?: readonly string[];
  /** The service that copies the folder to others. */
  readonly isSynced?: true;
  /** Writes it beneath the home folder. @throws where it can not be made */
  make(home: string): void;
}

export const systems = ['linux', 'darwin', 'win32'] as const satisfies readonly Platform[];

/** What the variables of default places are in a home folder of each system. */
export const folders: Readonly<Record<Platform, Readonly<Record<'support' | 'data' | 'config', string>>>> = {
  linux: { support: '.config', data: '.local/share', config: '.config' },
  darwin: { support: 'Library/Application Support', data: 'Library/Application Support', config: '.config' },
  win32: { support: 'AppData/Roaming', data: 'AppData/Roaming', config: '.config' },
};
