import { type BaselineEntry, type EntryIdentity, identityOf } from './baseline.ts';
import { entryState } from './baseline-subtract.ts';
import type { VaultPath } from './finding.ts';

/** An entry whose finding stands at another path now. */
export interface Move {
  readonly entry: BaselineEntry;
  readonly to: VaultPath;
}

/** What is no longer as a baseline says. */
export interface Stale {
  readonly gone: readonly BaselineEntry[];
  readonly moved: readonly Move[];
}

/** What a scan of the whole vault saw. */
export interface SeenInVault {
  readonly findings: Iterable<EntryIdentity>;
  /** True where a file could not be looked at, or no rule of this version has the id: then nothing is known of it. */
  readonly isUnknown: (entry: BaselineEntry) => boolean;
}

/**
 * Tells which entries have no finding any more. One that has exactly one finding of its value at a path without an entry
 * has moved, where no other entry could have: in doubt nothing is taken for a move. Marks of rotated values stay, since
 * they wait for what is to be gone.
 */
export function staleEntries(entries: readonly BaselineEntry[], seen: SeenInVault, today: string): Stale {
  const known = new Set(entries.map(identityOf));
  const present = new Set<string>();
  /** By value, the paths where it stands without an entry. */
  const loose = new Map<string, Set<VaultPath>>();
  for (const finding of seen.findings) {
    const identity = identityOf(finding);
    present.add(identity);
    if (known.has(identity)) continue;
    const value = ruleAndValue(finding);
    loose.set(value, (loose.get(value) ?? new Set()).add(finding.path));
  }
  const missing = entries.filter((entry) => {
    const state = entryState(entry, today);
    return state !== 'rotated' && state !== 'unknown' && !present.has(identityOf(entry)) && !seen.isUnknown(entry);
  });
  const claims = new Map<string, number>();
  for (const entry of missing)
    if (entryState(entry, today) === 'accepted')
      claims.set(ruleAndValue(entry), (claims.get(ruleAndValue(entry)) ?? 0) + 1);
  const gone: BaselineEntry[] = [];
  const moved: Move[] = [];
  for (const entry of missing) {
    const [to, ...others] = loose.get(ruleAndValue(entry)) ?? [];
    const isMove = to !== undefined && others.length === 0 && claims.get(ruleAndValue(entry)) === 1;
    if (isMove && entryState(entry, today) === 'accepted') moved.push({ entry, to });
    else gone.push(entry);
  }
  return { gone, moved };
}

function ruleAndValue({ fingerprint, rule }: Pick<EntryIdentity, 'fingerprint' | 'rule'>): string {
  return `${fingerprint} ${rule}`;
}
