import { lstatSync } from 'node:fs';
import { type LockedVault, lockedVaults } from '../services/locked-places.ts';
import { openVaults, realOrSelf } from '../vaults.ts';
import type { AuditMachine } from './machine.ts';
import { liesBeneath, slashed } from './real-places.ts';

/**
 * The vaults that are there, with what is locked and opened in them now: those that Cloister knows, of another home only
 * what lies beneath it, and those around `folders`, which nobody need have approved yet.
 * @param folders real paths, joined by `/`
 */
export function knownVaults(cloisterHome: string, machine: AuditMachine, folders: readonly string[]): LockedVault[] {
  const home = slashed(machine.home);
  const vaults = openVaults(cloisterHome);
  const around = new Set(folders.flatMap((folder) => vaults.containing(folder)).map(({ root }) => root));
  const place = (path: string): string => slashed(realOrSelf(path));
  return lockedVaults(vaults, machine.now).flatMap(({ root, locked, open = [] }) => {
    const real = place(root);
    if (!machine.isOwnHome && !around.has(root) && !liesBeneath(real, home)) return [];
    // A policy may name what is not there: nobody reaches that.
    const there = locked.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
    return [{ root: real, locked: [...new Set(there.map(place))], open: [...new Set(open.map(place))] }];
  });
}
