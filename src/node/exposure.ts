import { spawnSync } from 'node:child_process';
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
  const folders = lockedFolders(vault, now).filter((folder) =>
    isInHistory(vault.root, [`:(literal)${folder === '' ? '.' : folder}`], env),
  );
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

/** A gitignore pattern as git's own pathspec, from the folder that git is asked in (gitglossary(7), pathspec). */
function pathspec(pattern: string, magic: string): string {
  const bare = pattern.trim().replace(/\/$/, '');
  return `:(${magic})${bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`}`;
}

function isInHistory(
  cwd: string,
  pathspecs: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const config = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const { status, stdout } = spawnSync(
    'git',
    [...config, '--no-pager', 'log', '--all', '--reflog', '-1', '--format=%h', '--', ...pathspecs],
    {
      cwd,
      encoding: 'utf8',
      timeout: 5000,
      env: { PATH: env['PATH'], HOME: env['HOME'], GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
    },
  );
  return status === 0 && stdout.trim() !== '';
}
