import { join } from 'node:path';
import { parsePolicy, policyPath } from '../core/policy.ts';
import { type Loosening, loosenings } from '../core/policy-compare.ts';
import type { PolicyEdit } from '../core/policy-edit.ts';
import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { changePolicy } from '../node/policy-change.ts';
import type { Vault } from '../node/vaults.ts';
import { compileForAgents } from './agents.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';

export type Edit = (text: string) => PolicyEdit;

/**
 * Makes an edit in a vault's policy and its approved copy, then in the settings of protected agents.
 * @throws UserError where the policy is broken, or its text defeats an edit in place: then nothing was written.
 */
export async function changeVault(io: Io, vault: Vault, edit: Edit): Promise<PolicyEdit> {
  const checked: Edit = (text) => {
    const edited = edit(text);
    if (!parsePolicy(edited.text).ok)
      throw new UserError(
        `${printable(join(vault.root, policyPath))} is written in a way that can not be edited in place`,
        'Take commas before a closing bracket out, then try again.',
      );
    return edited;
  };
  const edited = changePolicy(vault, cloisterHome(io.env), checked);
  await compileForAgents(io);
  return edited;
}

/** Where an edit would give an agent more than the file or an approved copy gives now. */
export function loosensBy(vault: Vault, edit: Edit, now: number): Loosening[] {
  const texts = vault.approvals.map(({ approved }) => approved);
  if (vault.file.state === 'ok') texts.unshift(vault.file.text);
  return texts.flatMap((text) => {
    const [before, after] = [parsePolicy(text), parsePolicy(edit(text).text)];
    return before.ok && after.ok ? loosenings(before.value.policy, after.value.policy, now) : [];
  });
}
