import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeRepository, snapshot } from '../cli/repository.ts';
import { withCrc } from '../detect/rules/making.ts';
import { ensureDebianPackages, ensureHusky, ensureLefthook, withoutNpm } from './install.ts';

const log = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const isHere = process.platform === 'linux' && process.arch === 'x64';
const husky = isHere ? ensureHusky(log) : undefined;
const lefthook = isHere ? ensureLefthook(log) : undefined;
const noFramework = ensureDebianPackages(['pre-commit', 'nodeenv'], log);

const secret = `Deploy with ${withCrc('ghp_', 36)}\n`;
const clone = fileURLToPath(new URL('../..', import.meta.url));

/** A repository, and a program in it as the person runs it. */
function withTool(t: TestContext, files: Readonly<Record<string, string>>) {
  const repository = makeRepository(t);
  for (const [name, text] of Object.entries(files)) repository.write(name, text);
  const { root, env } = repository;
  const tool = (command: string, ...args: readonly string[]): string => {
    const more = { npm_config_cache: join(process.env['HOME'] ?? '', '.npm') };
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: root,
      env: { ...withoutNpm(process.env), ...env, ...more },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
    return stdout + stderr;
  };
  const status = async () => {
    const { code, out } = await repository.cloister('hook', 'status', '--format', 'json');
    const { manager, works, hooks, notes } = JSON.parse(out);
    assert.equal(code, works ? 0 : 1);
    return { manager, works, why: hooks.map(({ why }: { why: string }) => why).join('\n'), notes };
  };
  return { ...repository, tool, status };
}

test('husky runs it, for those who have Cloister', {
  skip: husky === undefined && 'husky could not be installed from npm',
}, async (t) => {
  const { root, user, path, cloister, commit, tool, status, git, write } = withTool(t, {
    'package.json': '{ "devDependencies": { "husky": "9.1.7" } }',
    '.gitignore': 'node_modules\n',
    '.husky/pre-commit': 'echo theirs\nexit 0',
  });
  const before = snapshot(path('.husky'));
  const install = await cloister('hook', 'install');
  assert.equal(install.code, 0, install.err);
  assert.match(install.out, /by way of husky: package\.json names husky, and there is a folder \.husky\n/);
  assert.match(install.err, /husky itself is not set up here[\s\S]*npx husky/);
  assert.match((await status()).why, /husky is not set up/);
  tool(process.execPath, husky ?? '');
  assert.equal(git('config', 'core.hooksPath').said, '.husky/_\n');
  const works = await status();
  assert.deepEqual([works.manager, works.works], ['husky', true], works.why);
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /note\.md:1/);
  assert.match(commit('fine\n').said, /^theirs$/m);
  const mate = commit(secret, { CLOISTER_HOME: join(user, 'nothing') });
  assert.equal(mate.code, 0);
  assert.match(mate.said, /^Cloister is not installed here[^\n]*\ntheirs\n/);
  // Merges are looked at as well.
  git('switch', '-q', '-c', 'side', 'HEAD~1');
  write('side.md', secret);
  git('add', '-A');
  git('commit', '-q', '--no-verify', '-m', 'side');
  git('switch', '-q', 'main');
  assert.match(git('merge', '--no-edit', 'side').said, /side\.md:1/);
  git('merge', '--abort');
  // Husky set up again leaves it, and installed again it says so.
  tool(process.execPath, husky ?? '');
  assert.match((await cloister('hook', 'install')).out, /are scanned already/);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  rmSync(join(root, '.husky', '_'), { recursive: true });
  assert.deepEqual(snapshot(path('.husky')), before);
});

