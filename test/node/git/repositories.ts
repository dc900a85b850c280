import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

/** The environment of tests: no settings of this machine, one author, dates that do not move. */
export function testEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: '1700000000 +0100',
    GIT_COMMITTER_DATE: '1700000000 +0100',
    GIT_ALLOW_PROTOCOL: 'file',
    LC_ALL: 'C',
  };
}

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(name = 'git'): string {
  const folder = mkdtempSync(join(tmpdir(), `cloister-${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** A real repository to test with; git's plain commands work on it. */
export class TestRepository {
  readonly root: string;
  readonly env: Record<string, string>;
  /** Seconds since 1970: every commit is a minute later than the one before. */
  #clock = 1_700_000_000;

  constructor(root: string, env: Record<string, string>) {
    this.root = root;
    this.env = env;
  }

  /** Runs git there. @returns what it wrote, without the last line end. @throws Error where it fails. */
  git(...args: readonly string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(options: { input?: string | Uint8Array; env?: Record<string, string> }, ...args: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: this.root,
      env: { ...this.env, ...options.env },
      maxBuffer: 1 << 30,
      ...(options.input === undefined ? {} : { input: options.input }),
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr.toString()}`);
    return stdout.toString('utf8').replace(/\n$/, '');
  }

  /** Writes files of the worktree; null removes one. */
  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.root, name);
      if (content === null) {
        rmSync(path, { recursive: true });
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  /** Writes files and commits all that has changed. @returns the id of the commit. */
  commit(files: Files, message = 'A commit', ...options: readonly string[]): string {
    this.write(files);
    this.git('add', '--all');
    const date = this.tick();
    const env = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    this.gitWith({ env }, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', message, ...options);
    return this.id('HEAD');
  }

  /** The next date: `<seconds> +0100`. */
  tick(): string {
    this.#clock += 60;
    return `${this.#clock} +0100`;
  }

  /** The id that a revision names. */
  id(revision: string): string {
    return this.git('rev-parse', '--verify', revision);
  }

  /** Stores content as a blob that nothing names. @returns its id. */
  blob(content: string | Uint8Array): string {
    return this.gitWith({ input: content }, 'hash-object', '-w', '--stdin');
  }
}

export interface RepositorySpec {
  readonly bare?: boolean;
  readonly objectFormat?: 'sha1' | 'sha256';
  /** Files of one commit each, in their order. */
  readonly commits?: readonly Files[];
}

/** Makes a repository in a folder, which is made too. Its branch is `main`. */
export function makeRepository(
  folder: string,
  { bare = false, objectFormat = 'sha1', commits = [] }: RepositorySpec = {},
  env = testEnvironment(dirname(folder)),
): TestRepository {
  mkdirSync(folder, { recursive: true });
  const repository = new TestRepository(folder, env);
  const options = ['--quiet', '--initial-branch=main', `--object-format=${objectFormat}`];
  repository.git('init', ...options, ...(bare ? ['--bare'] : []));
  for (const files of commits) repository.commit(files);
  return repository;
}

/** A copy by `git clone`, without links to the original's objects. */
export function cloneRepository(from: TestRepository, folder: string, ...options: readonly string[]): TestRepository {
  from.git('clone', '--quiet', '--no-local', ...options, `file://${from.root}`, folder);
  return new TestRepository(folder, from.env);
}
