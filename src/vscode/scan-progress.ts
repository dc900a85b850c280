import * as vscode from 'vscode';
import type { ScanRun } from './scan-run.ts';
import type { ScannedFolder } from './scanned-folder.ts';
import { progressText } from './summary.ts';

/** How long a scan that nobody asked for stays in the status bar before it may be cancelled in a notification. */
const patience = 3000;
const tick = 200;

/** Shows how far a run has got: in a notification that can cancel it, or small where nobody waits for it. */
export async function showProgress(run: ScanRun<ScannedFolder>): Promise<void> {
  if (!run.asked) {
    const waited = new Promise<'waited'>((resolve) => setTimeout(resolve, patience, 'waited'));
    const first = Promise.race([run.finished, waited]);
    await report(run, vscode.ProgressLocation.Window, first);
    if ((await first) !== 'waited') return;
  }
  await report(run, vscode.ProgressLocation.Notification, run.finished);
}

async function report(
  run: ScanRun<ScannedFolder>,
  location: vscode.ProgressLocation,
  until: Promise<unknown>,
): Promise<void> {
  const title = vscode.l10n.t('Cloister is scanning');
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    token.onCancellationRequested(() => run.stop('cancelled'));
    const show = (): void => {
      const name = run.current?.folder.name ?? '';
      progress.report({ message: vscode.l10n.t('{0} ({1})', name, progressText(run.totals, vscode.l10n.t)) });
    };
    show();
    const timer = setInterval(show, tick);
    await until;
    clearInterval(timer);
  });
}
