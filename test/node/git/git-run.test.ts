import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gitEnvironment, gitSync, safeConfig, spawnGit } from '../../../src/node/git/git-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloister-git-run-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };

test('of the environment only what is named gets through', () => {
  const hostile = {
    ...env,
    GIT_DIR: '/elsewhere',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: '/bin/false',
    GIT_CONFIG_PARAMETERS: "'core.pager=false'",
    GIT_EXTERNAL_DIFF: '/bin/false',
    GIT_TRACE: join(folder, 'trace'),
    GIT_NO_LAZY_FETCH: '0',
    GIT_INDEX_FILE: '/index',
    LD_PRELOAD: '/x.so',
  };
  const given = gitEnvironment(hostile);
  assert.deepEqual(
    Object.keys(given).filter((name) => name in hostile),
    ['HOME', 'GIT_CONFIG_NOSYSTEM', 'GIT_NO_LAZY_FETCH', 'PATH'],
  );
  assert.equal(given['GIT_NO_LAZY_FETCH'], '1');
  assert.equal(given['GIT_ALLOW_PROTOCOL'], '(none)');
  assert.equal(gitEnvironment(hostile, ['GIT_INDEX_FILE'])['GIT_INDEX_FILE'], '/index');
});

test('a folder of PATH that is not absolute is left out', () => {
  assert.equal(gitEnvironment({ PATH: '.::bin:/usr/bin' })['PATH'], '/usr/bin');
});

test('a program called git in the folder is not run', () => {
  const place = join(folder, 'with-program');
  mkdirSync(place);
  writeFileSync(join(place, 'git'), `#!/bin/sh\ntouch '${place}/canary'\n`);
  chmodSync(join(place, 'git'), 0o755);
  const { status } = gitSync(place, ['version'], { ...env, PATH: `.:${env.PATH}:` });
  assert.equal(status, 0);
  assert.equal(existsSync(join(place, 'canary')), false);
});

test('the settings win over those of the repository', () => {
  const place = join(folder, 'hostile');
  gitSync(folder, ['init', '-q', place], env);
  const names = safeConfig.filter((each) => each.includes('=')).map((each) => each.split('=')[0] ?? '');
  for (const name of names) gitSync(place, ['config', '--local', name, 'hostile'], env);
  assert.match(readFileSync(join(place, '.git', 'config'), 'utf8'), /fsmonitor = hostile/);
  for (const option of safeConfig.filter((each) => each.includes('='))) {
    const [name = '', value] = option.split('=');
    assert.equal(gitSync(place, ['config', name], env).stdout.toString().trim(), value, name);
  }
});

test('no git, a folder that is not there, too slow, too much: an answer, nothing thrown', () => {
  assert.deepEqual(gitSync(folder, ['version'], { PATH: '/nowhere' }).status, null);
  assert.equal(gitSync(folder, ['version'], { PATH: '/nowhere' }).error, 'ENOENT');
  assert.equal(gitSync(join(folder, 'none'), ['version'], env).error, 'ENOENT');
  assert.equal(gitSync(folder, ['help', '-a'], env, { maxBuffer: 10 }).error, 'ENOBUFS');
  const failed = gitSync(folder, ['no-such-subcommand'], env);
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /not a git command/);
});

test('an input is handed over, by both ways', async () => {
  const place = join(folder, 'input');
  gitSync(folder, ['init', '-q', place], env);
  const expected = '557db03de997c86a4a028e1ebd3a1ceb225be238';
  const input = 'Hello World\n';
  const answer = gitSync(place, ['hash-object', '--stdin'], env, { input });
  assert.equal(answer.stdout.toString().trim(), expected);
  const child = spawnGit(place, ['hash-object', '--stdin'], env);
  child.stdin.end(input);
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  assert.equal(text.trim(), expected);
});