test('lefthook runs it, from the file of one person', {
  skip: lefthook === undefined && 'lefthook could not be installed from npm',
}, async (t) => {
  const local = '# mine\noutput:\n    - summary   # short\n    - failure\n    - execution_out\n';
  const { path, hook, home, cloister, commit, tool, status, git, write } = withTool(t, {
    'lefthook.yml': 'pre-commit:\n  jobs:\n    - name: lint\n      run: echo theirs\n',
    'lefthook-local.yml': local,
    '.gitignore': 'lefthook-local.yml\n',
  });
  commit('one\n');
  const install = await cloister('hook', 'install');
  assert.equal(install.code, 0, install.err);
  assert.match(install.out, /by way of lefthook: there is lefthook\.yml\n {2}added to .*lefthook-local\.yml\n/);
  assert.match(install.err, /git ignores .*: it is yours alone\.\n[\s\S]*run `lefthook install`/);
  assert.match((await status()).why, /lefthook's own pre-commit is not in/);
  tool(lefthook ?? '', 'install');
  const works = await status();
  assert.deepEqual([works.manager, works.works], ['lefthook', true], works.why);
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /note\.md:1/);
  assert.equal(commit('fine\n').code, 0);
  git('switch', '-q', '-c', 'side', 'HEAD~1');
  write('side.md', secret);
  git('add', '-A');
  git('commit', '-q', '--no-verify', '-m', 'side');
  git('switch', '-q', 'main');
  assert.match(git('merge', '--no-edit', 'side').said, /side\.md:1/);
  git('merge', '--abort');
  rmSync(join(home, 'bin', 'cloister-commit'));
  const gone = commit('fine too\n');
  assert.equal(gone.code, 1);
  assert.match(gone.said, /this commit is stopped/);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.equal(readFileSync(path('lefthook-local.yml'), 'utf8'), local);
  assert.equal(commit(secret).code, 0);
  assert.match(readFileSync(hook('pre-commit'), 'utf8'), /lefthook/);
});

test("a file of lefthook's that is committed does not stop others", {
  skip: lefthook === undefined && 'lefthook could not be installed from npm',
}, async (t) => {
  const { user, cloister, commit, tool, path } = withTool(t, {
    'lefthook.yml': 'output:\n  - execution\n  - execution_out\n',
    'lefthook-local.yml': 'pre-push:\n  commands: {}\n',
  });
  commit('one\n');
  const { err } = await cloister('hook', 'install');
  assert.match(err, /is committed: who has no Cloister reads one line/);
  assert.doesNotMatch(readFileSync(path('lefthook-local.yml'), 'utf8'), new RegExp(user));
  tool(lefthook ?? '', 'install');
  assert.equal(commit(secret).code, 1);
  const mate = commit(secret, { CLOISTER_HOME: join(user, 'nothing') });
  assert.equal(mate.code, 0);
  assert.match(mate.said, /Cloister is not installed here/);
});

test('a hook that lefthook has put aside is told, installed anew by way of lefthook, and found by uninstall', {
  skip: lefthook === undefined && 'lefthook could not be installed from npm',
}, async (t) => {
  const { hooks, hook, cloister, commit, tool, status, write, path } = withTool(t, {});
  await cloister('hook', 'install');
  write('lefthook.yml', 'pre-commit:\n  jobs:\n    - name: lint\n      run: echo theirs\n');
  tool(lefthook ?? '', 'install');
  assert.ok(existsSync(hook('pre-commit.old')));
  const aside = await status();
  assert.equal(aside.works, false);
  assert.match(aside.why, /that of Cloister was moved to .*pre-commit\.old, which nothing calls/);
  await cloister('hook', 'install');
  tool(lefthook ?? '', 'install', '--force');
  assert.equal((await status()).works, true, (await status()).why);
  commit('one\n');
  assert.equal(commit(secret).code, 1);
  assert.equal((await cloister('hook', 'uninstall')).code, 0);
  assert.ok(!existsSync(path('lefthook-local.yml')));
  const left = readdirSync(hooks).filter((name) => !name.endsWith('.sample'));
  assert.ok(!left.some((name) => readFileSync(hook(name), 'utf8').includes('cloister hook')), left.join(' '));
});

