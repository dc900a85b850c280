import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../walk.ts';

export interface NestedRepositories {
  /** Real paths of folders that hold a `.git`, without the one that the search began at. */
  readonly roots: readonly string[];
  /** False where there were more folders than were looked at. */
  readonly isComplete: boolean;
}

/** Looks for repositories beneath a folder, by what lies in its folders; at most `most` of them are looked at. */
export function nestedRepositories(root: string, most: number): NestedRepositories {
  const roots: string[] = [];
  const open = [root];
  let count = 0;
  // The topmost first: what is deep is what is left out.
  for (let index = 0; index < open.length; index++) {
    const folder = open[index] ?? root;
    count += 1;
    if (count > most) return { roots, isComplete: false };
    for (const entry of entriesOf(folder)) {
      if (entry.name === '.git') {
        if (folder !== root) roots.push(folder);
      } else if (entry.isDirectory() && entry.name !== 'node_modules') open.push(join(folder, entry.name));
    }
  }
  return { roots, isComplete: true };
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // What can not be listed can not be read by an agent of the same user either.
    errorCode(error);
    return [];
  }
}
