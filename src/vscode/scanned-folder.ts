import * as vscode from 'vscode';
import { baselinePath } from '../core/baseline.ts';
import type { VaultPath } from '../core/finding.ts';
import type { Scanned, ScanOptions } from '../node/scan.ts';
import type { ScanRequest, Totals } from '../node/worker-protocol.ts';
import { ChangeBatch, type Changes } from './change-batch.ts';
import { Debounce } from './debounce.ts';
import type { FaultNotice } from './fault-notice.ts';
import { FolderFindings } from './folder-findings.ts';
import { excludePath, pathWithin } from './nested-folders.ts';
import { isProblem } from './problems.ts';
import type { ProblemsPanel } from './problems-panel.ts';
import type { Outcome, ScanWorker } from './scan-worker.ts';
import type { SettingsReader } from './settings-reader.ts';
import type { Summary } from './summary.ts';

/** What all workspace folders share. */
export interface Parts {
  readonly worker: ScanWorker;
  readonly settings: SettingsReader;
  readonly problems: ProblemsPanel;
  readonly faults: FaultNotice;
  readonly log: vscode.LogOutputChannel;
}

const burst = { quiet: 200, longest: 2000, many: 2000 };
const typingPause = 300;

/** A workspace folder: keeps its findings in step with the disk and with what is typed. */
export class ScannedFolder implements vscode.Disposable {
  readonly folder: vscode.WorkspaceFolder;
  readonly #parts: Parts;
  readonly #findings = new FolderFindings();
  readonly #removed = new AbortController();
  readonly #changes: ChangeBatch<string>;
  readonly #typing = new Debounce<VaultPath>(typingPause);
  readonly #textScans = new Map<VaultPath, AbortController>();
  readonly #watcher: vscode.FileSystemWatcher;
  #nested: readonly VaultPath[];
  #wasScanned = false;
  #warned: ReadonlySet<string> = new Set();

  /**
   * @param nested paths in the folder that are workspace folders of their own
   * @param rescan called where so much changed that all is to be scanned
   */
  constructor(
    folder: vscode.WorkspaceFolder,
    nested: readonly VaultPath[],
    parts: Parts,
    rescan: (folder: ScannedFolder) => void,
  ) {
    this.folder = folder;
    this.#nested = nested;
    this.#parts = parts;
    this.#changes = new ChangeBatch(burst, (changes) => {
      if (changes === 'many' || (this.#wasScanned && [...changes].some(isBaseline))) rescan(this);
      else void this.#scanPaths(changes);
    });
    this.#watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const onEvent = (uri: vscode.Uri): void => this.changed(uri);
    this.#watcher.onDidCreate(onEvent);
    this.#watcher.onDidChange(onEvent);
    this.#watcher.onDidDelete(onEvent);
  }

