import type { Store } from '../store.ts';
import { bitwarden } from './bitwarden.ts';
import { browserPasswords } from './browser-passwords.ts';
import { keepass } from './keepass.ts';
import { lastpass } from './lastpass.ts';
import { onePassword } from './one-password.ts';

/** Exports of passwords. */
export const passwordStores: readonly Store[] = [onePassword, bitwarden, browserPasswords, keepass, lastpass];
