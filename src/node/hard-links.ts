import { lstatSync, type Stats } from 'node:fs';
import type { Asked } from '../core/policy-access.ts';
import { decisive, type Judgement, judgements } from './explain.ts';
import type { Vaults } from './vaults.ts';
import { errorCode, isGitFolder, walk } from './walk.ts';

/** Real paths of files that have more names than one, by what they are to the disk. */
type NamesByFile = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<Vaults, NamesByFile>();

/**
 * Where a file has several names (hard links): the lowest judgement of the others that lie in a known vault. The guard
 * gives no more of the file by any name. Each is judged as a file with the marks that `asked` gives, for they are one text.
 */
export function lowestOtherName(vaults: Vaults, real: string, asked: Omit<Asked, 'path'>): Judgement | undefined {
  const stat = statOf(real);
  if (stat === undefined || !hasMoreNames(stat)) return undefined;
  const names = known.get(vaults) ?? namesIn(vaults);
  known.set(vaults, names);
  const others = names.get(keyOf(stat))?.filter((name) => name !== real) ?? [];
  return decisive(others.flatMap((name) => judgements(vaults, name, { ...asked, isFolder: false })));
}

function namesIn(vaults: Vaults): NamesByFile {
  const names = new Map<string, string[]>();
  for (const { root } of vaults.known())
    for (const next of walk(root, '', isGitFolder)) {
      if (next.kind !== 'file' || typeof next.absolute !== 'string') continue;
      const stat = statOf(next.absolute);
      if (stat === undefined || !hasMoreNames(stat)) continue;
      const list = names.get(keyOf(stat)) ?? [];
      if (!list.includes(next.absolute)) list.push(next.absolute);
      names.set(keyOf(stat), list);
    }
  return names;
}

function hasMoreNames(stat: Stats): boolean {
  return stat.isFile() && stat.nlink > 1;
}

function keyOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Behind a door that is closed: there is nothing to be told of.
    errorCode(error);
    return undefined;
  }
}
