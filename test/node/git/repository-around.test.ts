import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryAround } from '../../../src/node/git/repository-around.ts';
import { makeFolder } from '../folder.ts';

test('the innermost repository around a folder, as git itself finds it', (t) => {
  const root = makeFolder(t, {
    'a/b/c.md': '',
    'a/inner/d/e.md': '',
    HEAD: 'a note with this name',
    'objects/x.md': '',
  });
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', args, {
      cwd: join(root, folder),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root },
    }).trim();
  git('a', 'init', '--quiet');
  git('a/inner', 'init', '--quiet');
  git('.', 'init', '--quiet', '--bare', 'bare.git');
  assert.equal(repositoryAround(join(root, 'a/b')), join(root, 'a'));
  assert.equal(repositoryAround(join(root, 'a/inner/d')), join(root, 'a/inner'));
  assert.equal(repositoryAround(join(root, 'bare.git')), join(root, 'bare.git'));
  assert.equal(repositoryAround(join(root, 'bare.git/refs')), join(root, 'bare.git'));
  assert.equal(git('a/b', 'rev-parse', '--show-toplevel'), join(root, 'a'));
  assert.equal(repositoryAround(root), undefined);
  assert.equal(repositoryAround(join(root, 'gone/deep')), undefined);
});
