import * as vscode from 'vscode';
import { describeFailure } from '../node/fault.ts';
import { statusWords } from './policy-summary.ts';
import type { VaultModel } from './vault-model.ts';

/** The one item in the status bar: what is locked, and what is wrong. */
export class PolicyStatus implements vscode.Disposable {
  readonly #model: VaultModel;
  readonly #log: vscode.LogOutputChannel;
  readonly #item: vscode.StatusBarItem;
  readonly #listener: vscode.Disposable;

  constructor(model: VaultModel, log: vscode.LogOutputChannel) {
    this.#model = model;
    this.#log = log;
    this.#item = vscode.window.createStatusBarItem('cloister.policy', vscode.StatusBarAlignment.Left);
    this.#item.name = 'Cloister';
    this.#item.command = 'cloister.showStatus';
    this.#listener = model.onDidChange(() => this.#show());
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #show(): void {
    if (this.#model.folders.length === 0) {
      this.#item.hide();
      return;
    }
    try {
      const { text, tooltip, mark } = statusWords(this.#model.summary(), vscode.l10n.t);
      this.#item.text = text;
      this.#item.tooltip = tooltip;
      this.#item.accessibilityInformation = { label: `Cloister: ${text.replace(/\$\([^)]*\) /, '')}` };
      this.#item.backgroundColor =
        mark === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${mark}Background`);
      this.#item.show();
    } catch (error) {
      const { message, stack } = describeFailure(error);
      this.#log.error(`The status could not be shown: ${message}\n${stack ?? ''}`);
    }
  }
}
