import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commitLauncherPath, installGuard, isGuardOf, removeGuard } from '../../../src/node/guard-install.ts';
import { shells } from '../shells.ts';
import { makeRepository, type Ran, type Repository, secretLine } from './repository.ts';

const bundles = fileURLToPath(new URL('../../../dist', import.meta.url));

/** A repository with a secret staged, and one without. */
function staged(t: TestContext): Repository {
  const repository = makeRepository(t);
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  return repository;
}

/** Calls the launcher as a hook does; nothing but what `path` gives is found. */
function call({ tryGit, home }: Repository, path = '/usr/bin:/bin', shell = '', cwd = '.'): Ran {
  const line = `PATH='${path}' ${shell} '${commitLauncherPath(home)}' pre-commit`;
  return tryGit(['-c', `alias.x=!${line}`, 'x'], { cwd });
}

function judges(repository: Repository, path?: string, shell?: string): void {
  const { code, err } = call(repository, path, shell);
  assert.equal(code, 1, err);
  assert.match(err, /^Cloister stopped this commit: 1 secret in 1 file\./);
  repository.git('reset', '-q');
  assert.deepEqual(call(repository, path, shell), { code: 0, out: '', err: '' });
  repository.git('add', '-A');
}

test('it is installed and removed with the guard', (t) => {
  const repository = staged(t);
  const { home } = repository;
  const launcher = commitLauncherPath(home);
  assert.equal(statSync(launcher).mode & 0o777, 0o755);
  assert.ok(existsSync(join(home, 'guard/guard-prefilter.bin')));
  assert.ok(isGuardOf(home, bundles));
  const { ino } = statSync(launcher);
  installGuard({ home, bundles, runtime: process.execPath, electron: false });
  assert.equal(statSync(launcher).ino, ino);
  writeFileSync(join(home, 'guard/guard-prefilter.bin'), 'other');
  assert.ok(!isGuardOf(home, bundles));
  judges(repository);
  removeGuard(home);
  assert.ok(!existsSync(launcher) && !existsSync(dirname(launcher)));
});

for (const { command, skip } of shells)
  test(`${command.join(' ')} runs it`, { skip }, (t) => {
    judges(staged(t), '/usr/bin:/bin', command.join(' '));
  });

test('where only an editor is installed its runtime is told to be Node', (t) => {
  const repository = staged(t);
  const { home } = repository;
  const editor = repository.path('../editor');
  // Without the variable it would open a window and end with 0.
  writeFileSync(editor, `#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ] || exit 0\nexec '${process.execPath}' "$@"\n`, {
    mode: 0o755,
  });
  installGuard({ home, bundles, runtime: editor, electron: true });
  judges(repository, `/usr/bin:/bin`);
  // One that does not know the variable lets no commit pass.
  writeFileSync(editor, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const { code, err } = call(repository, '/nonexistent');
  assert.equal(code, 1);
  assert.match(err, /no Node\.js and no VS Code was found that runs it/);
});

test('where the recorded runtime is gone a Node of PATH is taken, none of the project', (t) => {
  const repository = staged(t);
  const { home } = repository;
  installGuard({ home, bundles, runtime: repository.path('../gone'), electron: false });
  const folder = repository.path('../node-folder');
  repository.put('../node-folder/x', '');
  symlinkSync(process.execPath, join(folder, 'node'));
  judges(repository, `${folder}:/usr/bin:/bin`);
  repository.put('node_modules/.bin/node', `#!/bin/sh\nexit 10\n`);
  repository.put('tools/node', `#!/bin/sh\nexit 10\n`);
  for (const inside of ['node_modules/.bin', 'tools']) {
    const path = repository.path(inside);
    assert.equal(call(repository, path).code, 1, inside);
  }
});

test('what steers Node from the environment is taken out', (t) => {
  const repository = staged(t);
  const evil = repository.path('../evil.cjs');
  writeFileSync(evil, 'process.exit(10)');
  const { home, tryGit } = repository;
  const { code } = tryGit(['-c', `alias.x=!'${commitLauncherPath(home)}' pre-commit`, 'x'], {
    env: { NODE_OPTIONS: `--require ${evil}`, CLOISTER_HOME: '/nonexistent' },
  });
  assert.equal(code, 1);
});

test('the program of another version is not run in its place', (t) => {
  const repository = staged(t);
  const entry = join(repository.home, 'guard/guard.cjs');
  writeFileSync(entry, `// something else\n${readFileSync(entry, 'utf8')}`);
  assert.match(call(repository).err, /its files are gone/);
  rmSync(entry);
  assert.match(call(repository).err, /its files are gone/);
});
