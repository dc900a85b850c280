import { join } from 'node:path';
import type { Env } from '../git/git-run.ts';
import { commitLauncherPath } from '../guard-install.ts';
import { movedEndings, sharedHomeNotes } from './hook.ts';
import { lookAt } from './hook-file.ts';
import { type HookManager, hookManager } from './hook-manager.ts';
import { type HookPlace, hookPlace } from './hook-place.ts';
import { readHookRecord } from './hook-record.ts';
import {
  findBlock,
  type HookName,
  hookNames,
  insertBlock,
  isFrameworkScript,
  isLefthookScript,
  launcherIn,
} from './hook-text.ts';
import { type LauncherProof, proveLauncher } from './launcher-proof.ts';
import { lefthookCommand, lefthookLocal } from './lefthook.ts';

/** How one hook stands. */
export interface HookState {
  readonly name: HookName;
  /** The file that holds what Cloister wrote, where there is one. */
  readonly file?: string;
  /** True where git gets to the call of the launcher. */
  readonly runs: boolean;
  /** How it is run, or why it is not, in a sentence without its full stop. */
  readonly why: string;
}

export interface HookStatus {
  readonly repository: string;
  readonly manager: HookManager['id'];
  readonly because: string;
  /** The folder into which git looks. */
  readonly folder: string;
  readonly hooks: readonly HookState[];
  /** What the hooks call; left out where the pre-commit framework has a Cloister of its own. */
  readonly launcher?: LauncherProof;
  /** True where both hooks run and the launcher does its work. */
  readonly works: boolean;
  readonly notes: readonly string[];
}

/**
 * Tells whether commits in a repository are scanned: looks at every file on the way, and runs the launcher.
 * @throws UserError where the path is in no repository.
 */
export function hookStatus({ home, env, path }: { home: string; env: Env; path: string }): HookStatus {
  const place = hookPlace(path, env);
  const manager = hookManager(place);
  const hooks = hookNames.map((name) => stateOf(name, place, manager, commitLauncherPath(home)));
  const isShared = manager.id === 'husky' || (manager.id === 'plain' && place.kind === 'worktree');
  const hasOwn = manager.id === 'pre-commit' && manager.inConfig;
  const launcher = hasOwn ? undefined : proveLauncher(home, env);
  return {
    repository: place.root,
    manager: manager.id,
    because: manager.because,
    folder: place.hooks,
    hooks,
    ...(launcher === undefined ? {} : { launcher }),
    works: launcher?.works !== false && hooks.every(({ runs }) => runs),
    notes: [...elsewhere(home, place), ...(isShared ? sharedHomeNotes({ home, env }) : [])],
  };
}

function stateOf(name: HookName, place: HookPlace, manager: HookManager, launcher: string): HookState {
  if (manager.id === 'lefthook') return lefthookState(name, place, launcher);
  if (manager.id === 'husky' && manager.folder !== place.hooks) return huskyState(name, place, manager, launcher);
  const path = join(place.hooks, name);
  const there = lookAt(path);
  if (there.kind === 'file' && isFrameworkScript(there.text)) return frameworkState(name, path, manager, launcher);
  if (manager.id === 'pre-commit' && manager.inConfig)
    return {
      name,
      runs: false,
      why: `the framework is not set up for it: run \`pre-commit install --hook-type ${name}\``,
    };
  return fileState(name, path, true, launcher);
}

