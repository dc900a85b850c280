import * as vscode from 'vscode';
import { describeFailure } from '../node/fault.ts';
import { NoteIndex } from '../node/guard/note-index.ts';
import { ChangeBatch, type Changes } from './change-batch.ts';
import type { VaultModel } from './vault-model.ts';

/** The index is written once for what is saved together. */
const burst = { quiet: 500, longest: 5000, many: 500 };

/**
 * Takes notes into the guard's index of those marked private when they are saved or come to be, and looks at all of a
 * vault in small steps when it is opened: an agent's first search finds the index up to date.
 */
export class KeptNoteIndex implements vscode.Disposable {
  readonly #model: VaultModel;
  readonly #log: vscode.LogOutputChannel;
  readonly #index: NoteIndex;
  readonly #changes: ChangeBatch<string>;
  readonly #listeners: vscode.Disposable[];
  readonly #filled = new Set<string>();
  #isDisposed = false;

  constructor(model: VaultModel, log: vscode.LogOutputChannel) {
    this.#model = model;
    this.#log = log;
    this.#index = new NoteIndex(model.machine.home);
    this.#changes = new ChangeBatch(burst, (changes) => void this.#take(changes));
    const files = vscode.workspace.createFileSystemWatcher('**/*', false, false, true);
    const changed = ({ fsPath }: vscode.Uri): void => {
      if (!/[\\/](?:\.git|node_modules)[\\/]/.test(fsPath)) this.#changes.add(fsPath);
    };
    this.#listeners = [
      files,
      files.onDidCreate(changed),
      files.onDidChange(changed),
      // A folder that is not watched, or not yet.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === 'file') changed(uri);
      }),
      model.onDidChange(() => void this.#fill()),
    ];
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#changes.clear();
    for (const listener of this.#listeners) listener.dispose();
  }

  async #take(changes: Changes<string>): Promise<void> {
    if (changes === 'many') {
      this.#filled.clear();
      await this.#fill();
      return;
    }
    try {
      if (this.#model.workspaceVaults().length > 0) this.#index.saved([...changes]);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #fill(): Promise<void> {
    for (const { root } of this.#model.workspaceVaults()) {
      if (this.#filled.has(root)) continue;
      this.#filled.add(root);
      try {
        await this.#index.fill(root, async () => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return !this.#isDisposed;
        });
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  #failed(error: unknown): void {
    const { message, stack } = describeFailure(error);
    this.#log.error(`Keeping the index of notes marked private failed: ${message}\n${stack ?? ''}`);
  }
}
