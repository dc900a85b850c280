import type { Edit } from '../core/place-edits.ts';
import type { PolicyEdit } from '../core/policy-edit.ts';
import { cloisterHome } from '../node/home.ts';
import { changePolicy } from '../node/policy-change.ts';
import type { Vault } from '../node/vaults.ts';
import { compileForAgents } from './agents.ts';
import type { Io } from './io.ts';

/**
 * Makes an edit in a vault's policy and its approved copy, then in the settings of protected agents.
 * @throws UserError where the policy is broken, or its text defeats an edit in place: then nothing was written.
 */
export async function changeVault(io: Io, vault: Vault, edit: Edit): Promise<PolicyEdit> {
  const edited = changePolicy(vault, cloisterHome(io.env), edit);
  await compileForAgents(io);
  return edited;
}
