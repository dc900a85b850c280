import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { putBackText } from '../agents/claude-code/put-back.ts';
import { policyPath } from '../core/policy.ts';
import { describeFailure } from '../node/fault.ts';
import { openVaults, realOrSelf, type Vault, type Vaults } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import { ChangeBatch } from './change-batch.ts';
import { Debounce } from './debounce.ts';
import { pathWithin } from './nested-folders.ts';
import { PathWatch } from './path-watch.ts';
import { type PolicySummary, summarisePolicies } from './policy-summary.ts';
import type { Machine, Protection, ProtectionState } from './protection.ts';

/** Several events of one change are one; what a person sees has to follow within a second. */
const pause = 60;
const folderBurst = { quiet: 300, longest: 2000, many: 200 };
/** Timers of Node hold no longer time. */
const longestTimer = 2 ** 31 - 1;

/** Before anything was read. */
const noVaults: Vaults = { at: () => undefined, containing: () => [], known: () => [], roots: () => [] };

/** The vaults of the workspace and how agents are held to them, kept in step with the disk. */
export class VaultModel implements vscode.Disposable {
  readonly machine: Machine;
  readonly protection: Protection;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #debounce = new Debounce<'refresh'>(pause);
  readonly #folders: ChangeBatch<string>;
  readonly #watches = new Map<string, PathWatch>();
  readonly #listeners: vscode.Disposable[] = [];
  #vaults: Vaults;
  #state: ProtectionState;
  #openingEnds: NodeJS.Timeout | undefined;
  #compiling: Promise<void> = Promise.resolve();
  #wasToldOfPutBack = false;

