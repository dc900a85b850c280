import { join } from 'node:path';
import * as vscode from 'vscode';
import { parsePolicy, policyPath } from '../core/policy.ts';
import { formatLoosening, loosenings } from '../core/policy-compare.ts';
import { approve } from '../node/policy-change.ts';
import { openVaults, pendingLoosenings, type Vault, type VaultState, vaultState } from '../node/vaults.ts';
import { writeWhole } from '../node/whole-file.ts';
import { openPolicy } from './open-policy.ts';
import type { VaultModel } from './vault-model.ts';
import { mayLoosen } from './workspace-trust.ts';

const scheme = 'cloister-approved';

type Action = 'approve' | 'keep' | 'compare' | 'restore' | 'open';
type ReviewItem = vscode.QuickPickItem & { readonly action: Action };

/** The review of a policy that a person has not approved: what it gives beyond the approved one, path by path. */
export class PolicyReview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #model: VaultModel;
  readonly #listener: vscode.Disposable;

  constructor(model: VaultModel) {
    this.#model = model;
    this.#listener = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    return openVaults(this.#model.machine.home).at(query)?.approvals[0]?.approved ?? '';
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async open(): Promise<void> {
    const { t } = vscode.l10n;
    const vault = this.#waiting();
    if (vault === undefined) {
      await vscode.window.showInformationMessage(t('Nothing waits for a review.'));
      return;
    }
    const state = vaultState(vault, Date.now());
    const { title, items } = reviewItems(vault, state);
    const placeHolder = t('Picking a line shows the difference');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
    if (picked !== undefined) await this.#act(picked.action, vault);
  }

  /** The vault that needs a person most. */
  #waiting(): Vault | undefined {
    const { attention, isApproved } = this.#model.summary();
    if (attention !== undefined) return attention.vault;
    if (isApproved) return undefined;
    return this.#model.workspaceVaults().find((vault) => vaultState(vault, Date.now()) === 'not-approved');
  }

  async #act(action: Action, vault: Vault): Promise<void> {
    switch (action) {
      case 'approve':
        return this.#approve(vault);
      case 'keep':
        return this.#keep(vault);
      case 'compare':
        return this.#compare(vault);
      case 'restore':
        return this.#restore(vault);
      case 'open':
        return openPolicy(vault.root);
    }
  }

  /** Approves the text that was shown: what the file became since waits for its own review. */
  async #approve({ root, file }: Vault): Promise<void> {
    if (file.state !== 'ok' || !(await mayLoosen())) return;
    approve(root, file.text, this.#model.machine.home);
    await this.#model.changed();
    await vscode.window.showInformationMessage(vscode.l10n.t('The policy is approved.'));
  }

  async #keep({ root, file, approvals }: Vault): Promise<void> {
    const { t } = vscode.l10n;
    const approved = approvals[0]?.approved;
    const before = approved === undefined ? undefined : parsePolicy(approved);
    if (approved === undefined || before?.ok !== true || file.state !== 'ok') return;
    // The file may lock something as well: that would go with the rest.
    const lost = loosenings(file.policy, before.value.policy, Date.now()).map(formatLoosening);
    if (lost.length > 0) {
      if (!(await mayLoosen())) return;
      const keep = t('Keep the Approved Policy');
      const question = t('The file also restricts agents further. That goes too.');
      const detail = lost.join('\n');
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, keep)) !== keep) return;
    }
    writeWhole(join(root, policyPath), approved, 0o644);
    await this.#model.changed();
    await vscode.window.showInformationMessage(t('The approved policy stands in the file again.'));
  }

  async #restore({ root, approvals }: Vault): Promise<void> {
    const approved = approvals[0]?.approved;
    if (approved === undefined) return;
    writeWhole(join(root, policyPath), approved, 0o644);
    await this.#model.changed();
    await vscode.window.showInformationMessage(vscode.l10n.t('The policy file is back.'));
  }

  async #compare({ root }: Vault): Promise<void> {
    const approved = vscode.Uri.from({ scheme, path: `/${policyPath}`, query: root });
    const file = vscode.Uri.file(join(root, policyPath));
    const title = vscode.l10n.t('Approved policy ↔ policy.json');
    await vscode.commands.executeCommand('vscode.diff', approved, file, title);
  }
}

function reviewItems(vault: Vault, state: VaultState): { title: string; items: ReviewItem[] } {
  const { t } = vscode.l10n;
  const { file } = vault;
  const open: ReviewItem = { label: t('$(go-to-file) Open Policy'), action: 'open' };
  const approveIt: ReviewItem = { label: t('$(check) Approve'), action: 'approve' };
  if (state === 'missing') {
    const restore: ReviewItem = { label: t('$(discard) Put the Approved Policy Back'), action: 'restore' };
    return { title: t('The policy file is gone; the approved policy counts'), items: [restore] };
  }
  if (state === 'broken' || file.state !== 'ok') {
    const why = file.state === 'broken' ? file.problems.join(', ') : t('its approved copy is broken');
    const items = file.state === 'ok' ? [open, approveIt] : [open];
    return { title: t('The policy can not be read, so everything is locked: {0}', why), items };
  }
  if (state === 'not-approved')
    return { title: t('This policy was never approved on this machine'), items: [approveIt, open] };
  const lines = new Set(pendingLoosenings(file.policy, vault.approvals, Date.now()).map(formatLoosening));
  const items: ReviewItem[] = [...lines].map((label) => ({ label, action: 'compare' }));
  const separator: ReviewItem = { label: '', kind: vscode.QuickPickItemKind.Separator, action: 'compare' };
  return {
    title: t('The policy file gives agents more than you approved'),
    items: [
      ...items,
      separator,
      { ...approveIt, detail: t('Agents get what the file says.') },
      {
        label: t('$(discard) Keep the Approved Policy'),
        detail: t('The file becomes what you approved last.'),
        action: 'keep',
      },
      { label: t('$(diff) Show Difference'), action: 'compare' },
    ],
  };
}
