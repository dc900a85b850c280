import * as vscode from 'vscode';
import { rowItem } from '../row-item.ts';
import { countText } from '../summary.ts';
import type { AuditedMachine } from './audited-machine.ts';
import { type AuditRow, auditRows } from './rows.ts';
import { badgeCount } from './words.ts';

/** As in the manifest. */
const findingsView = 'cloister.findings';

/** The view "Findings": what lies open on this machine. */
export class FindingsTree implements vscode.TreeDataProvider<AuditRow>, vscode.Disposable {
  readonly #machine: AuditedMachine;
  readonly #view: vscode.TreeView<AuditRow>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(machine: AuditedMachine) {
    this.#machine = machine;
    this.#view = vscode.window.createTreeView(findingsView, { treeDataProvider: this, showCollapseAll: true });
    this.#listener = machine.onDidChange(() => this.#update());
  }

  getChildren(row?: AuditRow): AuditRow[] {
    if (row !== undefined) return [...row.rows];
    const { report } = this.#machine;
    return report === undefined ? [] : auditRows(report, vscode.l10n.t);
  }

  getTreeItem(row: AuditRow): vscode.TreeItem {
    // What is to know of a finding, and stores without any, are there for who asks.
    const item = rowItem(row, row.kind === 'part' || row.kind === 'rule');
    if (row.target !== undefined && row.kind !== 'fact') {
      const { path, fix, rule } = row.target;
      item.contextValue = [
        row.kind,
        ...(path === undefined ? [] : ['path']),
        ...(fix === undefined ? [] : ['fix']),
        ...(rule === undefined ? [] : ['rule']),
      ].join(' ');
      const title = vscode.l10n.t('Open What Was Found');
      item.command = { command: 'cloister.openAuditFinding', title, arguments: [row] };
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
    const { report } = this.#machine;
    const count = report === undefined ? 0 : badgeCount(report);
    const tooltip = t('{0} on this machine, medium and worse', countText(count, t));
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
    void vscode.commands.executeCommand('setContext', 'cloister.machineAudited', report !== undefined);
    this.#changed.fire();
  }
}
