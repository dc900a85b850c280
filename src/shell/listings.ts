import type { Action, LeavesOut } from '../core/request.ts';
import type { ShellAction } from './evaluated.ts';
import type { World } from './world.ts';

const mostEntries = 1000;

/** What stands before and behind the path in a word that has one out of a listing. */
export interface Place {
  readonly before: string;
  readonly behind: string;
}

/**
 * The words that a listing of one level puts in place of its paths. A name in a folder may be meant from that folder
 * as well as from where it is used.
 */
export function entriesOf(listing: ShellAction, { before, behind }: Place, world: World): string[] {
  const { path, act, isSelf, isItself, omits, isBare } = listing;
  const own = path.replace(/\/+$/, '');
  const isWhole = act === 'read' || isSelf === true || isItself === true || world.kind(path) !== 'folder';
  if (isWhole) return [before === '' ? `${path}${behind}` : `${before}${own.slice(own.lastIndexOf('/') + 1)}${behind}`];
  const entries = world.list(path) ?? [];
  // Too many to name: the folder stands for them.
  if (entries.length > mostEntries) return [`${before}.`, path];
  return entries
    .filter(({ name, isFolder }) => omits?.(name, isFolder) !== true)
    .flatMap(({ name }) =>
      before !== ''
        ? [`${before}${name}${behind}`]
        : isBare === true
          ? [`${own}/${name}${behind}`, `${name}${behind}`]
          : [`${own}/${name}${behind}`],
    );
}

/** What is touched where the paths of a deep listing are: the same tree, with what the listing leaves out of it. */
export function consumed(listing: ShellAction, act: Action['act'], isDeep: boolean, isExact: boolean): ShellAction {
  const { history: _history, exclusion, filesOnly, givesNames, leavesOut, isPassed, ...rest } = listing;
  const givesFiles = listing.givesFiles === true || filesOnly === true || listing.history === true;
  if (!isExact) return { ...rest, act };
  const omits: LeavesOut | undefined =
    givesNames === 'plain'
      ? (path, isFolder) => /(?:^|\/)\./.test(path) || leavesOut?.(path, isFolder) === true
      : leavesOut;
  const isWrite = act === 'write';
  const reached = {
    ...rest,
    act,
    ...(exclusion === undefined || (isDeep && !givesFiles) ? {} : { exclusion }),
    ...(isWrite ? { deep: true, isFound: true } : givesFiles ? { filesOnly: true } : {}),
  };
  if (omits === undefined) return reached;
  if (givesFiles) return { ...reached, leavesOut: omits, isPassed: isPassed ?? ((): boolean => true) };
  if (!isDeep) return { ...reached, leavesOut: omits, ...(isPassed === undefined ? {} : { isPassed }) };
  // What lies in a folder that is given is reached with it.
  const isGiven = (path: string): boolean => !omits(path, true) && isPassed?.(path) !== true;
  const liesInGiven = (path: string): boolean =>
    path.split('/').some((_part, index, parts) => index > 0 && isGiven(parts.slice(0, index).join('/')));
  return {
    ...reached,
    leavesOut: (path, isFolder) => omits(path, isFolder) && !liesInGiven(path),
    isPassed: (path) => isPassed?.(path) === true && !liesInGiven(path),
  };
}
