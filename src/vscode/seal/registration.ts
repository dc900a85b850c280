import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { sealPath } from '../../core/seal-file.ts';
import { maySeal } from '../workspace-trust.ts';
import { sealedScheme } from './address.ts';
import type { SealDeps, SealDesk } from './desk.ts';

type SealParts = typeof import('../../extension-seal.ts');

/** What stands for sealed notes at the extension's start; all that does something is loaded with the first of them. */
export class SealedNotes implements vscode.Disposable {
  readonly #deps: Omit<SealDeps, 'changed'>;
  readonly #bundles: string;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #listeners: vscode.Disposable[];
  #desk: SealDesk | undefined;

  /** @param bundles folder of the extension's bundles */
  constructor(deps: Omit<SealDeps, 'changed'>, bundles: string) {
    this.#deps = deps;
    this.#bundles = bundles;
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: this.#changed.event,
      watch: (uri) => this.#loaded.documents.watch(uri),
      stat: (uri) => this.#trusted.documents.stat(uri),
      readDirectory: (uri) => this.#trusted.documents.readDirectory(uri),
      readFile: (uri) => this.#trusted.documents.readFile(uri),
      writeFile: (uri, bytes, how) => this.#trusted.documents.writeFile(uri, bytes, how),
      createDirectory: (uri) => refuse(vscode.l10n.t('The folder {0} is not there.', uri.path)),
      delete: () => refuse(),
      rename: () => refuse(),
    };
    const isCaseSensitive = process.platform === 'linux';
    this.#listeners = [
      this.#changed,
      vscode.workspace.registerFileSystemProvider(sealedScheme, files, { isCaseSensitive }),
      vscode.window.registerCustomEditorProvider('cloister.sealedFile', {
        openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: ({ uri }, panel) => this.#loaded.page.resolve(uri, panel),
      }),
      deps.model.onDidChange(() => this.#mark()),
    ];
  }

  async open(clicked?: vscode.Uri): Promise<void> {
    if (await maySeal()) await this.#loaded.open(clicked);
  }

  async seal(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    if (await maySeal()) await this.#loaded.folders.seal(clicked, selected);
    this.#mark();
  }

  async unseal(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    if (await maySeal()) await this.#loaded.folders.unseal(clicked, selected);
  }

  async lock(): Promise<void> {
    const closed = await this.#desk?.lock();
    const { t } = vscode.l10n;
    vscode.window.setStatusBarMessage(
      closed === undefined ? t('Cloister: no sealed note was open') : `$(lock) ${t('Sealed notes are locked')}`,
      5000,
    );
  }

  dispose(): void {
    this.#desk?.dispose();
    for (const each of this.#listeners) each.dispose();
  }

  get #loaded(): SealDesk {
    if (this.#desk !== undefined) return this.#desk;
    // With a text in its parentheses `require` would be bundled.
    const file = join(this.#bundles, 'extension-seal.cjs');
    const parts = require(file) as SealParts;
    this.#desk = new parts.SealDesk({ ...this.#deps, changed: this.#changed });
    return this.#desk;
  }

  get #trusted(): SealDesk {
    if (vscode.workspace.isTrusted) return this.#loaded;
    throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('In Restricted Mode Cloister opens no sealed note.'));
  }

  /** Has the explorer's menus offer what a vault with sealed notes has. */
  #mark(): void {
    const isSealed = this.#deps.model.workspaceVaults().some(({ root }) => existsSync(join(root, sealPath)));
    void vscode.commands.executeCommand('setContext', 'cloister.sealed', isSealed);
  }
}

/** What the explorer does with the sealed file itself. */
function refuse(why = vscode.l10n.t('Do that with the sealed file, in the explorer.')): never {
  throw vscode.FileSystemError.NoPermissions(why);
}
