import type { Access } from '../core/access.ts';
import { type ContentAnswer, policyPath } from '../core/policy.ts';
import { formatLoosening } from '../core/policy-compare.ts';
import type { FolderCount } from '../node/folder-counts.ts';
import type { FolderRow } from '../node/vault-overview.ts';
import { pendingLoosenings, type Vault, type VaultState, type Vaults, vaultState } from '../node/vaults.ts';
import type { Worktree } from '../node/worktree.ts';
import type { Enforcement } from './agents.ts';
import type { StatusHistory } from './status-history.ts';

/** What `cloister status` tells; also its JSON. */
export interface Status {
  /** The folder of the vault, or the one that was asked about where there is none. */
  readonly root: string;
  /** `open`: no vault, so that every agent sees everything. */
  readonly state: VaultState | 'open';
  readonly policy?: string;
  readonly default?: Access;
  /** Patterns of files that are hidden or held back, by the access that they leave. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly content?: { readonly private: Access; readonly secret: ContentAnswer; readonly personal: ContentAnswer };
  /** What makes the policy unreadable. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** What the file gives beyond the approved copy. */
  readonly loosenings: readonly string[];
  /** Vaults that this one lies in. */
  readonly outer: readonly string[];
  /** The git worktree that was asked about, where it belongs to a vault. */
  readonly worktree?: Worktree;
  readonly folders: readonly (FolderRow & Partial<FolderCount>)[];
  readonly isScanned: boolean;
  /** What is locked and stands in git's objects; absent where there is no repository. */
  readonly history?: StatusHistory;
  readonly agents: readonly Enforcement[];
  /** Vaults elsewhere, where this is none. */
  readonly known: readonly string[];
}

/** The status of a folder that lies in no vault. */
export function openStatus(root: string, vaults: Vaults, agents: readonly Enforcement[]): Status {
  const known = vaults.known().map((vault) => vault.root);
  return {
    root,
    state: 'open',
    problems: [],
    warnings: [],
    loosenings: [],
    outer: [],
    folders: [],
    isScanned: false,
    agents,
    known,
  };
}

/** The status of a vault. `counts` are what a scan found, where there was one; `now` in milliseconds since 1970. */
export function vaultStatus(
  vault: Vault,
  outer: readonly string[],
  rows: readonly FolderRow[],
  counts: ReadonlyMap<string, FolderCount> | undefined,
  agents: readonly Enforcement[],
  now: number,
): Status {
  const { file, root, approvals, hasBrokenApproval } = vault;
  const policy = file.state === 'ok' ? file.policy : vault.policies.at(-1)?.policy;
  const loosened = file.state === 'ok' ? pendingLoosenings(file.policy, approvals, now).map(formatLoosening) : [];
  return {
    root,
    state: vaultState(vault, now),
    policy: `${root}/${policyPath}`,
    ...(policy === undefined || file.state === 'broken'
      ? {}
      : { default: policy.default, files: policy.files, content: policy.content }),
    problems: [
      ...(file.state === 'broken' ? file.problems : []),
      ...(hasBrokenApproval ? ['its approved copy can not be read'] : []),
    ],
    warnings: file.state === 'ok' ? file.warnings : [],
    loosenings: [...new Set(loosened)],
    outer,
    folders: rows.map((row) => ({
      ...row,
      ...(counts === undefined || !row.exists ? {} : (counts.get(row.path) ?? { findings: 0, marked: 0, topical: 0 })),
    })),
    isScanned: counts !== undefined,
    agents,
    known: [],
  };
}
