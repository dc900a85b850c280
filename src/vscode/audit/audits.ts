import * as vscode from 'vscode';
import { type AuditReport, auditParts } from '../../core/audit.ts';
import type { FaultNotice } from '../fault-notice.ts';
import type { Outcome, ScanWorker } from '../scan-worker.ts';
import { mayAudit } from '../workspace-trust.ts';
import type { AuditedMachine } from './audited-machine.ts';
import { auditProgressText, auditSentences } from './words.ts';

export interface AuditParts {
  readonly worker: ScanWorker;
  readonly machine: AuditedMachine;
  readonly faults: FaultNotice;
  readonly log: vscode.LogOutputChannel;
}

/** Audits this machine when somebody asks for it: in the worker, with a notification that can cancel it. */
export class Audits {
  readonly #parts: AuditParts;
  #running: AbortController | undefined;

  constructor(parts: AuditParts) {
    this.#parts = parts;
  }

  async audit(): Promise<void> {
    const { t } = vscode.l10n;
    if (!(await mayAudit())) return;
    if (this.#running !== undefined) {
      await vscode.window.showInformationMessage(t('This machine is being audited already.'));
      return;
    }
    const controller = new AbortController();
    this.#running = controller;
    try {
      await this.#run(controller);
    } finally {
      this.#running = undefined;
    }
  }

  /** Stops what runs and forgets what was found. */
  clear(): void {
    this.#running?.abort();
    this.#parts.machine.clear();
  }

  async #run(controller: AbortController): Promise<void> {
    const { t } = vscode.l10n;
    const { worker, machine, faults, log } = this.#parts;
    const started = performance.now();
    let report: AuditReport | undefined;
    let wasCancelled = false;
    const location = vscode.ProgressLocation.Notification;
    const title = t('Cloister is auditing this machine');
    const options = { location, title, cancellable: true };
    const outcome = await vscode.window.withProgress(options, (progress, token): Promise<Outcome> => {
      token.onCancellationRequested(() => {
        wasCancelled = true;
        controller.abort();
      });
      const listener = {
        onProgress: (state: Parameters<typeof auditProgressText>[0]) =>
          progress.report({ message: auditProgressText(state, t) }),
        onReport: (given: AuditReport) => {
          report = given;
        },
      };
      const request = { kind: 'audit-machine', options: { folders: workspaceFolders(), only: auditParts } } as const;
      return worker.runAudit(request, listener, controller.signal).outcome;
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (outcome.kind === 'failed') {
      tellFailure(outcome.failure, faults, log);
      return;
    }
    if (wasCancelled) {
      log.info(`The audit was cancelled after ${seconds} s.`);
      void vscode.window.showInformationMessage(t('Audit cancelled. Earlier findings stay.'));
      return;
    }
    if (report === undefined || controller.signal.aborted) return;
    machine.take(report);
    const text = auditSentences(report, t);
    log.info(`Audited this machine in ${seconds} s. ${text}`);
    for (const { path, why, detail } of report.skipped)
      log.info(`Skipped: ${path} (${why}${detail === undefined ? '' : `, ${detail}`})`);
    void offerView(text);
  }
}

function workspaceFolders(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}

function tellFailure(
  failure: Extract<Outcome, { kind: 'failed' }>['failure'],
  faults: FaultNotice,
  log: vscode.LogOutputChannel,
): void {
  if (failure.hint === undefined) {
    faults.inForeground('Auditing this machine', failure);
    return;
  }
  log.warn(`Auditing this machine failed: ${failure.message}. ${failure.hint}`);
  void vscode.window.showErrorMessage(`${failure.message}. ${failure.hint}`);
}

async function offerView(text: string): Promise<void> {
  const show = vscode.l10n.t('Show Findings');
  const chosen = await vscode.window.showInformationMessage(text, show);
  if (chosen === show) await vscode.commands.executeCommand('cloister.findings.focus');
}
