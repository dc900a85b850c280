import * as vscode from 'vscode';
import type { Failure } from '../node/worker-protocol.ts';

/** Tells of what went wrong: every time in the log, in a notification only where that helps. */
export class FaultNotice {
  readonly #log: vscode.LogOutputChannel;
  #wasShown = false;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** The scanner stopped; what it was doing is tried again. */
  crashed(failure: Failure): void {
    this.#log.error(`The scanner stopped: ${failure.message}\n${failure.stack ?? ''}`);
  }

  /** Something that nobody waits for failed. A bug is shown once: the same note would tell of it at every change. */
  inBackground(what: string, failure: Failure): void {
    this.#write(what, failure);
    if (failure.hint !== undefined || this.#wasShown) return;
    this.#wasShown = true;
    this.#show(failure);
  }

  /** A scan that the user waits for failed. */
  inForeground(what: string, failure: Failure): void {
    this.#write(what, failure);
    this.#show(failure);
  }

  #write(what: string, { message, hint, stack }: Failure): void {
    if (hint === undefined) this.#log.error(`${what} failed: ${message}\n${stack ?? ''}`);
    else this.#log.warn(`${what} failed: ${message}. ${hint}`);
  }

  async #offerLog(message: string): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) this.#log.show();
  }

  #show({ message, hint }: Failure): void {
    const sentence =
      hint === undefined
        ? vscode.l10n.t('Cloister could not finish the scan because of a fault of its own ({0}).', message)
        : vscode.l10n.t('Cloister could not scan: {0}.', message);
    void this.#offerLog(sentence);
  }
}
