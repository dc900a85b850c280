import { gitSync } from './git/git-run.ts';
import { repositoryAround } from './git/repository-around.ts';
import type { Vault } from './vaults.ts';

/** Folders of a vault that an agent gets nothing of, as its policies name them. */
export function lockedFolders({ policies }: Vault, now: number): string[] {
  const found = policies.flatMap((policy) =>
    policy
      .entries('claude-code', now)
      .filter(({ access }) => access === 'none')
      .map(({ folder }) => folder),
  );
  return [...new Set(found)].sort();
}

/**
 * Which locked folders, patterns and `marked` notes, real paths within the vault, have versions in the repository around
 * it. No program of the repository is run.
 */
export function lockedInHistory(
  vault: Vault,
  now: number,
  env: Readonly<Record<string, string | undefined>>,
  marked: readonly string[] = [],
): string[] {
  const folders = lockedFolders(vault, now).filter((folder) => folderInHistory(vault.root, folder, env));
  const patterns = vault.policies.flatMap(({ policy }) => {
    const { none } = policy.files;
    const back = none.filter((each) => each.startsWith('!')).map((each) => pathspec(each.slice(1), 'exclude,glob'));
    return none.filter(
      (each) => /^[^#!]/.test(each.trim()) && isInHistory(vault.root, [pathspec(each, 'glob'), ...back], env),
    );
  });
  const notes = marked
    .filter((each) => each.startsWith(`${vault.root}/`))
    .map((each) => each.slice(vault.root.length + 1));
  const hasMarked =
    notes.length > 0 &&
    isInHistory(
      vault.root,
      notes.map((each) => `:(literal)${each}`),
      env,
    );
  return [...folders, ...new Set(patterns), ...(hasMarked ? ['notes marked private'] : [])];
}

/** Whether git keeps versions of what lies in a folder of the vault at `root`. */
export function folderInHistory(
  root: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return isInHistory(root, [`:(literal)${folder === '' ? '.' : folder}`], env);
}

/** A gitignore pattern as git's own pathspec, from the folder that git is asked in (gitglossary(7), pathspec). */
function pathspec(pattern: string, magic: string): string {
  const bare = pattern.trim().replace(/\/$/, '');
  return `:(${magic})${bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`}`;
}

/** Also true where git can not tell, such as in a damaged repository: what is not known to be absent is hidden. */
function isInHistory(
  cwd: string,
  pathspecs: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (repositoryAround(cwd) === undefined) return false;
  const args = ['--no-literal-pathspecs', 'log', '--all', '--reflog', '-1', '--format=%h', '--', ...pathspecs];
  const { status, stdout } = gitSync(cwd, args, env, { timeout: 5000 });
  return status !== 0 || stdout.length > 0;
}
