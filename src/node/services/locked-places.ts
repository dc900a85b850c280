import { join } from 'node:path';
import type { Vaults } from '../vaults.ts';
import { realOrSelf } from '../vaults.ts';

/** A known vault with the places that its policies name. */
export interface LockedVault {
  /** Real path. */
  readonly root: string;
  /** Real paths of what agents get nothing of, absolute. The root itself where the policy hides what it does not name. */
  readonly locked: readonly string[];
  /** Real paths of what is opened within that. */
  readonly open?: readonly string[];
}

/** What is locked in every vault that is known here. `now` in milliseconds since 1970. */
export function lockedVaults(vaults: Vaults, now: number): LockedVault[] {
  return vaults.known().map(({ root, policies }) => {
    const entries = policies.map((each) => ({
      hides: each.policy.default === 'none',
      entries: each.entries('claude-code', now),
    }));
    const pathOf = (folder: string) => realOrSelf(folder === '' ? root : join(root, folder));
    const locked = entries.flatMap((each) => [
      ...(each.hides && !each.entries.some(({ folder }) => folder === '') ? [''] : []),
      ...each.entries.filter(({ access }) => access === 'none').map(({ folder }) => folder),
    ]);
    // What one policy opens and another one locks is locked.
    const open = entries.flatMap((each) =>
      each.entries.filter(({ access }) => access !== 'none').map(({ folder }) => folder),
    );
    return {
      root,
      locked: [...new Set(locked)].sort().map(pathOf),
      open: [...new Set(open)].filter((folder) => !locked.includes(folder)).map(pathOf),
    };
  });
}

/**
 * The locked place that somebody who is handed `path` reaches: one beneath it, or the one that it lies in. Undefined where
 * there is none.
 * @param foldsCase true on systems that do not tell letter case apart
 */
export function reachedLock(
  path: string,
  vaults: readonly LockedVault[],
  foldsCase: boolean,
): { readonly vault: string; readonly locked: string } | undefined {
  const fold = (each: string) => (foldsCase ? each.normalize('NFC').toLowerCase() : each);
  const isIn = (inner: string, outer: string) =>
    fold(inner) === fold(outer) || fold(inner).startsWith(outer === '/' ? '/' : `${fold(outer)}/`);
  for (const { root, locked, open = [] } of vaults) {
    const beneath = locked.find((each) => isIn(each, path));
    if (beneath !== undefined) return { vault: root, locked: beneath };
    // The deepest entry that contains the path decides.
    const around = [...locked, ...open]
      .filter((each) => isIn(path, each))
      .sort((left, right) => right.length - left.length)[0];
    if (around !== undefined && locked.includes(around)) return { vault: root, locked: around };
  }
  return undefined;
}
