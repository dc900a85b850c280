import * as vscode from 'vscode';
import { markIcons } from './mark-icons.ts';

/** A row of a view of Cloister's container, with the rows beneath it. */
export interface ShownRow<Row> {
  /** The same for the same row of a later scan or audit, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly mark?: keyof typeof markIcons;
  readonly rows: readonly Row[];
}

/** What the editor shows of a row; its command and its menu are the view's. */
export function rowItem(row: ShownRow<unknown>, isOpen: boolean): vscode.TreeItem {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.rows.length === 0 ? None : isOpen ? Expanded : Collapsed);
  item.id = row.id;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.mark !== undefined) item.iconPath = markIcons[row.mark];
  else if (row.icon !== undefined) item.iconPath = new vscode.ThemeIcon(row.icon);
  return item;
}
