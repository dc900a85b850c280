import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedVault } from '../services/services.ts';
import { openVaults, realOrSelf } from '../vaults.ts';
import type { AuditMachine } from './machine.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** The vaults that Cloister knows and that are there, with what is locked in them. Of another home only those beneath it. */
export function knownVaults(cloisterHome: string, machine: AuditMachine): LockedVault[] {
  const home = slashed(machine.home);
  const vaults = openVaults(cloisterHome).known();
  return vaults.flatMap(({ root, policies }) => {
    const real = slashed(realOrSelf(root));
    if (!machine.isOwnHome && !liesBeneath(real, home)) return [];
    const locked = policies.flatMap(({ policy }) => [
      ...(policy.default === 'none' ? [root] : []),
      ...[...policy.folders].flatMap(([folder, { access }]) => (access === 'none' ? [join(root, folder)] : [])),
    ]);
    const there = locked.filter((path) => existsSync(path)).map((path) => slashed(realOrSelf(path)));
    return [{ root: real, locked: [...new Set(there)] }];
  });
}
