import { dirname, join } from 'node:path';
import { spareCopiesFolder } from '../cache-places.ts';
import { historyCacheFolder } from '../history/cache-folder.ts';
import { purgeRunFolders } from '../sqlite/private-folder.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import type { AuditMachine } from './machine.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** Where private copies of databases are made: beneath Cloister's cache, and where that lies in a vault elsewhere. */
function copiesFolders({ env }: Pick<AuditMachine, 'env'>): readonly string[] {
  const cache = join(dirname(historyCacheFolder(env)), 'audit');
  return [cache, spareCopiesFolder()];
}

/**
 * The folder beneath which this audit makes its copies. What killed audits left there is removed.
 * @param vaults real paths of vaults and workspaces: no copy lies in one, where an app would sync or index it
 */
export function prepareCopiesFolder(machine: AuditMachine, vaults: readonly string[]): string {
  const folders = copiesFolders(machine);
  for (const folder of folders) {
    try {
      purgeRunFolders(folder, machine.now);
    } catch (error) {
      machine.skip({ path: folder, why: 'unreadable', detail: errorCode(error) });
    }
  }
  const isFree = (folder: string): boolean => !vaults.some((each) => liesBeneath(slashed(realOrSelf(folder)), each));
  return folders.find(isFree) ?? folders[0] ?? '';
}
