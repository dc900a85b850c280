import * as vscode from 'vscode';
import type { VaultModel } from './vault-model.ts';

/** Holds Claude Code to the policies, and takes that back, once a person knows what is written where. */
export class ProtectCommands {
  readonly #model: VaultModel;

  constructor(model: VaultModel) {
    this.#model = model;
  }

  async protect(): Promise<void> {
    const { t } = vscode.l10n;
    const { state, machine, protection } = this.#model;
    if (state.isProtected && state.missing.length === 0) {
      await vscode.window.showInformationMessage(t('Claude Code is protected already.'));
      return;
    }
    const protect = t('Protect');
    const detail = [
      t(
        '{0}: deny rules for what is locked, and hooks that ask Cloister before and after every tool call. What else stands there stays.',
        protection.settingsFiles().join(', '),
      ),
      t('{0}: the guard that answers them.', machine.home),
      t('This counts for every vault on this machine, in the terminal too. "Unprotect Claude Code" takes it back.'),
      t('What an opaque script does when it runs is not covered.'),
    ].join('\n\n');
    const question = t('Hold Claude Code to what you lock?');
    if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, protect)) !== protect) return;
    const warnings = await protection.protect();
    await this.#model.changed();
    const { missing } = this.#model.state;
    if (missing.length > 0)
      await vscode.window.showWarningMessage(t('The protection of Claude Code lacks: {0}.', missing.join(', ')));
    else if (warnings.length > 0)
      await vscode.window.showWarningMessage(t('Claude Code is protected, but: {0}', warnings.join(' ')));
    else
      await vscode.window.showInformationMessage(
        t('Claude Code is protected. Sessions that run already take it over when they are started anew.'),
      );
  }

  async unprotect(): Promise<void> {
    const { t } = vscode.l10n;
    const { state, protection } = this.#model;
    if (!state.isProtected && state.missing.length === 0) {
      await vscode.window.showInformationMessage(t('Claude Code is not protected.'));
      return;
    }
    const unprotect = t('Unprotect');
    const detail = t(
      'Cloister’s own entries in {0} go, nothing else. Locks stay in the policy, but nothing enforces them.',
      state.settings,
    );
    const question = t('Stop holding Claude Code to what you lock?');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, unprotect)) !== unprotect) return;
    const warnings = await protection.unprotect();
    await this.#model.changed();
    const done = t('Claude Code is no longer protected.');
    if (warnings.length > 0) await vscode.window.showWarningMessage(`${done} ${warnings.join(' ')}`);
    else await vscode.window.showInformationMessage(done);
  }
}
