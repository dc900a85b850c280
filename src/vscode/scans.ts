import * as vscode from 'vscode';
import type { FaultNotice } from './fault-notice.ts';
import { showProgress } from './scan-progress.ts';
import { type End, ScanRun } from './scan-run.ts';
import type { ScannedFolder } from './scanned-folder.ts';
import { filesText, progressText, type Summary, skippedText, summarySentences } from './summary.ts';

/** Scans whole folders: one run at a time, a newer one takes over what an older one had not finished. */
export class Scans {
  readonly #log: vscode.LogOutputChannel;
  readonly #faults: FaultNotice;
  #current: ScanRun<ScannedFolder> | undefined;

  constructor(log: vscode.LogOutputChannel, faults: FaultNotice) {
    this.#log = log;
    this.#faults = faults;
  }

  /** @param asked somebody asked for this scan: they see that it runs, and what it came to */
  async start(folders: Iterable<ScannedFolder>, asked: boolean): Promise<void> {
    const before = this.#current;
    const all = new Set([...(before?.left ?? []), ...folders]);
    if (all.size === 0) return;
    before?.stop('superseded');
    const run = new ScanRun(all, asked || before?.asked === true);
    this.#current = run;
    const started = performance.now();
    void showProgress(run);
    const end = await run.finished;
    if (this.#current === run) this.#current = undefined;
    this.#tell(run, end, (performance.now() - started) / 1000);
  }

  /** Stops what runs, without a word. */
  stop(): void {
    this.#current?.stop('superseded');
    this.#current = undefined;
  }

  #tell(run: ScanRun<ScannedFolder>, end: End, seconds: number): void {
    const { t } = vscode.l10n;
    const names = run.done.map(({ folder }) => folder.name).join(', ');
    const totals = progressText(run.totals, t);
    if (end !== 'done') {
      this.#log.info(`The scan was ${end} after ${totals}, ${seconds.toFixed(1)} s.`);
      if (end === 'cancelled') {
        const looked = filesText(run.totals.files, t);
        void vscode.window.showInformationMessage(t('Scan cancelled after {0}. Earlier findings stay.', looked));
      }
      return;
    }
    for (const { folder, failure } of run.failures) {
      const what = `Scanning ${folder.folder.name}`;
      if (run.asked) this.#faults.inForeground(what, failure);
      else this.#faults.inBackground(what, failure);
    }
    if (run.done.length === 0) return;
    const summary = sum(run.done.map((folder) => folder.summary()));
    const skipped = skippedText(run.totals, t) ?? '';
    this.#log.info(
      `Scanned ${names}: ${totals} in ${seconds.toFixed(1)} s. ` +
        `Findings: ${summary.problems} shown, ${summary.hidden} hidden by settings, ${run.totals.accepted ?? 0} accepted. ${skipped}`,
    );
    if (run.asked) void offerProblems(summary, run);
  }
}

async function offerProblems(summary: Summary, run: ScanRun<ScannedFolder>): Promise<void> {
  const { t } = vscode.l10n;
  const text = summarySentences(summary, run.totals, t);
  const open = t('Open Problems');
  const chosen = await vscode.window.showInformationMessage(text, ...(summary.problems > 0 ? [open] : []));
  if (chosen === open) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function sum(all: readonly Summary[]): Summary {
  const total = { problems: 0, files: 0, hidden: 0 };
  for (const { problems, files, hidden } of all) {
    total.problems += problems;
    total.files += files;
    total.hidden += hidden;
  }
  return total;
}