const config = `repos:
- repo: local
  hooks:
  - { id: theirs, name: theirs, entry: echo theirs, language: system, verbose: true, always_run: true }
`;

for (const order of ['before', 'after'] as const)
  test(`the pre-commit framework, set up ${order} it, goes on calling it`, {
    skip: noFramework ?? false,
  }, async (t) => {
    const { hook, hooks, cloister, commit, tool, status } = withTool(t, { '.pre-commit-config.yaml': config });
    const mine = '#!/bin/sh\necho mine\n';
    writeFileSync(hook('pre-commit'), mine, { mode: 0o755 });
    if (order === 'before') tool('pre-commit', 'install');
    const before = snapshot(hooks);
    const install = await cloister('hook', 'install');
    assert.equal(install.code, 0, install.err);
    assert.match(install.out, /by way of the pre-commit framework: there is \.pre-commit-config\.yaml\n/);
    assert.match(install.err, /add the hook `cloister`/);
    for (let times = 0; times < 2; times++) {
      tool('pre-commit', 'install');
      const works = await status();
      assert.deepEqual([works.manager, works.works], ['pre-commit', true], works.why);
      assert.match(works.why, /the pre-commit framework calls .*pre-commit\.legacy first/);
      const stopped = commit(secret);
      assert.equal(stopped.code, 1);
      assert.match(stopped.said, /mine[\s\S]*note\.md:1[\s\S]*theirs/);
      const made = commit(`fine ${times}\n`);
      assert.equal(made.code, 0, made.said);
      assert.match(made.said, /mine[\s\S]*theirs/);
    }
    assert.match((await cloister('hook', 'install')).out, /are scanned already/);
    assert.equal((await cloister('hook', 'uninstall')).code, 0);
    // What was there first is what the framework calls.
    assert.match(commit(secret).said, /mine[\s\S]*theirs/);
    if (order === 'before') assert.deepEqual(snapshot(hooks), before);
    tool('pre-commit', 'uninstall');
    assert.equal(readFileSync(hook('pre-commit'), 'utf8'), mine);
  });

test('the pre-commit framework has it in its configuration, from this repository', {
  skip: noFramework ?? false,
  timeout: 600_000,
}, async (t) => {
  const { user, commit, cloister, tool, status, git, write } = withTool(t, {});
  const source = join(user, 'cloister');
  const names = readdirSync(clone).filter(
    (name) => !/^(?:\.git|node_modules|dist|artifacts|.*\.vsix|test)$/.test(name),
  );
  mkdirSync(source);
  for (const name of names) cpSync(join(clone, name), join(source, name), { recursive: true });
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'Cloister'],
  ])
    git('-C', source, ...args);
  const rev = git('-C', source, 'rev-parse', 'HEAD').said.trim();
  write('.pre-commit-config.yaml', `repos:\n- repo: ${source}\n  rev: ${rev}\n  hooks:\n  - id: cloister\n`);
  assert.match(
    (await cloister('hook', 'install')).err,
    /is not set up for pre-commit and pre-merge-commit: run `pre-commit install --hook-type pre-commit --hook-type pre-merge-commit`/,
  );
  tool('pre-commit', 'install', '--install-hooks', '--hook-type', 'pre-commit', '--hook-type', 'pre-merge-commit');
  const stopped = commit(secret);
  assert.equal(stopped.code, 1);
  assert.match(stopped.said, /Cloister\.+Failed[\s\S]*note\.md\n +1:13 /);
  assert.match(commit('fine\n').said, /Cloister\.+Passed/);
  assert.equal(commit(secret, { SKIP: 'cloister' }).code, 0);
  const { out } = await cloister('hook', 'install');
  assert.match(out, /^Nothing was changed: \.pre-commit-config\.yaml names the hook `cloister` already/);
  const works = await status();
  assert.ok(works.works, works.why);
  assert.match(works.why, /the pre-commit framework runs it, as its configuration says/);
});
