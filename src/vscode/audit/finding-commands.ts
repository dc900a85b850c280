import * as vscode from 'vscode';
import { ruleAnchor } from '../../core/rule-texts.ts';
import { UserError } from '../../core/user-error.ts';
import { kindOf } from '../places.ts';
import type { AuditRow, AuditTarget } from './rows.ts';

/** What can be done with a row of the view "Findings". */
export class AuditFindingCommands {
  readonly #page: vscode.Uri;

  /** @param page the documentation of stores and rules */
  constructor(page: vscode.Uri) {
    this.#page = page;
  }

  /** Opens the file that proves it; shows a folder, and an export of passwords, where it lies. */
  async open(row: unknown): Promise<void> {
    const target = targetOf(row);
    const { path, evidence, isSecret } = target;
    if (path === undefined) {
      await this.openDocs(row);
      return;
    }
    const wanted = [evidence, path].find((each) => each !== undefined && kindOf(each) !== 'missing');
    if (wanted === undefined)
      throw new UserError('It is not on the disk any more', 'Audit the machine again to see what is.');
    // What stands in an open editor is read by more than the eyes before it.
    if (isSecret || kindOf(wanted) === 'folder') await reveal(wanted);
    else await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(wanted), { preview: true });
  }

  async copyPath(row: unknown): Promise<void> {
    await vscode.env.clipboard.writeText(pathOf(targetOf(row)));
  }

  async copyFix(row: unknown): Promise<void> {
    await vscode.env.clipboard.writeText(fixOf(targetOf(row)));
  }

  /** Types the command into a terminal. It is run by who presses Enter. */
  typeFix(row: unknown): void {
    const fix = fixOf(targetOf(row));
    const terminal = vscode.window.createTerminal({ name: 'Cloister' });
    terminal.show();
    terminal.sendText(fix, false);
  }

  async openDocs(row: unknown): Promise<void> {
    const { rule } = targetOf(row);
    const uri = rule === undefined ? this.#page : this.#page.with({ fragment: ruleAnchor(rule) });
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

function targetOf(row: unknown): AuditTarget {
  const target = typeof row === 'object' && row !== null && 'target' in row ? (row as AuditRow).target : undefined;
  if (target === undefined)
    throw new UserError('No finding was chosen', 'Choose one in the view "Findings" of Cloister.');
  return target;
}

function pathOf({ path }: AuditTarget): string {
  if (path === undefined) throw new UserError('It has no path', 'It is a service that listens, not a file.');
  return path;
}

/** A name of a file is foreign text: a control character in it could end the line that is typed, and begin another. */
function fixOf({ fix }: AuditTarget): string {
  if (fix === undefined) throw new UserError('No command mends this', 'Its documentation says what to do.');
  if (/\p{Cc}|[\u2028\u2029]/u.test(fix))
    throw new UserError(
      'The name of that file holds control characters, so its command is not typed',
      'Rename the file first.',
    );
  return fix;
}

/** Shows where something lies: in the explorer, or in the system's own. */
async function reveal(path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  const known = await vscode.commands.getCommands(true);
  if (known.includes('revealFileInOS')) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  // An editor in a browser has no window of the system to show.
  const copy = vscode.l10n.t('Copy Path');
  const text = vscode.l10n.t('It lies outside of this workspace: {0}', path);
  if ((await vscode.window.showInformationMessage(text, copy)) === copy) await vscode.env.clipboard.writeText(path);
}
