import * as vscode from 'vscode';

/**
 * True where agents may be given more. In Restricted Mode a workspace can be locked and nothing else: what it holds may
 * be written to talk a person into opening it. Then this says so.
 */
export async function mayLoosen(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const { t } = vscode.l10n;
  const manage = t('Manage Workspace Trust');
  const text = t('In Restricted Mode Cloister locks, but gives agents nothing. Trust this workspace first.');
  if ((await vscode.window.showWarningMessage(text, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
