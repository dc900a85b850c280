import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countOf } from '../../core/amounts.ts';
import type { Vault } from '../vaults.ts';
import { type Check, type Machine, someOf } from './check.ts';

/**
 * Locked paths that stand in the history of the repository around a vault. `isLocked` tells of a real path whether it
 * is. No program of the repository is run.
 */
export function checkHistory({ root }: Vault, { env }: Machine, isLocked: (path: string) => boolean): Check[] {
  const config = [
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'log.showSignature=false',
    'core.quotePath=false',
  ];
  const git = (...args: readonly string[]) =>
    spawnSync('git', [...config.flatMap((each) => ['-c', each]), '--no-pager', ...args], {
      cwd: root,
      encoding: 'utf8',
      timeout: 30_000,
      maxBuffer: 256 << 20,
      env: {
        PATH: env['PATH'],
        HOME: env['HOME'],
        GIT_OPTIONAL_LOCKS: '0',
        GIT_NO_LAZY_FETCH: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
    });
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
  const paths = new Set(added.stdout.split(/[\0\n]/).filter((each) => each !== ''));
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
