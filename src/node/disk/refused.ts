import type { AuditMachine } from '../audit/machine.ts';
import type { OnRefused } from './system-files.ts';

/** Notes that a path is there and could not be read. */
export function refusedAt(path: string, skip: AuditMachine['skip']): OnRefused {
  return (detail) => skip({ path, why: 'unreadable', detail });
}
