import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import type { VaultPath } from '../../core/finding.ts';
import { UserError } from '../../core/user-error.ts';
import { errorCode } from '../walk.ts';
import { type CommitFacts, commitFacts } from './commit-facts.ts';
import type { GitPlace } from './git-place.ts';
import { type Env, gitEnvironment, gitProgram, safeSettings } from './git-run.ts';
import { targetsOf, treeBlobs } from './object-types.ts';
import { reachableAmong } from './reachable.ts';
import { stateOf } from './state.ts';
import { absorbed, checkedOut } from './submodules.ts';
import { readSmall, referenceFolders, references, reflogIds } from './tips.ts';

export interface Submodule {
  /** Where it lies, relative to the root of the repository that was opened. */
  readonly path: VaultPath;
  readonly place: GitPlace;
}

/** Questions to a repository. Nothing of it is run or fetched by any of them. */
export interface Repository {
  readonly place: GitPlace;
  /** Its history is cut off somewhere. */
  readonly isShallow: boolean;
  /** Objects of it may lie on a server alone. */
  readonly isPartial: boolean;
  /** Names of its remotes. */
  readonly remotes: readonly string[];
  /**
   * Submodules, those within submodules too: what is checked out, and what is kept in git's folder. Each once.
   * @param onRefused told of those that git does not open; where it is left out, the first one is thrown.
   */
  submodules(onRefused?: (path: VaultPath, error: UserError) => void): Promise<readonly Submodule[]>;
  /** The same text again: references and reflogs reach the same. See `isSameBase`. */
  state(): Promise<string>;
  /** Commits that references, HEADs of all worktrees and reflogs lead to, annotated tags followed. */
  tips(): Promise<readonly string[]>;
  /** The same with the tags themselves, and what names and tags lead to that is no commit. */
  ends(): Promise<readonly string[]>;
  /** Blobs of what is checked out in all worktrees, as it was committed, and their paths. @param keep only these */
  trees(keep?: ReadonlySet<string>): Promise<ReadonlyMap<string, VaultPath[]>>;
  /** Those that are not there or damaged are left out. */
  commitFacts(oids: Iterable<string>): Promise<ReadonlyMap<string, CommitFacts>>;
  /** Which of the commits are reached from references and HEADs, or from what was seen of a remote's branches. */
  reachableAmong(
    commits: ReadonlySet<string>,
    from: 'refs' | { readonly remote: string },
  ): Promise<ReadonlySet<string>>;
}

/**
 * The repository that a folder lies in.
 * @throws UserError where it lies in none, or git is not there, too old or refuses.
 */
export async function openRepository(path: string, env: Env, signal?: AbortSignal): Promise<Repository> {
  const folder = folderOf(path);
  const facts = await ask(folder, path, env);
  const place: GitPlace = {
    root: rootOf(folder, facts.gitDir, facts.isBare),
    gitDir: facts.gitDir,
    commonDir: commonDirOf(facts.gitDir),
    isBare: facts.isBare,
    objectFormat: facts.objectFormat,
  };
  const git = porcelain(place.gitDir, { ...env, GIT_DIR: place.gitDir, GIT_WORK_TREE: place.root });
  // Names alone: an address may hold a password. Git ends with 1 and says nothing where there is no such setting.
  const names = await git.raw('config', '-z', '--name-only', '--get-regexp', '^(remote\\.|extensions\\.partialclone$)');
  const { remotes, isPartial } = remoteFacts(names.split('\0'));
  const until = signal ?? new AbortController().signal;
  const targets = () => {
    const ids = reflogIds(place, env);
    for (const { oid } of references(place, env)) ids.add(oid);
    return targetsOf(place, ids, env, until);
  };
  return {
    place,
    isShallow: facts.isShallow,
    isPartial,
    remotes,
    submodules: (onRefused) => submodulesOf(place, env, until, onRefused),
    state: async () => stateOf({ place, isPartial, remotes }, env),
    tips: async () => (await targets()).commits,
    ends: async () => {
      const { commits, tags, blobs, trees } = await targets();
      return [...commits, ...tags, ...blobs, ...trees];
    },
    trees: (keep) => treesOf(place, env, until, keep),
    commitFacts: (oids) => commitFacts(place, oids, env, until),
    reachableAmong: (commits, from) => reachableAmong(place, commits, from, env, until),
  };
}

