import type { Surroundings } from '../../core/audit.ts';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';

/**
 * What lies around a path: the folder that a service syncs, the git repository, a network file system, a temporary folder.
 * What is asked of a folder or repository is asked once for each machine.
 * @param path absolute; a link is followed to where it leads.
 */
export function surroundings(_path: string, _machine: AuditMachine, _mounts: readonly Mount[]): Surroundings {
  return {};
}
