import * as vscode from 'vscode';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import type { GitPlace } from '../../node/git/git-place.ts';
import type { HookChange, HookRequest } from '../../node/hook/hook.ts';
import type { Machine } from '../protection.ts';
import { mayRunGit } from '../workspace-trust.ts';
import { gitParts } from './git-parts.ts';
import { hookChangeText } from './hook-words.ts';
import { workspaceRepositories } from './repositories.ts';
import { repositoryName } from './rows.ts';

/** The hook that stops a commit with a secret: installed and taken out for a repository of the workspace. */
export class HookCommands {
  readonly #machine: Machine;
  readonly #bundles: string;

  /** @param bundles folder of the extension's bundles */
  constructor(machine: Machine, bundles: string) {
    this.#machine = machine;
    this.#bundles = bundles;
  }

  async install(): Promise<void> {
    const { t } = vscode.l10n;
    const place = await this.#pick(t('Scan the commits of which repository?'));
    if (place === undefined) return;
    const change = await this.#install(place);
    if (change === undefined) return;
    const undo = t('Undo');
    const text = hookChangeText(repositoryName({ path: '' }, place.root), change, t);
    const chosen = await vscode.window.showInformationMessage(text, ...(change.changed ? [undo] : []));
    if (chosen === undo) await this.#uninstall(place);
  }

  async uninstall(): Promise<void> {
    const { t } = vscode.l10n;
    const place = await this.#pick(t('Stop scanning the commits of which repository?'));
    if (place === undefined) return;
    const name = repositoryName({ path: '' }, place.root);
    const uninstall = t('Uninstall');
    const detail = t('Secrets can be committed again. A hook that was there before Cloister is put back.');
    const question = t('Stop scanning what is committed in {0}?', name);
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, uninstall)) === uninstall)
      await this.#uninstall(place);
  }

  async #pick(title: string): Promise<GitPlace | undefined> {
    if (!(await mayRunGit())) return undefined;
    const { places, troubles } = await workspaceRepositories(this.#machine.env, this.#bundles);
    const [first, ...others] = places;
    if (first === undefined)
      throw (
        troubles[0] ??
        new UserError(
          'There is no git repository in this workspace',
          'Open the folder of one, or run `git init` first.',
        )
      );
    if (others.length === 0) return first;
    const items = places.map((place) => {
      return { label: repositoryName({ path: '' }, place.root), description: place.root, place };
    });
    return (await vscode.window.showQuickPick(items, { title }))?.place;
  }

  /** Undefined where the person thinks better of it. */
  async #install({ root: path }: GitPlace): Promise<HookChange | undefined> {
    const { t } = vscode.l10n;
    const { hookPlace, installHook } = gitParts(this.#bundles);
    const { home, env } = this.#machine;
    const electron = process.versions['electron'] !== undefined;
    const request: HookRequest = {
      ...{ home, env, path, bundles: this.#bundles, runtime: process.execPath, electron, isGlobal: false },
      mayTurn(launcher) {
        throw new OtherLauncher(launcher);
      },
    };
    const attempt = async (tried: HookRequest): Promise<HookChange | undefined> => {
      try {
        return await installHook(tried);
      } catch (error) {
        if (error instanceof OtherLauncher) {
          const question = t(
            'The hook of this repository calls {0}. Have it call Cloister?',
            printable(error.launcher),
          );
          return (await agrees(question, t('Install'))) ? attempt({ ...tried, mayTurn: () => undefined }) : undefined;
        }
        if (!(error instanceof UserError) || tried.isGlobal || hookPlace(path, env).kind !== 'outside') throw error;
        const question = t('{0}. Scan the commits of all of them?', printable(error.message));
        return (await agrees(question, t('Install for All'))) ? attempt({ ...tried, isGlobal: true }) : undefined;
      }
    };
    return attempt(request);
  }

  async #uninstall({ root: path }: GitPlace): Promise<void> {
    const { t } = vscode.l10n;
    const { hookPlace, uninstallHook } = gitParts(this.#bundles);
    const { home, env } = this.#machine;
    const isGlobal = hookPlace(path, env).kind === 'outside';
    const { files, warnings } = await uninstallHook({ home, env, path, isGlobal });
    const name = repositoryName({ path: '' }, path);
    if (warnings.length > 0) await vscode.window.showWarningMessage(warnings.map(printable).join(' '));
    else if (files.length === 0)
      await vscode.window.showInformationMessage(t('There is no hook of Cloister in {0}.', name));
    else await vscode.window.showInformationMessage(t('Commits in {0} are no longer scanned.', name));
  }
}

/** The hook is ours, but calls a program that lies elsewhere: a person decides. */
class OtherLauncher extends Error {
  readonly launcher: string;

  constructor(launcher: string) {
    super('The hook calls another launcher');
    this.launcher = launcher;
  }
}

async function agrees(question: string, button: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true }, button)) === button;
}
