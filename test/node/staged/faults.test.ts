import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository, type Ran, type Repository, secretLine } from './repository.ts';

function isStopped({ code, err }: Ran, why: RegExp): void {
  assert.equal(code, 1, err);
  assert.match(err, /^Cloister: the commit was stopped, since it could not be looked at: /);
  assert.match(err, why);
  assert.match(err, /Once without a look: git commit --no-verify\n$/);
}

/** Runs the hook itself, where git would not come to it. */
function hook(repository: Repository): Ran {
  return repository.tryGit(['-c', 'alias.x=!.git/hooks/pre-commit', 'x']);
}

function objectFile(repository: Repository, oid: string): string {
  return join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2));
}

function staged(repository: Repository, path: string): string {
  return repository.git('rev-parse', `:${path}`).trim();
}

test('a missing blob, a damaged one and a damaged index stop the commit', (t) => {
  const repository = makeRepository(t);
  repository.put('a.md', 'a new note\n');
  repository.git('add', '-A');
  const file = objectFile(repository, staged(repository, 'a.md'));
  const before = readFileSync(file);
  chmodSync(file, 0o644);
  rmSync(file);
  isStopped(hook(repository), /git can not read what is staged as a\.md \([0-9a-f]{40}\)/);
  writeFileSync(file, 'no object\n');
  isStopped(hook(repository), /git can not read what is staged/);
  writeFileSync(file, before);
  assert.deepEqual([hook(repository).code, hook(repository).err], [0, '']);
  const index = repository.path('.git/index');
  const good = readFileSync(index);
  writeFileSync(index, 'no index');
  isStopped(hook(repository), /git can not tell what is staged: /);
  writeFileSync(index, good);
  writeFileSync(repository.path('.git/HEAD'), 'no head\n');
  isStopped(hook(repository), /git can not tell what is staged: not a git repository/);
});

test('a missing old version subtracts nothing', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': `a\n${secretLine}` } });
  const file = objectFile(repository, staged(repository, 'a.md'));
  repository.put('a.md', `b\n${secretLine}`);
  repository.git('add', '-A');
  rmSync(file);
  const { code, err } = hook(repository);
  assert.equal(code, 1);
  assert.match(err, /^Cloister stopped this commit: 1 secret/);
});

test('nothing of a hostile configuration is run', (t) => {
  const repository = makeRepository(t, { files: { 'a.md': 'a\n' } });
  repository.put('a.md', `b\n${secretLine}`);
  repository.put('.gitattributes', '*.md filter=evil diff=evil\n');
  repository.git('add', '-A');
  const canary = repository.path('../canary');
  const evil = repository.path('../evil');
  writeFileSync(evil, `#!/bin/sh\necho "$0 $*" >>'${canary}'\ncat\n`, { mode: 0o755 });
  for (const [name, value] of [
    ['core.fsmonitor', evil],
    ['diff.external', evil],
    ['diff.evil.command', evil],
    ['diff.evil.textconv', evil],
    ['filter.evil.clean', evil],
    ['filter.evil.smudge', evil],
    ['filter.evil.process', evil],
    ['core.pager', evil],
    ['pager.diff-index', evil],
    ['pager.cat-file', evil],
    ['core.sshCommand', evil],
    ['alias.diff-index', `!${evil}`],
    ['alias.cat-file', `!${evil}`],
    ['remote.origin.url', `ext::${evil}`],
    ['remote.origin.promisor', 'true'],
    ['extensions.partialClone', 'origin'],
  ] as const)
    repository.git('config', name, value);
  repository.git('config', 'core.repositoryFormatVersion', '1');
  rmSync(canary, { force: true });
  const env = { GIT_EXTERNAL_DIFF: evil, GIT_PAGER: evil, GIT_TRACE: canary };
  const launcher = join(repository.home, 'bin/cloister-commit');
  const run = repository.tryGit(
    ['-c', `alias.x=!rm -f '${canary}'; unset GIT_TRACE_SETUP; exec '${launcher}' pre-commit`, 'x'],
    { env },
  );
  assert.equal(run.code, 1);
  assert.match(run.err, /a\.md:2:7/);
  const said = existsSync(canary) ? readFileSync(canary, 'utf8') : '';
  assert.doesNotMatch(said, /evil/);
  // A blob that is not there is not fetched.
  rmSync(objectFile(repository, staged(repository, 'a.md')));
  const missing = repository.tryGit(['-c', `alias.x=!rm -f '${canary}'; exec '${launcher}' pre-commit`, 'x'], { env });
  assert.match(missing.err, /git can not read what is staged as a\.md/);
  assert.doesNotMatch(existsSync(canary) ? readFileSync(canary, 'utf8') : '', /evil/);
});

