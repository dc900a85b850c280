import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isLower } from '../core/access.ts';
import type { AgentId } from '../core/agent-ids.ts';
import type { VaultPath } from '../core/finding.ts';
import { decisive, type Judgement, judgements, vaultPathOf, vaultsOf } from '../node/explain.ts';
import { realOrSelf, type Vault, type Vaults } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import { pathWithin } from './nested-folders.ts';

/** The agent whose access the editor shows: the one that Cloister can hold to the policy. */
export const shownAgent: AgentId = 'claude-code';

export type PlaceKind = 'folder' | 'file' | 'missing';

/** A file or folder of the workspace, and the vault that it lies in or would lie in. */
export interface Place {
  /** As the editor names it. */
  readonly absolute: string;
  readonly real: string;
  readonly kind: PlaceKind;
  /** Real path of its vault; where there is none yet, of the workspace folder, which can become one. */
  readonly root: string;
  readonly vault?: Vault;
  /** Its path from that root. */
  readonly path: VaultPath;
}

/**
 * The place of an absolute path; undefined where it lies in no vault and in no workspace folder.
 * @param folders absolute paths of the workspace folders
 */
export function placeOf(vaults: Vaults, absolute: string, folders: readonly string[]): Place | undefined {
  const real = realOrSelf(absolute);
  const kind = kindOf(real);
  const vault = vaultsOf(vaults, real, isFolderOf(kind)).at(-1);
  const root = vault?.root ?? workspaceRoot(absolute, real, folders);
  if (root === undefined) return undefined;
  return { absolute, real, kind, root, path: vaultPathOf(root, real), ...(vault === undefined ? {} : { vault }) };
}

/** What decides about an absolute path for the shown agent; undefined where it lies in no vault. */
export function judgementOf(vaults: Vaults, absolute: string, now: number, agent = shownAgent): Judgement | undefined {
  const real = realOrSelf(absolute);
  const found = decisive(judgements(vaults, real, { agent, now, ...folderFlag(kindOf(real)) }));
  // A link lies where it lies: both its own folder and its target's decide.
  const named = join(realOrSelf(dirname(absolute)), basename(absolute));
  if (named === real || dirname(absolute) === absolute) return found;
  const own = decisive(judgements(vaults, named, { agent, now }));
  if (own === undefined || found === undefined) return own ?? found;
  return isLower(own.access, found.access) ? own : found;
}

/** `isFolder` as the policy's questions want it: absent where it is not known. */
export function folderFlag(kind: PlaceKind): { readonly isFolder?: boolean } {
  return kind === 'missing' ? {} : { isFolder: kind === 'folder' };
}

export function kindOf(path: string): PlaceKind {
  try {
    const stat = statSync(path, { throwIfNoEntry: false }) ?? lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return 'missing';
    return stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    // A name that is too long, or a folder that may not be entered.
    errorCode(error);
    return 'missing';
  }
}

function isFolderOf(kind: PlaceKind): boolean | undefined {
  return kind === 'missing' ? undefined : kind === 'folder';
}

/** The real path of the deepest workspace folder that holds a path, by its own name or behind a link. */
function workspaceRoot(absolute: string, real: string, folders: readonly string[]): string | undefined {
  const holding = folders
    .map((folder) => ({ folder, root: realOrSelf(folder) }))
    .filter(({ root }) => pathWithin(root, real) !== undefined);
  const byName = holding.filter(({ folder }) => pathWithin(folder, absolute) !== undefined);
  const deepest = (byName.length > 0 ? byName : holding).sort((left, right) => right.root.length - left.root.length)[0];
  return deepest?.root;
}
