import * as vscode from 'vscode';

const scheme = 'cloister-seal-report';

/** What a run did and does not reach, as a page without a file: names of places, no text of a note. */
export class SealReports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#listener = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: String(this.#texts.size + 1) });
    this.#texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.toString()) ?? vscode.l10n.t('This report was of an earlier session. It is kept nowhere.')
    );
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
