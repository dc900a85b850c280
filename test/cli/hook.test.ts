import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withCrc } from '../detect/rules/making.ts';
import { ensureDebianPackages } from '../e2e/install.ts';
import { makeRepository, snapshot } from './repository.ts';

const secret = `Deploy with ${withCrc('ghp_', 36)}\n`;
const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const hookNames = ['pre-commit', 'pre-merge-commit'] as const;

/** A hook that tells that it ran, with what, and ends with a code. */
const telling = (code = 0): string => `#!/bin/sh\nprintf 'before:%s:%s\\n' "$*" "$(cat)"\nexit ${code}\n`;

async function installed(t: TestContext, options: Parameters<typeof makeRepository>[1] = {}) {
  const repository = makeRepository(t, options);
  const { code, err } = await repository.cloister('hook', 'install');
  assert.deepEqual([code, err], [0, '']);
  return repository;
}

test('a commit that adds a secret is stopped, another one is made, and uninstall leaves nothing', async (t) => {
  const { root, hooks, hook, git, commit, cloister } = makeRepository(t);
  const before = snapshot(hooks);
  const install = await cloister('hook', 'install');
  assert.deepEqual([install.code, install.err], [0, '']);
  assert.equal(
    install.out,
    `Commits in ${root} are scanned from now on.\n  by way of git's own hooks: no hook manager was found\n` +
      `  made ${hook('pre-commit')}\n  made ${hook('pre-merge-commit')}\n`,
  );
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /note\.md:1/);
  assert.equal(git('rev-parse', '--verify', '-q', 'HEAD').code, 1);
  assert.deepEqual(commit('Water the plants.\n'), { code: 0, said: '' });
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 0, status.out);
  assert.match(status.out, /: commits are scanned\n/);
  const removed = await cloister('hook', 'uninstall');
  assert.deepEqual([removed.code, removed.err], [0, '']);
  assert.equal(removed.out, `Removed ${hook('pre-commit')}.\nRemoved ${hook('pre-merge-commit')}.\n`);
  assert.deepEqual(snapshot(hooks), before);
  assert.equal(commit(secret).code, 0);
  assert.match((await cloister('hook', 'uninstall')).out, /^There is no hook of Cloister here/);
});

test('a merge that brings a secret is stopped', async (t) => {
  const { commit, git, write } = await installed(t);
  commit('one\n');
  git('switch', '-q', '-c', 'side');
  write('side.md', secret);
  git('add', '-A');
  assert.equal(git('commit', '-q', '--no-verify', '-m', 'side').code, 0);
  git('switch', '-q', 'main');
  commit('two\n');
  const merged = git('merge', '--no-edit', 'side');
  assert.notEqual(merged.code, 0);
  assert.match(merged.said, /side\.md:1/);
});

test('installed twice it changes nothing and says so', async (t) => {
  const { hooks, cloister } = await installed(t);
  const before = snapshot(hooks);
  const { code, out } = await cloister('hook', 'install');
  assert.equal(code, 0);
  assert.match(out, /are scanned already\.\n[\s\S]*unchanged .*pre-commit\n/);
  assert.deepEqual(snapshot(hooks), before);
});

test('a hook that was there is called first, and its exit code counts', async (t) => {
  const { hooks, hook, commit, git, cloister, gitWith } = makeRepository(t);
  for (const name of hookNames) writeFileSync(hook(name), telling(), { mode: 0o751 });
  const before = snapshot(hooks);
  const { out } = await cloister('hook', 'install');
  assert.match(out, /the hook of before is kept as .*pre-commit\.before-cloister and called first\n/);
  assert.match(commit('fine\n').said, /^before:/);
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /^before:[\s\S]*note\.md:1/);
  // Arguments and standard input reach it.
  const direct = spawnSync(hook('pre-commit'), ['a b', '$x'], {
    input: 'typed',
    encoding: 'utf8',
    cwd: join(hooks, '..', '..'),
  });
  assert.match(direct.stdout, /^before:a b \$x:typed\n/);
  writeFileSync(hook('pre-commit.before-cloister'), telling(7));
  writeFileSync(join(hooks, '..', '..', 'note.md'), 'more\n');
  git('add', '-A');
  const refused = gitWith({}, 'commit', '-m', 'x');
  assert.equal(refused.code, 1);
  assert.match(refused.said, /^before:/);
  assert.equal(spawnSync(hook('pre-commit'), { input: '' }).status, 7);
  writeFileSync(hook('pre-commit.before-cloister'), telling());
  assert.match(
    (await cloister('hook', 'uninstall')).out,
    /pre-commit is again the hook that was there before Cloister/,
  );
  assert.deepEqual(snapshot(hooks), before);
});

