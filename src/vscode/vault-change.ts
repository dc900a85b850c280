import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allEdits, type Edit, lockEdit, unlockEdit } from '../core/place-edits.ts';
import { parsePolicy, policyPath } from '../core/policy.ts';
import { type RemovedEntry, restoreEntries } from '../core/policy-edit.ts';
import { type Approval, removeApproval, writeApproval } from '../node/approvals.ts';
import { changePolicy, makeVault } from '../node/policy-change.ts';
import { readPolicyFile } from '../node/policy-file.ts';
import { openVaults } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import { writeWhole } from '../node/whole-file.ts';
import type { Place } from './places.ts';

/** The policy file and the approved copies of a vault at one moment; without a text there is no file. */
interface Memory {
  readonly text?: string;
  readonly approvals: readonly Approval[];
}

/** A change that was made to one vault, with what is needed to take it back. */
export interface Change {
  readonly kind: 'lock' | 'unlock' | 'access';
  readonly root: string;
  readonly places: readonly Place[];
  readonly removed: readonly RemovedEntry[];
  readonly before: Memory;
  readonly after: Memory;
}

/**
 * Makes the same kind of change at several places, one write for each vault. A workspace folder that is no vault yet
 * becomes one.
 * @throws UserError where a policy can not be changed; vaults that came earlier in the list are changed then.
 */
export function changePlaces(
  places: readonly Place[],
  kind: Change['kind'],
  home: string,
  editOf: (place: Place) => Edit,
): Change[] {
  const roots = [...new Set(places.map(({ root }) => root))];
  return roots.map((root) => {
    const mine = places.filter((place) => place.root === root);
    const known = openVaults(home).at(root);
    const before = remember(root, home);
    const vault = known ?? makeVault(root, home, 'write');
    const { removed } = changePolicy(vault, home, allEdits(mine.map(editOf)));
    const after = remember(root, home);
    return { kind, root, places: mine, removed, before, after };
  });
}

/**
 * Takes a change back: file and approved copy become what they were. Where somebody changed them since, a lock goes and
 * the entries that it removed come back, an unlocked place is locked again, and a set access stays: `stale`.
 */
export function undoChange(change: Change, home: string): 'restored' | 'merged' | 'stale' {
  const { root, before, after } = change;
  if (!isSame(remember(root, home), after)) return undoByEntries(change, home);
  for (const { id } of after.approvals)
    if (!before.approvals.some((approval) => approval.id === id)) removeApproval(home, id);
  // The copies first: where only those are written, the lower of both still counts.
  for (const approval of before.approvals) writeApproval(home, approval);
  if (before.text !== undefined) writeWhole(join(root, policyPath), before.text, 0o644);
  else removePolicy(root);
  return 'restored';
}

function undoByEntries({ kind, root, before, removed, places }: Change, home: string): 'merged' | 'stale' {
  const vault = openVaults(home).at(root);
  if (kind === 'access' || vault === undefined) return 'stale';
  const back = allEdits(
    kind === 'unlock'
      ? places.filter((place) => wasLocked(place, before)).map(lockEdit)
      : places.filter((place) => !wasLocked(place, before)).map(unlockEdit),
  );
  const edit: Edit = (text) => ({ text: restoreEntries(back(text).text, removed), removed: [] });
  changePolicy(vault, home, edit);
  return 'merged';
}

function wasLocked(place: Place, { text }: Memory): boolean {
  return text !== undefined && parsePolicy(text).ok && lockEdit(place)(text).text === text;
}

function remember(root: string, home: string): Memory {
  const file = readPolicyFile(root);
  const approvals = openVaults(home).at(root)?.approvals ?? [];
  return file.state === 'missing' || file.text === undefined ? { approvals } : { text: file.text, approvals };
}

function isSame(left: Memory, right: Memory): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function removePolicy(root: string): void {
  const file = join(root, policyPath);
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch (error) {
    // Something else lies in it: it stays.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error))) throw error;
  }
}
