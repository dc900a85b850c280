import type { Mount } from '../../stores/store.ts';
import { privateMounts } from '../disk/private-mounts.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** File systems of the kernel's own: nothing that anybody keeps lies there. */
const ofKernel =
  /^(?:proc|sysfs|cgroup2?|devpts|devtmpfs|debugfs|tracefs|securityfs|pstore|bpf|configfs|fusectl|mqueue|hugetlbfs|binfmt_misc|efivarfs|nsfs|rpc_pipefs|selinuxfs|autofs|squashfs|fuse\.(?:portal|gvfsd-fuse|lxcfs|snapfuse))$/;
/** Whose server may not answer: a look there may take for ever. */
const ofNetwork =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs2?|9p|ncpfs|afs|coda|ceph|glusterfs|lustre|ocfs2|gfs2|gpfs|beegfs|orangefs|virtiofs)$/;
/** What a program of this machine shows of what lies on this machine. Other `fuse.…` may ask a server. */
const local =
  /^fuse\.(?:gocryptfs|encfs|cryfs|securefs|cryptomator.*|veracrypt|vaults?|bindfs|mergerfs|unionfs|overlayfs|fuse-overlayfs|ext[234]|exfat|ntfs(?:-3g)?|zfs|apfs)$/;

/** What an audit does not look into of itself: where a look could take for ever, and what is no place for files. */
export interface OutOfReach {
  /** Why a folder is out of reach: the type of its file system. Undefined for others. */
  typeOf(path: string): string | undefined;
  /** The same for a path anywhere beneath such a mount. */
  above(path: string): string | undefined;
  /** True for where a file system is mounted that its owner alone can enter, whatever the modes of its files say. */
  isPrivate(path: string): boolean;
}

/**
 * @param given real paths of folders that were asked for: what they lie on is within reach
 * @param answers asks whether a program that shows files does so: one that was stopped, or hangs, would be waited for
 */
export function outOfReach(
  mounts: readonly Mount[],
  given: readonly string[],
  answers: (folder: string) => boolean = () => true,
): OutOfReach {
  const types = new Map<string, string>();
  for (const { target, type } of mounts) {
    const path = slashed(target);
    // Of several mounts at one place the last one is seen.
    types.delete(path);
    if (given.some((folder) => liesBeneath(folder, path))) continue;
    if (isFar(type)) types.set(path, type);
    else if (local.test(type) && given.some((folder) => liesBeneath(path, folder)) && !answers(path))
      types.set(path, `${type} does not answer`);
  }
  const closed = new Set([...privateMounts(mounts)].map(slashed));
  return {
    isPrivate: (path) => closed.has(path),
    typeOf: (path) => types.get(path),
    above(path) {
      if (types.size === 0) return undefined;
      for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
        const type = types.get(at);
        if (type !== undefined) return type;
      }
      return undefined;
    },
  };
}

function isFar(type: string): boolean {
  return ofKernel.test(type) || ofNetwork.test(type) || (/^(?:mac)?fuse(?:\.|$)/.test(type) && !local.test(type));
}

/** True where nothing but the kernel's own lies: no word about it is needed. */
export function isOfKernel(type: string): boolean {
  return ofKernel.test(type);
}
