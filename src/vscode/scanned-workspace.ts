import * as vscode from 'vscode';
import { nestedFolders } from './nested-folders.ts';
import { type Parts, ScannedFolder } from './scanned-folder.ts';
import type { Scans } from './scans.ts';

/** The workspace folders that are scanned: those of the file system, as they come and go. */
export class ScannedWorkspace implements vscode.Disposable {
  readonly #parts: Parts;
  readonly #scans: Scans;
  readonly #folders = new Map<string, ScannedFolder>();
  readonly #listeners: vscode.Disposable[];

  constructor(parts: Parts, scans: Scans) {
    this.#parts = parts;
    this.#scans = scans;
    const { workspace } = vscode;
    this.#listeners = [
      workspace.onDidChangeWorkspaceFolders(() => this.#update()),
      workspace.onDidOpenTextDocument((document) => this.#typed(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      workspace.onDidSaveTextDocument((document) => this.#folderOf(document)?.settled(document)),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      parts.settings.onDidChange((isChanged) => this.#settingsChanged(isChanged)),
    ];
  }

  /** Begins with the folders that are open. */
  start(): void {
    this.#update();
  }

  /** Scans everything, as somebody asked for. */
  async scan(): Promise<void> {
    await this.#scans.start(this.#folders.values(), true);
  }

  /** Looks at one document anew: what is accepted of it may be other than before. */
  scanAgain(document: vscode.TextDocument): void {
    const folder = this.#folderOf(document);
    if (document.isDirty) folder?.typed(document);
    else folder?.changed(document.uri);
  }

  clear(): void {
    this.#scans.stop();
    for (const folder of this.#folders.values()) folder.clear();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#scans.stop();
    for (const folder of this.#folders.values()) folder.dispose();
    this.#folders.clear();
  }

  #update(): void {
    const open = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const keys = new Set(open.map(({ uri }) => uri.toString()));
    for (const [key, folder] of this.#folders) {
      if (keys.has(key)) continue;
      this.#folders.delete(key);
      folder.dispose();
    }
    const paths = open.map(({ uri }) => uri.fsPath);
    const added: ScannedFolder[] = [];
    for (const folder of open) {
      const key = folder.uri.toString();
      const nested = nestedFolders(folder.uri.fsPath, paths);
      const known = this.#folders.get(key);
      if (known !== undefined) {
        known.setNested(nested);
        continue;
      }
      const scanned = new ScannedFolder(folder, nested, this.#parts, (each) => void this.#scans.start([each], false));
      this.#folders.set(key, scanned);
      if (this.#parts.settings.of(folder.uri)['cloister.scanOnOpen']) added.push(scanned);
    }
    void this.#scans.start(added, false);
    // Unsaved texts that the editor kept from its last run, or that lie in a folder that was just added.
    for (const document of vscode.workspace.textDocuments) this.#typed(document);
  }

  #typed(document: vscode.TextDocument): void {
    const folder = this.#folderOf(document);
    if (document.isDirty) folder?.typed(document);
    else if (folder?.isUnsaved(document) === true) folder.settled(document);
  }

  #closed(document: vscode.TextDocument): void {
    const folder = this.#folderOf(document);
    if (folder?.isUnsaved(document) === true) folder.settled(document);
  }

  #folderOf({ uri }: vscode.TextDocument): ScannedFolder | undefined {
    if (uri.scheme !== 'file') return undefined;
    // Of overlapping folders the editor names the deepest.
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder === undefined ? undefined : this.#folders.get(folder.uri.toString());
  }

  #settingsChanged(isChanged: (key: 'cloister.exclude' | 'cloister.maxFileSize', folder: vscode.Uri) => boolean): void {
    const outdated: ScannedFolder[] = [];
    for (const folder of this.#folders.values()) {
      const { uri } = folder.folder;
      folder.showAgain();
      const isOutdated = isChanged('cloister.exclude', uri) || isChanged('cloister.maxFileSize', uri);
      if (isOutdated && folder.wasScanned) outdated.push(folder);
    }
    void this.#scans.start(outdated, false);
  }
}
