import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import type { LockedBy, LockedNote } from '../../core/locked-history.ts';
import { UserError } from '../../core/user-error.ts';
import { errorCode } from '../walk.ts';
import { type Env, gitSync, spawnGit } from './git-run.ts';
import { nestedRepositories } from './nested-repositories.ts';
import { openRepository } from './repository.ts';
import { rawLogFormat, rawLogReader, type Touched } from './touched-log.ts';

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

/** Gitlinks are names of commits elsewhere, not content. */
const gitlink = '160000';

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
  if (status !== 0 || top === '') return { problem: `git does not open ${folder}: ${firstLine(stderr)}` };
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
): Promise<{ notes: LockedNote[]; isComplete: boolean; problems: string[] }> {
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
  const prefix = root === top || !root.startsWith(`${top}${sep}`) ? [] : [pathWithin(top, root)];
  const problems: string[] = [];
  const tracked = new Set<string>();
  for (const worktree of worktreesOf(top, env, left())) {
    const files = gitSync(worktree, ['ls-files', '-z', '--', ...prefix], env, { timeout: left() });
    // A worktree whose folder is gone: its HEAD is looked at with the history.
    for (const path of files.status === 0 ? namesIn(files.stdout) : []) if (locks(path)) tracked.add(path);
  }
  const added = new Map<string, Set<string>>();
  const onTouched = ({ path, commit, status, mode }: Touched): void => {
    if (mode === '000000' || mode === gitlink || locks(path) === undefined) return;
    const commits = added.get(path) ?? new Set();
    added.set(path, commits);
    // Where it came in: whoever has that commit has the note.
    if (/^A+$/.test(status)) commits.add(commit);
  };
  const outcome = await readLog(top, prefix, env, left(), ['--all', '--reflog'], onTouched);
  // One reference that leads to nothing stops git: what is there is looked at all the same.
  if (outcome.problem !== undefined) {
    const tips = await tipsOf(top, env, left());
    await readLog(top, prefix, env, left(), ['--ignore-missing', '--stdin'], onTouched, tips);
  }
  if (outcome.problem !== undefined) problems.push(`git's history could not be looked at: ${outcome.problem}`);
  const paths = [...new Set([...tracked, ...added.keys()])];
  const remotes =
    outcome.isComplete && paths.length > 0 ? remoteCommits(top, env, left) : new Map<string, Set<string>>();
  const notes = paths.flatMap((path): LockedNote[] => {
    const by = locks(path);
    const commits = added.get(path) ?? new Set();
    const having = [...(remotes ?? [])].filter(([, reached]) => [...commits].some((each) => reached.has(each)));
    return by === undefined
      ? []
      : [
          {
            path: pathWithin(root, join(top, path)),
            by,
            repository: '',
            isTracked: tracked.has(path),
            remotes: having.map(([name]) => name),
          },
        ];
  });
  return { notes, isComplete: outcome.isComplete && remotes !== undefined, problems };
}

/** Folders of the worktrees of a repository, the one that is asked first. */
function worktreesOf(top: string, env: Env, timeout: number): string[] {
  const { status, stdout } = gitSync(top, ['worktree', 'list', '--porcelain'], env, { timeout });
  const listed = [...stdout.toString('utf8').matchAll(/^worktree (.+)$/gm)].map(([, path = '']) => path);
  return [...new Set([top, ...(status === 0 ? listed.map(realOr) : [])])].slice(0, 50);
}

interface LogOutcome {
  readonly isComplete: boolean;
  readonly problem?: string;
}

/** Commits that references, reflogs and worktrees lead to, of those that are there. */
async function tipsOf(top: string, env: Env, timeout: number): Promise<readonly string[]> {
  try {
    return await (await openRepository(top, env, AbortSignal.timeout(timeout))).tips();
  } catch (error) {
    // Why git does not open it is told already.
    if (error instanceof UserError || (error instanceof Error && /^(?:Abort|Timeout)Error$/.test(error.name)))
      return [];
    throw error;
  }
}

/**
 * Hands out what every commit did to every path.
 * @param from what says where to begin: all references, reflogs, stashes and worktrees, or `tips` from standard input
 */
function readLog(
  top: string,
  prefix: readonly string[],
  env: Env,
  timeout: number,
  from: readonly string[],
  onTouched: (touched: Touched) => void,
  tips: readonly string[] = [],
): Promise<LogOutcome> {
  const args = ['log', ...from, '--full-history', '--raw', '-c', '-z', '--no-abbrev', '--no-renames'];
  const child = spawnGit(top, [...args, '--no-ext-diff', rawLogFormat, '--', ...prefix], env);
  const reader = rawLogReader(onTouched);
  let stderr = '';
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    child.kill('SIGKILL');
  }, timeout);
  child.stdout.on('data', (chunk: Buffer) => reader.write(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 4096) stderr += chunk.toString('utf8');
  });
  return new Promise((done) => {
    const finish = (outcome: LogOutcome): void => {
      clearTimeout(timer);
      done(outcome);
    };
    // It may end before it has read all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(tips.map((each) => `${each}\n`).join(''));
    child.on('error', ({ message }) => finish({ isComplete: false, problem: message }));
    child.on('close', (code) => {
      if (isOver) finish({ isComplete: false });
      else if (code === 0) finish({ isComplete: true });
      else finish({ isComplete: false, problem: firstLine(stderr) });
    });
  });
}

/**
 * By remote, the commits that it has as far as git here knows: what its branches stand at or once stood at, and all
 * before. @returns undefined where time was over
 */
function remoteCommits(top: string, env: Env, left: () => number): Map<string, Set<string>> | undefined {
  const lines = (args: readonly string[], input?: string): string[] | undefined => {
    const answer = gitSync(top, args, env, { timeout: left(), ...(input === undefined ? {} : { input }) });
    return answer.status === 0 ? answer.stdout.toString('utf8').split('\n').filter(Boolean) : undefined;
  };
  const names = lines(['remote']);
  const refs = lines(['for-each-ref', '--format=%(refname)', 'refs/remotes']);
  if (names === undefined || refs === undefined) return undefined;
  const byRemote = new Map<string, string[]>();
  for (const ref of refs) {
    const rest = ref.slice('refs/remotes/'.length);
    const named = names.filter((name) => rest.startsWith(`${name}/`)).sort((one, other) => other.length - one.length);
    const name = named[0] ?? rest.split('/')[0] ?? rest;
    byRemote.set(name, [...(byRemote.get(name) ?? []), ref]);
  }
  const found = new Map<string, Set<string>>();
  for (const [name, own] of byRemote) {
    const past = lines(['log', '--walk-reflogs', '--format=%H', ...own.slice(0, 500), '--']) ?? [];
    const reached = lines(['rev-list', '--ignore-missing', '--stdin'], [...own, ...new Set(past), ''].join('\n'));
    if (reached === undefined) return undefined;
    found.set(name, new Set(reached));
  }
  return found;
}

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

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line !== '')
      ?.replace(/^(?:fatal|error): /, '') ?? 'git gave no reason'
  );
}
