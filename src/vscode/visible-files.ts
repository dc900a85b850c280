import { basename } from 'node:path';
import * as vscode from 'vscode';
import { openVaults, realOrSelf } from '../node/vaults.ts';
import { Debounce } from './debounce.ts';
import { placeOf } from './places.ts';
import type { VaultModel } from './vault-model.ts';
import { visibleList } from './visible-list.ts';

const scheme = 'cloister-sees';
const pause = 500;

/** "Show What Claude Sees": a page without a file that lists what the agent can see, kept up to date while it is open. */
export class VisibleFiles implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #model: VaultModel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #listeners: vscode.Disposable[];
  readonly #debounce = new Debounce<'again'>(pause);

  readonly onDidChange = this.#changed.event;

  constructor(model: VaultModel) {
    this.#model = model;
    this.#listeners = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      model.onDidChange(() => this.#debounce.run('again', () => this.#again())),
    ];
  }

  /** @param clicked what the explorer names: its vault is shown */
  async show(clicked?: vscode.Uri): Promise<void> {
    const root = await this.#root(clicked);
    if (root === undefined) return;
    const title = vscode.l10n.t('What Claude sees in {0}', basename(root));
    const uri = vscode.Uri.from({ scheme, path: `/${title.replaceAll('/', ' ')}.txt`, query: root });
    const document = await vscode.workspace.openTextDocument(uri);
    // It may be open from before, with what was true then.
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      const vaults = openVaults(this.#model.machine.home);
      const list = visibleList(uri.query, vaults, this.#model.isEnforced, vscode.l10n.t, abort.signal);
      const title = vscode.l10n.t('Cloister looks at what Claude sees');
      const location = vscode.ProgressLocation.Window;
      return (await vscode.window.withProgress({ location, title }, () => list)) ?? '';
    } finally {
      listener.dispose();
    }
  }

  dispose(): void {
    this.#debounce.dispose();
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  #again(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) this.#changed.fire(uri);
  }

  /** The root of the vault that is meant, or the workspace folder where there is none. */
  async #root(clicked: vscode.Uri | undefined): Promise<string | undefined> {
    const { folders, vaults } = this.#model;
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = clicked ?? (active?.scheme === 'file' ? active : undefined);
    const place = uri === undefined ? undefined : placeOf(vaults, uri.fsPath, folders);
    if (place !== undefined) return place.root;
    const roots = [...new Set(folders.map((folder) => placeOf(vaults, folder, folders)?.root ?? realOrSelf(folder)))];
    if (roots.length < 2) return roots[0];
    const items = roots.map((root) => ({ label: basename(root), description: root, root }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show What Claude Sees') });
    return picked?.root;
  }
}
