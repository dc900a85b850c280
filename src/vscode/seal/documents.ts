import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/user-error.ts';
import { sealedSuffix } from '../../node/seal/exchange.ts';
import type { SealPlaces } from '../../node/seal/keys.ts';
import { readSealed, statSealed, writeSealed } from '../../node/seal/sealed-file.ts';
import { errorCode } from '../../node/walk.ts';
import { PathWatch } from '../path-watch.ts';
import { conflictName, documentAddress, plainFileOf, sealedFileOf, sealedScheme } from './address.ts';
import type { Keyring } from './keyring.ts';
import type { Unlocking } from './unlocking.ts';
import { Versions } from './versions.ts';

/** How long a document may take until it is in a tab, in milliseconds. */
const tabTime = 1500;
/** After a conflict the document is loaded anew once nothing was saved for this long, in milliseconds. */
const reloadPause = 1000;

/** Where a version went that could not take its place. */
interface Conflict {
  readonly path: string;
  readonly version: string;
}

interface HowToWrite {
  readonly create: boolean;
  /** The editor did not ask for it, and goes on knowing the file as it did. */
  readonly isUnasked?: boolean;
}

export interface DocumentParts {
  readonly unlocking: Unlocking;
  readonly keyring: Keyring;
  readonly changed: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  /** Tells of a version that was kept beside the file. */
  tellConflict(document: vscode.Uri, kept: vscode.Uri): void;
}

/** Sealed files as documents: read and written whole, plain in memory alone. */
export class SealedDocuments {
  readonly #parts: DocumentParts;
  readonly #versions = new Versions();
  readonly #conflicts = new Map<string, Conflict>();
  /** What was written last of each file. */
  readonly #written = new Map<string, { readonly version: string; readonly digest: string }>();
  #writes = 0;
  /** Files that are being written, and whether one was seen to change meanwhile. */
  readonly #writing = new Map<string, { isSeen: boolean }>();
  readonly #reloads = new Map<string, NodeJS.Timeout>();
  /** Addresses of documents that a person opened: nobody else can have one decrypted. */
  readonly #opened = new Set<string>();

  /** Why documents could not be read last: the editor puts that into a sentence of its own. */
  readonly #failures = new Map<string, UserError>();

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** A person wants to see this document. */
  allow(document: vscode.Uri): void {
    this.#opened.add(document.toString());
  }

  /**
   * Has a save go beside the file, where the editor refuses it because the file is newer: somebody typed while it was to
   * be loaded anew.
   * @returns false where it was refused for something else
   */
  async takeBack(document: vscode.Uri): Promise<boolean> {
    const path = sealedFileOf(document).fsPath;
    // Where the file is gone, that is the reason.
    const disk = await orFailure(document, () => statSealed(path));
    return disk !== undefined && this.#versions.takeBack(path);
  }

  /** A document has become what was read. */
  took(document: vscode.Uri): void {
    this.#versions.took(sealedFileOf(document).fsPath);
  }

  /** How many writes of all documents have begun: a save that the editor itself refuses begins none. */
  get writes(): number {
    return this.#writes;
  }

  /** Why a document could not be read last. */
  failureOf(document: vscode.Uri): UserError | undefined {
    return this.#failures.get(document.toString());
  }

