import { basename } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/user-error.ts';
import { describeFailure } from '../../node/fault.ts';
import type { SettingsReader } from '../settings-reader.ts';
import type { VaultModel } from '../vault-model.ts';
import { documentAddress, sealedScheme } from './address.ts';
import { SealedDocuments, tabsOf } from './documents.ts';
import { FolderCommands } from './folder-commands.ts';
import { Keyring } from './keyring.ts';
import { SealReports } from './report.ts';
import { SaveSoon } from './save-soon.ts';
import { SealedFilePage } from './sealed-file-page.ts';
import { Unlocking } from './unlocking.ts';

/** Well within the second after which the editor writes a backup of what is not saved; in milliseconds. */
const saveTimes = { quiet: 250, longest: 1000 };
const minute = 60_000;

/** What sealed notes need of the extension. */
export interface SealDeps {
  readonly model: VaultModel;
  readonly settings: SettingsReader;
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
  /** Tells the editor that documents changed. */
  readonly changed: vscode.EventEmitter<vscode.FileChangeEvent[]>;
}

/** Sealed notes in the editor: keys, documents, commands. Loaded with the first of them. */
export class SealDesk implements vscode.Disposable {
  readonly documents: SealedDocuments;
  readonly folders: FolderCommands;
  readonly page: SealedFilePage;
  readonly #deps: SealDeps;
  readonly #keyring: Keyring;
  readonly #unlocking: Unlocking;
  readonly #saves: SaveSoon<vscode.TextDocument>;
  readonly #listeners: vscode.Disposable[];

  constructor(deps: SealDeps) {
    this.#deps = deps;
    this.#keyring = new Keyring(
      () => this.#minutes() * minute,
      () => void this.#expired(),
    );
    this.#unlocking = new Unlocking(deps.model.machine.home, deps.secrets, this.#keyring);
    this.documents = new SealedDocuments({
      unlocking: this.#unlocking,
      keyring: this.#keyring,
      changed: deps.changed,
      tellConflict: (document, kept) => void this.#tellConflict(document, kept),
    });
    const reports = new SealReports();
    this.folders = new FolderCommands({
      model: deps.model,
      unlocking: this.#unlocking,
      keyring: this.#keyring,
      reports,
      log: deps.log,
      closeDocuments: (folder) => this.#closeDocuments((document) => isBeneath(document, folder)),
    });
    this.page = new SealedFilePage((file, column) => this.#show(file, column), this.#unlocking, this.#keyring);
    this.#saves = new SaveSoon(saveTimes, (document) => this.#save(document));
    const { workspace, window } = vscode;
    this.#listeners = [
      reports,
      workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      workspace.onDidSaveTextDocument((document) => this.#saved(document)),
      // What the editor took from a backup, after a crash.
      workspace.onDidOpenTextDocument((document) => this.#typed(document)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#looked(textEditor)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#looked(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.#looked(editor)),
    ];
    for (const document of workspace.textDocuments) this.#typed(document);
  }

  /** Opens a sealed note; asks which, where none is named. */
  async open(clicked?: vscode.Uri): Promise<void> {
    const file = clicked ?? activeSealedFile() ?? (await pickSealedFile());
    if (file !== undefined) await this.#show(file);
  }

  /** Forgets every key, and closes what was decrypted. @throws UserError where something could not be saved. */
  async lock(): Promise<number> {
    this.#unlocking.leave();
    const closed = await this.#closeDocuments(() => true);
    this.#keyring.forget();
    this.documents.forget();
    return closed;
  }

  dispose(): void {
    this.#keyring.forget();
    this.#saves.dispose();
    for (const each of this.#listeners) each.dispose();
  }

  async #show(file: vscode.Uri, viewColumn?: vscode.ViewColumn): Promise<void> {
    const { t } = vscode.l10n;
    const document = documentAddress(file);
    if (document === undefined)
      throw new UserError(t('{0} is no sealed note', file.fsPath), t('Its name ends in .age.'));
    const places = this.#unlocking.placesOf(file.fsPath);
    if (places === undefined)
      throw new UserError(
        t('{0} is in no vault', file.fsPath),
        t('Cloister opens what was sealed in a vault; for other files there is `age -d`.'),
      );
    if ((await this.#unlocking.keys(places)) === undefined) return;
    this.documents.allow(document);
    const opened = await this.#read(document);
    await vscode.window.showTextDocument(opened, {
      preview: true,
      ...(viewColumn === undefined ? {} : { viewColumn }),
    });
  }

  /** Before it gets a tab: what is wrong with it is told in one sentence. */
  async #read(document: vscode.Uri): Promise<vscode.TextDocument> {
    try {
      return await vscode.workspace.openTextDocument(document);
    } catch (error) {
      throw this.documents.failureOf(document) ?? error;
    }
  }

  #typed(document: vscode.TextDocument): void {
    if (document.uri.scheme !== sealedScheme) return;
    if (!document.isDirty) this.documents.took(document.uri);
    else {
      this.#keyring.used();
      this.#saves.changed(document);
    }
  }

  async #save(document: vscode.TextDocument): Promise<boolean> {
    const { writes } = this.documents;
    if (await save(document)) return this.#settle(document);
    // It began and failed, or somebody typed meanwhile.
    if (this.documents.writes !== writes) return false;
    return (await this.documents.takeBack(document.uri)) && (await save(document)) && this.#settle(document);
  }

