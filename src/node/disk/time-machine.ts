import type { Remark } from '../../core/audit.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { items, member, parsePlist, textMember } from './plist.ts';

/** Disks of Time Machine that are connected and not encrypted (tmutil(8), diskutil(8)). Those of a network are not seen. */
export function timeMachines({ platform, isOwnHome, run }: AuditMachine): readonly Remark[] {
  if (platform !== 'darwin' || !isOwnHome) return [];
  const answer = run('tmutil', ['destinationinfo', '-X']);
  if (answer?.status !== 0) return [];
  return items(member(parsePlist(answer.stdout), 'Destinations')).flatMap((destination): Remark[] => {
    const mount = textMember(destination, 'MountPoint');
    if (mount === undefined || textMember(destination, 'Kind') !== 'Local') return [];
    const info = run('diskutil', ['info', '-plist', mount]);
    const facts = info?.status === 0 ? parsePlist(info.stdout) : undefined;
    const isPlain = member(facts, 'FileVault') === false && member(facts, 'Encryption') === false;
    if (!isPlain || member(facts, 'CoreStorageEncrypted') === true) return [];
    const args = { evidence: 'Time Machine, diskutil info: FileVault is off' };
    return [{ rule: 'store.backup', severity: 'medium', about: 'machine', path: mount, args }];
  });
}
