import { type Access, isLower } from '../core/access.ts';
import { type AgentId, agentIds, agentNames } from '../core/agent-ids.ts';
import type { Edit } from '../core/place-edits.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { isWithin } from '../core/vault-path.ts';
import { policySources } from '../node/explain.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults, type Vault } from '../node/vaults.ts';
import type { Io } from './io.ts';
import { timeText } from './local-time.ts';
import { shownAccess } from './shown-access.ts';
import { stillHides } from './still-hidden.ts';
import { shownTarget, type VaultTarget } from './vault-argument.ts';
import { changeVault } from './vault-change.ts';

/** An access that is being given. */
export interface Given {
  readonly access: Access;
  readonly agent?: AgentId;
  /** Its end, in milliseconds since 1970. */
  readonly until?: number;
}

/** Makes the edit and tells what came of it; resolves to false where something else gives agents less. */
export async function setAccess(io: Io, target: VaultTarget, edit: Edit, given: Given): Promise<boolean> {
  const { access, agent, until } = given;
  await changeVault(io, target.vault, edit);
  const vaults = openVaults(cloisterHome(io.env));
  const now = Date.now();
  const whom = agent === undefined ? '' : ` for ${agentNames[agent]}`;
  const end = until === undefined ? '' : ` until ${timeText(until)}`;
  await io.write(`${shownTarget(target)}: ${access}${whom}${end}.\n`);
  if (target.kind === 'missing') io.warn(`warning: there is no ${shownTarget(target)} yet.\n`);
  const deeper = lowerBeneath(vaults.at(target.vault.root), target, access, now);
  if (deeper.length > 0) await io.write(`Entries beneath it stay:\n${linesOf(deeper)}`);
  const hiding = stillHides(vaults, target, access, now, agent === undefined ? agentIds : [agent]);
  if (hiding.length === 0) return true;
  await io.write(`Agents still get less there (${shownAccess(vaults, target, now)}), since\n${linesOf(hiding)}`);
  return false;
}

/** The entries beneath a folder that give some agent less than `access`. */
function lowerBeneath(vault: Vault | undefined, { path }: VaultTarget, access: Access, now: number): string[] {
  const [source] = vault === undefined ? [] : policySources(vault);
  const found = new Map<string, Access>();
  for (const agent of agentIds)
    for (const entry of source?.compiled.entries(agent, now) ?? [])
      if (entry.folder !== path && isWithin(entry.folder, path) && isLower(entry.access, access))
        found.set(entry.folder, entry.access);
  return [...found].map(([folder, level]) => `${folder}: ${level}`);
}

function linesOf(texts: readonly string[]): string {
  return texts.map((each) => `  ${printable(each)}\n`).join('');
}

/** A file's own pattern counts for every agent and for good. @throws UserError */
export function mustBeFolder(target: VaultTarget): void {
  if (target.kind !== 'file') return;
  throw new UserError(
    `${shownTarget(target)} is a file, and that is given to folders alone`,
    'Name its folder. `cloister access`, `lock` and `unlock` work on single files, for every agent and for good.',
  );
}
