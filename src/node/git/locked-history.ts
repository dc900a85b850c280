import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import type { HistoryOptions } from '../../core/history.ts';
import type { LockedBy, LockedNote } from '../../core/locked-history.ts';
import { UserError } from '../../core/user-error.ts';
import { errorCode } from '../walk.ts';
import { type Env, faultIn, gitSync } from './git-run.ts';
import { walkHistory } from './history-walk.ts';
import { nestedRepositories } from './nested-repositories.ts';
import { openRepository } from './repository.ts';

/** The locked notes of which git keeps versions. */
export interface LockedHistory {
  readonly notes: readonly LockedNote[];
  /** False where time was over: there may be more, and which remotes have them was not asked. */
  readonly isComplete: boolean;
  /** What could not be looked at, and why. */
  readonly problems: readonly string[];
}

export interface LockedHistoryRequest {
  /** Real path of the vault's folder. */
  readonly root: string;
  readonly env: Env;
  /** What locks a note at a real path, which need not be there any more. */
  readonly lockedBy: (path: string) => LockedBy | undefined;
  /** In milliseconds for all repositories together. */
  readonly timeLimit: number;
  /** Most folders in which repositories are looked for. */
  readonly mostFolders: number;
}

/**
 * Looks for locked notes in the objects of the repository that a vault lies in and of those that lie in it: what is
 * tracked now in any worktree, and what any reference, reflog or stash reaches. Nothing of a repository is run.
 * @returns undefined where there is no repository
 */
export async function lockedHistory(request: LockedHistoryRequest): Promise<LockedHistory | undefined> {
  const { root, env, timeLimit, mostFolders } = request;
  const end = performance.now() + timeLimit;
  const nested = nestedRepositories(root, mostFolders);
  const notes: LockedNote[] = [];
  const problems: string[] = nested.isComplete
    ? []
    : [`repositories were looked for in the first ${mostFolders.toLocaleString('en-US')} folders only`];
  const seen = new Set<string>();
  let isComplete = true;
  let isAny = false;
  for (const folder of [root, ...nested.roots]) {
    const place = placeOf(folder, env);
    if (place === undefined) continue;
    isAny = true;
    if ('problem' in place) {
      problems.push(place.problem);
      continue;
    }
    // Worktrees of one repository share its objects.
    if (seen.has(place.commonDir)) continue;
    seen.add(place.commonDir);
    const looked = await lookAt(place, request, end);
    isComplete &&= looked.isComplete;
    problems.push(...looked.problems);
    const repository = folder === root ? '' : pathWithin(root, folder);
    notes.push(...looked.notes.map((note) => ({ ...note, repository })));
  }
  if (!isAny) return undefined;
  return { notes: notes.sort((left, right) => (left.path < right.path ? -1 : 1)), isComplete, problems };
}

interface RepositoryPlace {
  readonly top: string;
  readonly commonDir: string;
}

function placeOf(folder: string, env: Env): RepositoryPlace | { readonly problem: string } | undefined {
  const { status, stdout, stderr, error } = gitSync(folder, ['rev-parse', '--show-toplevel', '--git-common-dir'], env, {
    timeout: 5000,
  });
  // No git, or no repository with a working tree here.
  if (error === 'ENOENT' || /not a git repository|must be run in a work tree/.test(stderr)) return undefined;
  const [top = '', common = ''] = stdout.toString('utf8').split(/\r?\n/);
  if (status !== 0 || top === '') return { problem: `git does not open ${folder}: ${faultIn(stderr)}` };
  const real = realOr(top);
  // Set by `core.worktree`: what it tracks is no part of the vault by the place of its `.git`.
  if (folder !== real && !folder.startsWith(`${real}${sep}`))
    return { problem: `the working tree of the repository in ${folder} lies elsewhere: ${real}` };
  return { top: real, commonDir: realOr(isAbsolute(common) ? common : resolve(folder, common)) };
}

