import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { resolvePath } from './guard/spellings.ts';

/** A worktree of git (`git worktree add`): its folder, and the folder of the repository that it belongs to. */
export interface Worktree {
  readonly root: string;
  readonly main: string;
}

/** What is known of folders: the repository of those that are worktrees. */
export type SeenWorktrees = Map<string, string | undefined>;

/** Good for a process that lives for one call. */
const seenByProcess: SeenWorktrees = new Map();

/**
 * The worktree that a real path lies in. `lacksGit` says of a folder that there is certainly no `.git` in it.
 * @throws errors of the file system where a `.git` can not be read.
 */
export function worktreeOf(
  path: string,
  lacksGit: (folder: string) => boolean = () => false,
  seen = seenByProcess,
): Worktree | undefined {
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) {
    if (!seen.has(folder)) seen.set(folder, lacksGit(folder) ? undefined : mainOf(folder));
    const main = seen.get(folder);
    if (main !== undefined) return { root: folder, main };
  }
  return undefined;
}

/** The repository of a folder that is a worktree: its `.git` is a file that leads there (gitrepository-layout(5)). */
function mainOf(folder: string): string | undefined {
  if (!existsSync(`${folder}/.git`)) return undefined;
  const stat = lstatSync(`${folder}/.git`);
  if (!stat.isFile() || stat.size > 4096) return undefined;
  const link = /^gitdir:\s*(.+?)\s*$/m.exec(readFileSync(`${folder}/.git`, 'utf8'))?.[1];
  if (link === undefined) return undefined;
  const gitFolder = resolvePath(link.startsWith('/') ? link : `${folder}/${link}`).path;
  return /^(.*)\/\.git\/worktrees\/[^/]+\/?$/.exec(gitFolder)?.[1];
}
