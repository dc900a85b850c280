import * as vscode from 'vscode';
import type { GitPlace } from '../../node/git/git-place.ts';
import type { HistoryProgress, RepositoryHistory } from '../../node/history/scan-result.ts';
import type { Failure } from '../../node/worker-protocol.ts';
import type { FaultNotice } from '../fault-notice.ts';
import type { Outcome, ScanWorker } from '../scan-worker.ts';
import type { SettingsReader } from '../settings-reader.ts';
import { mayRunGit } from '../workspace-trust.ts';
import { workspaceRepositories } from './repositories.ts';
import { repositoryName, shownFindings } from './rows.ts';
import { type ScannedHistories, workspaceFolderOf } from './scanned-histories.ts';
import { historyProgressText, historySentences, objectsText } from './words.ts';

export interface HistoryParts {
  readonly worker: ScanWorker;
  readonly settings: SettingsReader;
  readonly histories: ScannedHistories;
  readonly faults: FaultNotice;
  readonly log: vscode.LogOutputChannel;
  /** The folder of the extension's bundles. */
  readonly bundles: string;
}

const nothingYet: HistoryProgress = { path: '', objects: 0, bytes: 0 };

/** What came of one scan so far. */
interface Result {
  readonly done: RepositoryHistory[];
  readonly failures: { readonly name: string; readonly failure: Failure }[];
  objects: number;
}

/** Scans the histories of the workspace's repositories, one after the other, when somebody asks for it. */
export class HistoryScans {
  readonly #parts: HistoryParts;
  #running: AbortController | undefined;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  async scan(): Promise<void> {
    const { t } = vscode.l10n;
    if (!(await mayRunGit())) return;
    if (this.#running !== undefined) {
      await vscode.window.showInformationMessage(t('The git history is being scanned already.'));
      return;
    }
    const controller = new AbortController();
    this.#running = controller;
    try {
      await this.#scanAll(controller);
    } finally {
      this.#running = undefined;
    }
  }

  /** Stops what runs and forgets all findings of it. */
  clear(): void {
    this.#running?.abort();
    this.#parts.histories.clear();
  }

  async #scanAll(controller: AbortController): Promise<void> {
    const { t } = vscode.l10n;
    const { places, troubles } = await workspaceRepositories(process.env, this.#parts.bundles);
    for (const { message, hint } of troubles)
      this.#parts.log.warn(`A repository can not be opened: ${message}. ${hint}`);
    const [trouble] = troubles;
    if (places.length === 0) {
      if (trouble !== undefined) throw trouble;
      await vscode.window.showInformationMessage(t('There is no git repository in this workspace.'));
      return;
    }
    const started = performance.now();
    const result: Result = { done: [], failures: [], objects: 0 };
    const location = vscode.ProgressLocation.Notification;
    const title = t('Cloister is scanning the git history');
    let wasCancelled = false;
    await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
      token.onCancellationRequested(() => {
        wasCancelled = true;
        controller.abort();
      });
      for (const place of places) {
        if (controller.signal.aborted) break;
        // It came as a submodule of one before.
        if (result.done.some((each) => each.place.commonDir === place.commonDir)) continue;
        await this.#scanOne(place, result, (message) => progress.report({ message }), controller.signal);
      }
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (wasCancelled) {
      const objects = objectsText(result.objects, t);
      this.#parts.log.info(`The scan of the history was cancelled after ${objects}, ${seconds} s.`);
      void vscode.window.showInformationMessage(t('Scan cancelled after {0}. Earlier findings stay.', objects));
    } else if (!controller.signal.aborted) this.#tell(result, seconds);
  }

  async #scanOne(place: GitPlace, result: Result, report: (text: string) => void, signal: AbortSignal): Promise<void> {
    const { worker, histories, settings, bundles } = this.#parts;
    const { t } = vscode.l10n;
    const folder = workspaceFolderOf(place.root);
    if (folder === undefined) return;
    const name = repositoryName({ path: '' }, place.root);
    const before = result.objects;
    report(historyProgressText(name, nothingYet, t));
    const maxSize = Math.floor(settings.of(folder)['cloister.maxFileSize'] * (1 << 20));
    const { outcome } = worker.runHistory(
      { kind: 'scan-history', root: place.root, bundles, options: { refs: [], unreachable: false, maxSize } },
      {
        onProgress(progress) {
          result.objects = before + progress.objects;
          report(historyProgressText(name, progress, t));
        },
        onRepository(repository) {
          const { commonDir } = repository.place;
          const again = result.done.findIndex((each) => each.place.commonDir === commonDir);
          if (again >= 0) result.done.splice(again, 1);
          result.done.push(repository);
          histories.take(repository, place.root);
        },
      },
      signal,
    );
    const ended: Outcome = await outcome;
    if (ended.kind === 'failed') result.failures.push({ name, failure: ended.failure });
  }

  #tell({ done, failures }: Result, seconds: string): void {
    const { t } = vscode.l10n;
    for (const { name, failure } of failures) this.#tellFailure(name, failure);
    if (done.length === 0) return;
    const ids = new Set(done.map(({ place }) => place.commonDir));
    const shown = this.#parts.histories.shown().filter(({ history }) => ids.has(history.place.commonDir));
    const count = shown.reduce((sum, each) => sum + shownFindings(each).length, 0);
    const all = shown.reduce((sum, { history }) => sum + history.findings.length, 0);
    const text = historySentences({ shown: count, hidden: all - count, repositories: done }, t);
    this.#parts.log.info(`Scanned the history of ${shown.map(({ name }) => name).join(', ')} in ${seconds} s. ${text}`);
    for (const each of new Set(done.flatMap(({ warnings }) => warnings))) this.#parts.log.warn(each);
    void offerView(text, count > 0);
  }

  #tellFailure(name: string, failure: Failure): void {
    const what = `Scanning the history of ${name}`;
    if (failure.hint === undefined) {
      this.#parts.faults.inForeground(what, failure);
      return;
    }
    this.#parts.log.warn(`${what} failed: ${failure.message}. ${failure.hint}`);
    void vscode.window.showErrorMessage(`${failure.message}. ${failure.hint}`);
  }
}

async function offerView(text: string, hasFindings: boolean): Promise<void> {
  const show = vscode.l10n.t('Show Findings');
  const chosen = await vscode.window.showInformationMessage(text, ...(hasFindings ? [show] : []));
  if (chosen === show) await vscode.commands.executeCommand('cloister.history.focus');
}
