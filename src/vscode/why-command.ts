import * as vscode from 'vscode';
import { isLower } from '../core/access.ts';
import { agentNames } from '../core/agent-ids.ts';
import { isDeclaredPrivate } from '../node/declared-private.ts';
import { type Judgement, judgements } from '../node/explain.ts';
import { openVaults, realOrSelf } from '../node/vaults.ts';
import { reasonPlace, reasonText } from './access-words.ts';
import { openPolicy } from './open-policy.ts';
import { pickFolder } from './place-picker.ts';
import { judgementOf, kindOf, shownAgent } from './places.ts';
import type { VaultModel } from './vault-model.ts';

/** Says how much of a file or folder agents get, and which entry of which policy decided. */
export class WhyCommand {
  readonly #model: VaultModel;

  constructor(model: VaultModel) {
    this.#model = model;
  }

  /** @param clicked what the explorer names; else the file in the editor, else a folder that is picked */
  async tell(clicked?: vscode.Uri): Promise<void> {
    const { t } = vscode.l10n;
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = clicked ?? (active?.scheme === 'file' ? active : undefined);
    const path = uri?.fsPath ?? (await pickFolder(this.#model, t('Why?')));
    if (path === undefined) return;
    const found = await this.#judge(path);
    if (found === undefined) {
      const lock = t('Lock Folder from Agent');
      const text = t('{0} lies in no vault: every agent gets everything.', path);
      const answer = await vscode.window.showInformationMessage(text, lock);
      if (answer === lock)
        await vscode.commands.executeCommand('cloister.lockFolder', ...(uri === undefined ? [] : [uri]));
      return;
    }
    const open = t('Open Policy');
    const hasFile = found.vault.file.state !== 'missing';
    const answer = await vscode.window.showInformationMessage(this.#sentences(found, path), ...(hasFile ? [open] : []));
    if (answer === open) await openPolicy(found.vault.root, reasonPlace(found));
  }

  async #judge(path: string): Promise<Judgement | undefined> {
    const vaults = openVaults(this.#model.machine.home);
    const found = judgementOf(vaults, path, Date.now());
    if (found === undefined || kindOf(path) !== 'file') return found;
    const level = found.source.compiled.policy.content.private;
    if (!isLower(level, found.access) || !(await isDeclaredPrivate(found.vault.root, found.path))) return found;
    return { ...found, access: level, because: { kind: 'private' } };
  }

  #sentences(found: Judgement, path: string): string {
    const { t } = vscode.l10n;
    const name = found.path === '' ? found.vault.root : found.path;
    const reason = reasonText(found, shownAgent, t);
    const sentences = [t('{0}: {1} for {2}, because {3}.', name, found.access, agentNames[shownAgent], reason)];
    const file = this.#fileBeside(found, path);
    if (file !== undefined) sentences.push(t('The file would give {0}; that waits for a review.', file.access));
    if (found.access !== 'write' && !this.#model.isEnforced)
      sentences.push(t('Nothing enforces that yet: Claude Code is not protected.'));
    return sentences.join(' ');
  }

  /** What the policy file says where the approved copy gives less. */
  #fileBeside(found: Judgement, path: string): Judgement | undefined {
    if (found.source.kind !== 'copy') return undefined;
    const all = judgements(this.#model.vaults, realOrSelf(path), { agent: shownAgent, now: Date.now() });
    return all.find(
      ({ vault, source, access }) =>
        vault.root === found.vault.root && source.kind === 'file' && isLower(found.access, access),
    );
  }
}
