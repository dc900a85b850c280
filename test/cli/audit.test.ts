import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { type Run, run } from './running.ts';

/** Runs an audit of a home folder of its own, which is this process's only by its variables. */
function made(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const home = makeFolder(t, { '.profile': '', ...files });
  const own = makeFolder(t, {});
  const audit = (...argv: string[]): Promise<Run> =>
    run(['audit', ...argv], { cwd: home, home: own, env: { HOME: home } });
  return { home, own, audit };
}

/** Everything in a folder, with the time of its last change. */
function filesOf(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`).toSorted();
}

test('the report tells of this home folder, and nothing is written into it', async (t) => {
  const { home, audit } = made(t, { 'Notes/.obsidian/app.json': '{}', 'Notes/a.md': 'A\n' });
  const before = filesOf(home);
  const { code, out, err } = await audit('--only', 'notes,ai,passwords');
  assert.equal(err, '');
  assert.ok(code === 0 || code === 1, String(code));
  assert.match(out, /Note stores\n.*AI memories\n.*Looked at/s);
  assert.doesNotMatch(out, /Services\n|Disks\n/);
  const parsed = JSON.parse((await audit('--format', 'json', '--only', 'notes')).out);
  assert.deepEqual([parsed.version, parsed.home], [1, home]);
  assert.deepEqual(filesOf(home), before);
});

test('what is wrong in the arguments is told with a hint, before anything is looked at', async (t) => {
  const { audit } = made(t, { 'a.md': '' });
  const wrong: readonly (readonly [string[], RegExp])[] = [
    [['--only', 'notes,things'], /--only can not be "things"\n.*notes, ai, passwords, disk, services/],
    [['--only', ''], /--only can not be ""/],
    [['--severity', 'awful'], /--severity can not be "awful"/],
    [['--format', 'xml'], /--format can not be "xml"/],
    [['--home', 'nowhere'], /There is no file or folder .*nowhere/],
    [['--home', 'a.md'], /a\.md is no folder/],
    [['nowhere'], /There is no file or folder .*nowhere/],
    [['a.md'], /a\.md is no folder/],
    [['--frobnicate'], /'--frobnicate'/],
  ];
  for (const [argv, expected] of wrong) {
    const { code, out, err } = await audit(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, expected);
    assert.doesNotMatch(err, /bug in Cloister/);
  }
});

test('the help names every option, and the list of commands the command', async (t) => {
  const { audit } = made(t);
  const { code, out } = await audit('--help');
  assert.equal(code, 0);
  for (const option of ['--home', '--only', '--severity', '--format', '--no-color', '--quiet'])
    assert.ok(out.includes(option));
  for (const line of out.split('\n')) assert.ok(line.length <= 124, line);
  assert.match((await run(['--help'])).out, /\n {2}audit \[folder…\] /);
});

test('an interrupt ends it with 130, and nothing is said', async (t) => {
  const { home, own } = made(t);
  const signal = AbortSignal.abort();
  assert.deepEqual(await run(['audit'], { cwd: home, home: own, env: { HOME: home }, signal }), {
    code: 130,
    out: '',
    err: '',
  });
});

test('an agent is refused, by its variables', async (t) => {
  const { home, own } = made(t);
  const env = { HOME: home, CLAUDECODE: '1' };
  const { code, out, err } = await run(['audit'], { cwd: home, home: own, env });
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /`cloister audit` is refused: an agent runs it/);
});

test('another home folder, and folders beside it', async (t) => {
  const { audit } = made(t);
  const other = makeFolder(t, { 'x.md': '' });
  const { out } = await audit(other, '--home', other, '--format', 'json');
  assert.equal(JSON.parse(out).home, other);
  assert.equal((await audit(join(other, '.'), other, '--quiet')).err, '');
});
