import * as vscode from 'vscode';

/**
 * True where agents may be given more. In Restricted Mode a workspace can be locked and nothing else: what it holds may
 * be written to talk a person into opening it. Then this says so.
 */
export async function mayLoosen(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await offerTrust(
    vscode.l10n.t('In Restricted Mode Cloister locks, but gives agents nothing. Trust this workspace first.'),
  );
  return false;
}

/** True where git may be started: in Restricted Mode the editor's own Source Control does not start it either. */
export async function mayRunGit(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await offerTrust(vscode.l10n.t('In Restricted Mode Cloister does not start git. Trust this workspace first.'));
  return false;
}

/** True where the machine may be audited, which starts git and programs of the system. */
export async function mayAudit(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await offerTrust(
    vscode.l10n.t('In Restricted Mode Cloister does not audit the machine. Trust this workspace first.'),
  );
  return false;
}

/** True where sealed notes may be opened, and folders sealed and unsealed. */
export async function maySeal(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await offerTrust(
    vscode.l10n.t('In Restricted Mode Cloister neither seals nor opens what is sealed. Trust this workspace first.'),
  );
  return false;
}

async function offerTrust(text: string): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await vscode.window.showWarningMessage(text, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
}
