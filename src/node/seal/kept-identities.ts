import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../walk.ts';

/** Where Cloister keeps the keys of sealed vaults, in its own folder `home`. */
export function sealFolderIn(home: string): string {
  return join(home, 'seal');
}

/** Paths of the wrapped identities in Cloister's own folder. */
export function keptIdentities(home: string): string[] {
  const folder = sealFolderIn(home);
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.age') && !name.startsWith('.'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw error;
  }
}
