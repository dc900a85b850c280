import { statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { isLower } from '../core/access.ts';
import type { VaultPath } from '../core/finding.ts';
import { closedPolicy, parsePolicy } from '../core/policy.ts';
import { type Asked, type CompiledPolicy, compilePolicy, type PathAccess } from '../core/policy-access.ts';
import type { Vault, Vaults } from './vaults.ts';
import { errorCode } from './walk.ts';

/** One of the policies that a vault obeys, with where it comes from. */
export interface PolicySource {
  readonly kind: 'file' | 'copy' | 'broken';
  readonly compiled: CompiledPolicy;
  /** As it is written, comments included; absent where nothing could be read. */
  readonly text?: string;
}

/** What one policy of one vault says about a path. */
export interface Judgement extends PathAccess {
  readonly vault: Vault;
  readonly source: PolicySource;
  /** The path from the vault's root. */
  readonly path: VaultPath;
}

const known = new WeakMap<Vault, readonly PolicySource[]>();

/** The policies of which the lowest counts: what is broken first, then the file, then the approved copies. */
export function policySources(vault: Vault): readonly PolicySource[] {
  const before = known.get(vault);
  if (before !== undefined) return before;
  const sources: PolicySource[] = [];
  if (vault.file.state === 'broken' || vault.hasBrokenApproval)
    sources.push({ kind: 'broken', compiled: compilePolicy(closedPolicy) });
  if (vault.file.state === 'ok')
    sources.push({ kind: 'file', compiled: compilePolicy(vault.file.policy), text: vault.file.text });
  for (const { approved } of vault.approvals) {
    const copy = parsePolicy(approved);
    if (copy.ok) sources.push({ kind: 'copy', compiled: compilePolicy(copy.value.policy), text: approved });
  }
  known.set(vault, sources);
  return sources;
}

/** What every policy above a real path says about it; empty where the path lies in no vault. */
export function judgements(vaults: Vaults, real: string, asked: Omit<Asked, 'path'>): Judgement[] {
  return [...vaultsOf(vaults, real, asked.isFolder)].reverse().flatMap((vault) => {
    const path = vaultPathOf(vault.root, real);
    return policySources(vault).map((source) => ({
      ...source.compiled.accessOf({ ...asked, path }),
      vault,
      source,
      path,
    }));
  });
}

/**
 * The vaults that a real path lies in, the outermost first. Where it is not known to be a folder, the search begins at
 * the deepest folder above it that there is.
 */
export function vaultsOf(vaults: Vaults, real: string, isFolder?: boolean): readonly Vault[] {
  if (isFolder === true) return vaults.containing(real);
  let folder = isFolder === false ? dirname(real) : real;
  while (isFolder === undefined && !isDirectory(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return vaults.containing(folder);
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    // A file stands where a folder would have to be, a name is too long, or a folder may not be entered.
    errorCode(error);
    return false;
  }
}

/** The judgement that counts: the lowest, of equals the innermost vault's file. */
export function decisive(all: readonly Judgement[]): Judgement | undefined {
  const [first, ...rest] = all;
  if (first === undefined) return undefined;
  return rest.reduce((lowest, each) => (isLower(each.access, lowest.access) ? each : lowest), first);
}

/** A real path from the root of the vault that it lies in. */
export function vaultPathOf(root: string, real: string): VaultPath {
  return relative(root, real).split(sep).join('/');
}
