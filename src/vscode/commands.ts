import * as vscode from 'vscode';
import { type CommandId, commandIds } from './command-ids.ts';
import type { ScannedWorkspace } from './scanned-workspace.ts';

/** Registers a handler for every command of the manifest. */
export function registerCommands(workspace: ScannedWorkspace): vscode.Disposable {
  const handlers: Readonly<Record<CommandId, () => unknown>> = {
    'cloister.scanWorkspace': () => workspace.scan(),
    'cloister.clearFindings': () => workspace.clear(),
  };
  return vscode.Disposable.from(...commandIds.map((id) => vscode.commands.registerCommand(id, handlers[id])));
}
