import * as vscode from 'vscode';
import type { Finding, Span, VaultPath } from '../core/finding.ts';
import { ruleAnchor } from '../core/rule-texts.ts';
import { findingAdvice, findingSentence } from '../core/texts.ts';
import { isProblem, markOf, type ProblemSettings } from './problems.ts';

/** How the editor's own marks are called there. */
export const diagnosticSeverities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Shows findings as diagnostics. */
export class ProblemsPanel implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('cloister');
  readonly #rulesPage: vscode.Uri;

  constructor(rulesPage: vscode.Uri) {
    this.#rulesPage = rulesPage;
  }

  /** Shows what is known of these files of a workspace folder, in place of what was shown of them. */
  show(folder: vscode.Uri, files: Iterable<readonly [VaultPath, readonly Finding[]]>, settings: ProblemSettings): void {
    const entries: [vscode.Uri, vscode.Diagnostic[] | undefined][] = [];
    for (const [path, findings] of files) {
      const shown = findings.filter((finding) => isProblem(finding, settings));
      const uri = vscode.Uri.joinPath(folder, path);
      entries.push([
        uri,
        shown.length === 0 ? undefined : shown.map((finding) => diagnosticOf(finding, this.#rulesPage, 'Cloister')),
      ]);
    }
    if (entries.length > 0) this.#collection.set(entries);
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

/**
 * @param source who found it, as the panel shows it
 * @param facts sentences that stand between what was found and what to do about it
 */
export function diagnosticOf(
  finding: Finding,
  rulesPage: vscode.Uri,
  source: string,
  facts: readonly string[] = [],
): vscode.Diagnostic {
  const message = [findingSentence(finding), ...facts, findingAdvice(finding)].join('\n');
  const diagnostic = new vscode.Diagnostic(rangeOf(finding.place.span), message, diagnosticSeverities[markOf(finding)]);
  diagnostic.source = source;
  // The Markdown preview opens at the heading that the fragment names.
  diagnostic.code = { value: finding.rule, target: rulesPage.with({ fragment: ruleAnchor(finding.rule) }) };
  return diagnostic;
}

export function rangeOf({ startLine, startColumn, endLine, endColumn }: Span): vscode.Range {
  return new vscode.Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1);
}
