import type { Store } from '../store.ts';
import { cryfs } from './cryfs.ts';
import { cryptomator } from './cryptomator.ts';
import { encfs } from './encfs.ts';
import { encryptedFile } from './encrypted-file.ts';
import { gitCrypt } from './git-crypt.ts';
import { gocryptfs } from './gocryptfs.ts';
import { luks } from './luks.ts';
import { meldEncrypt } from './meld-encrypt.ts';

/** Containers and files in which notes lie encrypted. */
export const lockStores: readonly Store[] = [
  gocryptfs,
  cryptomator,
  encfs,
  cryfs,
  luks,
  gitCrypt,
  meldEncrypt,
  encryptedFile,
];