function remoteFacts(names: readonly string[]): { remotes: string[]; isPartial: boolean } {
  const remotes = new Set<string>();
  let isPartial = false;
  for (const name of names) {
    const [, remote, variable] = /^remote\.(.+)\.([a-z-]+)$/s.exec(name) ?? [];
    if (name === 'extensions.partialclone' || variable === 'promisor' || variable === 'partialclonefilter')
      isPartial = true;
    if (remote !== undefined && /^(?:url|pushurl|fetch|push|vcs)$/.test(variable ?? '')) remotes.add(remote);
  }
  return { remotes: [...remotes].sort(), isPartial };
}

function folderOf(path: string): string {
  try {
    const real = realpathSync(resolve(path));
    return statSync(real).isDirectory() ? real : dirname(real);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT')
      throw new UserError(`There is no file or folder ${path}`, 'Name a folder of a git repository.');
    throw new UserError(`${path} can not be opened (${code})`, 'Name a folder of a git repository.');
  }
}

/**
 * simple-git, bound to what `git-run.ts` gives git. It refuses settings and variables that could start a program whatever
 * their value is; ours are the ones that keep programs from being started, so that these few are allowed.
 */
function porcelain(folder: string, env: Env): SimpleGit {
  const environment = gitEnvironment(env, ['GIT_DIR', 'GIT_WORK_TREE']);
  const program = gitProgram(environment);
  return simpleGit({
    baseDir: folder,
    binary: program,
    config: [...safeSettings],
    // Its own way waits 50 ms after a process is over.
    completion: { onExit: false },
    allowEnvironment: Object.keys(environment),
    unsafe: {
      // core.fsmonitor=false, core.hooksPath=/dev/null, protocol.allow=never
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeProtocolOverride: true,
      // GIT_CONFIG_GLOBAL and GIT_CONFIG_SYSTEM of the person
      allowUnsafeConfigPaths: true,
      // On Windows the program's full path.
      allowUnsafeCustomBinary: program !== 'git',
    },
  }).env(environment);
}

interface Facts {
  readonly objectFormat: 'sha1' | 'sha256';
  readonly isBare: boolean;
  readonly isShallow: boolean;
  readonly gitDir: string;
}

async function ask(folder: string, path: string, env: Env): Promise<Facts> {
  const args = [
    'rev-parse',
    '--show-object-format',
    '--is-bare-repository',
    '--is-shallow-repository',
    '--absolute-git-dir',
  ];
  let answer: string;
  try {
    answer = await porcelain(folder, env).raw(...args);
  } catch (error) {
    // A submodule whose worktree is gone: its configuration leads nowhere.
    if (!(error instanceof Error)) throw error;
    if (!error.message.includes('cannot chdir to')) throw refusal(error, path);
    answer = await porcelain(folder, { ...env, GIT_WORK_TREE: folder })
      .raw(...args)
      .catch((again: unknown) => Promise.reject(again instanceof Error ? refusal(again, path) : again));
  }
  // The folder comes last: its name may hold line ends.
  const [, format, bare, shallow, gitDir] = /^(\w+)\n(\w+)\n(\w+)\n(.+)\n$/s.exec(answer) ?? [];
  if (gitDir === undefined || (format !== 'sha1' && format !== 'sha256'))
    throw new UserError('git is too old', 'Cloister needs git 2.30 or later.');
  return { objectFormat: format, isBare: bare === 'true', isShallow: shallow === 'true', gitDir: realpathSync(gitDir) };
}

