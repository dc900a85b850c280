import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { underLock } from '../file-lock.ts';
import type { Env } from '../git/git-run.ts';
import { commitLauncherPath, type GuardToInstall, installGuard, removeEmptyFolder } from '../guard-install.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import {
  type FileChange,
  installOwn,
  installShared,
  lookAt,
  type Removal,
  removeBlock,
  removeDrafts,
} from './hook-file.ts';
import { type HookManager, hookManager } from './hook-manager.ts';
import { type HookPlace, hookPlace, isWithin } from './hook-place.ts';
import {
  forgetHooks,
  hookLockPath,
  hookRecordPath,
  type RecordedHook,
  readHookRecord,
  recordHooks,
} from './hook-record.ts';
import { findBlock, type HookName, hookNames, isFrameworkScript, isLefthookScript, keptName } from './hook-text.ts';
import { installLefthook, lefthookLocal, removeLefthook, standingOf } from './lefthook.ts';

export interface HookRequest extends GuardToInstall {
  readonly env: Env;
  /** A path in the repository. */
  readonly path: string;
  /** True where the hooks of all repositories are meant, to which `core.hooksPath` leads. */
  readonly isGlobal: boolean;
  /** Called before a hook of ours is made to call another launcher; throws where only a person may do that. */
  mayTurn(launcher: string): void;
}

export interface HookChange {
  readonly place: HookPlace;
  readonly manager: HookManager;
  readonly changed: boolean;
  readonly files: readonly FileChange[];
  /** What the person has to know or to do, in sentences. */
  readonly notes: readonly string[];
}

/** One hook of ours: where it goes, and how. */
interface Target {
  readonly record: RecordedHook;
  apply(isTrial: boolean): FileChange;
}

/**
 * Installs the hooks that scan a commit, and the launcher that they call. Done again it changes nothing.
 * @throws UserError where there is no place for them, or what is there can not be kept; then nothing was changed.
 */
export async function installHook(request: HookRequest): Promise<HookChange> {
  const { home, env } = request;
  const place = hookPlace(request.path, env);
  const manager = hookManager(place);
  if (manager.id === 'pre-commit' && manager.inConfig) {
    const notes = frameworkNotes(place, manager);
    return { place, manager, changed: false, files: [], notes };
  }
  refuseOutside(place, manager, request.isGlobal);
  return underLock(hookLockPath(home), () => {
    const targets = targetsOf(place, manager, request);
    for (const each of targets) each.apply(true);
    const hadLauncher = lookAt(commitLauncherPath(home)).kind === 'file';
    installGuard(request);
    // First the record: a hook without one could not be found again.
    recordHooks(
      home,
      targets.map(({ record }) => record),
    );
    for (const folder of new Set(targets.map(({ record }) => dirname(record.path)))) removeDrafts(folder);
    const files = targets.map((each) => each.apply(false));
    const changed = !hadLauncher || files.some(({ change }) => change !== 'unchanged');
    return { place, manager, changed, files, notes: notesOf(place, manager, files, request) };
  });
}

/** The folder of hooks that is shared with repositories that have nothing to do with this one. */
function refuseOutside(place: HookPlace, manager: HookManager, isGlobal: boolean): void {
  const { hooks, hooksPath, kind, root } = place;
  if (manager.id === 'lefthook') return;
  const where =
    hooksPath === undefined ? `The hooks lie in ${hooks}` : `core.hooksPath (${hooksPath.scope}) is ${hooks}`;
  if (lookAt(hooks).kind !== 'nothing' && lstatSync(hooks).isDirectory() === false)
    throw new UserError(`${where}, which is no folder: git runs no hooks here`, 'Take that setting out first.');
  const isOutside = manager.id === 'husky' ? !isWithin(manager.folder, root) : kind === 'outside';
  if (!isOutside) return;
  if (!isGlobal)
    throw new UserError(
      `${where}, outside of this repository: what lies there is run for other repositories too`,
      '`cloister hook install --global` puts the hook there, for all of them; or give this repository a core.hooksPath of its own.',
    );
}

