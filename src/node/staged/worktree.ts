import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { type Env, faultIn, type GitAnswer, type GitSyncOptions, gitSync } from '../git/git-run.ts';
import { errorCode } from '../walk.ts';

/** The worktree whose index is looked at. */
export interface StagedWorktree {
  /** What git is run in: relative paths in its variables are meant from there. */
  readonly folder: string;
  /** Real path of the worktree's root. */
  readonly root: string;
  readonly gitDir: string;
  readonly env: Env;
}

/**
 * Variables that git sets for its hooks. With `commit -a` and `commit <path>` the index that becomes the commit is another
 * file, which GIT_INDEX_FILE names.
 */
const keep = [
  'GIT_INDEX_FILE',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
];

/**
 * The worktree of a hook: git runs hooks in its root and says by GIT_DIR what it did not find there itself (githooks(5)).
 * Costs no call of git where the repository lies as usual.
 * @throws UserError where there is none.
 */
export function worktreeOfHook(folder: string, env: Env): StagedWorktree {
  const gitDir = gitDirOf(folder, env);
  if (gitDir === undefined) return worktreeAt(folder, env);
  return { folder, root: realpathSync.native(folder), gitDir, env };
}

function gitDirOf(folder: string, env: Env): string | undefined {
  const named = env['GIT_DIR'];
  if (named !== undefined && named !== '') return resolve(folder, named);
  const path = join(folder, '.git');
  try {
    // In a worktree or a submodule it is a file that leads on.
    const link = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(path, 'utf8'))?.[1];
    return link === undefined ? undefined : resolve(folder, link);
  } catch (error) {
    if (errorCode(error) === 'EISDIR') return existsSync(join(path, 'HEAD')) ? path : undefined;
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** The worktree around a folder, as git finds it. @throws UserError where there is none. */
export function worktreeAt(folder: string, env: Env): StagedWorktree {
  const answer = gitSync(folder, ['rev-parse', '--absolute-git-dir', '--show-toplevel'], env, { keep, isLean: true });
  const [gitDir, root] = answer.stdout.toString('utf8').split('\n');
  if (answer.status === 0 && gitDir !== undefined && root !== undefined && root !== '')
    return { folder, root: realpathSync.native(root), gitDir, env };
  if (answer.error === 'ENOENT') throw new UserError('git could not be started', 'Install git, or add it to PATH.');
  throw new UserError(`There is no index to look at: ${whyOf(answer)}`, 'Run it in the worktree of a git repository.');
}

/** Runs git for a worktree, with what a hook was told. */
export function gitIn(
  { folder, env }: StagedWorktree,
  args: readonly string[],
  options: Omit<GitSyncOptions, 'keep' | 'isLean'> = {},
): GitAnswer {
  return gitSync(folder, args, env, { ...options, keep, isLean: true });
}

/** An error for a call of git that failed: the scan can not say anything then. */
export function gitFailure(what: string, answer: GitAnswer): UserError {
  return new UserError(`${what}: ${whyOf(answer)}`, 'See what `git status` and `git fsck` say.');
}

/** Why a call of git failed, in git's own words. */
function whyOf({ status, stderr, error }: GitAnswer): string {
  if (error === 'ENOENT') return 'git could not be started';
  if (error !== undefined) return `git was stopped (${error})`;
  return stderr.trim() === '' ? `git ended with ${status}` : faultIn(stderr);
}
