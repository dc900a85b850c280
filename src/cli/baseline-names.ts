import { agentIds } from '../core/agent-ids.ts';
import { baselinePath } from '../core/baseline.ts';
import { lockEdit } from '../core/place-edits.ts';
import { readBaselineFile } from '../node/baseline-file.ts';
import { decisive, judgements } from '../node/explain.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults } from '../node/vaults.ts';
import type { Io } from './io.ts';
import { changeVault } from './vault-change.ts';

/**
 * Locks a baseline that names what an agent is not to know of: what is locked has no names for agents either. Where
 * nothing in it is hidden it stays open, so that searches of the vault are not narrowed for nothing.
 */
export async function hideNames(io: Io, root: string): Promise<void> {
  const vaults = openVaults(cloisterHome(io.env));
  const vault = vaults.at(root);
  const file = readBaselineFile(root);
  if (vault === undefined || file.state !== 'ok') return;
  const now = Date.now();
  const isHidden = (path: string): boolean =>
    agentIds.some((agent) => decisive(judgements(vaults, `${root}/${path}`, { agent, now }))?.access === 'none');
  const isOpen = agentIds.some(
    (agent) =>
      decisive(judgements(vaults, `${root}/${baselinePath}`, { agent, now, isFolder: false }))?.access !== 'none',
  );
  const hidesMarked = vault.policies.some(({ policy }) => policy.content.private === 'none');
  const namesHidden = file.baseline.entries.some(
    ({ path, rule }) => (hidesMarked && rule === 'note.private') || isHidden(path),
  );
  if (!isOpen || !namesHidden) return;
  await changeVault(io, vault, lockEdit({ kind: 'file', path: baselinePath }));
  await io.write(`Locked ${baselinePath} from every agent: it names files that agents are not to know of.\n`);
}