function targetsOf(place: HookPlace, manager: HookManager, request: HookRequest): Target[] {
  const { home, mayTurn, env } = request;
  const { root } = place;
  const launcher = commitLauncherPath(home);
  const recorded = (path: string, name: HookName, form: RecordedHook['form']): RecordedHook => {
    const made = lstatSync(path, { throwIfNoEntry: false }) === undefined;
    return { path, name, form, root, made };
  };
  if (manager.id === 'lefthook') {
    const path = lefthookLocal(root);
    const isShared = standingOf(root, path, env) === 'tracked';
    const apply = (isTrial: boolean): FileChange => installLefthook(path, { launcher, isShared, isTrial, mayTurn });
    return [{ record: recorded(path, 'pre-commit', 'lefthook'), apply }];
  }
  if (manager.id === 'husky' || place.kind === 'worktree') {
    const folder = manager.id === 'husky' ? manager.folder : place.hooks;
    // Newer huskies run their scripts with `sh`.
    const needsMode = folder === place.hooks;
    return hookNames.map((name) => {
      const path = join(folder, name);
      mustStayIn(path, root);
      return {
        record: recorded(path, name, 'shared'),
        apply: (isTrial) => installShared(path, { needsMode, isTrial }),
      };
    });
  }
  return hookNames.map((name) => {
    const folder = place.hooks;
    const file = slotOf(folder, name);
    return {
      record: recorded(join(folder, file), name, 'own'),
      apply: (isTrial) => installOwn({ folder, name, file, launcher, mayTurn, isTrial }),
    };
  });
}

/** The pre-commit framework calls `<name>.legacy` first; in the place of its own script it would call itself in turn. */
function slotOf(folder: string, name: HookName): string {
  const there = lookAt(join(folder, name));
  return there.kind === 'file' && isFrameworkScript(there.text) ? `${name}.legacy` : name;
}

/** A committed file that is a link is followed, as long as it stays in the worktree. */
function mustStayIn(path: string, root: string): void {
  if (!isWithin(realOrSelf(path), root))
    throw new UserError(`${path} is a link that leads out of the repository`, 'Put a file of its own there first.');
}

function notesOf(place: HookPlace, manager: HookManager, files: readonly FileChange[], request: HookRequest): string[] {
  const notes = files
    .filter(({ keptRuns }) => keptRuns === false)
    .map(({ kept }) => `${kept} was not executable, so that git passed over it: it is not called now either.`);
  const sharedHome = `Others get it too: who has no Cloister reads one line, and the commit goes on.`;
  if (manager.id === 'husky') {
    notes.push(`${sharedHome} Commit ${manager.folder}.`);
    if (!manager.isActive)
      notes.push(
        'husky itself is not set up here: git does not look into its folder. Run `npm install` or `npx husky`.',
      );
  } else if (manager.id === 'lefthook') notes.push(...lefthookNotes(place, request));
  else if (manager.id === 'pre-commit') notes.push(...frameworkNotes(place, manager));
  else if (place.kind === 'worktree') notes.push(`${sharedHome} Commit ${place.hooks}.`);
  const isShared = manager.id === 'husky' || (manager.id === 'plain' && place.kind === 'worktree');
  if (isShared) notes.push(...sharedHomeNotes(request));
  return notes;
}

/** What has to be known of a shared hook where Cloister's own folder is not the usual one. */
export function sharedHomeNotes({ home, env }: { readonly home: string; readonly env: Env }): string[] {
  if (env['HOME'] !== undefined && home === join(env['HOME'], '.cloister')) return [];
  return [
    'The shared hook finds Cloister by CLOISTER_HOME: set that for every program that commits, such as your editor.',
  ];
}

function lefthookNotes({ root, hooks }: HookPlace, { env }: HookRequest): string[] {
  const path = lefthookLocal(root);
  const standing = standingOf(root, path, env);
  const notes = {
    tracked: `${path} is committed: who has no Cloister reads one line, and the commit goes on.`,
    ignored: `git ignores ${path}: it is yours alone.`,
    untracked: `git does not ignore ${path}: it holds a path of this machine, so add it to .gitignore.`,
  };
  const missing = hookNames.filter((name) => {
    const there = lookAt(join(hooks, name));
    return there.kind !== 'file' || !isLefthookScript(there.text);
  });
  return missing.length === 0
    ? [notes[standing]]
    : [notes[standing], `lefthook's own ${missing.join(' and ')} is not in ${hooks}: run \`lefthook install\`.`];
}

function frameworkNotes({ hooks }: HookPlace, { inConfig }: HookManager & { id: 'pre-commit' }): string[] {
  if (inConfig) {
    const missing = hookNames.filter((name) => {
      const there = lookAt(join(hooks, name));
      return there.kind !== 'file' || !isFrameworkScript(there.text);
    });
    const types = missing.map((name) => ` --hook-type ${name}`).join('');
    return missing.length === 0
      ? []
      : [`The framework is not set up for ${missing.join(' and ')}: run \`pre-commit install${types}\`.`];
  }
  return [
    'To have it in .pre-commit-config.yaml for everybody instead, add the hook `cloister` of this repository of Cloister ' +
      'there, then run `cloister hook uninstall`.',
  ];
}