test('a hook that was not executable is kept, not called, and put back as it was', async (t) => {
  const { hooks, hook, commit, cloister } = makeRepository(t);
  writeFileSync(hook('pre-commit'), telling(1), { mode: 0o644 });
  const before = snapshot(hooks);
  const { err } = await cloister('hook', 'install');
  assert.match(err, /was not executable, so that git passed over it: it is not called now either/);
  assert.deepEqual(commit('fine\n'), { code: 0, said: '' });
  await cloister('hook', 'uninstall');
  assert.deepEqual(snapshot(hooks), before);
});

test('a hook that is a link is called through it, and is a link again', async (t) => {
  const { hooks, hook, commit, write, cloister } = makeRepository(t);
  write('scripts/check.sh', telling(), 0o755);
  symlinkSync('../../scripts/check.sh', hook('pre-commit'));
  symlinkSync('nowhere', hook('pre-merge-commit'));
  const before = snapshot(hooks);
  assert.equal((await cloister('hook', 'install')).code, 0);
  assert.match(commit(secret).said, /^before:[\s\S]*note\.md:1/);
  assert.match(readFileSync(join(hooks, '..', '..', 'scripts/check.sh'), 'utf8'), /^#!\/bin\/sh\nprintf/);
  await cloister('hook', 'uninstall');
  assert.deepEqual(snapshot(hooks), before);
  assert.equal(readlinkSync(hook('pre-commit')), '../../scripts/check.sh');
});

for (const [name, make] of [
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe', (path: string) => spawnSync('mkfifo', [path])],
  ['a link to a folder', (path: string) => symlinkSync('..', path)],
] as const)
  test(`where a hook would lie is ${name}: it is told, and nothing is changed`, async (t) => {
    const { hooks, hook, home, cloister } = makeRepository(t);
    make(hook('pre-merge-commit'));
    const before = readdirSync(hooks);
    const { code, err } = await cloister('hook', 'install');
    assert.equal(code, 2);
    assert.match(err, /pre-merge-commit can not be read \(it is no file\)\n.*nothing was changed/);
    assert.deepEqual(readdirSync(hooks), before);
    assert.ok(!existsSync(join(home, 'hooks.json')));
  });

test('a second hook in the place of ours is not kept over the first one', async (t) => {
  const { hooks, hook, cloister } = makeRepository(t);
  writeFileSync(hook('pre-commit'), telling(), { mode: 0o755 });
  await cloister('hook', 'install');
  rmSync(hook('pre-commit'));
  writeFileSync(hook('pre-commit'), telling(3), { mode: 0o755 });
  const before = snapshot(hooks);
  const { code, err } = await cloister('hook', 'install');
  assert.equal(code, 2);
  assert.match(err, /is a hook that Cloister kept before, and .* is another one by now/);
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 1);
  assert.match(status.out, /NOT RUN +pre-commit: .* is a hook of somebody else's\n/);
  assert.deepEqual(snapshot(hooks), before);
});

test('a hook without its launcher stops the commit and says what to do', async (t) => {
  const { home, commit, cloister } = await installed(t);
  rmSync(join(home, 'bin', 'cloister-commit'));
  const { code, said } = commit('fine\n');
  assert.equal(code, 1);
  assert.match(said, /this commit is stopped[\s\S]*`cloister hook install` repairs that, `cloister hook uninstall`/);
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 1);
  assert.match(status.out, /NOT SCANNED[\s\S]*launcher .*FAILS: it is not there/);
  assert.match((await cloister('hook', 'install')).out, /are scanned from now on/);
  assert.equal(commit('fine\n').code, 0);
});

