import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { dayOf } from '../core/baseline.ts';
import type { Finding, VaultPath } from '../core/finding.ts';
import { findingSentence } from '../core/texts.ts';
import { UserError } from '../core/user-error.ts';
import { acceptFindings, hideNames, usableKey } from '../node/baseline-accept.ts';
import { openBaselines } from '../node/baselines.ts';
import { vaultPathOf } from '../node/explain.ts';
import { realOrSelf } from '../node/vaults.ts';
import { tellFailure } from './commands.ts';
import type { ScanWorker } from './scan-worker.ts';
import type { ScannedWorkspace } from './scanned-workspace.ts';
import type { VaultModel } from './vault-model.ts';
import { mayLoosen } from './workspace-trust.ts';

/** Runs behind the quick fix alone; the palette has no finding to hand over. */
const command = 'cloister.acceptFinding';
const longestReason = 500;
const options = { exclude: [], maxSize: 1 << 30 };

/** What the quick fix hands over: where a finding stands, as the editor counts from one. */
interface Chosen {
  readonly uri: vscode.Uri;
  readonly rule: string;
  readonly line: number;
  readonly column: number;
}

/** The quick fix "Accept This Finding…": asks for a reason and writes it into the vault's baseline. */
export class AcceptFinding implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #model: VaultModel;
  readonly #worker: ScanWorker;
  readonly #workspace: ScannedWorkspace;
  readonly #registered: vscode.Disposable;

  constructor(model: VaultModel, worker: ScanWorker, workspace: ScannedWorkspace, log: vscode.LogOutputChannel) {
    this.#model = model;
    this.#worker = worker;
    this.#workspace = workspace;
    this.#registered = vscode.Disposable.from(
      vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      vscode.commands.registerCommand(command, async (chosen: Chosen) => {
        try {
          await this.#accept(chosen);
        } catch (error) {
          await tellFailure(command, error, log);
        }
      }),
    );
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      const { source, code, range } = diagnostic;
      if (source !== 'Cloister' || typeof code !== 'object') return [];
      const title = vscode.l10n.t('Accept This Finding…');
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const { line, character } = range.start;
      const chosen: Chosen = { uri, rule: String(code.value), line: line + 1, column: character + 1 };
      action.diagnostics = [diagnostic];
      action.command = { command, title, arguments: [chosen] };
      return [action];
    });
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #accept({ uri, rule, line, column }: Chosen): Promise<void> {
    if (!(await mayLoosen())) return;
    const { home, env } = this.#model.machine;
    const document = await vscode.workspace.openTextDocument(uri);
    const real = realOrSelf(uri.fsPath);
    const vault = openBaselines(home, env, Date.now(), { makesKeys: true }).at(dirname(real));
    if (vault === undefined)
      throw new UserError(
        'This file is in no vault, and a baseline belongs to one',
        'Run `cloister init` in the folder of your notes first.',
      );
    usableKey(vault);
    const path = vaultPathOf(vault.root, real);
    const finding = (await findIn(this.#worker, vault.root, path, document.getText())).find(
      ({ rule: id, place: { span } }) => id === rule && span.startLine === line && span.startColumn === column,
    );
    if (finding === undefined)
      throw new UserError('The finding is not there any more', 'Where the note has changed, it is shown anew.');
    const why = await askReason(finding);
    if (why === undefined) return;
    const { fingerprint } = finding;
    await acceptFindings(vault, [{ fingerprint, rule, path }], { when: dayOf(Date.now()), why });
    if (hideNames(vault.root, home, Date.now())) await this.#model.changed();
    this.#workspace.scanAgain(document);
  }
}

/**
 * What stands in a text of a vault, under the vault's key: what is shown may have been found before there was one.
 * @throws UserError where it can not be scanned.
 */
export async function findIn(worker: ScanWorker, root: string, path: VaultPath, text: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const job = worker.run(
    { kind: 'scan-text', root, path, text, options },
    (results) => {
      for (const result of results) if (result.kind === 'file') findings.push(...result.findings);
    },
    new AbortController().signal,
  );
  const outcome = await job.outcome;
  if (outcome.kind !== 'failed') return findings;
  const { message, hint } = outcome.failure;
  throw hint === undefined ? new Error(message) : new UserError(message, hint);
}

/** Undefined where the person thinks better of it. */
export async function askReason(finding: Finding): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const reason = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const answer = await vscode.window.showInputBox({
    title: t('Accept This Finding'),
    prompt: t('{0}. Why is it fine? The reason is written into the baseline.', findingSentence(finding)),
    ignoreFocusOut: true,
    validateInput: (text) =>
      reason(text) === '' || reason(text).length > longestReason
        ? t('Write a reason of at most {0} characters.', longestReason)
        : undefined,
  });
  return answer === undefined ? undefined : reason(answer);
}