export interface HookRemoval {
  readonly files: readonly { readonly path: string; readonly removal: Removal }[];
  /** What was left, and why, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Takes our hooks out of a repository and puts back what was there before.
 * @throws UserError where the path is in no repository.
 */
export async function uninstallHook(request: {
  readonly home: string;
  readonly env: Env;
  readonly path: string;
  readonly isGlobal: boolean;
}): Promise<HookRemoval> {
  const { home, env } = request;
  const place = hookPlace(request.path, env);
  const removal = await underLock(hookLockPath(home), () => {
    const { hooks, kind } = place;
    const derived = derivedHooks(place, hookManager(place));
    const recorded = readHookRecord(home).filter(
      ({ root, path }) => root === place.root || derived.some((each) => dirname(each.path) === dirname(path)),
    );
    const meant = [...recorded, ...derived].filter(({ path }) => request.isGlobal || isOfRepository(path, place));
    const isMeant = kind !== 'outside' || request.isGlobal;
    const { files, warnings, left } = removeEach(meant);
    forgetHooks(
      home,
      meant.filter(({ path }) => !left.includes(path)),
    );
    if (!isMeant && hasOwn(hooks))
      warnings.push(
        `The hook in ${hooks} is run for all repositories: \`cloister hook uninstall --global\` takes it out.`,
      );
    return { files, warnings };
  });
  // The lock may have made it.
  removeEmptyFolder(home);
  return removal;
}

function isOfRepository(path: string, { root, commonDir, hooks, kind }: HookPlace): boolean {
  return [root, commonDir, ...(kind === 'worktree' ? [hooks] : [])].some((each) => isWithin(path, each));
}

function hasOwn(hooks: string): boolean {
  return hookNames.some((name) => {
    const there = lookAt(join(hooks, name));
    return there.kind === 'file' && findBlock(there.text) !== undefined;
  });
}

/**
 * Takes our hooks out of all repositories that are still there. It needs no git.
 * @throws UserError where the record of them is broken: without it a hook would stay and stop every commit
 */
export async function uninstallAllHooks(home: string): Promise<HookRemoval> {
  if (lookAt(hookRecordPath(home)).kind === 'nothing') return { files: [], warnings: [] };
  return underLock(hookLockPath(home), () => {
    const recorded = readHookRecord(home);
    const { files, warnings } = removeEach(recorded);
    forgetHooks(home, recorded);
    return { files, warnings };
  });
}

/** Where hooks of ours may lie without a record. */
function derivedHooks({ root, commonDir, hooks }: HookPlace, manager: HookManager): RecordedHook[] {
  const folders = new Set([hooks, join(commonDir, 'hooks'), ...(manager.id === 'husky' ? [manager.folder] : [])]);
  return [
    ...[...folders].flatMap((folder) =>
      hookNames.map((name) => ({ path: join(folder, name), name, form: 'own' as const, root, made: false })),
    ),
    { path: lefthookLocal(root), name: 'pre-commit', form: 'lefthook', root, made: false },
  ];
}

/** Under what names other tools put a hook that they found: the pre-commit framework, lefthook. */
export const movedEndings = ['.legacy', '.old'] as const;

function removeEach(hooks: readonly RecordedHook[]) {
  const files: { path: string; removal: Removal }[] = [];
  const warnings: string[] = [];
  const left: string[] = [];
  const attempt = (path: string, work: () => Removal): void => {
    try {
      const removal = work();
      if (removal !== 'none') files.push({ path, removal });
      if (removal !== 'left') return;
      warnings.push(`${path} was changed since: take the lines between Cloister's two marks out yourself.`);
    } catch (error) {
      if (error instanceof UserError) warnings.push(`${error.message}; take the command \`cloister\` out yourself`);
      else warnings.push(`${path} is left as it is (${errorCode(error)})`);
    }
    left.push(path);
  };
  for (const folder of new Set(hooks.map(({ path }) => dirname(path)))) removeDrafts(folder);
  for (const { path, form, name, made } of hooks) {
    if (form === 'lefthook') {
      if (/\.ya?ml$/.test(path)) attempt(path, () => removeLefthook(path, made));
      continue;
    }
    // A recorded `.legacy` is the place of ours itself.
    const base = join(dirname(path), name);
    for (const each of new Set([path, base, ...movedEndings.map((ending) => base + ending)]))
      attempt(each, () => removeBlock(each, form === 'shared' ? undefined : join(dirname(path), keptName(name))));
  }
  return { files, warnings, left };
}