  /** Fires when access, approval or protection may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(machine: Machine, protection: Protection, log: vscode.LogOutputChannel) {
    this.machine = machine;
    this.protection = protection;
    this.#log = log;
    this.#vaults = noVaults;
    this.#state = { isProtected: false, missing: [], settings: '' };
    this.#folders = new ChangeBatch(folderBurst, (changes) => {
      if (changes === 'many' || [...changes].some(isFolder)) this.#enforceNext();
    });
  }

  /** Begins to watch. Before that nothing of the disk is read. */
  start(): void {
    const policies = vscode.workspace.createFileSystemWatcher(`**/${policyPath}`);
    const created = vscode.workspace.createFileSystemWatcher('**/*', false, true, true);
    this.#listeners.push(
      policies,
      created,
      policies.onDidCreate(() => this.#soon()),
      policies.onDidChange(() => this.#soon()),
      policies.onDidDelete(() => this.#soon()),
      // A new folder may need rules of its own in the agent's settings.
      created.onDidCreate(({ fsPath }) => {
        if (!/[\\/](?:\.git|node_modules)[\\/]/.test(fsPath)) this.#folders.add(fsPath);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#soon()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
    this.#refresh();
  }

  /** What is known of the vaults now; the same object until something changes. */
  get vaults(): Vaults {
    return this.#vaults;
  }

  get state(): ProtectionState {
    return this.#state;
  }

  /** True where Claude Code is held to the policies. */
  get isEnforced(): boolean {
    return this.#state.isProtected;
  }

  /** Absolute paths of the workspace folders that lie on the disk. */
  get folders(): string[] {
    return (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
  }

  /** The innermost vault that each workspace folder lies in, and the known ones that lie in a workspace folder. */
  workspaceVaults(): Vault[] {
    const roots = this.folders.map(realOrSelf);
    const holding = roots.flatMap((root) => this.#vaults.containing(root).slice(-1));
    const within = this.#vaults.known().filter((vault) => roots.some((root) => pathWithin(root, vault.root)));
    return [...new Map([...holding, ...within].map((vault) => [vault.root, vault])).values()];
  }

  /** How the vaults of the workspace stand now. */
  summary(): PolicySummary {
    const isOpen = (folder: string) => this.#vaults.containing(realOrSelf(folder)).length === 0;
    return summarisePolicies(this.workspaceVaults(), this.folders.some(isOpen), this.#state, Date.now());
  }

  /** Reads everything again, after a change that was made here; resolves when the agent's settings follow it. */
  async changed(): Promise<void> {
    this.#refresh();
    await this.#compiling;
  }

  dispose(): void {
    clearTimeout(this.#openingEnds);
    this.#debounce.dispose();
    this.#folders.clear();
    for (const watch of this.#watches.values()) watch.dispose();
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  #failed(what: string, error: unknown): void {
    const { message, hint, stack } = describeFailure(error);
    if (hint === undefined) this.#log.error(`${what} failed: ${message}\n${stack ?? ''}`);
    else this.#log.warn(`${what} failed: ${message}. ${hint}`);
  }

  #soon(): void {
    this.#debounce.run('refresh', () => this.#refresh());
  }

  #refresh(): void {
    this.#debounce.cancel('refresh');
    try {
      this.#vaults = openVaults(this.machine.home);
      // At first, so that nothing is called unenforced that is enforced.
      if (this.#state.settings === '') this.#state = this.protection.state();
      this.#watchPlaces();
      this.#waitForOpenings();
    } catch (error) {
      this.#failed('Reading the policies', error);
    }
    this.#changed.fire();
    this.#enforceNext();
  }

  /** One after the other: two at once would write over each other. */
  #enforceNext(): void {
    this.#compiling = this.#compiling.then(() => this.#enforce());
  }

  async #enforce(): Promise<void> {
    try {
      const before = JSON.stringify(this.#state);
      this.#state = this.protection.state();
      if (this.#state.isProtected) await this.#compile();
      if (JSON.stringify(this.#state) === before) return;
      this.#watchPlaces();
      this.#changed.fire();
    } catch (error) {
      this.#failed('Reading how Claude Code is held to the policies', error);
    }
  }

  async #compile(): Promise<void> {
    try {
      const { changed, putBack, warnings } = await this.protection.compileAgain();
      if (changed) this.#state = this.protection.state();
      if (putBack.length > 0) this.#tellPutBack(putBack);
      for (const each of warnings) this.#log.warn(each);
    } catch (error) {
      this.#failed('Writing the policies into the settings of Claude Code', error);
    }
  }

  #tellPutBack(what: readonly string[]): void {
    this.#log.warn(`Another program took entries out of ${this.#state.settings}; they are back: ${putBackText(what)}`);
    if (this.#wasToldOfPutBack) return;
    this.#wasToldOfPutBack = true;
    const { t } = vscode.l10n;
    const text = t('Another program took Cloister out of the settings of Claude Code. It is back in them.');
    vscode.window.setStatusBarMessage(`$(lock) ${text}`, 15_000);
  }

  #watchPlaces(): void {
    const wanted = new Map<string, (name: string) => boolean>();
    const isFile = (file: string) => (name: string) => name === basename(file);
    wanted.set(join(this.machine.home, 'vaults'), (name) => name.endsWith('.json') && !name.startsWith('.'));
    for (const file of settingsFiles(this.#state.settings)) wanted.set(dirname(file), isFile(file));
    for (const folder of this.folders) {
      const real = realOrSelf(folder);
      const roots = this.#vaults.containing(real).map(({ root }) => root);
      for (const root of new Set([real, ...roots])) wanted.set(dirname(join(root, policyPath)), isFile(policyPath));
    }
    for (const [folder, watch] of this.#watches) {
      if (wanted.has(folder)) continue;
      watch.dispose();
      this.#watches.delete(folder);
    }
    for (const [folder, isWanted] of wanted)
      if (!this.#watches.has(folder)) this.#watches.set(folder, new PathWatch(folder, isWanted, () => this.#soon()));
  }

  /** A timed opening ends without a change on the disk. */
  #waitForOpenings(): void {
    clearTimeout(this.#openingEnds);
    const now = Date.now();
    const ends = this.workspaceVaults()
      .flatMap(({ policies }) => policies.flatMap(({ policy }) => [...policy.folders.values()]))
      .flatMap(({ until }) => (until !== undefined && until > now ? [until] : []));
    if (ends.length === 0) return;
    this.#openingEnds = setTimeout(() => this.#refresh(), Math.min(Math.min(...ends) - now + 10, longestTimer));
  }
}

/** The settings file and, where it is a link, what it leads to. */
function settingsFiles(path: string): string[] {
  if (path === '') return [];
  try {
    return [...new Set([path, realpathSync(path)])];
  } catch (error) {
    // It is not there yet.
    errorCode(error);
    return [path];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    // It can not be looked at: then no agent's rule is needed for it either.
    errorCode(error);
    return false;
  }
}
