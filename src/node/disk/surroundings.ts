import { dirname } from 'node:path';
import type { Surroundings } from '../../core/audit.ts';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { gitAround } from './git-around.ts';
import { isWithin, mountOf } from './mountinfo.ts';
import { networkType } from './network-types.ts';
import { syncMark } from './sync-marks.ts';
import { type SyncRoot, syncRoots } from './sync-roots.ts';
import { realPathOf } from './system-files.ts';
import { temporaryFolders } from './temporary-folders.ts';

type Look = (path: string, mounts: readonly Mount[]) => Surroundings;

/** What was asked of a machine, for as long as it is looked at. */
const looks = new WeakMap<AuditMachine, Look>();

/**
 * What lies around a path: the folder that a service syncs, the git repository, a network file system, a temporary folder.
 * What is asked of a folder or repository is asked once for each machine.
 * @param path absolute; a link is followed to where it leads.
 */
export function surroundings(path: string, machine: AuditMachine, mounts: readonly Mount[]): Surroundings {
  const look = looks.get(machine) ?? openSurroundings(machine);
  looks.set(machine, look);
  return look(path, mounts);
}

function openSurroundings(machine: AuditMachine): Look {
  const repositoryOf = gitAround(machine);
  const temporary = temporaryFolders(machine).map((folder) => spelled(folder, machine));
  const marked = new Map<string, SyncRoot | undefined>();
  let known: readonly SyncRoot[] | undefined;

  /** The innermost synced folder around a real path: by settings and name, else by what its client left in it. */
  function syncedBy(path: string, mounts: readonly Mount[]): SyncRoot | undefined {
    known ??= syncRoots(machine, mounts).map((each) => ({ ...each, root: spelled(each.root, machine) }));
    const named = known
      .filter(({ root }) => isWithin(path, root))
      .reduce<SyncRoot | undefined>(
        (best, each) => (best && best.root.length >= each.root.length ? best : each),
        undefined,
      );
    if (named !== undefined) return named;
    for (let folder = path; ; folder = dirname(folder)) {
      if (!marked.has(folder)) marked.set(folder, syncMark(folder));
      const mark = marked.get(folder);
      if (mark !== undefined || dirname(folder) === folder) return mark;
    }
  }

  return (path, mounts) => {
    const real = spelled(realPathOf(path), machine);
    const synced = syncedBy(real, mounts);
    const repository = repositoryOf(real);
    const network = isShare(path) ? 'smb' : networkOf(real, mounts);
    return {
      ...(synced === undefined ? {} : { synced }),
      ...(repository === undefined ? {} : { repository }),
      ...(network === undefined ? {} : { network }),
      ...(temporary.some((folder) => isWithin(real, folder)) ? { temporary: true } : {}),
    };
  };
}

/** A share of Windows by the name of its server. */
function isShare(path: string): boolean {
  return /^[\\/]{2}[^\\/?.]/.test(path);
}

/** An audit joins paths by `/` on every system. */
function spelled(path: string, { platform }: AuditMachine): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** Remote places that the file manager of GNOME mounts lie in one mount, by name (`smb-share:server=…`). */
function networkOf(path: string, mounts: readonly Mount[]): string | undefined {
  const mount = mountOf(path, mounts);
  if (mount === undefined) return undefined;
  if (mount.type === 'fuse.gvfsd-fuse') return /^([a-z]+)(?:-share)?:/.exec(path.slice(mount.target.length + 1))?.[1];
  return networkType(mount);
}
