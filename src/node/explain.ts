import { statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { isLower } from '../core/access.ts';
import type { VaultPath } from '../core/finding.ts';
import { closedPolicy, parsePolicy } from '../core/policy.ts';
import { type Asked, type CompiledPolicy, compilePolicy, type PathAccess } from '../core/policy-access.ts';
import type { Vault, Vaults } from './vaults.ts';
import { errorCode } from './walk.ts';
import { type SeenWorktrees, type Worktree, worktreeOf } from './worktree.ts';

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

/**
 * What every policy says about a real path that lies in its vault, or in a git worktree of it; empty where there is none.
 */
export function judgements(vaults: Vaults, real: string, asked: Omit<Asked, 'path'>): Judgement[] {
  return [...placesOf(vaults, real, asked.isFolder)]
    .reverse()
    .flatMap(({ vault, path }) =>
      policySources(vault).map((source) => ({ ...source.compiled.accessOf({ ...asked, path }), vault, source, path })),
    );
}

/** A vault, and a path in it from its root. */
interface Place {
  readonly vault: Vault;
  readonly path: VaultPath;
}

const seenWorktrees = new WeakMap<Vaults, SeenWorktrees>();

/** The vaults whose policies hold at a real path: first those that its worktree belongs to, then those it lies in. */
export function placesOf(vaults: Vaults, real: string, isFolder?: boolean): Place[] {
  const lying = vaultsOf(vaults, real, isFolder).map((vault) => ({ vault, path: vaultPathOf(vault.root, real) }));
  const tree = worktreeAround(vaults, real, isFolder);
  if (tree === undefined) return lying;
  const original = `${tree.main}${real.slice(tree.root.length)}`;
  const around = vaults.containing(isFolder === false ? dirname(original) : original);
  return [...around.map((vault) => ({ vault, path: vaultPathOf(vault.root, original) })), ...lying];
}

/** The git worktree that a real path lies in. */
export function worktreeAround(vaults: Vaults, real: string, isFolder?: boolean): Worktree | undefined {
  const seen = seenWorktrees.get(vaults) ?? new Map();
  seenWorktrees.set(vaults, seen);
  return worktreeOf(isFolder === false ? dirname(real) : real, undefined, seen);
}

/**
 * The vaults that a real path lies in, the outermost first. Where it is not known to be a folder, the search begins at
 * the deepest folder above it that there is.
 */
export function vaultsOf(vaults: Vaults, real: string, isFolder?: boolean): readonly Vault[] {
  if (isFolder === true) return vaults.containing(real);
  return vaults.containing(isFolder === false ? dirname(real) : folderAround(real));
}

function folderAround(real: string): string {
  let folder = real;
  while (!isDirectory(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
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
