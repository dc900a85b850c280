import * as vscode from 'vscode';
import { diagnosticOf } from '../problems-panel.ts';
import { historyAddress } from './address.ts';
import { shownFindings } from './rows.ts';
import type { ScannedHistories } from './scanned-histories.ts';
import { historyFacts } from './words.ts';

/** The history's findings in the Problems panel, apart from those of files: their documents are objects of git. */
export class HistoryProblems implements vscode.Disposable {
  readonly #histories: ScannedHistories;
  readonly #rulesPage: vscode.Uri;
  readonly #collection = vscode.languages.createDiagnosticCollection('cloister-history');
  readonly #listener: vscode.Disposable;

  constructor(histories: ScannedHistories, rulesPage: vscode.Uri) {
    this.#histories = histories;
    this.#rulesPage = rulesPage;
    this.#listener = histories.onDidChange(() => this.#show());
  }

  dispose(): void {
    this.#listener.dispose();
    this.#collection.dispose();
  }

  #show(): void {
    const { t } = vscode.l10n;
    const documents = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const repository of this.#histories.shown()) {
      for (const found of shownFindings(repository)) {
        const address = historyAddress(repository.history.place.root, repository.name, found.finding.place, t);
        const uri = vscode.Uri.from(address);
        const facts = historyFacts(found, t).map(({ text }) => `${text}.`);
        const diagnostic = diagnosticOf(found.finding, this.#rulesPage, 'Cloister History', facts);
        const known = documents.get(uri.toString());
        if (known === undefined) documents.set(uri.toString(), [uri, [diagnostic]]);
        else known[1].push(diagnostic);
      }
    }
    this.#collection.clear();
    this.#collection.set([...documents.values()]);
  }
}