test('a launcher that lets everything through, or nothing, does not work', async (t) => {
  const { home, cloister } = await installed(t);
  for (const [code, why] of [
    [0, /a commit with a made-up key got through/],
    [1, /FAILS: out of order/],
  ] as const) {
    writeFileSync(join(home, 'bin', 'cloister-commit'), `#!/bin/sh\necho 'out of order' >&2\nexit ${code}\n`);
    const status = await cloister('hook', 'status');
    assert.equal(status.code, 1);
    assert.match(status.out, why);
  }
});

test('what a person changed in a hook of ours is not deleted', async (t) => {
  const { hook, cloister, commit } = await installed(t);
  const text = readFileSync(hook('pre-commit'), 'utf8');
  writeFileSync(hook('pre-commit'), `${text}echo mine\n`);
  assert.match(commit('fine\n').said, /^mine$/m);
  assert.equal((await cloister('hook', 'status')).code, 0);
  writeFileSync(hook('pre-merge-commit'), readFileSync(hook('pre-merge-commit'), 'utf8').replace('exit 1', 'exit 0'));
  const status = await cloister('hook', 'status');
  assert.match(status.out, /NOT RUN +pre-merge-commit: somebody changed what Cloister wrote/);
  const { code, out, err } = await cloister('hook', 'uninstall');
  assert.equal(code, 1);
  assert.equal(out, `Cloister is out of ${hook('pre-commit')}; the rest of it is as it was.\n`);
  assert.match(err, /pre-merge-commit was changed since: take the lines between Cloister's two marks out yourself/);
  assert.equal(readFileSync(hook('pre-commit'), 'utf8'), '#!/bin/sh\necho mine\n');
  assert.match((await cloister('hook', 'install')).err, /Somebody changed what Cloister wrote into .*pre-merge-commit/);
});

test('lines before ours may end the hook: status says so', async (t) => {
  const { hook, cloister } = await installed(t);
  const text = readFileSync(hook('pre-commit'), 'utf8');
  writeFileSync(hook('pre-commit'), text.replace('#!/bin/sh\n', '#!/bin/sh\nexit 0\n'));
  assert.match((await cloister('hook', 'status')).out, /NOT RUN +pre-commit: in .* other lines stand before/);
});

test('a hook that is not executable is told, and mended', async (t) => {
  const { hook, cloister, commit } = await installed(t);
  chmodSync(hook('pre-commit'), 0o644);
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 1);
  assert.match(status.out, /pre-commit is not executable: git passes over it/);
  assert.match((await cloister('hook', 'install')).out, /mended .*pre-commit\n/);
  assert.equal(commit(secret).code, 1);
});

const odd = `it's "a" $HOME \`x\` \\n {0} é\nline;&|*`;

test('any character may stand in the path of the repository and of Cloister', async (t) => {
  const { commit, cloister, hooks } = await installed(t, { folder: odd, homeName: `.cl ${odd}` });
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /note\.md:1/);
  assert.equal(commit('fine\n').code, 0);
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 0, status.out);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.deepEqual(
    readdirSync(hooks).filter((name) => !name.endsWith('.sample')),
    [],
  );
});

test('worktrees share the hooks of their repository', async (t) => {
  const { user, commit, git, cloisterWith, hooks } = await installed(t);
  commit('one\n');
  const tree = join(user, 'tree');
  assert.equal(git('worktree', 'add', '-q', tree).code, 0);
  const status = await cloisterWith({ cwd: tree }, 'hook', 'status');
  assert.equal(status.code, 0, status.out);
  writeFileSync(join(tree, 'note.md'), secret);
  git('-C', tree, 'add', '-A');
  assert.equal(git('-C', tree, 'commit', '-q', '-m', 'x').code, 1);
  assert.equal((await cloisterWith({ cwd: tree }, 'hook', 'uninstall')).code, 0);
  assert.deepEqual(
    readdirSync(hooks).filter((name) => !name.endsWith('.sample')),
    [],
  );
});

