import type { Remark } from '../../core/audit.ts';
import type { AuditMachine } from '../audit/machine.ts';

/** Backups of notes in plain text, in the usual places of a home folder and by what the system says of its own. */
export function findBackups(_machine: AuditMachine): readonly Remark[] {
  return [];
}
