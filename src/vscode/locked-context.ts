import { join } from 'node:path';
import * as vscode from 'vscode';
import { realOrSelf } from '../node/vaults.ts';
import { lockedPaths } from './folder-tree.ts';
import { pathWithin } from './nested-folders.ts';
import type { VaultModel } from './vault-model.ts';

/** Tells the explorer's menu which paths have a lock of their own, so that it offers to lock or to unlock them. */
export class LockedContext implements vscode.Disposable {
  readonly #model: VaultModel;
  readonly #listener: vscode.Disposable;
  #set = '';

  constructor(model: VaultModel) {
    this.#model = model;
    this.#listener = model.onDidChange(() => this.#update());
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #update(): void {
    const roots = this.#model.workspaceVaults().map(({ root }) => root);
    const locked = lockedPaths(this.#model.vaults, roots, Date.now());
    // The menu knows a path as the explorer names it, which may lead through a link.
    const named = this.#model.folders.flatMap((folder) => {
      const real = realOrSelf(folder);
      return locked.flatMap((path) => {
        const within = pathWithin(real, path);
        return within === undefined ? [] : [within === '' ? folder : join(folder, within)];
      });
    });
    const key = JSON.stringify(named);
    if (key === this.#set) return;
    this.#set = key;
    void vscode.commands.executeCommand('setContext', 'cloister.locked', named);
  }
}
