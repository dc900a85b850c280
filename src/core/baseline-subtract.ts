import { type Baseline, type BaselineEntry, identityOf } from './baseline.ts';
import type { Finding, VaultPath } from './finding.ts';

/**
 * How a finding stands to a baseline. `expired`: it was accepted until a day that is over. `rotated`: its value was
 * marked as replaced, and stands here. `elsewhere`: it is accepted at another path, from where it may have moved.
 */
export type FindingState =
  | { readonly kind: 'new' }
  | { readonly kind: 'accepted' | 'expired' | 'rotated' | 'elsewhere'; readonly entry: BaselineEntry };

/** A finding that is accepted, and the entry that says so. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly entry: BaselineEntry;
}

/** What a baseline leaves of a file's findings. */
export interface Subtracted {
  /** With `args.baseline` where it was accepted once, or its value was marked as rotated. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
}

/** A baseline made ready to be asked about many findings. */
export interface Subtraction {
  stateOf(finding: Pick<Finding, 'fingerprint' | 'rule'>, path: VaultPath): FindingState;
  subtract(findings: readonly Finding[], path: VaultPath): Subtracted;
}

/** How an entry stands. `unknown`: a newer version wrote it. */
export type EntryState = 'accepted' | 'expired' | 'rotated' | 'removed' | 'unknown';

/** How an entry stands on a day, as `2030-01-31`. */
export function entryState({ state, until }: BaselineEntry, today: string): EntryState {
  if (state !== undefined) return state === 'rotated' || state === 'removed' ? state : 'unknown';
  return until !== undefined && until < today ? 'expired' : 'accepted';
}

/**
 * Makes a baseline ready. Only a finding of the same fingerprint, rule and path is accepted; where it stands in its
 * file does not matter. A path is one from the vault's root; `today` is a day in UTC.
 */
export function prepareSubtraction({ entries }: Baseline, today: string): Subtraction {
  const byIdentity = new Map<string, BaselineEntry>();
  /** By fingerprint and rule, wherever. */
  const rotated = new Map<string, BaselineEntry>();
  const accepted = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const value = ruleAndValue(entry);
    const state = entryState(entry, today);
    if (state === 'rotated') rotated.set(value, rotated.get(value) ?? entry);
    if (state === 'accepted') accepted.set(value, accepted.get(value) ?? entry);
    byIdentity.set(identityOf(entry), entry);
  }

  function stateOf(finding: Pick<Finding, 'fingerprint' | 'rule'>, path: VaultPath): FindingState {
    const value = ruleAndValue(finding);
    const replaced = rotated.get(value);
    if (replaced !== undefined) return { kind: 'rotated', entry: replaced };
    const entry = byIdentity.get(identityOf({ ...finding, path }));
    const state = entry === undefined ? 'unknown' : entryState(entry, today);
    if (state === 'removed') return { kind: 'new' };
    if (entry !== undefined && state !== 'unknown') return { kind: state, entry };
    const elsewhere = accepted.get(value);
    return elsewhere === undefined ? { kind: 'new' } : { kind: 'elsewhere', entry: elsewhere };
  }

  return {
    stateOf,
    subtract(findings, path) {
      const shown: Finding[] = [];
      const taken: AcceptedFinding[] = [];
      for (const finding of findings) {
        const state = stateOf(finding, path);
        if (state.kind === 'accepted') taken.push({ finding, entry: state.entry });
        else if (state.kind === 'new') shown.push(finding);
        else shown.push({ ...finding, args: { ...finding.args, baseline: state.kind, day: dayIn(state.entry) } });
      }
      return { findings: shown, accepted: taken };
    },
  };
}

/** The day that matters to a person: the end where there was one, else that of the decision. */
function dayIn({ until, when }: BaselineEntry): string {
  return until ?? when;
}

function ruleAndValue({ fingerprint, rule }: Pick<BaselineEntry, 'fingerprint' | 'rule'>): string {
  return `${fingerprint} ${rule}`;
}