test('the index of another process is not touched, and nothing is written', (t) => {
  const repository = makeRepository(t);
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  writeFileSync(repository.path('.git/index.lock'), '');
  const before = listOf(repository.path('.git'));
  assert.match(hook(repository).err, /a\.md:1:7/);
  assert.deepEqual(listOf(repository.path('.git')), before);
  rmSync(repository.path('.git/index.lock'));
  assert.match(repository.commit().err, /a\.md:1:7/);
});

test('without git, without Node and with a damaged program the commit is stopped', (t) => {
  const repository = makeRepository(t);
  repository.put('a.md', 'a\n');
  repository.git('add', '-A');
  const launcher = join(repository.home, 'bin/cloister-commit');
  const alias = (line: string) => repository.tryGit(['-c', `alias.x=!${line}`, 'x']);
  isStopped(alias(`PATH=/nonexistent '${launcher}' pre-commit`), /git could not be started/);
  const program = readFileSync(join(repository.home, 'guard/guard-commit.cjs'), 'utf8');
  for (const text of ['', 'throw 1', program.slice(0, 2000)]) {
    writeFileSync(join(repository.home, 'guard/guard-commit.cjs'), text);
    const { code, err } = alias(`'${launcher}' pre-commit`);
    assert.equal(code, 1);
    assert.match(
      err,
      /^Cloister: its files are damaged, so the commit was stopped\. Run `cloister hook install` again\.\n$/,
    );
  }
  writeFileSync(join(repository.home, 'guard/guard-commit.cjs'), program);
  rmSync(join(repository.home, 'guard/guard-engine.cjs'));
  isStopped(alias(`'${launcher}' pre-commit`), /this is a bug in Cloister/);
  const text = readFileSync(launcher, 'utf8');
  writeFileSync(launcher, text.replace(/^ {2}run '.*'/m, "  run '/nonexistent'"));
  const none = alias(`PATH=/nonexistent HOME=/nonexistent '${launcher}' pre-commit`);
  assert.equal(none.code, 1);
  assert.match(
    none.err,
    /^Cloister: the commit was stopped, since it could not be looked at: no Node\.js and no VS Code/,
  );
  rmSync(join(repository.home, 'guard'), { recursive: true });
  const gone = alias(`'${launcher}' pre-commit`);
  assert.equal(gone.code, 1);
  assert.match(gone.err, /its files are gone from .*\nRun `cloister hook install`, or commit once without/);
});

test('a runtime that is another program does not let a commit pass', (t) => {
  const repository = makeRepository(t);
  repository.put('a.md', 'a\n');
  repository.git('add', '-A');
  const launcher = join(repository.home, 'bin/cloister-commit');
  const text = readFileSync(launcher, 'utf8');
  for (const exit of [0, 1, 2, 127]) {
    const runtime = repository.path('../runtime');
    writeFileSync(runtime, `#!/bin/sh\nexit ${exit}\n`, { mode: 0o755 });
    writeFileSync(launcher, text.replace(/^ {2}run '.*'/m, `  run '${runtime}'`));
    const run = repository.tryGit(['-c', `alias.x=!PATH=/nonexistent HOME=/nonexistent '${launcher}' pre-commit`, 'x']);
    assert.equal(run.code, 1);
    assert.match(run.err, /no Node\.js and no VS Code was found that runs it/);
  }
});

function listOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
