import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { gitAt } from './git-stream.ts';
import { entries, readSmall, referenceFolders } from './tips.ts';

/** A repository within another: where it lies there, and what to open. */
export interface SubmoduleFolder {
  /** Relative to the root of the outer repository. */
  readonly path: VaultPath;
  readonly folder: string;
}

/** Repositories that are checked out where the index names one (gitlinks), those of nested repositories not included. */
export function checkedOut(place: GitPlace, env: Env): SubmoduleFolder[] {
  if (place.isBare) return [];
  const found: SubmoduleFolder[] = [];
  const { stdout } = gitAt(place, ['ls-files', '--stage', '-z'], env);
  // `160000 <id> <stage>\t<path>\0`
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0, at);
    if (end === -1) break;
    if (stdout.toString('latin1', at, at + 7) === '160000 ') {
      const path = stdout.toString('utf8', stdout.indexOf(9, at) + 1, end);
      const folder = join(place.root, path);
      if (existsSync(join(folder, '.git')) && isBelow(folder, place.root)) found.push({ path, folder });
    }
    at = end + 1;
  }
  return found;
}

/** A link in the worktree may lead out of it: what lies there is no part of the repository. */
function isBelow(folder: string, root: string): boolean {
  return realpathSync(folder).startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Repositories of submodules that lie in git's folder, those of nested ones not included. They may not be checked out. */
export function absorbed(place: GitPlace): SubmoduleFolder[] {
  const found: SubmoduleFolder[] = [];
  for (const { folder } of referenceFolders(place)) {
    const modules = join(folder, 'modules');
    for (const name of gitFoldersBelow(modules, 0)) {
      const gitFolder = join(modules, name);
      found.push({ path: worktreeOf(gitFolder, place) ?? name, folder: gitFolder });
    }
  }
  return found;
}

const deepestName = 32;

/** A submodule's name may hold slashes. */
function gitFoldersBelow(folder: string, depth: number): string[] {
  if (depth > deepestName) return [];
  return entries(folder)
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) =>
      isGitFolder(join(folder, name))
        ? [name]
        : gitFoldersBelow(join(folder, name), depth + 1).map((below) => `${name}/${below}`),
    );
}

function isGitFolder(folder: string): boolean {
  return existsSync(join(folder, 'HEAD')) && isFolder(join(folder, 'objects')) && isFolder(join(folder, 'refs'));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Where git checks the submodule out, relative to the outer root, as its configuration has it. */
function worktreeOf(gitFolder: string, { root, isBare }: GitPlace): VaultPath | undefined {
  if (isBare) return undefined;
  const worktree = /^\s*worktree\s*=\s*(.+?)\s*$/m.exec(readSmall(join(gitFolder, 'config'), 1 << 20) ?? '')?.[1];
  if (worktree === undefined) return undefined;
  const path = relative(root, resolve(gitFolder, worktree.replace(/^"(.*)"$/, '$1')));
  return path === '' || path.startsWith('..') ? undefined : path.split(sep).join('/');
}
