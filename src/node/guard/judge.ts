import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Access, isLower } from '../../core/access.ts';
import type { Decision, Reason } from '../../core/decision.ts';
import type { Action } from '../../core/request.ts';
import { foldPath } from '../../core/vault-path.ts';
import type { ShellAction } from '../../shell/evaluated.ts';
import { isCommitHook } from './commit-hooks.ts';
import { holdsGitObjects, isBeneathAny, isDerivedCopy, protectedPath } from './protected-paths.ts';
import type { Hidden, Seen, Sight } from './sight.ts';
import { collapse, resolvePath, spellings } from './spellings.ts';
import { folderWitnesses, witnesses } from './witnesses.ts';

export interface Judge {
  readonly sight: Sight;
  readonly cwd: string;
  /** The person's home folder and Cloister's own, as real paths. */
  readonly home: string;
  readonly own: string;
  /** Folders in which Cloister keeps caches, as real paths. */
  readonly caches: readonly string[];
  /** The folder of the agent's settings, where it is not the one in the home folder. */
  readonly configFolder?: string;
  /** True for tools whose result is redacted afterwards: `redacted` is enough for them. */
  readonly redacts: boolean;
}

/** A search that an exclusion would make safe. */
export interface Broad {
  readonly action: ShellAction;
  readonly root: string;
}

export interface Judged {
  readonly decision: Decision;
  /** Real paths that were touched and are Cloister's business. */
  readonly paths: readonly string[];
  readonly isBusiness: boolean;
  /** The searches that reach hidden notes; set where the denial is about those alone. */
  readonly broad?: readonly Broad[];
}

/** Judges actions on paths. The first that is stopped decides; searches that an exclusion could mend come last. */
export function judgeActions(actions: readonly ShellAction[], judge: Judge): Judged {
  const paths = new Set<string>();
  const broad: (Broad & { readonly reason: Reason })[] = [];
  let isBusiness = judge.sight.isBusiness(judge.cwd);
  let needsRedaction = false;
  for (const action of actions) {
    for (const place of placesOf(action.path, judge)) {
      if (
        judge.sight.isBusiness(place.path) ||
        (action.deep === true && judge.sight.vaultsBeneath(place.path).length > 0)
      ) {
        isBusiness = true;
        paths.add(place.path);
      }
      const stop = judgePlace(action, place, judge, isBusiness);
      if (stop === undefined) continue;
      if (stop === 'redact') needsRedaction = true;
      else if ('broad' in stop) broad.push({ action, root: place.path, reason: stop.broad });
      else
        return { decision: { verdict: 'deny', reason: stop, path: place.path }, paths: [...paths], isBusiness: true };
    }
  }
  const [first] = broad;
  if (first !== undefined)
    return {
      decision: { verdict: 'deny', reason: first.reason, path: first.root },
      paths: [...paths],
      isBusiness: true,
      broad,
    };
  return { decision: { verdict: needsRedaction ? 'redact' : 'allow' }, paths: [...paths], isBusiness };
}

interface Place {
  readonly path: string;
  readonly problem?: string;
}

/** The real paths that an action may mean: as the kernel and as a program that collapses `..` would see it. */
export function placesOf(text: string, judge: Pick<Judge, 'cwd' | 'home' | 'sight'>): Place[] {
  const found = new Map<string, Place>();
  for (const spelling of spellings(text, judge)) {
    const collapsed = collapse(spelling);
    const ways = collapsed === spelling ? [spelling] : [spelling, collapsed];
    for (const way of ways.map(resolvePath)) {
      found.set(way.path, way);
      const path = foldPath(way.path);
      // A file system that does not tell letter case apart opens the vault under other spellings of its own name.
      for (const root of judge.sight.roots()) {
        const folded = foldPath(root);
        if (path.startsWith(`${folded}/`) && !way.path.startsWith(`${root}/`) && way.path.charAt(root.length) === '/')
          found.set(root + way.path.slice(root.length), { path: root + way.path.slice(root.length) });
      }
    }
  }
  return [...found.values()];
}

/** True where one of the meanings of a text is there. */
export function exists(text: string, judge: Pick<Judge, 'cwd' | 'home' | 'sight'>): boolean {
  return placesOf(text, judge).some(({ path }) => path.length < 4096 && existsSync(path));
}

type Stop = Reason | { readonly broad: Reason } | 'redact' | undefined;