  /** Nobody sees a document any more. */
  forget(): void {
    this.#opened.clear();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const path = sealedFileOf(uri).fsPath;
    const disk = await orFailure(uri, () => statSealed(path));
    if (disk !== undefined) {
      const { mtime, size } = this.#versions.shown(path, disk, documentOf(uri) !== undefined);
      return { type: vscode.FileType.File, ctime: 0, mtime, size };
    }
    const plain = await orFailure(uri, () => stat(plainFileOf(uri).fsPath));
    if (!plain.isDirectory()) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: plain.mtimeMs, size: 0 };
  }

  /** Folders, and sealed files under their documents' names. */
  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const entries = await orFailure(uri, () => readdir(plainFileOf(uri).fsPath, { withFileTypes: true }));
    return entries.flatMap((entry): [string, vscode.FileType][] => {
      if (entry.isDirectory()) return [[entry.name, vscode.FileType.Directory]];
      const name = entry.name.slice(0, -sealedSuffix.length);
      return entry.isFile() && entry.name.endsWith(sealedSuffix) && name !== '' ? [[name, vscode.FileType.File]] : [];
    });
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { t } = vscode.l10n;
    if (!(await this.#isOpenedByPerson(uri)))
      throw vscode.FileSystemError.NoPermissions(t('A sealed note is decrypted only where a person opens it.'));
    const path = sealedFileOf(uri).fsPath;
    return orFailure(uri, async () => {
      const identities = await this.#parts.unlocking.keys(this.#places(path));
      if (identities === undefined) throw vscode.FileSystemError.NoPermissions(t('The sealed note was not opened.'));
      const { bytes, version } = await this.#read(uri, path, identities);
      this.#versions.read(path, version);
      this.#conflicts.delete(path);
      this.#parts.keyring.used();
      return bytes;
    });
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array, how: { create: boolean; overwrite: boolean }): Promise<void> {
    await this.#writeUnwatched(uri, bytes, how);
  }

  /** True where the file is as it was written last, and that is something else than these bytes. */
  holdsOther(uri: vscode.Uri, bytes: Uint8Array): boolean {
    const path = sealedFileOf(uri).fsPath;
    const written = this.#written.get(path);
    return written !== undefined && written.version === this.#versions.of(path) && written.digest !== digestOf(bytes);
  }

  /** Writes what a document holds without the editor's asking, which goes on knowing the file as it did. */
  async rewrite(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    await this.#writeUnwatched(uri, bytes, { create: false, isUnasked: true });
  }

  /** What is written here is no change by another program, even where it is seen before its version is known. */
  async #writeUnwatched(uri: vscode.Uri, bytes: Uint8Array, how: HowToWrite): Promise<void> {
    const path = sealedFileOf(uri).fsPath;
    const writing = { isSeen: false };
    this.#writing.set(path, writing);
    try {
      await this.#write(uri, bytes, how);
    } finally {
      if (this.#writing.get(path) === writing) this.#writing.delete(path);
      if (writing.isSeen) void this.#look(uri, path);
    }
  }

  async #write(uri: vscode.Uri, bytes: Uint8Array, how: HowToWrite): Promise<void> {
    const { t } = vscode.l10n;
    this.#writes += 1;
    const path = sealedFileOf(uri).fsPath;
    await orFailure(uri, async () => {
      const places = this.#places(path);
      const identities = await this.#parts.unlocking.keys(places);
      if (identities === undefined)
        throw vscode.FileSystemError.NoPermissions(t('It was not saved: the key is closed.'));
      const keys = { recipients: this.#parts.unlocking.recipients(places), identities };
      const disk = await statSealed(path);
      if (disk === undefined && !how.create) throw vscode.FileSystemError.FileNotFound(uri);
      if (disk === undefined && (await statSealed(plainFileOf(uri).fsPath)) !== undefined)
        throw new UserError(
          t('{0} is there and not sealed', plainFileOf(uri).fsPath),
          t('Copy what you wrote into that file.'),
        );
      const conflict = this.#conflicts.get(path);
      const known = this.#versions.of(path);
      if (conflict === undefined && (disk === undefined || known === undefined || disk.version === known)) {
        this.allow(uri);
        // The editor asks itself before it writes over a file that it has never read.
        const written = await writeSealed(path, bytes, keys, disk?.version);
        if (how.isUnasked === true) this.#versions.read(path, written.version);
        else this.#versions.wrote(path, { ...written, size: bytes.length });
        this.#written.set(path, { version: written.version, digest: digestOf(bytes) });
      } else {
        const kept = conflict?.path ?? (await freeName(path));
        const { version } = await writeSealed(kept, bytes, keys, conflict?.version);
        this.#conflicts.set(path, { path: kept, version });
        if (conflict === undefined) this.#tell(uri, kept);
        this.#loadAnew(uri, path);
      }
      this.#parts.keyring.used();
    });
  }

  /** Tells the editor when another program changes a document's file. */
  watch(uri: vscode.Uri): vscode.Disposable {
    const path = sealedFileOf(uri).fsPath;
    const name = basename(path);
    const watch = new PathWatch(
      dirname(path),
      (each) => each === name,
      () => void this.#look(uri, path),
    );
    // It may have changed since it was read.
    void this.#look(uri, path);
    return new vscode.Disposable(() => watch.dispose());
  }

  async #look(uri: vscode.Uri, path: string): Promise<void> {
    try {
      const disk = await statSealed(path);
      const writing = this.#writing.get(path);
      if (writing !== undefined) {
        writing.isSeen = true;
        return;
      }
      if (disk === undefined) this.#parts.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
      // What is being typed goes beside the file with the next save.
      if (disk === undefined || documentOf(uri)?.isDirty === true || disk.version === this.#versions.of(path)) return;
      this.#versions.advance(path, disk);
      this.#parts.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    } catch (error) {
      // It can not be looked at: the next save says so.
      errorCode(error);
    }
  }

  /** After a conflict: what lies on the disk, once what was typed is kept. */
  #loadAnew(uri: vscode.Uri, path: string): void {
    clearTimeout(this.#reloads.get(path));
    this.#reloads.set(
      path,
      setTimeout(() => void this.#loadNow(uri, path), reloadPause),
    );
  }

  async #loadNow(uri: vscode.Uri, path: string): Promise<void> {
    this.#reloads.delete(path);
    const document = documentOf(uri);
    if (document === undefined || !this.#conflicts.has(path)) return;
    if (document.isDirty) return this.#loadAnew(uri, path);
    try {
      const disk = await statSealed(path);
      if (disk === undefined) return;
      this.#versions.reload(path, disk);
      this.#parts.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    } catch (error) {
      // It can not be looked at: what is typed goes on beside it.
      errorCode(error);
    }
  }

  async #read(uri: vscode.Uri, path: string, identities: readonly string[]) {
    this.#failures.delete(uri.toString());
    try {
      return await readSealed(path, identities);
    } catch (error) {
      if (error instanceof UserError) this.#failures.set(uri.toString(), error);
      throw error;
    }
  }

  #tell(uri: vscode.Uri, kept: string): void {
    const address = documentAddress(sealedFileOf(uri).with({ path: `${dirname(uri.path)}/${basename(kept)}` }));
    if (address === undefined) return;
    this.allow(address);
    this.#parts.tellConflict(uri, address);
  }

  #places(path: string): SealPlaces {
    const places = this.#parts.unlocking.placesOf(path);
    if (places !== undefined) return places;
    throw new UserError(
      vscode.l10n.t('{0} is in no vault', path),
      vscode.l10n.t('Cloister opens what was sealed in a vault; for other files there is `age -d`.'),
    );
  }

  async #isOpenedByPerson(uri: vscode.Uri): Promise<boolean> {
    if (!vscode.workspace.isTrusted) return false;
    const address = uri.toString();
    const isThere = (): boolean => this.#opened.has(address) || tabsOf(uri).length > 0;
    if (isThere()) return true;
    return new Promise((resolve) => {
      const end = (answer: boolean): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve(answer);
      };
      const timer = setTimeout(() => end(isThere()), tabTime);
      const listener = vscode.window.tabGroups.onDidChangeTabs(() => isThere() && end(true));
    });
  }
}

/** The tabs that show a sealed document, itself or beside another version. */
export function tabsOf(document?: vscode.Uri): vscode.Tab[] {
  const isMeant = (uri: vscode.Uri): boolean =>
    uri.scheme === sealedScheme && (document === undefined || uri.toString() === document.toString());
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => {
      if (input instanceof vscode.TabInputTextDiff) return isMeant(input.original) || isMeant(input.modified);
      return (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) && isMeant(input.uri);
    });
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === address);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function freeName(path: string): Promise<string> {
  const now = new Date().toISOString();
  for (let count = 0; ; count++) {
    const name = conflictName(basename(path).slice(0, -sealedSuffix.length), now, count);
    const free = join(dirname(path), `${name}${sealedSuffix}`);
    if ((await statSealed(free)) === undefined) return free;
  }
}

/** What went wrong, as the editor shows it. */
async function orFailure<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw error;
    if (error instanceof UserError) throw vscode.FileSystemError.Unavailable(`${error.message}. ${error.hint}`);
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw vscode.FileSystemError.FileNotFound(uri);
    throw vscode.FileSystemError.Unavailable(vscode.l10n.t('{0}: {1}', sealedFileOf(uri).fsPath, code));
  }
}
