import { agentIds } from '../core/agent-ids.ts';
import { type BaselineEntry, baselinePath, type EntryIdentity, identityOf } from '../core/baseline.ts';
import { lockEdit } from '../core/place-edits.ts';
import { UserError } from '../core/user-error.ts';
import { changeBaseline, readBaselineFile } from './baseline-file.ts';
import type { VaultBaseline } from './baselines.ts';
import { decisive, judgements } from './explain.ts';
import { changePolicy } from './policy-change.ts';
import { checkOf } from './vault-key.ts';
import { openVaults } from './vaults.ts';

/** What a person decided about findings. */
export type Decision = Pick<BaselineEntry, 'when' | 'why' | 'until' | 'state'>;

/**
 * The key of a vault's baseline.
 * @throws UserError where the baseline can not be read, or its key is not here.
 */
export function usableKey({ root, trouble, key }: VaultBaseline): Uint8Array {
  if (trouble !== undefined) throw new UserError(capital(trouble.message), trouble.hint);
  if (key.state === 'fits') return key.key;
  throw new UserError(
    key.state === 'broken' ? key.why : `There is no key that fits the baseline of ${root}`,
    'Bring the one that it was made with: `cloister baseline key import`.',
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Writes a decision about findings of one vault into its baseline, in place of an earlier one about the same finding.
 * @throws UserError where the baseline is broken, or was made with another key.
 */
export async function acceptFindings(
  vault: VaultBaseline,
  findings: readonly EntryIdentity[],
  decision: Decision,
): Promise<void> {
  const check = checkOf(usableKey(vault));
  await changeBaseline(vault.root, (baseline) => {
    // Another run may have begun it with another key while the person was asked.
    if (baseline.check !== undefined && baseline.check !== check)
      throw new UserError(`The baseline of ${vault.root} was made with another key meanwhile`, 'Try once more.');
    const entries = new Map(baseline.entries.map((entry) => [identityOf(entry), entry]));
    for (const { fingerprint, rule, path } of findings) {
      const identity = identityOf({ fingerprint, rule, path });
      entries.set(identity, { fingerprint, rule, path, ...decision, more: entries.get(identity)?.more ?? {} });
    }
    return { ...baseline, check, entries: [...entries.values()] };
  });
}

/**
 * Locks the baseline of the vault at `root` where it names what an agent is not to know of: what is locked has no names
 * for agents either. Where nothing in it is hidden it stays open, so that searches of the vault are not narrowed for
 * nothing.
 * @returns true where the policy was changed.
 * @throws UserError where the policy can not be changed.
 */
export function hideNames(root: string, home: string, now: number): boolean {
  const vaults = openVaults(home);
  const vault = vaults.at(root);
  const file = readBaselineFile(root);
  if (vault === undefined || file.state !== 'ok') return false;
  const isHidden = (path: string): boolean =>
    agentIds.some(
      (agent) => decisive(judgements(vaults, `${root}/${path}`, { agent, now, isFolder: false }))?.access === 'none',
    );
  const isOpen = agentIds.some(
    (agent) =>
      decisive(judgements(vaults, `${root}/${baselinePath}`, { agent, now, isFolder: false }))?.access !== 'none',
  );
  if (!isOpen) return false;
  const hidesMarked = vault.policies.some(({ policy }) => policy.content.private === 'none');
  const isNamed = file.baseline.entries.some(
    ({ path, rule }) => (hidesMarked && rule === 'note.private') || isHidden(path),
  );
  if (isNamed) changePolicy(vault, home, lockEdit({ kind: 'file', path: baselinePath }));
  return isNamed;
}
