import * as vscode from 'vscode';
import type { CommandId } from './command-ids.ts';
import { statusWords } from './policy-summary.ts';
import type { VaultModel } from './vault-model.ts';

type CommandItem = vscode.QuickPickItem & { readonly command: CommandId };

/** What a click on the status bar item opens: how things stand, and what can be done. */
export class StatusMenu {
  readonly #model: VaultModel;

  constructor(model: VaultModel) {
    this.#model = model;
  }

  async open(): Promise<void> {
    const { t } = vscode.l10n;
    const summary = this.#model.summary();
    const { tooltip } = statusWords(summary, t);
    const { isProtected, missing } = summary.protection;
    const items: CommandItem[] = [
      { label: t('$(lock) Lock Folder from Agent'), command: 'cloister.lockFolder' },
      { label: t('$(settings) Set Agent Access…'), command: 'cloister.setAccess' },
      { label: t('$(eye) Show What Claude Sees'), command: 'cloister.showVisible' },
    ];
    if (summary.locked > 0) items.splice(1, 0, { label: t('$(unlock) Unlock…'), command: 'cloister.unlockFolder' });
    if (summary.attention !== undefined || !summary.isApproved)
      items.unshift({ label: t('$(warning) Review Policy'), command: 'cloister.reviewPolicy' });
    if (!isProtected || missing.length > 0)
      items.unshift({ label: t('$(shield) Protect Claude Code'), command: 'cloister.protectClaudeCode' });
    else items.push({ label: t('$(circle-slash) Unprotect Claude Code'), command: 'cloister.unprotectClaudeCode' });
    const [title = 'Cloister', ...rest] = tooltip.split('\n');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: rest.join(' ') });
    if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
  }
}
