import * as vscode from 'vscode';
import { cloisterHome } from './node/home.ts';
import { AcceptFinding } from './vscode/accept-finding.ts';
import { AccessBadges } from './vscode/access-badges.ts';
import { AuditedMachine } from './vscode/audit/audited-machine.ts';
import { Audits } from './vscode/audit/audits.ts';
import { AuditFindingCommands } from './vscode/audit/finding-commands.ts';
import { AuditProblems } from './vscode/audit/problems.ts';
import { FindingsTree } from './vscode/audit/tree.ts';
import { registerCommands } from './vscode/commands.ts';
import { FaultNotice } from './vscode/fault-notice.ts';
import { HistoryContent } from './vscode/history/content.ts';
import { HistoryFindingCommands } from './vscode/history/finding-commands.ts';
import { HookCommands } from './vscode/history/hook-commands.ts';
import { HistoryProblems } from './vscode/history/problems.ts';
import { ScannedHistories } from './vscode/history/scanned-histories.ts';
import { HistoryScans } from './vscode/history/scans.ts';
import { HistoryTree } from './vscode/history/tree.ts';
import { KeptNoteIndex } from './vscode/kept-note-index.ts';
import { LockCommands } from './vscode/lock-commands.ts';
import { LockedContext } from './vscode/locked-context.ts';
import { PolicyReview } from './vscode/policy-review.ts';
import { PolicyStatus } from './vscode/policy-status.ts';
import { ProblemsPanel } from './vscode/problems-panel.ts';
import { ProtectCommands } from './vscode/protect-commands.ts';
import { claudeCodeProtection } from './vscode/protection.ts';
import { ScanWorker } from './vscode/scan-worker.ts';
import { ScannedWorkspace } from './vscode/scanned-workspace.ts';
import { Scans } from './vscode/scans.ts';
import { SealedNotes } from './vscode/seal/registration.ts';
import { SettingsReader } from './vscode/settings-reader.ts';
import { StatusMenu } from './vscode/status-menu.ts';
import { VaultModel } from './vscode/vault-model.ts';
import { VisibleFiles } from './vscode/visible-files.ts';
import { WhyCommand } from './vscode/why-command.ts';

/** Builds the parts and registers them. Work begins afterwards, where a folder is open. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Cloister', { log: true });
  const faults = new FaultNotice(log);
  const settings = new SettingsReader(log);
  const worker = new ScanWorker(context.asAbsolutePath('dist/cli.cjs'), (failure) => faults.crashed(failure));
  const bundles = context.asAbsolutePath('dist');
  const rulesPage = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules.md');
  const storesPage = vscode.Uri.joinPath(context.extensionUri, 'docs', 'stores.md');
  const problems = new ProblemsPanel(rulesPage);
  const workspace = new ScannedWorkspace({ worker, settings, problems, faults, log }, new Scans(log, faults));

  const machine = { home: cloisterHome(process.env), env: process.env };
  const model = new VaultModel(machine, claudeCodeProtection(machine, bundles), log);
  const protect = new ProtectCommands(model);
  const locks = new LockCommands(model, protect);
  const why = new WhyCommand(model);
  const visible = new VisibleFiles(model);
  const review = new PolicyReview(model);
  const menu = new StatusMenu(model);
  const histories = new ScannedHistories(settings);
  const history = new HistoryScans({ worker, settings, histories, faults, log, bundles });
  const historyFindings = new HistoryFindingCommands(histories, new HistoryContent(histories, bundles), model, worker);
  const hooks = new HookCommands(machine, bundles);

  const audited = new AuditedMachine();
  const audits = new Audits({ worker, machine: audited, faults, log });
  const auditFindings = new AuditFindingCommands(storesPage);

  const sealed = new SealedNotes({ model, settings, secrets: context.secrets, log }, bundles);

  const beginning = setImmediate(() => {
    model.start();
    workspace.start();
  });
  context.subscriptions.push(
    new vscode.Disposable(() => clearImmediate(beginning)),
    registerCommands({
      workspace,
      locks,
      why,
      visible,
      review,
      protect,
      menu,
      history,
      historyFindings,
      hooks,
      audits,
      auditFindings,
      sealed,
      log,
    }),
    new AcceptFinding(model, worker, workspace, log),
    new PolicyStatus(model, log),
    new AccessBadges(model),
    new LockedContext(model),
    new KeptNoteIndex(model, log),
    new HistoryProblems(histories, rulesPage),
    new HistoryTree(histories),
    new AuditProblems(audited, settings, storesPage),
    new FindingsTree(audited),
    audited,
    sealed,
    historyFindings,
    histories,
    visible,
    review,
    model,
    workspace,
    problems,
    settings,
    new vscode.Disposable(() => worker.dispose()),
    log,
  );
}
