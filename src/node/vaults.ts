import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { closedPolicy, type Policy, parsePolicy } from '../core/policy.ts';
import { type CompiledPolicy, compilePolicy } from '../core/policy-access.ts';
import { loosenings } from '../core/policy-compare.ts';
import { type Approval, readApprovals, rootsListed } from './approvals.ts';
import { type PolicyFile, readPolicyFile } from './policy-file.ts';

/** A vault as it stands now: what its file says, what was approved, and the policies of which the lowest counts. */
export interface Vault {
  /** Real path of its folder. */
  readonly root: string;
  readonly file: PolicyFile;
  readonly approvals: readonly Approval[];
  /** True where a copy in Cloister's own folder can not be read: everything is `none` then. */
  readonly hasBrokenApproval: boolean;
  readonly policies: readonly CompiledPolicy[];
}

export interface Vaults {
  /** The vaults that a real path lies in, the outermost first. */
  containing(path: string): readonly Vault[];
  /** Every vault that Cloister's own folder knows and that still has a folder, and those that were met here. */
  known(): readonly Vault[];
  /** The roots of all of them, without a look at what lies there. */
  roots(): readonly string[];
  at(root: string): Vault | undefined;
}

/**
 * Opens what Cloister's own folder `home` knows of vaults; policy files are read when they are asked for. `lacks` says
 * of a folder that something by this name is certainly not in it.
 */
export function openVaults(home: string, lacks: (folder: string, name: string) => boolean = () => false): Vaults {
  const approvals = readApprovals(home);
  const isAnyBroken = approvals.some((each) => 'isBroken' in each);
  /** Roots whose approval can not be read: the list that the launcher goes by still names them. */
  const lost = isAnyBroken
    ? rootsListed(home).filter((root) => !approvals.some((each) => 'roots' in each && each.roots.includes(root)))
    : [];
  const seen = new Map<string, Vault | undefined>();
  /** The vaults that a folder lies in. */
  const lists = new Map<string, readonly Vault[]>();

  function at(root: string): Vault | undefined {
    if (!seen.has(root)) seen.set(root, read(root));
    return seen.get(root);
  }

  function read(root: string): Vault | undefined {
    if (lacks(root, '.cloister') && !approvals.some((each) => 'roots' in each && each.roots.includes(root)))
      return undefined;
    // The home folder can not be a vault: there `.cloister` is Cloister's own folder.
    if (join(root, '.cloister') === home) return undefined;
    const file = readPolicyFile(root);
    const id = file.state === 'ok' ? file.policy.id : undefined;
    const mine = approvals.filter((each) => each.id === id || ('roots' in each && each.roots.includes(root)));
    const isLost = lost.includes(root) || approvals.some((each) => 'isAll' in each);
    if (file.state === 'missing' && mine.length === 0 && !lost.includes(root)) return undefined;
    const whole = mine.filter((each) => 'roots' in each);
    // Most often the file is what was approved.
    const copies = whole
      .filter(({ approved }) => file.state !== 'ok' || approved !== file.text)
      .map(({ approved }) => parsePolicy(approved));
    const hasBrokenApproval = isLost || whole.length < mine.length || copies.some(({ ok }) => !ok);
    const policies: Policy[] = copies.flatMap((copy) => (copy.ok ? [copy.value.policy] : []));
    if (file.state === 'ok') policies.unshift(file.policy);
    if (file.state === 'broken' || hasBrokenApproval) policies.unshift(closedPolicy);
    return { root, file, approvals: whole, hasBrokenApproval, policies: policies.map(compilePolicy) };
  }

  function listWith(above: readonly Vault[], folder: string): readonly Vault[] {
    const vault = at(folder);
    const list = vault === undefined ? above : [...above, vault];
    lists.set(folder, list);
    return list;
  }

  function roots(): string[] {
    // A vault that nobody approved yet, such as a fresh clone, is known by its file alone.
    const met = [...seen].flatMap(([root, vault]) => (vault === undefined ? [] : [root]));
    const approved = approvals.flatMap((each) => ('roots' in each ? each.roots : []));
    return [...new Set([...approved, ...lost, ...met])];
  }

  return {
    at,
    roots,
    containing(path) {
      const folders: string[] = [];
      let folder = path;
      for (; !lists.has(folder) && dirname(folder) !== folder; folder = dirname(folder)) folders.push(folder);
      let list = lists.get(folder) ?? listWith([], folder);
      for (const inner of folders.reverse()) list = listWith(list, inner);
      return list;
    },
    known() {
      return roots().flatMap((root) => (existsSync(root) ? (at(root) ?? []) : []));
    },
  };
}

export type VaultState = 'approved' | 'not-approved' | 'loosened' | 'missing' | 'broken';

/** How a vault's file stands to its approved copy. `now` in milliseconds since 1970. */
export function vaultState({ file, approvals, hasBrokenApproval }: Vault, now: number): VaultState {
  if (file.state === 'broken' || hasBrokenApproval) return 'broken';
  if (file.state === 'missing') return 'missing';
  if (approvals.length === 0) return 'not-approved';
  return pendingLoosenings(file.policy, approvals, now).length > 0 ? 'loosened' : 'approved';
}

/** What the file would give beyond the approved copies: it waits for a person. */
export function pendingLoosenings(policy: Policy, approvals: readonly Approval[], now: number) {
  return approvals.flatMap(({ approved }) => {
    const copy = parsePolicy(approved);
    return loosenings(copy.ok ? copy.value.policy : closedPolicy, policy, now);
  });
}

/** The real path of the deepest folder above `path` that exists, with the rest behind it. */
export function realOrSelf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realOrSelf(parent), path.slice(parent.length));
  }
}
