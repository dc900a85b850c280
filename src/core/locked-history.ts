import { countOf } from './amounts.ts';
import type { VaultPath } from './finding.ts';

/** What locks a note: an entry of the policy for it or a folder around it, a pattern of files, or its author's mark. */
export interface LockedBy {
  readonly kind: 'folder' | 'file' | 'pattern' | 'mark';
  /** The folder or file from the vault's root, empty for the vault itself; the pattern; empty for a mark. */
  readonly name: string;
}

/** A locked note of which git keeps a version. */
export interface LockedNote {
  /** From the vault's root. */
  readonly path: VaultPath;
  readonly by: LockedBy;
  /** The repository, from the vault's root; empty where it is the one that the vault lies in. */
  readonly repository: VaultPath;
  /** True where git tracks it now, in some worktree; else it stands in history alone. */
  readonly isTracked: boolean;
  /** Names of the remotes that have it, as far as git here knows. */
  readonly remotes: readonly string[];
}

/** The locked notes of one folder, pattern or mark in git's objects. */
export interface LockedRow extends LockedBy {
  readonly repository: VaultPath;
  readonly notes: number;
  readonly tracked: number;
  readonly remotes: readonly string[];
  /** One of them; absent where names of locked notes must not come out. */
  readonly example?: VaultPath;
}

/** Where it is said how to get notes out of a repository. */
export const historyPage = 'docs/history.md#locked-notes-in-the-history';

/** Puts notes together by what locks them, most of them first. */
export function groupLocked(notes: readonly LockedNote[]): LockedRow[] {
  const rows = new Map<string, LockedNote[]>();
  for (const note of notes) {
    const key = JSON.stringify([note.by.kind, note.by.name, note.repository]);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [note]);
    else row.push(note);
  }
  return [...rows.values()]
    .flatMap((all): LockedRow[] => {
      const [first] = all;
      if (first === undefined) return [];
      const example = all.find(({ isTracked }) => isTracked) ?? first;
      return [
        {
          ...first.by,
          repository: first.repository,
          notes: all.length,
          tracked: all.filter(({ isTracked }) => isTracked).length,
          remotes: [...new Set(all.flatMap(({ remotes }) => remotes))].sort(),
          example: example.path,
        },
      ];
    })
    .sort((left, right) => right.notes - left.notes || (left.name < right.name ? -1 : 1));
}

/** How a row is called: `journal/`, `keys.kdbx`, `*.kdbx`, `notes marked private`. */
export function lockedRowName({ kind, name }: LockedBy): string {
  if (kind === 'mark') return 'notes marked private';
  if (kind === 'pattern' || kind === 'file') return name;
  return name === '' ? 'the whole vault' : `${name}/`;
}

/** What is said of a row behind its name. `knowsRemotes` is false where there was no time to ask for them. */
export function lockedRowText(row: LockedRow, knowsRemotes = true): string {
  const { notes, tracked, remotes, example, repository } = row;
  const past = notes - tracked;
  const parts = [
    countOf(notes, 'note'),
    tracked === 0 ? 'only in history' : past === 0 ? 'tracked now' : `${tracked} tracked now, ${past} only in history`,
    ...(knowsRemotes ? [remotes.length === 0 ? 'not pushed' : `pushed to ${remotes.join(', ')}`] : []),
    ...(repository === '' ? [] : [`in the repository ${repository}`]),
    ...(example === undefined || row.kind === 'file' ? [] : [`such as ${example}`]),
  ];
  return parts.join('; ');
}
