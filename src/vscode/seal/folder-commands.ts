import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countOf } from '../../core/amounts.ts';
import { lockEdit } from '../../core/place-edits.ts';
import { type SealFile, withFolder } from '../../core/seal-file.ts';
import type { SealDirection, SealRun } from '../../core/sealing.ts';
import { UserError } from '../../core/user-error.ts';
import {
  checkRecipients,
  keepSealKeys,
  noteUnsealed,
  type SealPlaces,
  sealAudience,
  sealPlaces,
  writeAudience,
} from '../../node/seal/keys.ts';
import { isIncomplete, sealReportText } from '../../node/seal/report.ts';
import { findResidue } from '../../node/seal/residue.ts';
import { planSeal, sealFolder, unsealFolder } from '../../node/seal/run.ts';
import { readSealFile } from '../../node/seal/seal-file.ts';
import { isInAppFolder } from '../../node/seal/sealable.ts';
import { openVaults, type Vault } from '../../node/vaults.ts';
import { placeName } from '../lock-words.ts';
import { pathWithin } from '../nested-folders.ts';
import { pickFolder } from '../place-picker.ts';
import { type Place, placeOf } from '../places.ts';
import { changePlaces } from '../vault-change.ts';
import type { VaultModel } from '../vault-model.ts';
import type { Keyring } from './keyring.ts';
import { makeKeys } from './new-keys.ts';
import type { SealReports } from './report.ts';
import type { Unlocking } from './unlocking.ts';

export interface FolderParts {
  readonly model: VaultModel;
  readonly unlocking: Unlocking;
  readonly keyring: Keyring;
  readonly reports: SealReports;
  readonly log: vscode.LogOutputChannel;
  /** Saves and closes the decrypted documents in a folder. */
  closeDocuments(folder: string): Promise<unknown>;
}

/** Seals and unseals a folder, with the person. */
export class FolderCommands {
  readonly #parts: FolderParts;
  #isRunning = false;

  constructor(parts: FolderParts) {
    this.#parts = parts;
  }

  seal(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    return this.#alone(async () => {
      const { t } = vscode.l10n;
      const place = await this.#place(t('Seal Folder'), clicked, selected);
      if (place === undefined) return;
      mustBeSaved(place.real);
      const { files } = planSeal(place.root, place.real, 'seal');
      if (!(await isSealWanted(place, files.length))) return;
      const opened = await this.#openedFor(place);
      if (opened === undefined) return;
      const { places, identities } = opened;
      // Questions take their time.
      mustBeSaved(place.real);
      const file = audienceOf(places);
      const recipients = file.recipients.map(({ recipient }) => recipient);
      await checkRecipients(recipients);
      writeAudience(places, { ...file, folders: withFolder(file.folders, place.path) });
      const run = await this.#withProgress('seal', place, files.length, (signal, onProgress) =>
        sealFolder({ places, folder: place.real, keys: { recipients, identities }, signal, onProgress }),
      );
      await closeTabs(place.real);
      await this.#tell('seal', place, run);
    });
  }

  unseal(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    return this.#alone(async () => {
      const { t } = vscode.l10n;
      const place = await this.#place(t('Unseal Folder'), clicked, selected);
      if (place === undefined) return;
      const { vault } = place;
      if (vault === undefined)
        throw new UserError(t('{0} lies in no vault', place.real), t('Nothing is sealed there.'));
      const { files } = planSeal(place.root, place.real, 'unseal');
      if (files.length === 0) {
        await vscode.window.showInformationMessage(t('Nothing is sealed in {0}.', placeName(place, t)));
        return;
      }
      if (!(await isUnsealWanted(place, files.length))) return;
      const places = sealPlaces(this.#home, vault);
      const identities = await this.#parts.unlocking.keys(places);
      if (identities === undefined) return;
      await this.#parts.closeDocuments(place.real);
      const run = await this.#withProgress('unseal', place, files.length, (signal, onProgress) =>
        unsealFolder({ places, folder: place.real, keys: { recipients: [], identities }, signal, onProgress }),
      );
      await closeTabs(place.real);
      if (!isIncomplete(run)) noteUnsealed(places, place.path);
      await this.#tell('unseal', place, run);
    });
  }

  get #home(): string {
    return this.#parts.model.machine.home;
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#isRunning) {
      await vscode.window.showInformationMessage(vscode.l10n.t('A folder is being sealed or unsealed already.'));
      return;
    }
    this.#isRunning = true;
    try {
      await work();
    } finally {
      this.#isRunning = false;
    }
  }

  async #place(title: string, clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<Place | undefined> {
    const { t } = vscode.l10n;
    const { model } = this.#parts;
    if (selected !== undefined && selected.length > 1)
      throw new UserError(t('Several folders are selected'), t('Seal and unseal one after the other.'));
    const path = clicked?.fsPath ?? (await pickFolder(model, title));
    if (path === undefined) return undefined;
    const place = placeOf(openVaults(this.#home), path, model.folders);
    if (place === undefined)
      throw new UserError(t('{0} lies in no workspace folder', path), t('Open the folder of your notes first.'));
    if (place.kind !== 'folder') throw new UserError(t('{0} is no folder', path), t('Put the note into one.'));
    if (isInAppFolder(place.path))
      throw new UserError(
        t('{0} is a folder of a program, which could not read it any more', place.path),
        t('Seal the folders of your notes.'),
      );
    return place;
  }

  /** The vault's keys, made where it has none, and the folder locked from agents; undefined where the person leaves. */
  async #openedFor(place: Place): Promise<{ places: SealPlaces; identities: readonly string[] } | undefined> {
    if (hasKeys(this.#home, place)) {
      const places = sealPlaces(this.#home, await this.#locked(place));
      const identities = await this.#parts.unlocking.keys(places);
      return identities && { places, identities };
    }
    const made = await makeKeys();
    if (made === undefined) return undefined;
    const places = sealPlaces(this.#home, await this.#locked(place));
    const { keys, passphrase } = made;
    // What opens the notes is kept before anything says for whom they are sealed.
    if (passphrase === undefined) await this.#parts.unlocking.keep(places, keys.identity);
    await keepSealKeys(places, keys, passphrase);
    this.#parts.keyring.put(places.identity, [keys.identity]);
    return { places, identities: [keys.identity] };
  }

  async #locked(place: Place): Promise<Vault> {
    changePlaces([place], 'lock', this.#home, lockEdit);
    await this.#parts.model.changed();
    const vault = openVaults(this.#home).at(place.root);
    if (vault === undefined) throw new Error('the vault vanished');
    return vault;
  }

  async #withProgress(
    direction: SealDirection,
    place: Place,
    total: number,
    work: (signal: AbortSignal, onProgress: (files: number) => void) => Promise<SealRun>,
  ): Promise<SealRun> {
    const { t } = vscode.l10n;
    const name = placeName(place, t);
    const title = direction === 'seal' ? t('Cloister is sealing {0}', name) : t('Cloister is unsealing {0}', name);
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      let told = 0;
      return work(controller.signal, (files) => {
        progress.report({
          increment: (100 * (files - told)) / Math.max(total, 1),
          message: t('{0} of {1} files', files, Math.max(total, files)),
        });
        told = files;
      });
    });
  }

  async #tell(direction: SealDirection, { root, path }: Place, run: SealRun): Promise<void> {
    const { t } = vscode.l10n;
    const { reports, model, log } = this.#parts;
    const { home, env } = model.machine;
    const isWhole = direction === 'seal' && run.stopped === undefined;
    const residue = isWhole ? findResidue(root, path, { home, env }) : [];
    const text = sealReportText({ direction, folder: path, run, residue });
    const name = path === '' ? basename(root) : path;
    const files = countOf(run.done + run.finished, 'file');
    log.info(`${direction === 'seal' ? 'Sealed' : 'Unsealed'} ${files}, skipped ${run.skipped.length}.`);
    const page = direction === 'seal' ? t('Sealed {0}', name) : t('Unsealed {0}', name);
    if (isWhole || isIncomplete(run)) await reports.show(`${page.replaceAll('/', ' ')}.txt`, text);
    const said = direction === 'seal' ? t('Sealed {0} in {1}.', files, name) : t('Unsealed {0} in {1}.', files, name);
    if (run.stopped === 'interrupted')
      void vscode.window.showWarningMessage(t('{0} Cancelled: the rest is as it was.', said));
    else if (isIncomplete(run)) void vscode.window.showWarningMessage(t('{0} Some were left as they were.', said));
    else if (direction === 'seal')
      void vscode.window.showInformationMessage(t('{0} The page says what sealing does not reach.', said));
    else void vscode.window.showInformationMessage(t('{0} The folder stays locked from agents.', said));
  }
}

