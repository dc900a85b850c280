import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Span, VaultPath } from '../../core/finding.ts';
import { UserError } from '../../core/user-error.ts';
import { rangeOf } from '../problems-panel.ts';
import type { ScanWorker } from '../scan-worker.ts';
import type { VaultModel } from '../vault-model.ts';
import { acceptInHistory } from './accept.ts';
import { historyAddress, historyScheme } from './address.ts';
import type { HistoryContent } from './content.ts';
import type { FoundIn, Row } from './rows.ts';
import type { ScannedHistories } from './scanned-histories.ts';

/** What can be done with a finding of the view "Git History". */
export class HistoryFindingCommands implements vscode.Disposable {
  readonly #histories: ScannedHistories;
  readonly #model: VaultModel;
  readonly #worker: ScanWorker;
  readonly #content: HistoryContent;
  readonly #registered: vscode.Disposable;

  constructor(histories: ScannedHistories, content: HistoryContent, model: VaultModel, worker: ScanWorker) {
    this.#histories = histories;
    this.#model = model;
    this.#worker = worker;
    this.#content = content;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(historyScheme, this.#content);
  }

  /** Shows the object in which it first appeared, with the finding selected. Nothing can be typed there. */
  async open(row: unknown): Promise<void> {
    const { repository, found } = foundOf(row);
    const { place } = found.finding;
    const uri = vscode.Uri.from(historyAddress(repository.history.place.root, repository.name, place, vscode.l10n.t));
    // The editor does not say why a document could not be opened; this does.
    await this.#content.provideTextDocumentContent(uri);
    await vscode.window.showTextDocument(uri, { preview: true, selection: rangeOf(place.span) });
  }

  /** Opens the file of today in which it still stands. */
  async openNow(row: unknown): Promise<void> {
    const { repository, found } = foundOf(row);
    const where = await pickPlace(found.inTree);
    if (where === undefined) return;
    const file = join(repository.history.place.root, where.path);
    if (!existsSync(file))
      throw new UserError(
        'That file is not on the disk any more',
        'It still stands in the last commit, or in another worktree: commit its removal.',
      );
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: rangeOf(where.span) });
  }

  async copyCommit(row: unknown): Promise<void> {
    const { commit } = foundOf(row).found.finding.place;
    if (commit === undefined) throw new UserError('No commit holds this finding', 'It has an object id alone.');
    await vscode.env.clipboard.writeText(commit);
  }

  /** Takes it into the baseline: then it stands no longer in the view. */
  async accept(row: unknown): Promise<void> {
    const found = foundOf(row);
    const entry = await acceptInHistory(found, { content: this.#content, model: this.#model, worker: this.#worker });
    if (entry !== undefined) this.#histories.accept(found, entry);
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

function foundOf(row: unknown): FoundIn {
  const found = typeof row === 'object' && row !== null && 'found' in row ? (row as Row).found : undefined;
  if (found === undefined)
    throw new UserError('No finding was chosen', 'Choose one in the view "Git History" of Cloister.');
  return found;
}

async function pickPlace(
  all: readonly { readonly path: VaultPath; readonly span: Span }[],
): Promise<{ readonly path: VaultPath; readonly span: Span } | undefined> {
  const byPath = new Map(all.toReversed().map((each) => [each.path, each]));
  const [first, ...others] = [...byPath.values()].reverse();
  if (first === undefined) throw new UserError('This is not in the tree any more', 'Open it at its commit.');
  if (others.length === 0) return first;
  const items = [first, ...others].map((each) => ({ label: each.path, each }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Open File Now') }))?.each;
}
