import { basename, relative } from 'node:path';
import * as vscode from 'vscode';
import { realOrSelf } from '../node/vaults.ts';
import { foldersOf, lockedPaths, type PickableFolder } from './folder-tree.ts';
import { pathWithin } from './nested-folders.ts';
import type { VaultModel } from './vault-model.ts';

/** How long a growing list waits until it is shown again, in milliseconds. */
const listPause = 400;

interface PathItem extends vscode.QuickPickItem {
  readonly absolute: string;
}

/** Lets a person choose a folder of the workspace; each stands with what agents get of it now. */
export function pickFolder(model: VaultModel, title: string): Promise<string | undefined> {
  const { folders } = model;
  const now = Date.now();
  return pickPath(title, vscode.l10n.t('Type to find a folder'), async (add, isOver) => {
    for (const folder of folders) {
      for (const portion of foldersOf(folder, model.vaults, now)) {
        add(portion.map((each) => folderItem(each, folder, folders.length > 1)));
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver()) return;
      }
    }
  });
}

/** Lets a person choose what an entry or pattern of its own locks; undefined where nothing is chosen. */
export async function pickLocked(model: VaultModel, title: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const vaults = model.workspaceVaults().map(({ root }) => root);
  // The deepest first: a path belongs to the innermost vault.
  const roots = vaults.sort((left, right) => right.length - left.length);
  const paths = lockedPaths(model.vaults, roots, Date.now());
  if (paths.length === 0) {
    await vscode.window.showInformationMessage(t('Nothing is locked here.'));
    return undefined;
  }
  return pickPath(title, t('Type to find what is locked'), async (add) => {
    add(
      paths.map((absolute) => {
        const root = roots.find((each) => pathWithin(each, absolute) !== undefined) ?? '';
        const path = relative(root, absolute);
        return { absolute, label: path === '' ? wholeName(root) : path, iconPath: new vscode.ThemeIcon('lock') };
      }),
    );
  });
}

type Fill = (add: (items: readonly PathItem[]) => void, isOver: () => boolean) => Promise<void>;

function pickPath(title: string, placeholder: string, fill: Fill): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<PathItem>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.busy = true;
  let isOver = false;
  return new Promise((resolve, reject) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.absolute);
      picker.hide();
    });
    picker.onDidHide(() => {
      isOver = true;
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
    const items: PathItem[] = [];
    let shownAt = Number.NEGATIVE_INFINITY;
    const showAll = (): void => {
      if (isOver) return;
      shownAt = Date.now();
      picker.items = [...items];
    };
    const add = (more: readonly PathItem[]): void => {
      items.push(...more);
      // Every list is sent whole.
      if (Date.now() - shownAt > listPause) showAll();
    };
    fill(add, () => isOver).then(() => {
      showAll();
      if (!isOver) picker.busy = false;
    }, reject);
  });
}

function folderItem({ absolute, path, access }: PickableFolder, folder: string, isOneOfMany: boolean): PathItem {
  const { t } = vscode.l10n;
  const name = path === '' ? wholeName(folder) : path;
  return {
    absolute,
    label: isOneOfMany && path !== '' ? `${basename(folder)}/${name}` : name,
    description: access === undefined ? t('open: no policy') : accessLabel(access),
    iconPath: new vscode.ThemeIcon(access === 'none' ? 'lock' : 'folder'),
  };
}

function accessLabel(access: string): string {
  return access === 'none' ? vscode.l10n.t('locked') : access;
}

function wholeName(root: string): string {
  return vscode.l10n.t('everything in {0}', basename(realOrSelf(root)));
}