async function lookAt(
  { top }: RepositoryPlace,
  { root, env, lockedBy }: LockedHistoryRequest,
  end: number,
): Promise<LockedHistory> {
  const left = (): number => Math.max(1, Math.round(end - performance.now()));
  const known = new Map<string, LockedBy | undefined>();
  /** What locks a path of the repository, where it lies in the vault. */
  const locks = (path: string): LockedBy | undefined => {
    if (known.has(path)) return known.get(path);
    const real = join(top, path);
    const found = real.startsWith(`${root}${sep}`) ? lockedBy(real) : undefined;
    known.set(path, found);
    return found;
  };
  const folder = root === top || !root.startsWith(`${top}${sep}`) ? '' : pathWithin(top, root);
  const tracked = new Set<string>();
  for (const worktree of worktreesOf(top, env, left())) {
    const within = folder === '' ? [] : [folder];
    const files = gitSync(worktree, ['ls-files', '-z', '--', ...within], env, { timeout: left() });
    // A worktree whose folder is gone: its HEAD is looked at with the history.
    for (const path of files.status === 0 ? namesIn(files.stdout) : []) if (locks(path)) tracked.add(path);
  }
  const brought = new Map<string, Set<string>>();
  const onBrought = (path: string, commit: string): void => {
    if (locks(path) === undefined) return;
    const commits = brought.get(path) ?? new Set();
    brought.set(path, commits.add(commit));
  };
  const { isComplete, problems, remotes } = await lookThrough(top, folder, env, left(), onBrought, brought);
  const notes = [...new Set([...tracked, ...brought.keys()])].flatMap((path): LockedNote[] => {
    const by = locks(path);
    if (by === undefined) return [];
    const commits = [...(brought.get(path) ?? [])];
    const having = [...remotes].filter(([, reached]) => commits.some((each) => reached.has(each)));
    return [
      {
        path: pathWithin(root, join(top, path)),
        by,
        repository: '',
        isTracked: tracked.has(path),
        remotes: having.map(([name]) => name),
      },
    ];
  });
  return { notes, isComplete, problems };
}

/** Folders of the worktrees of a repository, the one that is asked first. */
function worktreesOf(top: string, env: Env, timeout: number): string[] {
  const { status, stdout } = gitSync(top, ['worktree', 'list', '--porcelain'], env, { timeout });
  const listed = [...stdout.toString('utf8').matchAll(/^worktree (.+)$/gm)].map(([, path = '']) => path);
  return [...new Set([top, ...(status === 0 ? listed.map(realOr) : [])])].slice(0, 50);
}

interface Outcome {
  /** False where time was over, or something could not be looked at. */
  readonly isComplete: boolean;
  readonly problems: readonly string[];
  /** By remote, which of the commits it has as far as git here knows. */
  readonly remotes: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Walks through the history of a repository and hands out which commit brought a version of which path; then asks which
 * remotes have the commits of `brought`, which the caller fills meanwhile.
 */
async function lookThrough(
  top: string,
  folder: VaultPath,
  env: Env,
  timeout: number,
  onBrought: (path: string, commit: string) => void,
  brought: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(timeout);
  const remotes = new Map<string, ReadonlySet<string>>();
  const problems: string[] = [];
  try {
    const repository = await openRepository(top, env, signal);
    const request = { options: everything, excluded: [], folder };
    for await (const { objects, skipped } of walkHistory(repository.place, request, env, signal)) {
      for (const { path, commit } of objects) if (commit !== undefined) onBrought(path, commit);
      for (const { why, detail = '' } of skipped)
        problems.push(`git's history could not be looked at as a whole: ${why}: ${detail}`);
    }
    const commits = new Set([...brought.values()].flatMap((each) => [...each]));
    for (const remote of repository.remotes) remotes.set(remote, await repository.reachableAmong(commits, { remote }));
    return { isComplete: problems.length === 0, problems, remotes };
  } catch (error) {
    if (error instanceof UserError)
      return {
        isComplete: false,
        problems: [...problems, `git's history could not be looked at: ${error.message}`],
        remotes,
      };
    if (signal.aborted) return { isComplete: false, problems, remotes };
    throw error;
  }
}

/** What nothing reaches is not asked for: git's next clean-up takes it away. */
const everything: HistoryOptions = { refs: [], unreachable: false, maxSize: 0 };

function namesIn(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}

function pathWithin(root: string, path: string): VaultPath {
  return relative(root, path).split(sep).join('/');
}

function realOr(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    // A worktree whose folder is gone.
    errorCode(error);
    return path;
  }
}
