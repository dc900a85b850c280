import type { DiskAnswer, MachineFacts, Remark } from '../../core/audit.ts';

/**
 * What there is to say about the disks below stores and vaults: one remark for each mount.
 * @param stores how many stores and vaults lie on each mount (`DiskAnswer.mount`), of those that no encrypted folder holds.
 */
export function diskRemarks(facts: MachineFacts, stores: ReadonlyMap<string, number>): readonly Remark[] {
  const remarks: Remark[] = [];
  const told = new Set<string>();
  for (const disk of facts.disks) {
    const count = stores.get(disk.mount) ?? 0;
    const rule = disk.state === 'not-detected' ? 'disk.not-detected' : isPartial(disk) ? 'disk.not-fully' : undefined;
    if (rule === undefined || count === 0 || told.has(disk.mount)) continue;
    told.add(disk.mount);
    const severity = disk.state === 'in-progress' ? 'low' : 'medium';
    const args = { mount: disk.mount, stores: String(count) };
    remarks.push({ rule, severity, about: 'machine', path: disk.mount, args });
  }
  return [...remarks, ...memoryRemarks(facts)];
}

function isPartial({ state }: DiskAnswer): boolean {
  return state === 'in-progress' || state === 'suspended';
}

/** Swap and hibernation in plain text: moot where no disk of a store is encrypted either. */
function memoryRemarks({ disks, swap, hibernation }: MachineFacts): Remark[] {
  if (!disks.some(({ state }) => state === 'encrypted')) return [];
  const remarks: Remark[] = [];
  for (const [rule, facts] of [
    ['disk.swap', swap],
    ['disk.hibernation', hibernation],
  ] as const) {
    if (facts?.state !== 'not-detected') continue;
    const evidence = facts.evidence.join('; ');
    remarks.push({ rule, severity: 'medium', about: 'machine', path: facts.where ?? '/', args: { evidence } });
  }
  return remarks;
}
