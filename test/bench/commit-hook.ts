import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gitEnv } from './import.ts';
import { describePairs, measurePairs } from './pairs.ts';
import { noteVersions } from './versions.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const pairs = Number(process.env['BENCH_PAIRS'] ?? 40);

/** What the hook of a commit takes beside a Node that does nothing: run as git runs it, with notes staged. */
export function measureHook(folder: string): void {
  const env = gitEnv(join(folder, 'user'));
  for (const [staged, goal] of [
    [10, 2],
    [200, undefined],
  ] as const) {
    const repository = join(folder, `staged-${staged}`);
    stage(repository, staged, env);
    const hook = join(repository, '.git', 'hooks', 'pre-commit');
    // githooks(5): it runs at the top of the worktree, and git says which index is meant.
    const inHook = { ...env, GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '', GIT_EDITOR: ':' };
    const timed = (program: string, args: readonly string[]): number => {
      const started = performance.now();
      const { status, stderr } = spawnSync(program, args, { cwd: repository, env: inHook, encoding: 'utf8' });
      const time = performance.now() - started;
      if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
      return time;
    };
    const measured = measurePairs(
      () => timed(process.execPath, ['-e', '0']),
      () => timed(hook, []),
      pairs,
    );
    console.log(`pre-commit hook, ${staged} staged notes: ${describePairs(measured, goal)}`);
  }
}

/** A repository of 500 notes with our hook, and `count` more notes that are staged, without secrets. */
function stage(repository: string, count: number, env: NodeJS.ProcessEnv): void {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: repository, env });
  const notes = [...noteVersions(10_000)].slice(5_000).filter(({ text }) => !text.includes('sk_live_'));
  const write = (from: number, to: number): void => {
    for (const [index, { text }] of notes.slice(from, to).entries()) {
      const path = join(repository, `notes/${index % 20}/note-${from + index}.md`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    git('add', '-A');
  };
  mkdirSync(repository, { recursive: true });
  git('init', '-q', '-b', 'main');
  write(0, 500);
  git('-c', 'user.name=A', '-c', 'user.email=a@example.test', 'commit', '-qm', 'Notes');
  execFileSync(process.execPath, [cli, 'hook', 'install'], { cwd: repository, env, stdio: 'ignore' });
  // It is there and does its work: a secret is not let through.
  writeFileSync(join(repository, 'secret.md'), `the key: ${['sk', 'live', 'K3yQw8ZtR5mN1vB7xC4dF6gH'].join('_')}\n`);
  git('add', '-A');
  const hook = spawnSync(join(repository, '.git', 'hooks', 'pre-commit'), { cwd: repository, env });
  if (hook.status !== 1) throw new Error(`a staged secret: exit ${hook.status}: ${hook.stderr}`);
  git('rm', '-q', '--cached', 'secret.md');
  execFileSync('rm', [join(repository, 'secret.md')]);
  write(500, 500 + count);
}