function judgePlace(action: ShellAction, { path, problem }: Place, judge: Judge, isBusiness: boolean): Stop {
  const { sight, home, own, caches } = judge;
  const seen = sight.at(path);
  const inBusiness = isBusiness || seen.vault !== undefined;
  if (action.act === 'write') {
    const isNarrow = action.isFound === true && action.leavesOut !== undefined;
    const guarded = protectedPath(asAtHome(path, judge), judge, action.deep === true && !isNarrow);
    const isHook = inBusiness && isCommitHook(path, own, action.deep === true && !isNarrow);
    if (guarded.always || isHook || (inBusiness && guarded.inVault))
      return { id: 'never-writable', what: shortName(path, seen) };
    if (action.isFound === true) {
      const hit = foundProtected(action, path, judge, inBusiness);
      if (hit !== undefined) return { id: 'never-writable', what: hit };
      if (!inBusiness && sight.vaultsBeneath(path).length === 0) return undefined;
      const stop = seen.vault?.root === path ? undefined : judgeAccess(action, seen, judge);
      return stop ?? judgeBeneath(action, path, judge);
    }
  }
  if (
    action.act !== 'write' &&
    isBeneathAny(path, [own, ...caches]) &&
    action.isProbe !== true &&
    !path.startsWith(`${own}/bin/`)
  )
    return { id: 'locked', what: "Cloister's own folder" };
  if (
    action.act === 'write' &&
    action.deep === true &&
    seen.vault !== undefined &&
    seen.vault.root === path &&
    action.leavesOut?.('.cloister/policy.json', false) !== true
  )
    return { id: 'never-writable', what: '.cloister' };
  if (action.act === 'write' && action.deep === true && sight.vaultsBeneath(path).length > 0 && path !== '/tmp')
    return { id: 'never-writable', what: '.cloister' };
  if (!inBusiness && action.deep !== true) return undefined;
  if (problem !== undefined && inBusiness)
    return { id: 'unresolved', what: problem === 'ELOOP' ? 'a loop of links' : problem };
  const stop = judgeAccess(action, seen, judge);
  if (stop !== undefined) return stop;
  if (
    inBusiness &&
    action.act === 'read' &&
    isDerivedCopy(asAtHome(path, judge), home) &&
    sight.hidesAnything(judge.cwd)
  )
    return { id: 'locked', what: 'a copy of notes that another program keeps' };
  if (
    holdsGitObjects(path, action.deep === true) &&
    (action.leavesOut === undefined || /\/\.git\/(?:.+\/)?objects(?:\/|$)/.test(path)) &&
    action.history !== true &&
    action.act === 'read' &&
    sight.hidesAnything(path)
  )
    return { id: 'locked', what: "git's objects, which hold locked notes," };
  if (action.deep !== true) return undefined;
  return judgeBeneath(action, path, judge);
}

/** Folders that hold what no agent may change, beneath a home folder or a project. */
const protectedFolders = [
  '',
  '.cloister',
  '.claude',
  '.claude/hooks',
  '.git',
  '.git/hooks',
  '.vscode',
  '.codex',
  '.cursor',
  '.gemini',
  '.ssh',
  '.config/git',
  '.config/autostart',
  '.config/systemd/user',
];

/** What of the never writable files a search beneath `folder` finds; undefined where it leaves all of them out. */
function foundProtected(action: ShellAction, folder: string, judge: Judge, inBusiness: boolean): string | undefined {
  const { sight, home, own } = judge;
  const isBeneath = (path: string): boolean => folder === '/' || path.startsWith(`${folder}/`);
  const bases = [folder, ...sight.vaultsBeneath(folder).map(({ root }) => root), home, own, dirname(own)].filter(
    (base) => base === folder || isBeneath(base),
  );
  for (const base of new Set(bases)) {
    for (const inner of protectedFolders) {
      const holder = inner === '' ? base : `${base}/${inner}`;
      for (const { name, isFolder } of sight.tree.list(holder) ?? []) {
        const path = `${holder}/${name}`;
        const guarded = protectedPath(asAtHome(path, judge), judge, false);
        if (!guarded.always && !(inBusiness && guarded.inVault)) continue;
        const shown = path.slice(folder === '/' ? 1 : folder.length + 1);
        if (isFound(action, shown, isFolder)) return shown;
      }
    }
  }
  return undefined;
}

/** True where a search may hand on a path, or a folder that it lies in. */
function isFound({ leavesOut, isPassed }: ShellAction, path: string, isFolder: boolean): boolean {
  const parts = path.split('/');
  const parents = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  if (parents.some((parent) => leavesOut?.(parent, true) === true)) return false;
  if (parents.some((parent) => isPassed?.(parent) !== true)) return true;
  return leavesOut?.(path, isFolder) !== true && !(isFolder && isPassed?.(path) === true);
}

/** A path in a folder of settings that was moved, as it would be called in the home folder. */
function asAtHome(path: string, { configFolder, home }: Judge): string {
  if (configFolder === undefined || (path !== configFolder && !path.startsWith(`${configFolder}/`))) return path;
  return `${home}/.claude${path.slice(configFolder.length)}`;
}