/** A file in which git, or another tool, would find our block. */
function fileState(name: HookName, path: string, needsMode: boolean, launcher: string): HookState {
  const there = lookAt(path);
  if (there.kind === 'unreadable') return { name, runs: false, why: `${path} can not be read (${there.why})` };
  if (there.kind !== 'file') return { name, runs: false, why: `there is no ${path}${setAside(path)}` };
  const found = findBlock(there.text);
  if (found === undefined) {
    if (!/cloister-commit|cloister scan --staged/.test(there.text))
      return { name, runs: false, why: `${path} is a hook of somebody else's${setAside(path)}` };
    return { name, file: path, runs: there.isExecutable || !needsMode, why: `${path} calls Cloister by itself` };
  }
  const at = { name, file: path };
  if (needsMode && !there.isExecutable)
    return { ...at, runs: false, why: `${path} is not executable: git passes over it` };
  if (!found.isWhole) return { ...at, runs: false, why: `somebody changed what Cloister wrote into ${path}` };
  const other = launcherIn(found.block);
  if (other !== undefined && other !== launcher)
    return { ...at, runs: false, why: `${path} calls ${other}, another one` };
  // What stands before it may leave the script.
  if (insertBlock(found.before, '#\n') !== `${found.before}#\n`)
    return { ...at, runs: false, why: `in ${path} other lines stand before what Cloister wrote` };
  return { ...at, runs: true, why: path };
}

/** Where another tool has put a hook of ours that it found, and does not call. */
function setAside(path: string): string {
  const moved = movedEndings
    .map((ending) => path + ending)
    .find((each) => {
      const there = lookAt(each);
      return there.kind === 'file' && findBlock(there.text) !== undefined;
    });
  return moved === undefined ? '' : `; that of Cloister was moved to ${moved}, which nothing calls`;
}

function frameworkState(name: HookName, path: string, manager: HookManager, launcher: string): HookState {
  if (manager.id === 'pre-commit' && manager.inConfig)
    return { name, file: path, runs: true, why: 'the pre-commit framework runs it, as its configuration says' };
  const state = fileState(name, `${path}.legacy`, true, launcher);
  return state.runs ? { ...state, why: `the pre-commit framework calls ${state.why} first` } : state;
}

function huskyState(
  name: HookName,
  { hooks }: HookPlace,
  { folder, isActive }: HookManager & { id: 'husky' },
  launcher: string,
): HookState {
  const state = fileState(name, join(folder, name), false, launcher);
  if (!state.runs) return state;
  if (!isActive) return { ...state, runs: false, why: 'husky is not set up: run `npm install` or `npx husky`' };
  const own = lookAt(join(hooks, name));
  if (own.kind !== 'file' || !own.isExecutable)
    return {
      ...state,
      runs: false,
      why: `husky's own ${join(hooks, name)} is missing: run \`npm install\` or \`npx husky\``,
    };
  return { ...state, why: `husky runs ${state.why}` };
}

function lefthookState(name: HookName, { root, hooks }: HookPlace, launcher: string): HookState {
  const file = lefthookLocal(root);
  const command = /\.ya?ml$/.test(file) ? lefthookCommand(file, name) : undefined;
  if (command === undefined)
    return { name, runs: false, why: `${file} has no command of Cloister${setAside(join(hooks, name))}` };
  if (command.launcher !== undefined && command.launcher !== launcher)
    return { name, file, runs: false, why: `${file} calls ${command.launcher}, another one` };
  const own = lookAt(join(hooks, name));
  if (own.kind !== 'file' || !isLefthookScript(own.text) || !own.isExecutable)
    return { name, file, runs: false, why: `lefthook's own ${name} is not in ${hooks}: run \`lefthook install\`` };
  return { name, file, runs: true, why: `lefthook runs the command of ${file}` };
}

/** Hooks of this repository that lie where git does not look any more. */
function elsewhere(home: string, { root, hooks, commonDir, hooksPath }: HookPlace): string[] {
  const own = join(commonDir, 'hooks');
  const recorded = readHookRecord(home).filter((each) => each.root === root && each.form !== 'lefthook');
  const paths = new Set([...hookNames.map((name) => join(own, name)), ...recorded.map(({ path }) => path)]);
  return [...paths].flatMap((path) => {
    if (path.startsWith(`${hooks}/`)) return [];
    const there = lookAt(path);
    if (there.kind !== 'file' || findBlock(there.text) === undefined) return [];
    // Husky calls its own folder's.
    if (hooks.startsWith(`${join(path, '..')}/`)) return [];
    const why = hooksPath === undefined ? `git looks into ${hooks}` : `core.hooksPath is ${hooksPath.value}`;
    return [`${path} is not run: ${why}.`];
  });
}