test('a submodule has hooks of its own, and those of the repository around it stay', async (t) => {
  const { user, root, git, commit, cloister, cloisterWith, hook } = await installed(t);
  commit('one\n');
  const other = join(user, 'other');
  git('clone', '-q', root, other);
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub');
  const sub = join(root, 'sub');
  assert.equal((await cloisterWith({ cwd: sub }, 'hook', 'install')).code, 0);
  assert.ok(existsSync(join(root, '.git/modules/sub/hooks/pre-commit')));
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.ok(!existsSync(hook('pre-commit')) && existsSync(join(root, '.git/modules/sub/hooks/pre-commit')));
  assert.equal((await cloisterWith({ cwd: sub }, 'hook', 'uninstall')).code, 0);
});

test('GIT_DIR names the repository, as it does for git', async (t) => {
  const { user, root, git, cloisterWith } = makeRepository(t);
  const away = join(user, 'away.git');
  git('init', '-q', '--separate-git-dir', away);
  rmSync(join(root, '.git'));
  const env = { GIT_DIR: away, GIT_WORK_TREE: root };
  const { code, err } = await cloisterWith({ cwd: user, env }, 'hook', 'install');
  assert.equal(code, 0, err);
  assert.ok(existsSync(join(away, 'hooks/pre-commit')));
  writeFileSync(join(root, 'note.md'), secret);
  const dir = ['--git-dir', away, '--work-tree', root];
  git(...dir, 'add', '-A');
  const stopped = git(...dir, 'commit', '-q', '-m', 'x');
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /note\.md:1/);
});

test('where nobody commits there is no hook: bare, no repository, within the git folder, no path', async (t) => {
  const { user, git, root, cloister } = makeRepository(t);
  const bare = join(user, 'bare.git');
  git('init', '-q', '--bare', bare);
  for (const [path, why] of [
    [bare, /is a bare repository\n.*in a clone or a worktree of it/],
    [user, /is in no git repository/],
    [join(root, '.git', 'objects'), /lies within a git folder/],
    [join(root, 'missing'), /There is no .*missing/],
  ] as const) {
    const { code, err } = await cloister('hook', 'install', path);
    assert.equal(code, 2);
    assert.match(err, why);
  }
});

test('core.hooksPath in the worktree: others get the hook, and commit without Cloister', async (t) => {
  const { git, path, write, commit, cloister, home, root, user } = makeRepository(t);
  git('config', 'core.hooksPath', '.githooks');
  const script = '#!/bin/bash -eu\n# About it.\necho theirs\nexit 0';
  write('.githooks/pre-commit', script, 0o755);
  const before = snapshot(path('.githooks'));
  const install = await cloister('hook', 'install');
  assert.equal(install.code, 0, install.err);
  assert.match(install.out, /core\.hooksPath is \.githooks\n {2}added to .*pre-commit\n {2}made .*pre-merge-commit\n/);
  assert.match(install.err, /who has no Cloister reads one line/);
  assert.doesNotMatch(readFileSync(path('.githooks/pre-commit'), 'utf8'), new RegExp(user));
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.doesNotMatch(stopped.said, /theirs/);
  assert.equal((await cloister('hook', 'status')).code, 0);
  const mate = commit(secret, { CLOISTER_HOME: join(user, 'nothing') });
  assert.deepEqual(mate, {
    code: 0,
    said: 'Cloister is not installed here: this commit is not scanned for secrets.\ntheirs\n',
  });
  assert.ok(existsSync(join(home, 'bin', 'cloister-commit')) && root !== home);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.deepEqual(snapshot(path('.githooks')), before);
});

test('a committed hook that is no shell script, or is passed over by git, is left as it is', async (t) => {
  const { git, path, write, cloister } = makeRepository(t);
  git('config', 'core.hooksPath', '.githooks');
  write('.githooks/pre-commit', '#!/usr/bin/env python3\nprint()\n', 0o755);
  const python = await cloister('hook', 'install');
  assert.equal(python.code, 2);
  assert.match(python.err, /is no shell script/);
  write('.githooks/pre-commit', '');
  writeFileSync(path('.githooks/pre-commit'), '#!/bin/sh\nexit 1\n');
  chmodSync(path('.githooks/pre-commit'), 0o644);
  assert.match((await cloister('hook', 'install')).err, /is not executable, so git passes over it/);
  assert.deepEqual(readdirSync(path('.githooks')), ['pre-commit']);
});

