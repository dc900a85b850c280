import { join } from 'node:path';
import * as vscode from 'vscode';
import { isLower } from '../core/access.ts';
import { agentIds } from '../core/agent-ids.ts';
import { accessEdit, type Edit, lockEdit, unlockEdit } from '../core/place-edits.ts';
import { policyPath } from '../core/policy.ts';
import { UserError } from '../core/user-error.ts';
import { decisive, judgements } from '../node/explain.ts';
import { loosensBy } from '../node/policy-change.ts';
import { openVaults, realOrSelf } from '../node/vaults.ts';
import { pickAccess } from './access-picker.ts';
import { reasonText } from './access-words.ts';
import { lockedSentences, placeName, placeNames } from './lock-words.ts';
import { pickFolder, pickLocked } from './place-picker.ts';
import { folderFlag, judgementOf, type Place, placeOf, shownAgent } from './places.ts';
import type { ProtectCommands } from './protect-commands.ts';
import { type Change, changePlaces, undoChange } from './vault-change.ts';
import type { VaultModel } from './vault-model.ts';
import { mayLoosen } from './workspace-trust.ts';

/** Locks, unlocks and sets the access of folders and files, and takes each back where the person wants that. */
export class LockCommands {
  readonly #model: VaultModel;
  readonly #protect: ProtectCommands;

  constructor(model: VaultModel, protect: ProtectCommands) {
    this.#model = model;
    this.#protect = protect;
  }

