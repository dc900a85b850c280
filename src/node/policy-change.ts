import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Access } from '../core/access.ts';
import type { Edit } from '../core/place-edits.ts';
import { parsePolicy, policyPath } from '../core/policy.ts';
import { type Loosening, loosenings } from '../core/policy-compare.ts';
import { newPolicyText, type PolicyEdit } from '../core/policy-edit.ts';
import { UserError } from '../core/user-error.ts';
import { idOfRoot, writeApproval } from './approvals.ts';
import { openVaults, realOrSelf, type Vault } from './vaults.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Makes a vault of the folder at the real path `root`: writes its policy and approves it.
 * @throws UserError where it is one already, or can not be one.
 */
export function makeVault(root: string, home: string, defaultAccess: Access): Vault {
  const own = realOrSelf(home);
  const isHome = root === realOrSelf(homedir()) || join(root, '.cloister') === own || `${root}/`.startsWith(`${own}/`);
  if (isHome || dirname(root) === root)
    throw new UserError(`${root} can not be a vault`, 'Choose the folder of your notes itself.');
  const vaults = openVaults(home);
  if (vaults.at(root) !== undefined)
    throw new UserError(`${root} is a vault already`, '`cloister status` shows its policy.');
  const text = newPolicyText(randomUUID(), defaultAccess);
  writeWhole(join(root, policyPath), text, 0o644);
  approve(root, text, home);
  return reopened(root, home);
}

/**
 * Changes a vault's policy as a person wishes: the same edit is made in the file and in the approved copy, so that
 * a loosening in the file that waits for its review goes on waiting.
 * @throws UserError where the policy is broken, or its text defeats an edit in place: then nothing was written.
 */
export function changePolicy(vault: Vault, home: string, edit: Edit): PolicyEdit {
  const { file, root } = vault;
  if (file.state === 'broken' || vault.hasBrokenApproval)
    throw new UserError(
      `The policy of ${root} can not be read: ${file.state === 'broken' ? file.problems.join(', ') : 'its approved copy is broken'}`,
      `Mend ${join(root, policyPath)}, then run \`cloister approve\`. Until then everything in it is locked.`,
    );
  const copies = vault.approvals.map(({ approved }) => approved);
  const before = file.state === 'ok' ? file.text : copies[0];
  if (before === undefined) throw new UserError(`${root} is no vault`, 'Run `cloister init` in it.');
  const edited = checked(edit, before, root);
  const approvals = vault.approvals.map((approval) => ({
    ...approval,
    roots: withRoot(approval.roots, root),
    approved: checked(edit, approval.approved, root).text,
  }));
  // The copy first: where only that is written, the lower of both still counts.
  if (vault.approvals.length === 0) approve(root, edited.text, home);
  for (const approval of approvals) writeApproval(home, approval);
  writeWhole(join(root, policyPath), edited.text, 0o644);
  return edited;
}

/** A text with traps for an edit in place is refused. */
function checked(edit: Edit, text: string, root: string): PolicyEdit {
  const edited = edit(text);
  if (parsePolicy(edited.text).ok) return edited;
  throw new UserError(
    `${join(root, policyPath)} is written in a way that can not be edited in place`,
    'Take commas before a closing bracket out, then try again.',
  );
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

/** Approves a policy's text for the vault at `root`: from now on the guard obeys it. */
export function approve(root: string, text: string, home: string): void {
  const parsed = parsePolicy(text);
  if (!parsed.ok)
    throw new UserError(
      `The policy can not be approved: ${parsed.problems.join(', ')}`,
      `Mend ${join(root, policyPath)}.`,
    );
  const vault = openVaults(home).at(root);
  const id = parsed.value.policy.id ?? idOfRoot(root);
  const ids = new Set([id, ...(vault?.approvals.map((each) => each.id) ?? [])]);
  for (const each of ids) {
    const roots = vault?.approvals.find((approval) => approval.id === each)?.roots ?? [];
    writeApproval(home, { id: each, roots: withRoot(roots, root), approved: text });
  }
}

function withRoot(roots: readonly string[], root: string): string[] {
  return [...new Set([...roots, root])];
}

function reopened(root: string, home: string): Vault {
  const vault = openVaults(home).at(root);
  if (vault === undefined) throw new Error(`${root} vanished`);
  return vault;
}