/** True where a vault, or a folder that is none yet, says for whom it is sealed. @throws UserError */
function hasKeys(home: string, { vault, root }: Place): boolean {
  if (vault !== undefined) return sealAudience(sealPlaces(home, vault)) !== undefined;
  return readSealFile(root).state !== 'missing';
}

/** @throws UserError where it is another one than was agreed to: questions take their time, and who syncs can write it. */
function audienceOf(places: SealPlaces): SealFile {
  const audience = sealAudience(places);
  if (audience === undefined) throw new Error('the keys vanished');
  const { t } = vscode.l10n;
  if (audience.unknown.length + audience.lost.length > 0)
    throw new UserError(t('For whom the vault is sealed has changed meanwhile'), t('Seal the folder once more.'));
  return audience.file;
}

async function isSealWanted(place: Place, files: number): Promise<boolean> {
  const { t } = vscode.l10n;
  const seal = t('Seal');
  const detail = t(
    '{0} become files of age, which only your key opens. Sealed notes vanish from search, from links and from other apps; you open them here, or unseal them. Their names, sizes and dates stay readable, and so do copies elsewhere. The folder is locked from agents too. This is a preview: keep a backup.',
    countOf(files, 'file'),
  );
  const question = t('Seal {0}?', placeName(place, t));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, seal)) === seal;
}

async function isUnsealWanted(place: Place, files: number): Promise<boolean> {
  const { t } = vscode.l10n;
  const unseal = t('Unseal');
  const detail = t(
    '{0} will lie on the disk in plain text again. The folder stays locked from agents.',
    countOf(files, 'file'),
  );
  const question = t('Unseal {0}?', placeName(place, t));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, unseal)) === unseal;
}

/** @throws UserError where a note has unsaved changes: saved later, they would lie beside the sealed note in plain text. */
function mustBeSaved(folder: string): void {
  const dirty = vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && pathWithin(folder, uri.fsPath) !== undefined,
  );
  if (dirty === undefined) return;
  throw new UserError(
    vscode.l10n.t('{0} has unsaved changes', basename(dirty.uri.fsPath)),
    vscode.l10n.t('Save the file or revert it, then try again.'),
  );
}

/** Of files that are gone: what is typed into one and saved would make it anew, in plain text. */
async function closeTabs(folder: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      const uri =
        input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
      return uri?.scheme === 'file' && pathWithin(folder, uri.fsPath) !== undefined && !existsSync(uri.fsPath);
    });
  await vscode.window.tabGroups.close(tabs);
}