function refusal(error: Error, path: string): Error {
  const text = error.message;
  if (/ENOENT/.test(text)) return new UserError('git was not found', 'Install git, or put its folder into PATH.');
  if (/not a git repository/i.test(text))
    return new UserError(`${path} lies in no git repository`, 'Name a folder of a git repository.');
  const said = text
    .split('\n')
    .find((line) => line.startsWith('fatal: '))
    ?.slice('fatal: '.length);
  if (said === undefined) return error;
  if (/dubious ownership|unsafe repository/.test(said))
    return new UserError(
      `git refuses the repository at ${path}: it belongs to another user`,
      'Where you trust it, say so: `git config --global --add safe.directory <folder>`.',
    );
  return new UserError(`git refuses the repository at ${path}: ${said}`, '`git status` there says the same.');
}

/** Git's documented way from a worktree's folder to the shared one: gitrepository-layout(5), `commondir`. */
function commonDirOf(gitDir: string): string {
  const shared = readSmall(join(gitDir, 'commondir'))?.replace(/\r?\n$/, '');
  return shared === undefined ? gitDir : realpathSync(resolve(gitDir, shared));
}

/**
 * The root of the worktree: where git's folder was found, not where `core.worktree` leads. Within git's folder: that of
 * the main worktree around it.
 */
function rootOf(folder: string, gitDir: string, isBare: boolean): string {
  if (isBare) return gitDir;
  for (let each = folder; ; each = dirname(each)) {
    if (each === gitDir) break;
    if (leadsTo(join(each, '.git'), gitDir)) return each;
    if (dirname(each) === each) break;
  }
  return basename(gitDir) === '.git' ? dirname(gitDir) : gitDir;
}

function leadsTo(link: string, gitDir: string): boolean {
  const stat = statSync(link, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return realpathSync(link) === gitDir;
  const target = /^gitdir: (.+?)\r?\n?$/s.exec(readSmall(realpathOr(link)) ?? '')?.[1];
  return target !== undefined && realpathOr(resolve(dirname(link), target)) === gitDir;
}

function realpathOr(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return path;
  }
}

async function submodulesOf(
  outer: GitPlace,
  env: Env,
  signal: AbortSignal,
  onRefused: ((path: VaultPath, error: UserError) => void) | undefined,
): Promise<Submodule[]> {
  const found: Submodule[] = [];
  const seen = new Set([outer.commonDir]);
  const refused = new Set<VaultPath>();
  const open: Submodule[] = [{ path: '', place: outer }];
  for (let each = open.shift(); each !== undefined; each = open.shift()) {
    const { place } = each;
    for (const { path, folder } of [...checkedOut(place, env), ...absorbed(place)]) {
      signal.throwIfAborted();
      const whole = each.path === '' ? path : `${each.path}/${path}`;
      try {
        const inner = await openRepository(folder, env, signal);
        // A folder that is no repository of its own: git finds the one around it.
        if (seen.has(inner.place.commonDir)) continue;
        seen.add(inner.place.commonDir);
        const submodule = { path: whole, place: inner.place };
        found.push(submodule);
        open.push(submodule);
      } catch (error) {
        if (onRefused === undefined || !(error instanceof UserError)) throw error;
        // It may be listed twice: as what is checked out, and as what git's folder keeps.
        if (!refused.has(whole)) onRefused(whole, error);
        refused.add(whole);
      }
    }
  }
  return found;
}

/** Of one content: no list for a person is longer. */
const mostPaths = 1000;

async function treesOf(
  place: GitPlace,
  env: Env,
  signal: AbortSignal,
  keep: ReadonlySet<string> | undefined,
): Promise<Map<string, VaultPath[]>> {
  const found = new Map<string, VaultPath[]>();
  const heads = new Set(
    referenceFolders(place).map(({ folder, prefix }) =>
      folder === place.gitDir ? 'HEAD' : prefix === '' ? 'main-worktree/HEAD' : `${prefix}HEAD`,
    ),
  );
  for (const head of heads) {
    for await (const blobs of treeBlobs(place, head, env, signal)) {
      for (const { oid, path } of blobs) {
        if (keep?.has(oid) === false) continue;
        const paths = found.get(oid);
        if (paths === undefined) found.set(oid, [path]);
        else if (paths.length < mostPaths && !paths.includes(path)) paths.push(path);
      }
    }
  }
  return found;
}