test('core.hooksPath outside of the repository is for all of them: only --global goes there', async (t) => {
  const { user, git, hooks, cloister, commit } = makeRepository(t);
  const global = join(user, 'hooks');
  mkdirSync(global);
  writeFileSync(join(global, 'pre-commit'), telling(), { mode: 0o755 });
  git('config', '--global', 'core.hooksPath', '~/hooks');
  const before = snapshot(global);
  const refused = await cloister('hook', 'install');
  assert.equal(refused.code, 2);
  assert.match(refused.err, /core\.hooksPath \(global\) is .*hooks, outside of this repository[\s\S]*--global/);
  assert.deepEqual(snapshot(global), before);
  assert.equal((await cloister('hook', 'install', '--global')).code, 0);
  assert.match(commit(secret).said, /^before:[\s\S]*note\.md:1/);
  assert.equal((await cloister('hook', 'status')).code, 0);
  const left = await cloister('hook', 'uninstall');
  assert.equal(left.code, 1);
  assert.match(left.err, /is run for all repositories: `cloister hook uninstall --global`/);
  assert.equal((await cloister('hook', 'uninstall', '--global')).code, 0);
  assert.deepEqual(snapshot(global), before);
  assert.deepEqual(
    readdirSync(hooks).filter((name) => !name.endsWith('.sample')),
    [],
  );
});

test('a folder of hooks that is a link counts as where it leads', async (t) => {
  const { user, hooks, path, cloister, commit } = makeRepository(t);
  rmSync(hooks, { recursive: true });
  mkdirSync(join(user, 'elsewhere'));
  symlinkSync(join(user, 'elsewhere'), hooks);
  assert.match((await cloister('hook', 'install')).err, /The hooks lie in .*elsewhere, outside of this repository/);
  rmSync(hooks);
  mkdirSync(path('shared'));
  symlinkSync('../shared', hooks);
  assert.equal((await cloister('hook', 'install')).code, 0);
  assert.doesNotMatch(readFileSync(path('shared/pre-commit'), 'utf8'), new RegExp(user));
  assert.equal(commit(secret).code, 1);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.deepEqual(readdirSync(path('shared')), []);
});

test('hooks that are switched off are told', async (t) => {
  const { git, cloister, path, write } = makeRepository(t);
  git('config', 'core.hooksPath', '/dev/null');
  assert.match((await cloister('hook', 'install', '--global')).err, /is no folder: git runs no hooks here/);
  write('a-note.md', 'a note\n');
  git('config', 'core.hooksPath', 'a-note.md');
  assert.match((await cloister('hook', 'install')).err, /a-note\.md, which is no folder: git runs no hooks here/);
  assert.equal(readFileSync(path('a-note.md'), 'utf8'), 'a note\n');
});

test('core.hooksPath that came later: status says which hook is not run, and uninstall finds it', async (t) => {
  const { git, cloister, hook } = await installed(t);
  git('config', 'core.hooksPath', '.githooks');
  const status = await cloister('hook', 'status');
  assert.equal(status.code, 1);
  assert.match(status.out, /note +.*\.git\/hooks\/pre-commit is not run: core\.hooksPath is \.githooks\./);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.ok(!existsSync(hook('pre-commit')));
});

test('the status for programs', async (t) => {
  const { root, home, hook, hooks, cloister } = await installed(t);
  const { code, out } = await cloister('hook', 'status', '--format', 'json');
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), {
    repository: root,
    manager: 'plain',
    because: 'no hook manager was found',
    folder: hooks,
    hooks: hookNames.map((name) => ({ name, file: hook(name), runs: true, why: hook(name) })),
    launcher: { path: join(home, 'bin/cloister-commit'), works: true },
    works: true,
    notes: [],
  });
});