function judgeAccess(action: Action, seen: Seen, judge: Judge): Stop {
  const what = shortName(seen.path, seen);
  const id = seen.because.kind === 'private' ? 'private' : 'locked';
  const isVaultItself = seen.vault !== undefined && seen.path === seen.vault.root;
  const hides = seen.access === 'none' && !isVaultItself;
  if (seen.access === 'none' && seen.vault !== undefined && isBroken(seen))
    return isVaultItself && action.act === 'list' ? undefined : { id: 'broken-policy', what: seen.vault.root };
  switch (action.act) {
    case 'write':
      if (seen.access === 'write') return undefined;
      return hides || seen.access === 'none'
        ? { id, what }
        : seen.access === 'redacted'
          ? { id: 'redacted-only-read', what }
          : { id: 'read-only', what };
    case 'list':
      // The folder's own name may be used; what is in it may not be seen.
      return hides && !isOwnName(action, seen, judge) ? { id, what } : undefined;
    default:
      if (hides || (seen.access === 'none' && !seen.isFolder)) return { id, what };
      if (seen.access === 'redacted' && !seen.isFolder)
        return judge.redacts ? 'redact' : { id: 'redacted-only-read', what };
      return undefined;
  }
}

/** A folder's own name is seen in its parent's listing, where that one may be seen. */
function isOwnName(action: Action, { path, isFolder }: Seen, { sight }: Judge): boolean {
  if (action.isSelf !== true || !isFolder) return false;
  const parent = sight.at(dirname(path));
  return parent.access !== 'none' || parent.path === parent.vault?.root;
}

function isBroken({ vault }: Seen): boolean {
  return vault !== undefined && (vault.file.state === 'broken' || vault.hasBrokenApproval);
}

function judgeBeneath(action: ShellAction, path: string, judge: Judge): Stop {
  const { sight } = judge;
  // Names may be seen of what can be read in part.
  const level = action.act === 'write' ? 'write' : judge.redacts || action.act === 'list' ? 'redacted' : 'read';
  const hidden =
    action.history === true
      ? hiddenInHistory(action, path, level, sight)
      : sight.hiddenBeneath(
          path,
          level,
          action.leavesOut,
          action.filesOnly === true ? () => true : action.isPassed,
          action.keepsLinks === true || action.act === 'write',
        );
  if (hidden === undefined) return { broad: { id: 'broad-search', what: path } };
  const [first] = hidden;
  // What is done to every file reads git's own as well, which name every note.
  if (
    first === undefined &&
    action.hint === 'find' &&
    action.act === 'read' &&
    action.leavesOut?.('.git/index', false) !== true
  )
    return sight.hidesAnything(path) &&
      sight.tree.list(path)?.some(({ name, isFolder }) => name === '.git' && isFolder) === true
      ? { broad: { id: 'broad-search', what: '.git' } }
      : undefined;
  if (first === undefined) return undefined;
  if (action.isNamed === true) return { id: 'locked', what: topOf(first.path) };
  return {
    broad: {
      id: 'broad-search',
      what: action.history === true ? `${topOf(first.path)} (its history)` : topOf(first.path),
    },
  };
}

/** Git keeps versions of what is not there any more: entries and patterns stand for it, and the notes that are marked. */
function hiddenInHistory(action: ShellAction, path: string, level: Access, sight: Sight): Hidden[] | undefined {
  const isLeft = (each: Hidden): boolean => isLeftOut(each, action.leavesOut);
  if (action.onlyFolders === true) return folderWitnesses(sight, path, level).filter((each) => !isLeft(each));
  const named = witnesses(sight, path, level, false).filter((each) => !isLeft(each));
  // Notes are looked up where nothing else decides.
  if (named.length > 0) return named;
  return sight
    .markedBeneath(path)
    ?.map((each) => ({ path: each, isFolder: false }))
    .filter((each) => !isLeft(each));
}

function isLeftOut({ path, isFolder }: Hidden, leavesOut: Action['leavesOut']): boolean {
  if (leavesOut === undefined) return false;
  const parts = path.split('/');
  const parents = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  return parents.some((parent) => leavesOut(parent, true)) || leavesOut(path, isFolder);
}

/** The folder that a person locked, not the name of a note in it. */
function topOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** How a path is named in a reason: the entry that hides it, not the note itself. */
function shortName(path: string, { because, vault }: Seen): string {
  if (because.kind === 'folder' || because.kind === 'agent' || because.kind === 'expired')
    return because.folder === '' ? 'this vault' : because.folder;
  if (vault === undefined) return path;
  const inner = path.slice(vault.root.length + 1);
  return isLower(vault.policies[0]?.policy.default ?? 'write', 'read') ? (inner.split('/')[0] ?? inner) : inner;
}
