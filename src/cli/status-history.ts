import { groupLocked, historyPage, type LockedRow, lockedRowName, lockedRowText } from '../core/locked-history.ts';
import { printable } from '../core/printable.ts';
import { lockedHistory } from '../node/git/locked-history.ts';
import { markedNotes } from '../node/guard/marked-notes.ts';
import { lockedBy } from '../node/locked-by.ts';
import type { Vault, Vaults } from '../node/vaults.ts';
import type { Io } from './io.ts';
import { isRunByAgent } from './person.ts';

/** What of a vault is locked and stands in git's objects all the same; also its JSON. */
export interface StatusHistory {
  /** False where there was no time to go through all of it: there may be more. `cloister doctor` takes its time. */
  readonly isComplete: boolean;
  readonly rows: readonly LockedRow[];
  /** What could not be looked at, and why. */
  readonly problems: readonly string[];
  /** The page that says how to get notes out of a repository. */
  readonly page: string;
}

/** In milliseconds: `cloister status` is for a quick look. */
const timeLimit = 3000;
const mostFolders = 5000;
/** More notes than anybody marks. */
const mostMarked = 100_000;

/**
 * Looks for what a vault locks in the repository around it and in those within it; undefined where there is none.
 * `withMarks` says whether notes are looked at for their authors' marks. An agent gets no name of a locked note.
 */
export async function statusHistory(
  vault: Vault,
  vaults: Vaults,
  { io, home, withMarks, now }: { io: Io; home: string; withMarks: boolean; now: number },
): Promise<StatusHistory | undefined> {
  const { root } = vault;
  const marked = new Set(withMarks && hidesMarked(vault) ? markedNotes(root, home, mostMarked) : []);
  const found = await lockedHistory({
    root,
    env: io.env,
    lockedBy: (path) => lockedBy(vaults, root, path, { isMarked: marked.has(path), now }),
    timeLimit,
    mostFolders,
  });
  if (found === undefined) return undefined;
  const rows = groupLocked(found.notes);
  const isAgent = rows.length > 0 && isRunByAgent(io);
  return {
    isComplete: found.isComplete,
    rows: isAgent ? rows.map(({ example, ...row }) => row) : rows,
    problems: found.problems,
    page: historyPage,
  };
}

function hidesMarked({ policies }: Vault): boolean {
  return policies.some(({ policy }) => policy.content.private === 'none');
}

/** The same for people; empty where there is nothing to tell. */
export function historyText(history: StatusHistory | undefined): string {
  if (history === undefined) return '';
  const { rows, isComplete, problems, page } = history;
  const width = Math.min(32, Math.max(0, ...rows.map((row) => lockedRowName(row).length)));
  const lines = rows.map(
    (row) => `  ${printable(lockedRowName(row).padEnd(width))}  ${printable(lockedRowText(row, isComplete))}\n`,
  );
  const head =
    lines.length === 0
      ? ''
      : 'Locked, and in git all the same: the guard denies such reads, a script can do them.\n' +
        `${lines.join('')}How to get them out: ${page}\n`;
  const unseen =
    isComplete || problems.length > 0
      ? ''
      : "Git's history was not looked through in time: `cloister doctor` takes as long as it needs.\n";
  return `${head}${unseen}${problems.map((each) => `Not looked at: ${printable(each)}\n`).join('')}`;
}