test('an agent may install it, not take it out, and not have it call another program', async (t) => {
  const { cloisterWith, hook, user } = makeRepository(t);
  const agent = { env: { CLAUDECODE: '1' }, isPerson: false };
  assert.equal((await cloisterWith(agent, 'hook', 'install')).code, 0);
  assert.match((await cloisterWith(agent, 'hook', 'uninstall')).err, /is refused: an agent runs it/);
  assert.match((await cloisterWith({ isPerson: false }, 'hook', 'uninstall')).err, /needs an interactive terminal/);
  const text = readFileSync(hook('pre-commit'), 'utf8');
  const elsewhere = { CLOISTER_HOME: join(user, 'elsewhere') };
  const turned = await cloisterWith({ env: { ...agent.env, ...elsewhere }, isPerson: false }, 'hook', 'install');
  assert.equal(turned.code, 2);
  assert.match(turned.err, /is refused: an agent runs it.*\n.*Only a person has it call another one/);
  assert.equal(readFileSync(hook('pre-commit'), 'utf8'), text);
  assert.equal((await cloisterWith({ env: elsewhere }, 'hook', 'install')).code, 0);
  assert.match(readFileSync(hook('pre-commit'), 'utf8'), /elsewhere/);
});

test('cloister uninstall takes the hooks out of all repositories that are still there', async (t) => {
  const { user, root, home, git, cloister, hooks, path } = makeRepository(t);
  writeFileSync(join(hooks, 'pre-commit'), telling(), { mode: 0o755 });
  const others = ['gone', 'shared', 'local'].map((name) => join(user, name));
  for (const each of others) git('init', '-q', each);
  const [gone = '', shared = '', local = ''] = others;
  git('-C', shared, 'config', 'core.hooksPath', 'hooks');
  writeFileSync(join(local, 'lefthook.yml'), 'pre-commit:\n  jobs:\n    - run: "true"\n');
  const before = [root, shared, local].map(snapshot);
  for (const each of [root, ...others]) assert.equal((await cloister('hook', 'install', each)).code, 0);
  rmSync(gone, { recursive: true });
  const { code, out, err } = await cloister('uninstall', '--purge');
  assert.deepEqual([code, err], [0, '']);
  assert.match(
    out,
    new RegExp(`${path('.git/hooks/pre-commit')} is again the hook[\\s\\S]*Removed .*lefthook-local\\.yml`),
  );
  rmSync(join(shared, 'hooks'), { recursive: true });
  assert.deepEqual([root, shared, local].map(snapshot), before);
  assert.ok(!existsSync(home));
});

test('a broken record of hooks is told and not written over; uninstall waits for it', async (t) => {
  const { home, cloister, commit } = await installed(t);
  const record = join(home, 'hooks.json');
  for (const text of ['{', '[]', '{ "hooks": 1 }']) {
    writeFileSync(record, text);
    for (const argv of [['hook', 'install'], ['hook', 'uninstall'], ['uninstall']]) {
      const { code, err } = await cloister(...argv);
      assert.equal(code, 2);
      assert.match(err, /hooks\.json is broken.*\n.*Move it away/);
    }
    assert.equal(readFileSync(record, 'utf8'), text);
  }
  assert.equal(commit('fine\n').code, 0);
  rmSync(record);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
});

/** Runs the command line as the user `nobody`, who may not write or read what belongs to root. */
function asNobody(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const { status, stderr } = spawnSync(
    'setpriv',
    ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, cli, ...argv],
    { cwd, env, encoding: 'utf8' },
  );
  return { code: status, err: stderr };
}

const mayChange = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;

test('a folder of hooks that may not be written, a hook that may not be read: told, and nothing is changed', {
  skip: mayChange ? false : 'only root can become another user, by setpriv',
}, async (t) => {
  const { user, root, hooks, hook, env } = makeRepository(t);
  const give = (path: string): void => {
    chownSync(path, 65534, 65534);
    if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name));
  };
  give(user);
  chownSync(hooks, 0, 0);
  const before = snapshot(hooks);
  const unwritable = asNobody(['hook', 'install'], root, env);
  assert.equal(unwritable.code, 2);
  assert.match(unwritable.err, /hooks\/\.pre-commit\S* can not be read or written \(EACCES\)/);
  assert.deepEqual(snapshot(hooks), before);
  chownSync(hooks, 65534, 65534);
  writeFileSync(hook('pre-commit'), telling(), { mode: 0o700 });
  const unreadable = asNobody(['hook', 'install'], root, env);
  assert.equal(unreadable.code, 2);
  assert.match(unreadable.err, /pre-commit can not be read \(EACCES\)/);
  assert.deepEqual(
    readdirSync(hooks).filter((name) => !name.endsWith('.sample')),
    ['pre-commit'],
  );
});

