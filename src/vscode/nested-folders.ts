import { isAbsolute, relative, sep } from 'node:path';
import type { VaultPath } from '../core/finding.ts';

/** The path of what lies in a folder, by absolute paths; undefined where it lies elsewhere, `''` for the folder. */
export function pathWithin(folder: string, absolute: string): VaultPath | undefined {
  const path = relative(folder, absolute);
  // On Windows, what lies on another drive stays absolute.
  const isElsewhere = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isElsewhere ? undefined : path.split(sep).join('/');
}

/** Where workspace folders overlap, a file belongs to the deepest: the paths in `folder` that belong to another. */
export function nestedFolders(folder: string, all: readonly string[]): VaultPath[] {
  return all.flatMap((other) => pathWithin(folder, other) || []);
}

/** A gitignore pattern that leaves out just this path. */
export function excludePath(path: VaultPath): string {
  return `/${path.replace(/[\\*?[\]]/g, '\\$&')}`;
}
