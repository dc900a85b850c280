import { dirname, join } from 'node:path';
import { isLower } from '../../core/access.ts';
import { type AgentId, agentIds } from '../../core/agent-ids.ts';
import type { VaultPath } from '../../core/finding.ts';
import { type CommitAnswer, policyPath, strictestCommitAnswer } from '../../core/policy.ts';
import { type Because, type CompiledPolicy, lowestAccess } from '../../core/policy-access.ts';
import { UserError } from '../../core/user-error.ts';
import { placesOf } from '../explain.ts';
import type { Vaults } from '../vaults.ts';

/** What the policies of the vaults around a file say about it. */
export interface Lock {
  /** The locked folder, as a path from the worktree's root or an absolute one; absent where something else locks it. */
  readonly folder?: string;
}

/** What the vaults around a worktree mean for a commit. */
export interface CommitPolicy {
  /** How a file is locked from some agent; undefined where every agent gets something of it. */
  lockOf(path: VaultPath): Lock | undefined;
  /** What is done about private files in a repository that has a remote: the strictest that a policy around says. */
  answerFor(path: VaultPath): CommitAnswer;
}

/**
 * Opens the policies for files of a worktree. `now` in milliseconds since 1970.
 * @throws UserError, from its functions, where a policy can not be read: what it locks is not known then.
 */
export function commitPolicy(root: string, vaults: Vaults, now: number): CommitPolicy {
  const placesByFolder = new Map<string, ReturnType<typeof placesOf>>();

  /** The vaults around a file's folder, with the folder's path in each. */
  function placesAround(path: VaultPath) {
    const folder = dirname(join(root, path));
    const known = placesByFolder.get(folder) ?? placesOf(vaults, folder, true);
    placesByFolder.set(folder, known);
    for (const { vault } of known) {
      const { file, hasBrokenApproval } = vault;
      if (file.state === 'broken')
        throw new UserError(
          `${join(vault.root, policyPath)} can not be read: ${file.problems.join('; ')}`,
          'Mend it by hand, or take it back from version control.',
        );
      if (hasBrokenApproval)
        throw new UserError(
          `the approved copy of the policy of ${vault.root} can not be read`,
          'Run `cloister approve` in the vault.',
        );
    }
    return known;
  }

  return {
    lockOf(path) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      let lock: Lock | undefined;
      for (const place of placesAround(path)) {
        const inner = place.path === '' ? name : `${place.path}/${name}`;
        const because = lockIn(place.vault.policies, inner, now);
        if (because === undefined) continue;
        const folder = because.kind === 'folder' || because.kind === 'expired' || because.kind === 'agent';
        const isFile = folder && because.folder === inner;
        const found: Lock = folder && !isFile ? { folder: folderIn(path, inner, because.folder) } : {};
        // The outermost folder says least about what is in it.
        lock ??= found;
      }
      return lock;
    },
    answerFor(path) {
      const policies = placesAround(path).flatMap(({ vault }) => vault.policies);
      return strictestCommitAnswer(policies.map(({ policy }) => policy.commit.private));
    },
  };
}

/** A vault's folder as a path in the worktree, of which `path` is the file that the vault knows as `inner`. */
function folderIn(path: VaultPath, inner: VaultPath, folder: VaultPath): string {
  const beneath = inner.length - folder.length;
  return path.length > beneath ? path.slice(0, path.length - beneath).replace(/\/$/, '') : folder;
}

/** Why some agent gets nothing of a file; undefined where all get something. */
function lockIn(policies: readonly CompiledPolicy[], path: VaultPath, now: number): Because | undefined {
  for (const agent of agentsIn(policies)) {
    const { access, because } = lowestAccess(policies, { path, isFolder: false, agent, now });
    if (!isLower('none', access)) return because;
  }
  return undefined;
}

const agentsKnown = new WeakMap<readonly CompiledPolicy[], readonly AgentId[]>();

/** The agents that policies tell apart, and one that stands for all others. */
function agentsIn(policies: readonly CompiledPolicy[]): readonly AgentId[] {
  const known = agentsKnown.get(policies);
  if (known !== undefined) return known;
  const named = new Set(
    policies.flatMap(({ policy }) => [...policy.folders.values()].flatMap(({ agents }) => Object.keys(agents))),
  );
  const other = agentIds.find((each) => !named.has(each));
  const agents = agentIds.filter((each) => each === other || named.has(each));
  agentsKnown.set(policies, agents);
  return agents;
}
