import * as vscode from 'vscode';
import { UserError } from '../core/user-error.ts';
import { describeFailure } from '../node/fault.ts';
import type { Audits } from './audit/audits.ts';
import type { AuditFindingCommands } from './audit/finding-commands.ts';
import { type CommandId, commandIds } from './command-ids.ts';
import type { HistoryFindingCommands } from './history/finding-commands.ts';
import type { HookCommands } from './history/hook-commands.ts';
import type { HistoryScans } from './history/scans.ts';
import type { LockCommands } from './lock-commands.ts';
import type { PolicyReview } from './policy-review.ts';
import type { ProtectCommands } from './protect-commands.ts';
import type { ScannedWorkspace } from './scanned-workspace.ts';
import type { SealedNotes } from './seal/registration.ts';
import type { StatusMenu } from './status-menu.ts';
import type { VisibleFiles } from './visible-files.ts';
import type { WhyCommand } from './why-command.ts';

/** What the commands act on. */
export interface CommandParts {
  readonly workspace: ScannedWorkspace;
  readonly locks: LockCommands;
  readonly why: WhyCommand;
  readonly visible: VisibleFiles;
  readonly review: PolicyReview;
  readonly protect: ProtectCommands;
  readonly menu: StatusMenu;
  readonly history: HistoryScans;
  readonly historyFindings: HistoryFindingCommands;
  readonly hooks: HookCommands;
  readonly audits: Audits;
  readonly auditFindings: AuditFindingCommands;
  readonly sealed: SealedNotes;
  readonly log: vscode.LogOutputChannel;
}

/** The explorer hands over what was clicked and everything that is selected; a view of ours hands over its row. */
type Handler = (clicked?: vscode.Uri, selected?: readonly vscode.Uri[], row?: unknown) => unknown;

/** Registers a handler for every command of the manifest. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { workspace, locks, why, visible, review, protect, menu, history, historyFindings, hooks } = parts;
  const { audits, auditFindings, sealed, log } = parts;
  const handlers: Readonly<Record<CommandId, Handler>> = {
    'cloister.scanWorkspace': () => workspace.scan(),
    'cloister.clearFindings': () => {
      workspace.clear();
      history.clear();
      audits.clear();
    },
    'cloister.lockFolder': (clicked, selected) => locks.lock(clicked, selected),
    'cloister.lockFile': (clicked, selected) => locks.lock(clicked, selected),
    'cloister.unlockFolder': (clicked, selected) => locks.unlock(clicked, selected),
    'cloister.setAccess': (clicked, selected) => locks.setAccess(clicked, selected),
    'cloister.why': (clicked) => why.tell(clicked),
    'cloister.showVisible': (clicked) => visible.show(clicked),
    'cloister.reviewPolicy': () => review.open(),
    'cloister.protectClaudeCode': () => protect.protect(),
    'cloister.unprotectClaudeCode': () => protect.unprotect(),
    'cloister.showStatus': () => menu.open(),
    'cloister.scanHistory': () => history.scan(),
    'cloister.clearHistory': () => history.clear(),
    'cloister.openHistoryFinding': (_clicked, _selected, row) => historyFindings.open(row),
    'cloister.openFileNow': (_clicked, _selected, row) => historyFindings.openNow(row),
    'cloister.copyCommitId': (_clicked, _selected, row) => historyFindings.copyCommit(row),
    'cloister.acceptHistoryFinding': (_clicked, _selected, row) => historyFindings.accept(row),
    'cloister.installHook': () => hooks.install(),
    'cloister.uninstallHook': () => hooks.uninstall(),
    'cloister.auditMachine': () => audits.audit(),
    'cloister.clearAudit': () => audits.clear(),
    'cloister.openAuditFinding': (_clicked, _selected, row) => auditFindings.open(row),
    'cloister.copyFindingPath': (_clicked, _selected, row) => auditFindings.copyPath(row),
    'cloister.copyFixCommand': (_clicked, _selected, row) => auditFindings.copyFix(row),
    'cloister.typeFixCommand': (_clicked, _selected, row) => auditFindings.typeFix(row),
    'cloister.openFindingDocs': (_clicked, _selected, row) => auditFindings.openDocs(row),
    'cloister.openSealed': (clicked) => sealed.open(clicked),
    'cloister.sealFolder': (clicked, selected) => sealed.seal(clicked, selected),
    'cloister.unsealFolder': (clicked, selected) => sealed.unseal(clicked, selected),
    'cloister.lockSealed': () => sealed.lock(),
  };
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (clicked: unknown, selected: unknown) => {
        try {
          await handlers[id](uriOf(clicked), urisOf(selected), clicked);
        } catch (error) {
          await tellFailure(id, error, log);
        }
      }),
    ),
  );
}

function uriOf(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}

function urisOf(value: unknown): readonly vscode.Uri[] | undefined {
  return Array.isArray(value) ? value.filter((each) => each instanceof vscode.Uri) : undefined;
}

/** What the person can mend is one sentence and its hint; anything else is our bug and stands in the log. */
export async function tellFailure(command: string, error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof UserError) {
    log.warn(`${command}: ${error.message}. ${error.hint}`);
    await vscode.window.showErrorMessage(`${error.message}. ${error.hint}`);
    return;
  }
  const { message, stack } = describeFailure(error);
  log.error(`${command} failed: ${message}\n${stack ?? ''}`);
  const showLog = vscode.l10n.t('Show Log');
  const text = vscode.l10n.t('Cloister could not do that because of a fault of its own ({0}).', message);
  if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) log.show();
}
