import type * as vscode from 'vscode';
import { sizeText } from '../../core/amounts.ts';
import { shortOid } from '../../core/history-names.ts';
import { UserError } from '../../core/user-error.ts';
import { decodeText } from '../../detect/decode.ts';
import type { ReadObject } from '../../node/git/object-reader.ts';
import { type AddressedObject, parseHistoryAddress } from './address.ts';
import { gitParts } from './git-parts.ts';
import type { ScannedHistories } from './scanned-histories.ts';

/** The editor opens no larger text of an extension. */
const largest = 50 << 20;

/** Shows objects of git read-only, decoded as the engine does it, so that spans fit. */
export class HistoryContent implements vscode.TextDocumentContentProvider {
  readonly #histories: ScannedHistories;
  readonly #bundles: string;

  /** @param bundles folder of the extension's bundles */
  constructor(histories: ScannedHistories, bundles: string) {
    this.#histories = histories;
    this.#bundles = bundles;
  }

  /** @throws UserError where it can not be shown. */
  async provideTextDocumentContent(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<string> {
    const addressed = parseHistoryAddress(uri);
    // A link in a note may hold any address: git is started only where somebody had it scan.
    if (addressed === undefined || !this.#histories.hasRoot(addressed.root))
      throw new UserError(
        'This address leads to no history that was scanned',
        'Scan the history, then choose a finding.',
      );
    const cancel = new AbortController();
    token?.onCancellationRequested(() => cancel.abort());
    return this.read(addressed, cancel.signal);
  }

  /**
   * The text of an object, as the engine counts lines and columns in it.
   * @throws UserError where it is not there, or is none that the editor could show.
   */
  async read({ root, oid, object: kind }: AddressedObject, signal?: AbortSignal): Promise<string> {
    const { messageOf, openRepository, readObjects } = gitParts(this.#bundles);
    const { env } = process;
    const { place } = await openRepository(root, env);
    const until = signal ?? new AbortController().signal;
    for await (const object of readObjects(place, [oid], { maxSize: largest }, env, until)) {
      const bytes = bytesOf(object);
      const text = decodeText(kind === 'blob' ? bytes : messageOf(kind, bytes));
      if (text === undefined)
        throw new UserError(`The object ${shortOid(oid)} is no text`, `\`git show ${oid}\` gives it.`);
      return text;
    }
    throw new Error('git did not answer');
  }
}

function bytesOf(object: ReadObject): Uint8Array {
  const id = shortOid(object.oid);
  switch (object.kind) {
    case 'missing':
      throw new UserError(`The object ${id} is not in this repository any more`, 'Scan the history again.');
    case 'damaged':
      throw new UserError(`The object ${id} is damaged`, '`git fsck` tells what else is.');
    case 'too-big':
      throw new UserError(
        `The object ${id} is too large to be shown (${sizeText(object.size)})`,
        `\`git show ${object.oid}\` prints it.`,
      );
    default:
      return object.bytes;
  }
}