  /**
   * Where somebody undoes to what was saved before while a later text is being saved, the editor takes the document for
   * saved although the file has the later text: then it is written once more.
   * @returns false where that failed, which was told
   */
  async #settle(document: vscode.TextDocument): Promise<boolean> {
    try {
      const bytes = await this.#unlike(document);
      if (bytes !== undefined) await this.documents.rewrite(document.uri, bytes);
      return true;
    } catch (error) {
      const message = error instanceof vscode.FileSystemError ? error.message : describeFailure(error).message;
      this.#deps.log.error(`A sealed note was not saved: ${message}`);
      const name = basename(document.uri.path);
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be saved: {1}', name, message));
      return false;
    }
  }

  /** What a document that counts as saved holds, where its file holds something else. */
  async #unlike(document: vscode.TextDocument): Promise<Uint8Array | undefined> {
    if (document.isClosed || document.isDirty) return undefined;
    const bytes = await vscode.workspace.encode(document.getText(), { encoding: document.encoding });
    return !document.isDirty && this.documents.holdsOther(document.uri, bytes) ? bytes : undefined;
  }

  #saved(document: vscode.TextDocument): void {
    // After the save that goes on, if there is one.
    if (document.uri.scheme === sealedScheme) void this.#saves.now(document);
  }

  #looked(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.uri.scheme === sealedScheme) this.#keyring.used();
  }

  async #closeDocuments(isMeant: (document: vscode.Uri) => boolean): Promise<number> {
    const documents = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === sealedScheme && isMeant(uri));
    for (const document of documents) {
      if (await this.#saves.now(document)) continue;
      const { t } = vscode.l10n;
      throw new UserError(
        t('{0} could not be saved', basename(document.uri.path)),
        t('Its key stays open. Save it or revert it, then try again.'),
      );
    }
    const tabs = documents.flatMap(({ uri }) => tabsOf(uri));
    await vscode.window.tabGroups.close([...tabs, ...previewsOf(documents)]);
    return documents.length;
  }

  async #expired(): Promise<void> {
    try {
      const closed = await this.lock();
      const text = vscode.l10n.t('Sealed notes were locked: nobody used them for {0} minutes.', this.#minutes());
      if (closed > 0) vscode.window.setStatusBarMessage(`$(lock) ${text}`, 15_000);
    } catch (error) {
      const { message } = describeFailure(error);
      this.#deps.log.warn(`Sealed notes were not locked: ${message}`);
      // Later once more.
      this.#keyring.used();
    }
  }

  #minutes(): number {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return this.#deps.settings.of(folder?.uri ?? vscode.Uri.file('/'))['cloister.seal.forgetAfter'];
  }

  async #tellConflict(document: vscode.Uri, kept: vscode.Uri): Promise<void> {
    const { t } = vscode.l10n;
    const [name, other] = [basename(document.path), basename(kept.path)];
    const compare = t('Compare');
    const text = t(
      '{0} was changed by another program while you wrote. What you wrote is kept, sealed, as {1}.',
      name,
      other,
    );
    if ((await vscode.window.showWarningMessage(text, compare)) === compare)
      await vscode.commands.executeCommand('vscode.diff', kept, document, `${other} ↔ ${name}`);
  }
}

/** Without what runs at a save, such as formatting: it would change the text while somebody types. */
async function save(document: vscode.TextDocument): Promise<boolean> {
  if (document.isClosed || !document.isDirty) return true;
  if (vscode.window.activeTextEditor?.document !== document || !changesAtSave(document)) return document.save();
  await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  return !document.isDirty;
}

function changesAtSave(document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration(undefined, document);
  return (
    ['editor.formatOnSave', 'files.trimTrailingWhitespace', 'files.insertFinalNewline', 'files.trimFinalNewlines'].some(
      (key) => settings.get(key) === true,
    ) || Object.keys(settings.get<object>('editor.codeActionsOnSave') ?? {}).length > 0
  );
}

function isBeneath({ path }: vscode.Uri, folder: string): boolean {
  const above = vscode.Uri.file(folder).path;
  return path.startsWith(above.endsWith('/') ? above : `${above}/`);
}

/** Rendered pages of these documents: they hold their text too. */
function previewsOf(documents: readonly vscode.TextDocument[]): vscode.Tab[] {
  const names = documents.map(({ uri }) => basename(uri.path));
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input, label }) =>
        input instanceof vscode.TabInputWebview &&
        input.viewType.includes('markdown.preview') &&
        names.some((name) => label.includes(name)),
    );
}

/** The sealed file whose page is in front. */
function activeSealedFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
  return uri?.scheme === 'file' && uri.path.endsWith('.age') ? uri : undefined;
}

const mostListed = 5000;

async function pickSealedFile(): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const files = await vscode.workspace.findFiles('**/*.age', undefined, mostListed);
  if (files.length === 0) {
    await vscode.window.showInformationMessage(t('There is no sealed note in this workspace.'));
    return undefined;
  }
  const items = files
    .map((file) => ({ label: vscode.workspace.asRelativePath(file).replace(/\.age$/, ''), file }))
    .sort((left, right) => (left.label < right.label ? -1 : 1));
  return (await vscode.window.showQuickPick(items, { title: t('Open Sealed Note') }))?.file;
}
