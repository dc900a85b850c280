import { statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { type Env, faultIn, gitSync } from '../git/git-run.ts';
import { realOrSelf } from '../vaults.ts';

/** Where git looks for the hooks of a repository. All paths are real ones, as far as they are there. */
export interface HookPlace {
  /** The root of the worktree, in which hooks are run. */
  readonly root: string;
  /** The git folder that all worktrees share. */
  readonly commonDir: string;
  /** The folder of hooks that counts now. */
  readonly hooks: string;
  /** The value of `core.hooksPath`, and in which file it stands: `local`, `global` ... */
  readonly hooksPath?: { readonly value: string; readonly scope: string };
  /** Whose the folder is: the git folder's, a folder of the worktree that may be committed, or any other one. */
  readonly kind: 'own' | 'worktree' | 'outside';
}

/** Which repository is meant: what git itself goes by. */
const keep = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_CEILING_DIRECTORIES'];

/** @throws UserError where the path is in no repository with a worktree, or git does not answer. */
export function hookPlace(path: string, env: Env): HookPlace {
  const folder = folderOf(path);
  if (ask(folder, ['--is-bare-repository'], env) === 'true')
    throw new UserError(
      `${path} is a bare repository`,
      'Nobody commits in it: install the hook in a clone or a worktree of it.',
    );
  const root = realOrSelf(ask(folder, ['--show-toplevel'], env));
  const commonDir = realOrSelf(resolve(folder, ask(folder, ['--git-common-dir'], env)));
  const hooksPath = hooksPathOf(folder, env);
  const named = hooksPath === undefined ? resolve(commonDir, 'hooks') : resolve(root, hooksPath.value || '/');
  const hooks = realOrSelf(named);
  return {
    root,
    commonDir,
    hooks,
    ...(hooksPath === undefined ? {} : { hooksPath }),
    kind: kindOf(hooks, root, commonDir),
  };
}

function kindOf(hooks: string, root: string, commonDir: string): HookPlace['kind'] {
  if (isWithin(hooks, commonDir)) return 'own';
  // The main worktree of a linked one.
  const main = basename(commonDir) === '.git' ? [dirname(commonDir)] : [];
  return [root, ...main].some((each) => isWithin(hooks, each)) ? 'worktree' : 'outside';
}

/** True for a folder and what lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function folderOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UserError(`There is no ${path}`, 'Give a folder of the repository.');
  return realOrSelf(stat.isDirectory() ? path : dirname(path));
}

/** The last value counts; the one that is given on the command line is ours, which keeps git from running hooks. */
function hooksPathOf(folder: string, env: Env): HookPlace['hooksPath'] {
  const args = ['config', '--type=path', '--show-scope', '-z', '--get-all', 'core.hooksPath'];
  const { stdout } = gitSync(folder, args, env, { keep });
  const parts = stdout.toString('utf8').split('\0');
  let found: HookPlace['hooksPath'];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope = '', value = ''] = parts.slice(at, at + 2);
    if (scope !== 'command') found = { value, scope };
  }
  return found;
}

function ask(folder: string, args: readonly string[], env: Env): string {
  const { status, stdout, stderr, error } = gitSync(folder, ['rev-parse', ...args], env, { keep });
  const answer = stdout.toString('utf8').replace(/\r?\n$/, '');
  if (status === 0 && !answer.includes('\uFFFD')) return answer;
  if (status === 0)
    throw new UserError('The name of the repository is no valid UTF-8', 'Give its folder another name.');
  throw refusalOf(folder, stderr, error);
}

function refusalOf(folder: string, stderr: string, error: string | undefined): UserError {
  if (error === 'ENOENT') return new UserError('git was not found', 'Install git, or put it into PATH.');
  if (/must be run in a work tree/.test(stderr))
    return new UserError(`${folder} lies within a git folder`, 'Give the folder that holds the files.');
  if (/not a git repository/i.test(stderr))
    return new UserError(`${folder} is in no git repository`, 'Run it in one, or make one with `git init`.');
  return new UserError(
    `git does not open the repository: ${error ?? faultIn(stderr)}`,
    'Mend that first; `git status` tells more.',
  );
}
