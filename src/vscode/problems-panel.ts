import * as vscode from 'vscode';
import type { Finding, VaultPath } from '../core/finding.ts';
import { ruleAnchor } from '../core/rule-texts.ts';
import { findingAdvice, findingSentence } from '../core/texts.ts';
import { isProblem, markOf, type ProblemSettings } from './problems.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Shows findings as diagnostics. */
export class ProblemsPanel implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('cloister');
  readonly #rulesPage: vscode.Uri;

  constructor(extension: vscode.Uri) {
    this.#rulesPage = vscode.Uri.joinPath(extension, 'docs', 'rules.md');
  }

  /** Shows what is known of these files of a workspace folder, in place of what was shown of them. */
  show(folder: vscode.Uri, files: Iterable<readonly [VaultPath, readonly Finding[]]>, settings: ProblemSettings): void {
    const entries: [vscode.Uri, vscode.Diagnostic[] | undefined][] = [];
    for (const [path, findings] of files) {
      const shown = findings.filter((finding) => isProblem(finding, settings));
      const uri = vscode.Uri.joinPath(folder, path);
      entries.push([uri, shown.length === 0 ? undefined : shown.map((finding) => this.#diagnostic(finding))]);
    }
    if (entries.length > 0) this.#collection.set(entries);
  }

  dispose(): void {
    this.#collection.dispose();
  }

  #diagnostic(finding: Finding): vscode.Diagnostic {
    const { startLine, startColumn, endLine, endColumn } = finding.place.span;
    const range = new vscode.Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1);
    const message = `${findingSentence(finding)}\n${findingAdvice(finding)}`;
    const diagnostic = new vscode.Diagnostic(range, message, severities[markOf(finding)]);
    diagnostic.source = 'Cloister';
    // The Markdown preview opens at the heading that the fragment names.
    diagnostic.code = { value: finding.rule, target: this.#rulesPage.with({ fragment: ruleAnchor(finding.rule) }) };
    return diagnostic;
  }
}
