import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Env, gitSync } from '../git/git-run.ts';
import { commitLauncherPath } from '../guard-install.ts';

export interface LauncherProof {
  readonly path: string;
  readonly works: boolean;
  /** Why it does not, in a sentence without its full stop. */
  readonly why?: string;
}

/** A launcher that does not answer in this time, in milliseconds, does not work. */
const patience = 20_000;

/**
 * Has the launcher of the hooks judge two commits in a throw-away repository: one with a made-up key, which it has to
 * stop, and one without, which it has to let through.
 */
export function proveLauncher(home: string, env: Env): LauncherProof {
  const path = commitLauncherPath(home);
  const fails = (why: string): LauncherProof => ({ path, works: false, why });
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return fails('it is not there; `cloister hook install` makes it');
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-hook-')));
  try {
    if (gitSync(scratch, ['init', '-q', '--template='], env).status !== 0)
      return fails('git made no repository to try it');
    const key = `AKIA${[...randomBytes(16)].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[each % 32]).join('')}`;
    const judged = (text: string): Judged => {
      writeFileSync(join(scratch, 'note.md'), text);
      const { status, stderr } = gitSync(scratch, ['add', 'note.md'], env);
      return status === 0 ? judge(path, scratch, env) : { status: null, said: stderr };
    };
    const clean = judged('Water the plants.\n');
    if (clean.status !== 0) return fails(clean.said || `it ends with ${clean.status}`);
    return judged(`The key is ${key}\n`).status === 1
      ? { path, works: true }
      : fails('a commit with a made-up key got through; `cloister hook install` mends it');
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Judged {
  readonly status: number | null;
  readonly said: string;
}

/** Runs the launcher as git would, for another repository than a variable may name. */
function judge(path: string, folder: string, env: Env): Judged {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') && name !== 'SKIP');
  const { status, stderr, error } = spawnSync(path, ['pre-commit'], {
    cwd: folder,
    env: Object.fromEntries(own),
    timeout: patience,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const [line = ''] = (stderr ?? '').split('\n').filter((each) => each !== '');
  return { status: error === undefined ? status : null, said: error?.message ?? line };
}
