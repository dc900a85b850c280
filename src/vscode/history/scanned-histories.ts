import * as vscode from 'vscode';
import type { BaselineEntry } from '../../core/baseline.ts';
import type { RepositoryHistory } from '../../node/history/scan-result.ts';
import { realOrSelf } from '../../node/vaults.ts';
import { pathWithin } from '../nested-folders.ts';
import type { SettingsReader } from '../settings-reader.ts';
import { type FoundIn, repositoryName, type ShownRepository } from './rows.ts';

interface Known {
  readonly name: string;
  readonly history: RepositoryHistory;
  /** The workspace folder whose settings count. */
  readonly folder: vscode.Uri;
  readonly mainRoot: string;
}

/** The histories that were scanned, until they are cleared or their folder leaves the workspace. */
export class ScannedHistories implements vscode.Disposable {
  readonly #settings: SettingsReader;
  readonly #known = new Map<string, Known>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable[];

  /** Fires when other findings are to be shown than before. */
  readonly onDidChange = this.#changed.event;

  constructor(settings: SettingsReader) {
    this.#settings = settings;
    this.#listeners = [
      settings.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#forgetOthers()),
    ];
  }

  /** True where a scan came to its end: that it found nothing is then something to show. */
  get wasScanned(): boolean {
    return this.#known.size > 0;
  }

  /** True for the root of a repository that is shown. */
  hasRoot(root: string): boolean {
    return [...this.#known.values()].some(({ history }) => history.place.root === root);
  }

  shown(): ShownRepository[] {
    return [...this.#known.values()].map(({ name, history, folder }) => {
      return { name, history, settings: this.#settings.of(folder) };
    });
  }

  /** @param mainRoot root of the repository that was asked about: this one's, or what it is a submodule of */
  take(history: RepositoryHistory, mainRoot: string): void {
    const folder = workspaceFolderOf(mainRoot);
    if (folder === undefined) return;
    this.#known.set(history.place.commonDir, { name: repositoryName(history, mainRoot), history, folder, mainRoot });
    this.#changed.fire();
  }

  /** A person accepted a finding: it is one no longer. */
  accept({ repository, found }: FoundIn, entry: BaselineEntry): void {
    const { commonDir } = repository.history.place;
    const known = this.#known.get(commonDir);
    if (known === undefined) return;
    const findings = known.history.findings.filter((each) => each !== found);
    const accepted = [...known.history.accepted, { finding: found, entry }];
    this.#known.set(commonDir, { ...known, history: { ...known.history, findings, accepted } });
    this.#changed.fire();
  }

  clear(): void {
    if (this.#known.size === 0) return;
    this.#known.clear();
    this.#changed.fire();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  #forgetOthers(): void {
    const gone = [...this.#known].filter(([, { mainRoot }]) => workspaceFolderOf(mainRoot) === undefined);
    for (const [key] of gone) this.#known.delete(key);
    if (gone.length > 0) this.#changed.fire();
  }
}

/** The workspace folder that a repository lies in, or that lies in it; undefined where they have nothing in common. */
export function workspaceFolderOf(root: string): vscode.Uri | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => ({ uri, real: realOrSelf(uri.fsPath) }));
  const holding = folders
    .filter(({ real }) => pathWithin(real, root) !== undefined)
    .sort((left, right) => right.real.length - left.real.length);
  return (holding[0] ?? folders.find(({ real }) => pathWithin(root, real) !== undefined))?.uri;
}
