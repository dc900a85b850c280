import * as vscode from 'vscode';
import type { AuditFinding } from '../../core/audit.ts';
import { fixCommand, seenTexts } from '../../core/audit-words.ts';
import { printable } from '../../core/printable.ts';
import { ruleAnchor } from '../../core/rule-texts.ts';
import { isAtLeast } from '../../core/severity.ts';
import { findingAdvice, findingSentence } from '../../core/texts.ts';
import { realOrSelf } from '../../node/vaults.ts';
import { pathWithin } from '../nested-folders.ts';
import { kindOf } from '../places.ts';
import { diagnosticSeverities } from '../problems-panel.ts';
import type { SettingsReader } from '../settings-reader.ts';
import type { AuditedMachine } from './audited-machine.ts';
import { targetOf } from './rows.ts';
import { auditMark } from './words.ts';

/** An audit's findings in the Problems panel, as far as they lie in the workspace: beside the file that proves them. */
export class AuditProblems implements vscode.Disposable {
  readonly #machine: AuditedMachine;
  readonly #settings: SettingsReader;
  readonly #page: vscode.Uri;
  readonly #collection = vscode.languages.createDiagnosticCollection('cloister-audit');
  readonly #listeners: vscode.Disposable[];

  constructor(machine: AuditedMachine, settings: SettingsReader, page: vscode.Uri) {
    this.#machine = machine;
    this.#settings = settings;
    this.#page = page;
    this.#listeners = [
      machine.onDidChange(() => this.#show()),
      settings.onDidChange(() => this.#show()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#show()),
    ];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#collection.dispose();
  }

  #show(): void {
    const { report } = this.#machine;
    const documents = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const finding of report?.findings ?? []) {
      if (report === undefined) break;
      const { path, evidence } = targetOf(finding, report);
      const place = path === undefined ? undefined : placeInWorkspace(path, evidence);
      if (place === undefined) continue;
      if (!isAtLeast(finding.severity, this.#settings.of(place.folder)['cloister.severity'])) continue;
      const diagnostic = this.#diagnosticOf(finding, seenTexts(finding, report));
      const key = place.uri.toString();
      const known = documents.get(key);
      if (known === undefined) documents.set(key, [place.uri, [diagnostic]]);
      else known[1].push(diagnostic);
    }
    this.#collection.clear();
    this.#collection.set([...documents.values()]);
  }

  #diagnosticOf(finding: AuditFinding, seen: readonly string[]): vscode.Diagnostic {
    const fix = fixCommand(finding);
    const lines = [
      seen.length === 0 ? findingSentence(finding) : `${findingSentence(finding)}: ${seen.join(', ')}`,
      findingAdvice(finding),
      ...(fix === undefined ? [] : [printable(fix)]),
    ];
    const start = new vscode.Range(0, 0, 0, 0);
    const diagnostic = new vscode.Diagnostic(
      start,
      lines.join('\n'),
      diagnosticSeverities[auditMark(finding.severity)],
    );
    diagnostic.source = 'Cloister Audit';
    diagnostic.code = { value: finding.rule, target: this.#page.with({ fragment: ruleAnchor(finding.rule) }) };
    return diagnostic;
  }
}

/**
 * The file at which a finding is shown, and the workspace folder that it lies in: the evidence, or what was found itself
 * where that is a file or the evidence lies elsewhere.
 */
function placeInWorkspace(path: string, evidence = path): { uri: vscode.Uri; folder: vscode.Uri } | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => ({ uri, real: realOrSelf(uri.fsPath) }))
    .sort((left, right) => right.real.length - left.real.length);
  const shown = kindOf(path) === 'file' ? path : evidence;
  for (const each of [shown, path]) {
    for (const { uri, real } of folders) {
      const within = pathWithin(real, each);
      if (within !== undefined) return { uri: vscode.Uri.joinPath(uri, within), folder: uri };
    }
  }
  return undefined;
}
