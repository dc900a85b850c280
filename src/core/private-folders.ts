import type { VaultPath } from './finding.ts';
import { looksPrivate } from './private-names.ts';
import { foldersAbove, isWithin } from './vault-path.ts';

/** A folder whose notes look private, for a person to judge. */
export interface PrivateFolder {
  readonly folder: VaultPath;
  /** True where its name says so. */
  readonly isNamed: boolean;
  readonly files: number;
  /** Notes that their authors marked private. */
  readonly marked: number;
}

/**
 * The folders that look private: those whose names say so, the topmost of each, and those of whose files every third or
 * more is marked private (the policy hides single ones by themselves). None lies within another; the vault itself is none of them.
 */
export function privateFolders(
  files: readonly { readonly path: VaultPath; readonly isPrivate: boolean | undefined }[],
): PrivateFolder[] {
  const named = new Set<VaultPath>();
  const marked = new Set<VaultPath>();
  for (const { path, isPrivate } of files) {
    const folders = foldersAbove(path).slice(1);
    const first = folders.find((folder) => looksPrivate(folder.slice(folder.lastIndexOf('/') + 1)));
    const parent = folders.at(-1);
    if (first !== undefined) named.add(first);
    else if (isPrivate === true && parent !== undefined) marked.add(parent);
  }
  const all = [...named, ...marked].sort();
  const outermost = all.filter((each) => !all.some((other) => other !== each && isWithin(each, other)));
  return outermost.flatMap((folder) => {
    const inside = files.filter(({ path }) => isWithin(path, folder));
    const count = inside.filter(({ isPrivate }) => isPrivate === true).length;
    const isNamed = named.has(folder);
    return isNamed || count * 3 >= inside.length ? [{ folder, isNamed, files: inside.length, marked: count }] : [];
  });
}
