import { policyPath } from '../core/policy.ts';
import { type Vault, type VaultState, vaultState } from '../node/vaults.ts';
import { shownAgent } from './places.ts';
import type { ProtectionState } from './protection.ts';
import type { Translate } from './summary.ts';

/** How the vaults of the workspace stand, as far as one line can say it. */
export interface PolicySummary {
  /** The worst state of a vault that needs a person; absent where none does. */
  readonly attention?: { readonly state: Exclude<VaultState, 'approved' | 'not-approved'>; readonly vault: Vault };
  readonly locked: number;
  /** True where a vault gives nothing but what it names. */
  readonly isAllowlist: boolean;
  readonly isApproved: boolean;
  /** True where a workspace folder lies in no vault. */
  readonly hasOpenFolder: boolean;
  readonly protection: ProtectionState;
}

const order = ['broken', 'loosened', 'missing'] as const;

/** Sums up the vaults of a workspace. `now` in milliseconds since 1970. */
export function summarisePolicies(
  vaults: readonly Vault[],
  hasOpenFolder: boolean,
  protection: ProtectionState,
  now: number,
): PolicySummary {
  const states = vaults.map((vault) => ({ vault, state: vaultState(vault, now) }));
  const attention = order
    .flatMap((state) => states.filter((each) => each.state === state).map(({ vault }) => ({ state, vault })))
    .at(0);
  return {
    ...(attention === undefined ? {} : { attention }),
    locked: vaults.reduce((sum, vault) => sum + lockCount(vault, now), 0),
    isAllowlist: vaults.some(({ policies }) => policies.some(({ policy }) => policy.default === 'none')),
    isApproved: states.every(({ state }) => state !== 'not-approved'),
    hasOpenFolder,
    protection,
  };
}

/** Folders and file patterns that are locked by an entry of their own, in the file or an approved copy. */
function lockCount({ policies }: Vault, now: number): number {
  const locks = policies.flatMap((compiled) => [
    ...compiled
      .entries(shownAgent, now)
      .filter(({ access }) => access === 'none')
      .map(({ folder }) => `folder ${folder}`),
    ...compiled.policy.files.none.filter((pattern) => !pattern.startsWith('!')).map((pattern) => `files ${pattern}`),
  ]);
  return new Set(locks).size;
}

export interface StatusWords {
  readonly text: string;
  readonly tooltip: string;
  /** True where something is wrong that a person has to look at. */
  readonly mark: 'none' | 'warning' | 'error';
}

/** What the status bar says. */
export function statusWords(summary: PolicySummary, t: Translate): StatusWords {
  const { attention, locked, isAllowlist, protection } = summary;
  const { isProtected, missing } = protection;
  const notes = [lockSentence(summary, t)];
  if (!isProtected) notes.push(t('Nothing enforces this yet: no agent is protected.'));
  else if (missing.length > 0) notes.push(t('The protection of Claude Code lacks: {0}.', missing.join(', ')));
  else notes.push(t('Claude Code is protected. What an opaque script does when it runs is not covered.'));
  if (!summary.isApproved) notes.push(t('The policy was never approved on this machine.'));
  if (attention !== undefined) {
    const { state, vault } = attention;
    const said = {
      broken: {
        text: t('policy broken'),
        note: t('The policy of {0} can not be read. Everything in it is locked until it is mended.', vault.root),
      },
      loosened: {
        text: t('policy loosened'),
        note: t('{0} gives agents more than was approved. That waits for a review.', `${vault.root}/${policyPath}`),
      },
      missing: {
        text: t('policy missing'),
        note: t('{0} is gone. The approved policy counts.', `${vault.root}/${policyPath}`),
      },
    }[state];
    const isError = state === 'broken';
    return {
      text: `$(${isError ? 'error' : 'warning'}) ${said.text}`,
      tooltip: [said.note, ...notes].join('\n'),
      mark: isError ? 'error' : 'warning',
    };
  }
  const tooltip = notes.join('\n');
  if (locked === 0 && !isAllowlist) return { text: `$(unlock) ${t('open to agents')}`, tooltip, mark: 'none' };
  const count = isAllowlist ? t('allowlist') : t('{0} locked', locked);
  if (!isProtected) return { text: `$(lock) ${t('{0}, not enforced', count)}`, tooltip, mark: 'warning' };
  if (missing.length > 0) return { text: `$(lock) ${t('{0}, partly enforced', count)}`, tooltip, mark: 'warning' };
  return { text: `$(lock) ${count}`, tooltip, mark: 'none' };
}

function lockSentence({ locked, isAllowlist, hasOpenFolder }: PolicySummary, t: Translate): string {
  if (isAllowlist) return t('Everything that the policy does not name is locked from agents.');
  if (locked === 0) return t('Nothing is locked: agents may read and change everything here.');
  const sentence =
    locked === 1 ? t('1 folder or pattern is locked.') : t('{0} folders or patterns are locked.', locked);
  return hasOpenFolder ? `${sentence} ${t('Another workspace folder is open to agents.')}` : sentence;
}
