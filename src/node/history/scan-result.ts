import type { BaselineEntry } from '../../core/baseline.ts';
import type { Skipped, VaultPath } from '../../core/finding.ts';
import type { HistoryFinding } from '../../core/history.ts';
import type { GitPlace } from '../git/git-place.ts';

/** What a scan of one repository's history gave. A submodule's is one of its own. */
export interface RepositoryHistory {
  /** Where the repository lies in the one that was asked about: empty for that itself, a submodule's path for its. */
  readonly path: VaultPath;
  readonly place: GitPlace;
  /** Worst first; of the same severity the ones still in the tree first. */
  readonly findings: readonly HistoryFinding[];
  /** What the baseline accepts. A value that is marked as rotated counts as accepted: it is of no use any more. */
  readonly accepted: readonly { readonly finding: HistoryFinding; readonly entry: BaselineEntry }[];
  readonly skipped: readonly Skipped[];
  readonly totals: HistoryTotals;
  /** For a person: such as a cache that could not be written. */
  readonly warnings: readonly string[];
}

export interface HistoryTotals {
  /** Objects that the history holds: contents, commits' and tags' messages. */
  readonly objects: number;
  /** Those of them that an earlier run had looked at. */
  readonly known: number;
  /** Bytes of those that were read now. */
  readonly bytes: number;
  readonly commits: number;
}

/** Told while a scan runs. */
export interface HistoryProgress {
  readonly path: VaultPath;
  /** Objects that were looked at so far, known ones included. */
  readonly objects: number;
  readonly bytes: number;
  /** Of how many, as soon as that is known. */
  readonly of?: number;
}
