import * as vscode from 'vscode';
import { rowItem } from '../row-item.ts';
import { historyRows, type Row, shownFindings } from './rows.ts';
import type { ScannedHistories } from './scanned-histories.ts';

/** As in the manifest. */
export const historyView = 'cloister.history';

/** The view "Git History": repository, rule, finding, what is to know of it. */
export class HistoryTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #histories: ScannedHistories;
  readonly #view: vscode.TreeView<Row>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(histories: ScannedHistories) {
    this.#histories = histories;
    this.#view = vscode.window.createTreeView(historyView, { treeDataProvider: this, showCollapseAll: true });
    this.#listener = histories.onDidChange(() => this.#update());
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? historyRows(this.#histories.shown(), vscode.l10n.t) : [...row.rows];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    // What is to know of a finding is there for who asks.
    const item = rowItem(row, row.kind !== 'finding');
    if (row.kind === 'finding' && row.found !== undefined) {
      const { inTree, finding } = row.found.found;
      item.contextValue = [
        'finding',
        inTree.length > 0 ? 'inTree' : '',
        finding.place.commit === undefined ? '' : 'commit',
      ].join(' ');
      const title = vscode.l10n.t('Open at That Commit');
      item.command = { command: 'cloister.openHistoryFinding', title, arguments: [row] };
    }
    return item;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #update(): void {
    const { t } = vscode.l10n;
    const count = this.#histories.shown().reduce((sum, each) => sum + shownFindings(each).length, 0);
    const tooltip =
      count === 1
        ? t('1 finding in the git history')
        : t('{0} findings in the git history', count.toLocaleString('en-US'));
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
    void vscode.commands.executeCommand('setContext', 'cloister.historyScanned', this.#histories.wasScanned);
    this.#changed.fire();
  }
}
