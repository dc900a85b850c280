import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../walk.ts';

/** The folder of the innermost repository around a real path, found without git: many folders lie in none. */
export function repositoryAround(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (kindOf(join(folder, '.git')) !== undefined) return folder;
    // A bare repository, or the inside of a git folder.
    const isGitFolder =
      kindOf(join(folder, 'HEAD')) === 'file' &&
      kindOf(join(folder, 'objects')) === 'folder' &&
      kindOf(join(folder, 'refs')) === 'folder';
    if (isGitFolder) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? undefined : stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    // What can not be looked at is no repository that git could open either.
    errorCode(error);
    return undefined;
  }
}
