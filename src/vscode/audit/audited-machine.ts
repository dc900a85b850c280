import * as vscode from 'vscode';
import type { AuditReport } from '../../core/audit.ts';

/** What the last audit of this machine gave, until it is cleared. */
export class AuditedMachine implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #report: AuditReport | undefined;

  /** Fires when another report is to be shown than before. */
  readonly onDidChange = this.#changed.event;

  get report(): AuditReport | undefined {
    return this.#report;
  }

  take(report: AuditReport): void {
    this.#report = report;
    this.#changed.fire();
  }

  clear(): void {
    if (this.#report === undefined) return;
    this.#report = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
