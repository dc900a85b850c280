import { countOf } from '../../core/amounts.ts';
import { groupLocked, historyPage, type LockedBy, lockedRowName, lockedRowText } from '../../core/locked-history.ts';
import { lockedHistory } from '../git/locked-history.ts';
import type { Vault } from '../vaults.ts';
import { type Check, type Machine, someOf } from './check.ts';

/** In milliseconds. */
const timeLimit = 60_000;
const mostFolders = 50_000;

/**
 * Locked paths that stand in the objects of the repository around a vault and of those in it. `lockedBy` tells of a real
 * path what locks it. No program of a repository is run.
 */
export async function checkHistory(
  { root }: Vault,
  { env }: Machine,
  lockedBy: (path: string) => LockedBy | undefined,
): Promise<Check[]> {
  const found = await lockedHistory({ root, env, lockedBy, timeLimit, mostFolders });
  if (found === undefined) return [];
  const { notes, isComplete, problems } = found;
  const unseen = problems.map((what): Check => ({ status: 'note', what }));
  if (!isComplete && problems.length === 0)
    unseen.push({ status: 'note', what: "git's history could not be looked at: it took too long" });
  if (notes.length === 0)
    return isComplete ? [{ status: 'ok', what: "no locked note stands in git's history" }, ...unseen] : unseen;
  const paths = notes.map(({ path }) => path);
  return [
    {
      status: 'open',
      what: `${countOf(paths.length, 'locked note')} in git's history: ${someOf(paths)}. The guard denies such reads; a script can do them`,
      mend: `keep locked folders in no repository that agents work in; how to get them out: ${historyPage}`,
      paths,
    },
    ...groupLocked(notes).map(
      (row): Check => ({ status: 'note', what: `${lockedRowName(row)}: ${lockedRowText(row, isComplete)}` }),
    ),
    ...unseen,
  ];
}
