import * as vscode from 'vscode';
import { isLower } from '../core/access.ts';
import { policyPath } from '../core/policy.ts';
import type { Judgement } from '../node/explain.ts';
import { badges, badgeTooltip } from './access-words.ts';
import { NoteMarks } from './note-marks.ts';
import { judgementOf, kindOf, shownAgent } from './places.ts';
import type { VaultModel } from './vault-model.ts';

/** What a file or folder wears; `undefined` where agents get all of it. */
interface Badge {
  readonly text: string;
  readonly tooltip: string;
  readonly color: string;
}

/** The editor takes no longer list of changes. */
const mostChanges = 250;
/** Of more paths than these is not remembered what they wear: all of them are asked for anew instead. */
const mostKnown = 2000;

/** Marks what agents can not fully use in the explorer and on tabs, with a tooltip that says why. */
export class AccessBadges implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #model: VaultModel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly #listeners: vscode.Disposable[];
  readonly #marks = new NoteMarks();
  /** By path, what was told to the editor last. */
  readonly #shown = new Map<string, { readonly uri: vscode.Uri; readonly key: string }>();

  #version = 0;

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(model: VaultModel) {
    this.#model = model;
    this.#listeners = [
      vscode.window.registerFileDecorationProvider(this),
      model.onDidChange(() => void this.#update()),
      // Its author may have marked it private, or taken the mark away.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#changed.fire([uri])),
    ];
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (uri.scheme !== 'file') return undefined;
    let badge: Badge | undefined;
    let version: number;
    // What changes meanwhile would be missed: this path is not known yet.
    do {
      version = this.#version;
      badge = await this.#badgeOf(uri.fsPath);
    } while (version !== this.#version);
    this.#shown.set(uri.toString(), { uri, key: JSON.stringify(badge) });
    if (badge === undefined) return undefined;
    const decoration = new vscode.FileDecoration(badge.text, badge.tooltip, new vscode.ThemeColor(badge.color));
    decoration.propagate = false;
    return decoration;
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  /** Names what changed: where everything is asked for anew, all badges vanish for a moment. */
  async #update(): Promise<void> {
    this.#version += 1;
    const version = this.#version;
    const outdated: vscode.Uri[] = [];
    if (this.#shown.size <= mostKnown) {
      for (const { uri, key } of [...this.#shown.values()])
        if (JSON.stringify(await this.#badgeOf(uri.fsPath)) !== key) outdated.push(uri);
      // A later change looks at everything again.
      if (outdated.length === 0 || version !== this.#version) return;
    }
    if (this.#shown.size <= mostKnown && outdated.length <= mostChanges) {
      this.#changed.fire(outdated);
      return;
    }
    this.#shown.clear();
    this.#changed.fire(undefined);
  }

  async #badgeOf(path: string): Promise<Badge | undefined> {
    const found = judgementOf(this.#model.vaults, path, Date.now());
    if (found === undefined || found.path === policyPath) return undefined;
    const whole = await this.#withMark(found, path);
    if (whole.access === 'write') return undefined;
    const { isEnforced } = this.#model;
    return {
      text: badges[whole.access],
      tooltip: badgeTooltip(whole, shownAgent, isEnforced, vscode.l10n.t),
      color: isEnforced ? 'disabledForeground' : 'list.warningForeground',
    };
  }

  /** A note that its author marked private gives no more than the policy gives to such notes. */
  async #withMark(found: Judgement, path: string): Promise<Judgement> {
    const level = found.source.compiled.policy.content.private;
    if (!isLower(level, found.access) || kindOf(path) !== 'file') return found;
    if (!(await this.#marks.isPrivate(path, found.path))) return found;
    return { ...found, access: level, because: { kind: 'private' } };
  }
}
