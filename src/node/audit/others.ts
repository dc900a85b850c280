import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { errorCode } from '../walk.ts';
import type { AuditMachine } from './machine.ts';

/** Who beside the owner comes to a path: through its folders, and with its own permission bits. */
export interface Reach {
  readonly everyone: boolean;
  /** Groups whose members come to it; undefined for any. */
  readonly groups: readonly number[] | undefined;
}

type Bits = Pick<Stats, 'mode' | 'gid'>;

const allReach: Reach = { everyone: true, groups: undefined };
export const noReach: Reach = { everyone: false, groups: [] };

/** Who of this machine comes to what: by modes alone, so on Windows nobody is known to. */
export interface Others {
  /** Who comes as far as a folder. @param folder real, absolute */
  reachOf(folder: string): Reach;
  /** Who comes through a folder, of those that come to it. */
  through(reach: Reach, folder: Bits): Reach;
  /** Who can read a file, of those that come to it. */
  readers(reach: Reach, file: Bits): 'everyone' | 'group' | undefined;
}

/** @param isPrivate true for folders in which a file system is mounted that its owner alone can enter */
export function othersOf(
  machine: Pick<AuditMachine, 'platform' | 'systemRoot' | 'uid'>,
  isPrivate: (folder: string) => boolean = () => false,
): Others {
  const folders = new Map<string, Reach>();
  const populated = new Map<number, boolean>();

  function reachOf(folder: string): Reach {
    if (machine.platform === 'win32' || process.platform === 'win32') return noReach;
    if (isPrivate(folder)) return noReach;
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const above = folder === '/' ? allReach : reachOf(folder.slice(0, folder.lastIndexOf('/')) || '/');
    const reach = above.everyone || above.groups?.length !== 0 ? through(above, statOf(folder)) : noReach;
    folders.set(folder, reach);
    return reach;
  }

  function through({ everyone, groups }: Reach, { mode, gid }: Bits): Reach {
    const others = (mode & 0o001) !== 0;
    const group = (mode & 0o010) !== 0 && hasOthers(gid);
    // Whoever is in the group is judged by the group's bits: others' do not help those.
    if (others) return { everyone, groups: group || everyone ? groups : withoutGroup(groups, gid) };
    if (!group) return noReach;
    return { everyone: false, groups: groups === undefined || groups.includes(gid) ? [gid] : [] };
  }

  function hasOthers(gid: number): boolean {
    const known = populated.get(gid) ?? isPopulated(gid, machine);
    populated.set(gid, known);
    return known;
  }

  return {
    reachOf,
    through,
    readers({ everyone, groups }, { mode, gid }) {
      if (everyone && (mode & 0o004) !== 0) return 'everyone';
      const isReached = groups === undefined || groups.includes(gid);
      return isReached && (mode & 0o040) !== 0 && hasOthers(gid) ? 'group' : undefined;
    },
  };
}

function withoutGroup(groups: readonly number[] | undefined, gid: number): readonly number[] | undefined {
  return groups?.filter((each) => each !== gid);
}

function statOf(folder: string): Bits {
  try {
    return lstatSync(folder);
  } catch (error) {
    // Who can not be told to come through is taken for nobody: a finding is proven.
    errorCode(error);
    return { mode: 0, gid: -1 };
  }
}

/**
 * True where a group has members beside the person. Debian and others give each user a group of its own
 * (https://wiki.debian.org/UserPrivateGroups): its bits open nothing.
 */
function isPopulated(gid: number, { systemRoot, uid }: Pick<AuditMachine, 'systemRoot' | 'uid'>): boolean {
  const users = linesOf(`${systemRoot}/etc/passwd`).map((line) => line.split(':'));
  const groups = linesOf(`${systemRoot}/etc/group`).map((line) => line.split(':'));
  const own = users.find(([, , id]) => id === String(uid))?.[0];
  const group = groups.find(([, , id]) => id === String(gid));
  // A group of a directory service, or of macOS: who is in it is not told here, but it is none for one person alone.
  if (group === undefined) return true;
  // Root can read all files anyhow.
  const primary = users.some(
    ([name, , id, primaryGroup]) => primaryGroup === String(gid) && name !== own && id !== '0',
  );
  const members = (group[3] ?? '').split(',').filter((name) => name !== '' && name !== own && name !== 'root');
  // Of macOS's `staff`, every person is a member, though the file names none.
  return primary || members.length > 0 || (process.platform === 'darwin' && gid === 20);
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    errorCode(error);
    return [];
  }
}