  /** Scans all of the folder. The outcome is `cancelled` also where the folder left the workspace. */
  async scan(signal: AbortSignal, onTotals: (totals: Totals) => void): Promise<Outcome> {
    this.#wasScanned = true;
    const request: ScanRequest = { kind: 'scan-folder', root: this.folder.uri.fsPath, options: this.#options() };
    return this.#run(request, [''], signal, onTotals);
  }

  /** A scan of all of it was begun since it was opened or cleared: its findings are to be kept whole. */
  get wasScanned(): boolean {
    return this.#wasScanned;
  }

  /** Something was made, changed or deleted on disk. */
  changed(uri: vscode.Uri): void {
    const path = pathWithin(this.folder.uri.fsPath, uri.fsPath);
    // Git writes beneath .git at every command; scans leave it out.
    if (path === undefined || path.startsWith('.git/') || path.includes('/.git/')) return;
    if (this.#nested.some((nested) => path.startsWith(`${nested}/`))) return;
    this.#changes.add(uri.fsPath);
  }

  /** A document's text differs from the disk. */
  typed(document: vscode.TextDocument): void {
    const path = pathWithin(this.folder.uri.fsPath, document.uri.fsPath);
    if (path === undefined) return;
    this.#textScans.get(path)?.abort();
    this.#findings.setUnsaved(path);
    this.#typing.run(path, () => void this.#scanText(path, document));
  }

  /** A document's text is the disk's: it was saved, reverted or closed. */
  settled(document: vscode.TextDocument): void {
    const path = pathWithin(this.folder.uri.fsPath, document.uri.fsPath);
    if (path === undefined) return;
    this.#typing.cancel(path);
    this.#textScans.get(path)?.abort();
    this.#findings.setSaved(path);
    this.changed(document.uri);
  }

  isUnsaved(document: vscode.TextDocument): boolean {
    return this.#findings.isUnsaved(pathWithin(this.folder.uri.fsPath, document.uri.fsPath) ?? '');
  }

  /** Other workspace folders lie in this one than before. */
  setNested(nested: readonly VaultPath[]): void {
    const before = this.#nested;
    this.#nested = nested;
    // At once, since the other folder is about to show what it finds there.
    for (const path of nested) {
      if (!before.includes(path)) this.#show(this.#findings.drop(path, this.#parts.worker.nextJob));
    }
    for (const path of before) {
      if (!nested.includes(path)) this.#changes.add(vscode.Uri.joinPath(this.folder.uri, path).fsPath);
    }
  }

  /** Shows all findings anew, as other settings want it. */
  showAgain(): void {
    this.#parts.problems.show(this.folder.uri, this.#findings.entries(), this.#parts.settings.of(this.folder.uri));
  }

  /** Forgets all findings, and what is waiting to be scanned. */
  clear(): void {
    this.#wasScanned = false;
    this.#changes.clear();
    this.#show(this.#findings.clear(this.#parts.worker.nextJob));
  }

  summary(): Summary {
    const settings = this.#parts.settings.of(this.folder.uri);
    let problems = 0;
    let files = 0;
    let hidden = 0;
    for (const [, findings] of this.#findings.entries()) {
      const shown = findings.filter((finding) => isProblem(finding, settings)).length;
      problems += shown;
      hidden += findings.length - shown;
      if (shown > 0) files += 1;
    }
    return { problems, files, hidden };
  }

  dispose(): void {
    this.#removed.abort();
    this.#watcher.dispose();
    this.#typing.dispose();
    this.clear();
  }

  #options(): ScanOptions {
    const settings = this.#parts.settings.of(this.folder.uri);
    return {
      exclude: [...settings['cloister.exclude'], ...this.#nested.map(excludePath)],
      maxSize: Math.floor(settings['cloister.maxFileSize'] * (1 << 20)),
    };
  }

  async #scanPaths(changes: Exclude<Changes<string>, 'many'>): Promise<void> {
    const paths = [...changes];
    const request: ScanRequest = {
      kind: 'scan-paths',
      root: this.folder.uri.fsPath,
      paths,
      options: this.#options(),
    };
    const scope = paths.flatMap((path) => pathWithin(request.root, path) ?? []);
    const outcome = await this.#run(request, scope, this.#removed.signal);
    if (outcome.kind === 'failed')
      this.#parts.faults.inBackground(`Scanning changes in ${this.folder.name}`, outcome.failure);
    else this.#parts.log.debug(`Scanned ${paths.length} changed paths in ${this.folder.name}.`);
  }

  async #scanText(path: VaultPath, document: vscode.TextDocument): Promise<void> {
    if (!this.#findings.isUnsaved(path)) return;
    const controller = new AbortController();
    this.#textScans.set(path, controller);
    const request: ScanRequest = {
      kind: 'scan-text',
      root: this.folder.uri.fsPath,
      path,
      text: document.getText(),
      options: this.#options(),
    };
    const outcome = await this.#run(request, [path], controller.signal);
    if (this.#textScans.get(path) === controller) this.#textScans.delete(path);
    if (outcome.kind === 'failed') this.#parts.faults.inBackground('Scanning an unsaved note', outcome.failure);
  }

  async #run(
    request: ScanRequest,
    scope: readonly VaultPath[],
    signal: AbortSignal,
    onTotals?: (totals: Totals) => void,
  ): Promise<Outcome> {
    const findings = this.#findings;
    const isText = request.kind === 'scan-text';
    const { number, outcome } = this.#parts.worker.run(
      request,
      (results, totals) => {
        this.#logFaults(results);
        this.#show(isText ? findings.takeFromText(number, results) : findings.takeFromDisk(number, results));
        onTotals?.(totals);
      },
      AbortSignal.any([signal, this.#removed.signal]),
    );
    findings.begin(number);
    if (request.kind === 'scan-text') findings.setUnsaved(request.path, number);
    const ended = await outcome;
    if (ended.kind === 'done') this.#logWarnings(ended.warnings ?? []);
    // A root that is gone or closed leaves nothing to have findings.
    const isOver = ended.kind === 'done' || (ended.kind === 'failed' && ended.failure.hint !== undefined);
    if (isOver && !this.#removed.signal.aborted) this.#show(findings.sweep(number, scope));
    findings.end(number);
    return ended;
  }

  /** Each once: every note that is saved is a scan. */
  #logWarnings(warnings: readonly string[]): void {
    for (const each of warnings) if (!this.#warned.has(each)) this.#parts.log.warn(each);
    this.#warned = new Set(warnings);
  }

  #logFaults(results: readonly Scanned[]): void {
    for (const result of results) {
      if (result.kind !== 'skipped' || result.skipped.why !== 'fault') continue;
      this.#parts.log.error(`A bug in Cloister, at ${result.skipped.path}: ${result.skipped.detail}`);
    }
  }

  #show(paths: readonly VaultPath[]): void {
    const files = paths.map((path) => [path, this.#findings.get(path)] as const);
    this.#parts.problems.show(this.folder.uri, files, this.#parts.settings.of(this.folder.uri));
  }
}

/** True for a path of a baseline: what it accepts may lie anywhere in its vault. */
function isBaseline(path: string): boolean {
  return path.replaceAll('\\', '/').endsWith(`/${baselinePath}`);
}
