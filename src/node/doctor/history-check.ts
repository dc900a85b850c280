import { join } from 'node:path';
import { countOf } from '../../core/amounts.ts';
import { gitSync } from '../git/git-run.ts';
import type { Vault } from '../vaults.ts';
import { type Check, type Machine, someOf } from './check.ts';

/**
 * Locked paths that stand in the history of the repository around a vault. `isLocked` tells of a real path whether it
 * is. No program of the repository is run.
 */
export function checkHistory({ root }: Vault, { env }: Machine, isLocked: (path: string) => boolean): Check[] {
  const git = (...args: readonly string[]) => gitSync(root, args, env);
  const { status, error } = git('rev-parse', '--verify', '-q', 'HEAD');
  // No git, no repository, or one without a commit.
  if (error !== undefined || status !== 0) return [];
  const log = [
    'log',
    '--all',
    '--relative',
    '--no-renames',
    '--no-ext-diff',
    '--diff-filter=A',
    '-m',
    '--name-only',
    '-z',
  ];
  const added = git(...log, '--pretty=format:', '--', '.');
  if (added.status !== 0)
    return [
      {
        status: 'note',
        what: `git's history could not be looked at${added.error === undefined ? '' : ': it took too long'}`,
      },
    ];
  const paths = new Set(
    added.stdout
      .toString('utf8')
      .split(/[\0\n]/)
      .filter((each) => each !== ''),
  );
  const locked = [...paths].filter((path) => isLocked(join(root, path))).sort();
  if (locked.length === 0) return [{ status: 'ok', what: "no locked note stands in git's history" }];
  return [
    {
      status: 'open',
      what: `${countOf(locked.length, 'locked note')} in git's history: ${someOf(locked)}. The guard denies such reads; a script can do them`,
      mend: 'keep locked folders in no repository that agents work in, or rewrite its history with git filter-repo (on a copy first)',
      paths: locked,
    },
  ];
}
