import { basename } from 'node:path';
import * as vscode from 'vscode';
import { printable } from '../../core/printable.ts';
import { parseTypedIdentity, type SealFile } from '../../core/seal-file.ts';
import { UserError } from '../../core/user-error.ts';
import { vaultsOf } from '../../node/explain.ts';
import {
  checkFits,
  hasWrapped,
  type SealPlaces,
  sealAudience,
  sealPlaces,
  unlockWithPassphrase,
  writeAudience,
} from '../../node/seal/keys.ts';
import { openVaults, realOrSelf } from '../../node/vaults.ts';
import { askLine } from './ask-line.ts';
import type { Keyring } from './keyring.ts';

/** What opens and closes the keys of vaults: a passphrase, the editor's secret storage, or the recovery key. */
export class Unlocking {
  readonly #home: string;
  readonly #secrets: vscode.SecretStorage;
  readonly #keyring: Keyring;
  /** One question for a vault at a time: all who wait for its key get the answer. */
  readonly #asking = new Map<string, Promise<readonly string[] | undefined>>();
  readonly #leave = new Set<() => void>();

  /** @param home Cloister's own folder */
  constructor(home: string, secrets: vscode.SecretStorage, keyring: Keyring) {
    this.#home = home;
    this.#secrets = secrets;
    this.#keyring = keyring;
  }

  /** Where the keys of a file's vault lie; undefined where it is in none. */
  placesOf(path: string): SealPlaces | undefined {
    const vault = vaultsOf(openVaults(this.#home), realOrSelf(path)).at(-1);
    return vault === undefined ? undefined : sealPlaces(this.#home, vault);
  }

  /**
   * The open keys of a vault, asked for where they are not; undefined where the person leaves.
   * @throws UserError where the vault was never sealed, or its keys are damaged.
   */
  async keys(places: SealPlaces): Promise<readonly string[] | undefined> {
    const file = await this.#agreed(places);
    if (file === undefined) return undefined;
    const open = this.#keyring.get(places.identity);
    if (open !== undefined) {
      this.#keyring.used();
      return open;
    }
    const asking = this.#asking.get(places.identity) ?? this.#open(places, file);
    this.#asking.set(places.identity, asking);
    try {
      return await asking;
    } finally {
      this.#asking.delete(places.identity);
    }
  }

  /** For whom is encrypted what is saved: all that the person agreed to, and nobody else. */
  recipients(places: SealPlaces): readonly string[] {
    const audience = sealAudience(places);
    const unknown = new Set(audience?.unknown.map(({ recipient }) => recipient));
    const named = [...(audience?.file.recipients ?? []), ...(audience?.lost ?? [])].map(({ recipient }) => recipient);
    return [...new Set(named)].filter((each) => !unknown.has(each));
  }

  keep(places: SealPlaces, identity: string): Thenable<void> {
    return this.#secrets.store(secretName(places), identity);
  }

  /** Closes the questions that are open. */
  leave(): void {
    for (const each of this.#leave) each();
    this.#leave.clear();
  }

  async #open(places: SealPlaces, file: SealFile): Promise<readonly string[] | undefined> {
    const kept = parseTypedIdentity((await this.#secrets.get(secretName(places))) ?? '');
    const identity =
      kept ?? (hasWrapped(places) ? await this.#byPassphrase(places, file) : await this.#byRecovery(places, file));
    if (identity === undefined) return undefined;
    await checkFits(file, [identity]);
    this.#keyring.put(places.identity, [identity]);
    return [identity];
  }

  async #byPassphrase(places: SealPlaces, file: SealFile): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const button = { iconPath: new vscode.ThemeIcon('key'), tooltip: t('Use the Recovery Key') };
    let identity: string | undefined;
    let isRecovery = false;
    await this.#ask({
      title: titleOf(places),
      prompt: t('The passphrase of the vault’s key.'),
      isSecret: true,
      buttons: [
        {
          button,
          press(box) {
            isRecovery = true;
            box.hide();
          },
        },
      ],
      async check(line) {
        const unlocked = await unlockWithPassphrase(places, line);
        if (unlocked.ok) identity = unlocked.identity;
        else if (unlocked.why === 'wrong') return t('That is not the passphrase.');
        else
          throw new UserError(
            t('{0} is damaged', places.identity),
            t('Take it back from a backup, or use the recovery key.'),
          );
        return undefined;
      },
    });
    return isRecovery && identity === undefined ? this.#byRecovery(places, file) : identity;
  }

  async #byRecovery(places: SealPlaces, file: SealFile): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const line = await this.#ask({
      title: titleOf(places),
      prompt: hasWrapped(places)
        ? t('The recovery key of the vault.')
        : t('This editor does not have the vault’s key. Its recovery key opens what is sealed too.'),
      placeholder: 'AGE-SECRET-KEY-1…',
      isSecret: true,
      async check(typed) {
        const identity = parseTypedIdentity(typed);
        if (identity === undefined) return t('That is no key: it begins with AGE-SECRET-KEY-1 and has 74 characters.');
        try {
          await checkFits(file, [identity]);
          return undefined;
        } catch (error) {
          if (error instanceof UserError) return t('That key does not open what is sealed in this vault.');
          throw error;
        }
      },
    });
    return line === undefined ? undefined : parseTypedIdentity(line);
  }

  async #ask(question: Parameters<typeof askLine>[0]): Promise<string | undefined> {
    let leave: (() => void) | undefined;
    try {
      return await askLine(question, (given) => {
        leave = given;
        this.#leave.add(given);
      });
    } finally {
      if (leave !== undefined) this.#leave.delete(leave);
    }
  }

  /** Undefined where the person does not agree to a recipient that came from elsewhere, or is gone. @throws UserError */
  async #agreed(places: SealPlaces): Promise<SealFile | undefined> {
    const { t } = vscode.l10n;
    const audience = sealAudience(places);
    if (audience === undefined)
      throw new UserError(t('Nothing was sealed in {0} so far', places.root), t('Seal a folder first.'));
    const { file, unknown, lost } = audience;
    const questions = [
      [
        unknown,
        t('The vault names keys that nobody agreed to on this machine. Whoever has one can open the notes.'),
        t('Seal for Them Too'),
      ],
      [
        lost,
        t(
          'The vault does not name keys any more that it was sealed for so far. They will not open what is sealed from now on.',
        ),
        t('Seal without Them'),
      ],
    ] as const;
    for (const [keys, question, agree] of questions) {
      if (keys.length === 0) continue;
      const detail = keys.map(({ name, recipient }) => `${printable(name)}: ${recipient}`).join('\n');
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, agree)) !== agree)
        return undefined;
    }
    if (unknown.length + lost.length > 0) writeAudience(places, file);
    return file;
  }
}

function secretName({ identity }: SealPlaces): string {
  return `cloister.seal.${basename(identity, '.age')}`;
}

function titleOf({ root }: SealPlaces): string {
  return vscode.l10n.t('Open Sealed Notes in {0}', basename(root));
}
