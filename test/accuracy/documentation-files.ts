import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where a system of Debian's kind keeps documentation: text that nobody wrote a secret of their own into. */
export const documentationFolders: readonly string[] = ['/usr/share/doc', '/usr/share/perl'];

/**
 * The files beneath a folder whose names match and that are no larger than `largest` bytes, in the order of their names;
 * none where there is no such folder.
 */
export function* filesBelow(folder: string, wanted: RegExp, largest: number): Iterable<string> {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path, wanted, largest);
    else if (entry.isFile() && wanted.test(entry.name) && statSync(path).size <= largest) yield path;
  }
}