/** Starts `cloister hook install` as a process of its own. */
function startInstall(cwd: string, env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [cli, 'hook', 'install'], { cwd, env, stdio: 'ignore' });
}

test('several installs at once make one hook, and lose none', async (t) => {
  const { root, env, hook, hooks, cloister } = makeRepository(t);
  writeFileSync(hook('pre-commit'), telling(), { mode: 0o755 });
  const before = snapshot(hooks);
  const ends = await Promise.all([1, 2, 3, 4].map(async () => (await once(startInstall(root, env), 'exit'))[0]));
  assert.deepEqual(ends, [0, 0, 0, 0]);
  assert.equal(readFileSync(hook('pre-commit.before-cloister'), 'utf8'), telling());
  assert.equal((await cloister('hook', 'status')).code, 0);
  await cloister('hook', 'uninstall');
  assert.deepEqual(snapshot(hooks), before);
});

const noTrace = ensureDebianPackages(['strace'], (text) => process.stderr.write(`${text}\n`));

/** Runs an install that is killed when it makes a system call for the `count`th time. @returns whether it was */
function killedInstall(cwd: string, env: Readonly<Record<string, string>>, call: string, count: number): boolean {
  const inject = `inject=?${call}:signal=SIGKILL:when=${count}`;
  const args = ['-f', '-qqq', '-o', '/dev/null', '-e', inject, process.execPath, cli, 'hook', 'install'];
  return spawnSync('strace', args, { cwd, env, stdio: 'ignore' }).status !== 0;
}

const changes = ['link', 'linkat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'fsync'];

test('killed at any change that it makes, it has lost no hook, and the next run ends what it began', {
  skip: noTrace ?? false,
}, async (t) => {
  const { root, env, hook, hooks, cloister } = makeRepository(t);
  writeFileSync(hook('pre-commit'), telling(), { mode: 0o755 });
  const before = snapshot(hooks);
  // The launcher is there already, so that the moments are those of the hooks.
  await cloister('hook', 'install');
  await cloister('hook', 'uninstall');
  assert.deepEqual(snapshot(hooks), before);
  let kills = 0;
  for (const call of changes) {
    for (let count = 1; killedInstall(root, env, call, count); count++, kills++) {
      assert.ok(count < 40, 'it does not end');
      const text = readFileSync(hook('pre-commit'), 'utf8');
      if (text !== telling()) {
        assert.match(
          text,
          /^#!\/bin\/sh\n# >>> cloister hook [0-9a-f]{16}\n[\s\S]*# <<< cloister hook [0-9a-f]{16}\n$/,
        );
        assert.equal(readFileSync(hook('pre-commit.before-cloister'), 'utf8'), telling());
      }
      assert.ok((statSync(hook('pre-commit')).mode & 0o111) !== 0);
      const again = await cloister('hook', 'install');
      assert.equal(again.code, 0, again.err);
      assert.equal((await cloister('hook', 'uninstall')).code, 0);
      assert.deepEqual(snapshot(hooks), before, `${call} ${count}`);
    }
    // The run that was not killed.
    assert.equal((await cloister('hook', 'uninstall')).code, 0);
  }
  assert.ok(kills > 8, `only ${kills} kills`);
});

test('what is asked wrongly is told', async (t) => {
  const { cloister } = makeRepository(t);
  for (const [argv, why] of [
    [['hook'], /needs to be told what to do/],
    [['hook', 'enable'], /knows no "enable"/],
    [['hook', 'install', 'a', 'b'], /takes one path/],
    [['hook', 'install', '--format', 'json'], /--format is for `cloister hook status`/],
    [['hook', 'status', '--format', 'xml'], /--format can not be "xml"/],
  ] as const) {
    const { code, err } = await cloister(...argv);
    assert.equal(code, 2);
    assert.match(err, why);
  }
});
