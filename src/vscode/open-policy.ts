import { join } from 'node:path';
import * as vscode from 'vscode';
import { policyPath } from '../core/policy.ts';
import { lineOf } from '../core/policy-edit-files.ts';

/** Opens a vault's policy file, at the entry at `place` of its JSON where it has one. */
export async function openPolicy(root: string, place?: readonly (string | number)[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(root, policyPath)));
  const line = place === undefined ? undefined : lineOf(document.getText(), place);
  const selection = line === undefined ? undefined : document.lineAt(line - 1).range;
  await vscode.window.showTextDocument(document, selection === undefined ? {} : { selection });
}
