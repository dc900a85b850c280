import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../core/access.ts';
import { type AgentId, agentIds } from '../core/agent-ids.ts';
import type { VaultPath } from '../core/finding.ts';
import { foldersAbove } from '../core/vault-path.ts';
import { decisive, judgements, policySources } from './explain.ts';
import type { Vault, Vaults } from './vaults.ts';
import { errorCode } from './walk.ts';

/** A folder as `cloister status` shows it. */
export interface FolderRow {
  readonly path: VaultPath;
  readonly access: Access;
  /** The levels of the agents that have another one. */
  readonly agents: Readonly<Partial<Record<AgentId, Access>>>;
  /** True where an entry of a policy names it. */
  readonly isNamed: boolean;
  readonly exists: boolean;
  /** True where it is the folder of a vault within this one. */
  readonly isVault: boolean;
  /** End of a timed opening in milliseconds since 1970, and what it leaves. */
  readonly until?: number;
  readonly after?: Access;
}

/** The folders of a vault that are worth showing: those with an entry, what is above them, and the topmost ones. */
export function vaultFolders(vault: Vault, vaults: Vaults, now: number): FolderRow[] {
  const sources = policySources(vault);
  const named = new Set(sources.flatMap(({ compiled }) => [...compiled.policy.folders.keys()]));
  const paths = new Set([
    '',
    ...topFolders(vault.root),
    ...[...named].flatMap((each) => [...foldersAbove(each), each]),
  ]);
  return [...paths].sort(bySegments).map((path) => {
    const real = join(vault.root, path);
    const timed = sources
      .map(({ compiled }) => compiled.policy.folders.get(path))
      .find((entry) => entry?.until !== undefined);
    return {
      path,
      ...accessByAgent(vaults, real, { now, isFolder: true }),
      isNamed: named.has(path),
      exists: existsSync(real),
      isVault: path !== '' && vaults.at(real) !== undefined,
      ...(timed?.until === undefined ? {} : { until: timed.until, after: timed.after }),
    };
  });
}

/** The access of a place: for agents in general, and for those that have another one. */
export interface AccessByAgent {
  readonly access: Access;
  readonly agents: Readonly<Partial<Record<AgentId, Access>>>;
}

/** Works out what every agent gets at a real path. The general access is that of most agents. */
export function accessByAgent(
  vaults: Vaults,
  real: string,
  { now, isFolder }: { readonly now: number; readonly isFolder: boolean | undefined },
): AccessByAgent {
  const levels = agentIds.map((agent) => {
    const asked = { agent, now, ...(isFolder === undefined ? {} : { isFolder }) };
    return decisive(judgements(vaults, real, asked))?.access ?? 'write';
  });
  const count = (level: Access): number => levels.filter((each) => each === level).length;
  const access = levels.reduce((most, each) => (count(each) > count(most) ? each : most));
  const agents: Partial<Record<AgentId, Access>> = {};
  for (const [index, agent] of agentIds.entries()) {
    const level = levels[index];
    if (level !== undefined && level !== access) agents[agent] = level;
  }
  return { access, agents };
}

function topFolders(root: string): string[] {
  try {
    return readdirSync(root)
      .filter((name) => name !== '.git' && name !== '.cloister')
      .filter((name) => statSync(join(root, name), { throwIfNoEntry: false })?.isDirectory() === true);
  } catch (error) {
    // The entries are shown all the same.
    errorCode(error);
    return [];
  }
}

/** Folders before what follows them, each directly followed by what lies in it. */
function bySegments(left: VaultPath, right: VaultPath): number {
  const [one, other] = [left.split('/'), right.split('/')];
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const [here, there] = [one[index] ?? '', other[index] ?? ''];
    if (here !== there) return here < there ? -1 : 1;
  }
  return one.length - other.length;
}