  async lock(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    const { t } = vscode.l10n;
    const paths = chosen(clicked, selected) ?? one(await pickFolder(this.#model, t('Lock Folder from Agent')));
    if (paths.length === 0) return;
    const changes = await this.#change(this.#places(paths), 'lock', lockEdit);
    this.#mustBeLocked(changes);
    const text = lockedSentences(changes, this.#model.isEnforced, t);
    const protect = t('Protect Claude Code');
    const answer = await this.#tell(changes, text, this.#model.isEnforced ? [] : [protect]);
    if (answer === protect) await this.#protect.protect();
  }

  async unlock(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    const { t } = vscode.l10n;
    if (!(await mayLoosen())) return;
    const named = chosen(clicked, selected);
    const paths = named ?? one(await pickLocked(this.#model, t('Unlock')));
    const places = this.#places(paths).filter(({ vault }) => vault !== undefined);
    if (places.length === 0) return;
    // Another extension, or an agent in it, can hand over paths as the explorer does: a person has to say yes.
    if (named !== undefined && !(await isUnlockWanted(placeNames(places, t)))) return;
    const changes = await this.#change(places, 'unlock', unlockEdit);
    const hidden = places.filter((place) => this.#stillHidden(place) !== undefined);
    const open = places.filter((place) => !hidden.includes(place));
    const sentences = open.length === 0 ? [] : [t('Unlocked {0}.', placeNames(open, t))];
    const reasons = new Set(hidden.flatMap((place) => this.#stillHidden(place) ?? []));
    if (hidden.length > 0)
      sentences.push(t('{0} stays hidden from agents: {1}.', placeNames(hidden, t), [...reasons].join('; ')));
    await this.#tell(changes, sentences.join(' '), []);
  }

  async setAccess(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    const { t } = vscode.l10n;
    const paths = chosen(clicked, selected) ?? one(await pickFolder(this.#model, t('Set Agent Access')));
    if (paths.length === 0) return;
    const places = this.#places(paths);
    const given = await pickAccess(this.#model, places);
    if (given === undefined) return;
    const { access, agent } = given;
    const edit = (place: Place): Edit => accessEdit(place, access, agent);
    const loosens = places.some(
      (place) => place.vault !== undefined && loosensBy(place.vault, edit(place), Date.now()).length > 0,
    );
    if (loosens && !(await mayLoosen())) return;
    const changes = await this.#change(places, 'access', edit);
    const lower =
      agent === undefined || agent === shownAgent ? places.filter((each) => this.#getsLess(each, access)) : [];
    const sentences = [t('{0}: {1} for {2}.', placeNames(places, t), access, given.whom)];
    for (const place of lower) {
      const found = judgementOf(this.#model.vaults, place.real, Date.now());
      if (found !== undefined)
        sentences.push(
          t('{0} still gets less: {1}.', placeName(place, t), reasonText(found, shownAgent, vscode.l10n.t)),
        );
    }
    await this.#tell(changes, sentences.join(' '), []);
  }

  async #change(places: readonly Place[], kind: Change['kind'], editOf: (place: Place) => Edit): Promise<Change[]> {
    for (const { root } of places) mustBeSaved(root);
    try {
      return changePlaces(places, kind, this.#model.machine.home, editOf);
    } finally {
      // Also where a later vault failed: the earlier ones are changed.
      await this.#model.changed();
    }
  }

  /** Says what was done and offers to take it back; resolves to another button that was chosen. */
  async #tell(changes: readonly Change[], text: string, buttons: readonly string[]): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const undo = t('Undo');
    const isReal = changes.some(({ before, after }) => before.text !== after.text);
    // Taking a lock back gives agents more.
    const mayUndo = isReal && (vscode.workspace.isTrusted || changes.every(({ kind }) => kind === 'unlock'));
    const answer = await vscode.window.showInformationMessage(text, ...buttons, ...(mayUndo ? [undo] : []));
    if (answer !== undo) return answer;
    for (const { root } of changes) mustBeSaved(root);
    const results = changes.map((change) => undoChange(change, this.#model.machine.home));
    await this.#model.changed();
    if (results.includes('stale'))
      await vscode.window.showWarningMessage(t('The policy was changed since. Nothing was taken back.'));
    else vscode.window.setStatusBarMessage(t('Cloister: taken back'), 5000);
    return undefined;
  }

  /** Whatever the policy's text holds: a lock that does not hold must not be reported as one. */
  #mustBeLocked(changes: readonly Change[]): void {
    const vaults = openVaults(this.#model.machine.home);
    for (const { real, kind } of changes.flatMap(({ places }) => places)) {
      for (const agent of agentIds) {
        const asked = { agent, now: Date.now(), ...folderFlag(kind) };
        if (decisive(judgements(vaults, real, asked))?.access !== 'none') throw new Error('the lock does not hold');
      }
    }
  }

  /** What else hides a place, as a clause. */
  #stillHidden(place: Place): string | undefined {
    const found = judgementOf(this.#model.vaults, place.real, Date.now());
    return found?.access === 'none' ? reasonText(found, shownAgent, vscode.l10n.t) : undefined;
  }

  #getsLess(place: Place, wanted: Parameters<typeof isLower>[1]): boolean {
    const found = judgementOf(this.#model.vaults, place.real, Date.now());
    return found !== undefined && isLower(found.access, wanted);
  }

  /** @throws UserError where a path lies in no folder that can be a vault. */
  #places(paths: readonly string[]): Place[] {
    const vaults = openVaults(this.#model.machine.home);
    const places = paths.map((path) => {
      const place = placeOf(vaults, path, this.#model.folders);
      if (place !== undefined) return place;
      throw new UserError(
        vscode.l10n.t('{0} lies in no workspace folder', path),
        vscode.l10n.t('Open the folder of your notes first.'),
      );
    });
    // What is named twice, by itself and behind a link, is one place.
    return [...new Map(places.map((place) => [join(place.root, place.path), place])).values()];
  }
}

async function isUnlockWanted(names: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const unlock = t('Unlock');
  const detail = t('Agents may read and change it again, as far as nothing else in the policy hides it.');
  return (await vscode.window.showWarningMessage(t('Unlock {0}?', names), { modal: true, detail }, unlock)) === unlock;
}

/** @throws UserError where the policy holds unsaved changes: saved later, they would undo what is done now. */
function mustBeSaved(root: string): void {
  const isDirty = vscode.workspace.textDocuments.some(
    ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && realOrSelf(uri.fsPath) === join(root, policyPath),
  );
  if (!isDirty) return;
  throw new UserError(
    vscode.l10n.t('{0} has unsaved changes', policyPath),
    vscode.l10n.t('Save the file or revert it, then try again.'),
  );
}

/** What the explorer hands over; undefined where the command came from elsewhere. */
function chosen(clicked: vscode.Uri | undefined, selected: readonly vscode.Uri[] | undefined): string[] | undefined {
  const uris = selected !== undefined && selected.length > 0 ? selected : clicked === undefined ? [] : [clicked];
  if (uris.length === 0) return undefined;
  const foreign = uris.find(({ scheme }) => scheme !== 'file');
  if (foreign !== undefined)
    throw new UserError(
      vscode.l10n.t('{0} is no file of this machine', foreign.toString()),
      vscode.l10n.t('Cloister locks files and folders of a disk.'),
    );
  return uris.map(({ fsPath }) => fsPath);
}

function one(path: string | undefined): string[] {
  return path === undefined ? [] : [path];
}
