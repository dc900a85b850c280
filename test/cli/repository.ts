import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { type Run, run } from './running.ts';

export interface GitRun {
  readonly code: number | null;
  /** Both streams. */
  readonly said: string;
}

/** A person with a home folder, a repository in it and Cloister's own folder; a name of each may be an odd one. */
export function makeRepository(
  t: TestContext,
  {
    folder = 'repo',
    homeName = '.cloister',
    isMade = true,
  }: { folder?: string; homeName?: string; isMade?: boolean } = {},
) {
  const user = makeFolder(t, {
    '.gitconfig': '[user]\n  name = Ada\n  email = ada@example.org\n[init]\n  defaultBranch = main\n',
  });
  const root = join(user, folder);
  const home = join(user, homeName);
  mkdirSync(root, { recursive: true });
  const env = {
    HOME: user,
    CLOISTER_HOME: home,
    PATH: process.env['PATH'] ?? '',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
    GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
  };
  const gitWith = (more: Readonly<Record<string, string>>, ...args: readonly string[]): GitRun => {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: root,
      env: { ...env, ...more },
      encoding: 'utf8',
    });
    return { code: status, said: stdout + stderr };
  };
  const git = (...args: readonly string[]): GitRun => gitWith({}, ...args);
  const cloisterWith = (
    more: { env?: Readonly<Record<string, string>>; cwd?: string; isPerson?: boolean },
    ...argv: string[]
  ): Promise<Run> => run(argv, { cwd: root, home, ...more, env: { ...env, ...more.env } });
  const path = (name: string): string => join(root, name);
  const write = (name: string, content: string, mode = 0o644): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content, { mode });
  };
  /** Stages a note of this text and commits it. */
  const commit = (text: string, more: Readonly<Record<string, string>> = {}): GitRun => {
    write('note.md', text);
    git('add', '-A');
    return gitWith(more, 'commit', '-q', '-m', 'a note');
  };
  if (isMade) git('init', '-q');
  const hooks = join(root, '.git', 'hooks');
  return {
    user,
    root,
    home,
    env,
    git,
    gitWith,
    commit,
    write,
    path,
    hooks,
    hook: (name: string): string => join(hooks, name),
    cloister: (...argv: string[]) => cloisterWith({}, ...argv),
    cloisterWith,
  };
}

/** Everything beneath a folder: folders, links, files, each with its mode and what it holds. */
export function snapshot(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const stat = lstatSync(path);
      const held = stat.isSymbolicLink() ? readlinkSync(path) : stat.isFile() ? readFileSync(path, 'latin1') : '';
      return `${path.slice(root.length + 1)} ${stat.mode.toString(8)} ${held}`;
    })
    .sort();
}
