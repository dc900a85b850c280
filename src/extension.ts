import * as vscode from 'vscode';
import { registerCommands } from './vscode/commands.ts';
import { FaultNotice } from './vscode/fault-notice.ts';
import { ProblemsPanel } from './vscode/problems-panel.ts';
import { ScanWorker } from './vscode/scan-worker.ts';
import { ScannedWorkspace } from './vscode/scanned-workspace.ts';
import { Scans } from './vscode/scans.ts';
import { SettingsReader } from './vscode/settings-reader.ts';

/** Builds the parts and registers them. Work begins afterwards, where a folder is open. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Cloister', { log: true });
  const faults = new FaultNotice(log);
  const settings = new SettingsReader(log);
  const worker = new ScanWorker(context.asAbsolutePath('dist/worker.cjs'), (failure) => faults.crashed(failure));
  const problems = new ProblemsPanel(context.extensionUri);
  const workspace = new ScannedWorkspace({ worker, settings, problems, faults, log }, new Scans(log, faults));
  const beginning = setImmediate(() => workspace.start());
  context.subscriptions.push(
    new vscode.Disposable(() => clearImmediate(beginning)),
    registerCommands(workspace),
    workspace,
    problems,
    settings,
    new vscode.Disposable(() => worker.dispose()),
    log,
  );
}
