import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commitLauncherPath, installGuard } from '../../../src/node/guard-install.ts';
import { madeUp } from '../../detect/scanning.ts';
import { makeFolder } from '../folder.ts';

const bundles = fileURLToPath(new URL('../../../dist', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Env = Readonly<Record<string, string>>;

/** Lines that hold a secret, and what is told of it. */
export const secretLine = `token ${madeUp.github}\n`;
export const masked = 'GitHub token: ghp_••••••••';

/** A real repository with the installed hook, for one test. */
export interface Repository {
  readonly base: string;
  readonly root: string;
  readonly home: string;
  readonly env: Env;
  path(name: string): string;
  put(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
  read(name: string): string;
  /** Runs git and insists on its success. */
  git(...args: string[]): string;
  /** Runs git whatever comes of it; `cwd` is one from the root. */
  tryGit(args: readonly string[], options?: { env?: Env; cwd?: string }): Ran;
  /** `git commit -m …` with more arguments. */
  commit(...args: string[]): Ran;
  /** How many commits HEAD has. */
  count(): number;
}

export interface ToMake {
  /** Further arguments of `git init`. */
  readonly init?: readonly string[];
  /** False makes no first commit. */
  readonly first?: boolean;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Makes a repository in which `files` are committed, and then the hook. */
export function makeRepository(t: TestContext, { init = [], first = true, files = {} }: ToMake = {}): Repository {
  const base = makeFolder(t, {});
  const [root, user, home] = ['repo', 'user', 'user/.cloister'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(user, { recursive: true });
  mkdirSync(root);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: user,
    CLOISTER_HOME: home,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
    GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
    GIT_EDITOR: 'true',
  };
  const repository: Repository = {
    base,
    root: realpathSync(root),
    home,
    env,
    path: (name) => join(root, name),
    put(name, content) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    },
    remove: (name) => rmSync(join(root, name)),
    read: (name) => readFileSync(join(root, name), 'utf8'),
    git(...args) {
      const { code, out, err } = repository.tryGit(args);
      if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err}`);
      return out;
    },
    tryGit(args, { env: more = {}, cwd = '.' } = {}) {
      const { status, stdout, stderr, error } = spawnSync('git', [...args], {
        cwd: join(root, cwd),
        env: { ...env, ...more },
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      if (error !== undefined) throw error;
      // No value is ever told.
      if (`${stdout}${stderr}`.includes(madeUp.github) && args[0] === 'commit') throw new Error('a value was told');
      return { code: status, out: stdout, err: stderr };
    },
    commit: (...args) => repository.tryGit(['commit', '-q', '-m', 'a commit', ...args]),
    count: () => Number(repository.git('rev-list', '--count', 'HEAD')),
  };
  repository.git('init', '-q', '-b', 'main', ...init);
  for (const [name, content] of Object.entries({ ...(first ? { 'first.md': 'a first note\n' } : {}), ...files }))
    repository.put(name, content);
  if (first) {
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'first');
  }
  installGuard({ home, bundles, runtime: process.execPath, electron: false });
  putHook(repository);
  return repository;
}

/** The hook as simple as can be: what `cloister hook install` writes has tests of its own. */
function putHook({ root, home }: Repository): void {
  const hook = join(root, '.git', 'hooks', 'pre-commit');
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\nexec '${commitLauncherPath(home)}' pre-commit\n`);
  chmodSync(hook, 0o755);
}

/** True where a program is there. */
export function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}
