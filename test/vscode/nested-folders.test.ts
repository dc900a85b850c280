import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createScanEngine } from '../../src/node/engine.ts';
import { defaultScanOptions, scanRoot } from '../../src/node/scan.ts';
import { excludePath, nestedFolders, pathWithin } from '../../src/vscode/nested-folders.ts';
import { makeFolder } from '../node/folder.ts';

test('paths within a folder', () => {
  assert.equal(pathWithin('/v', '/v/a/b.md'), 'a/b.md');
  assert.equal(pathWithin('/v', '/v'), '');
  assert.equal(pathWithin('/v', '/v2/a.md'), undefined);
  assert.equal(pathWithin('/v', '/'), undefined);
  assert.equal(pathWithin('/v', '/v/..a.md'), '..a.md');
  assert.equal(pathWithin('/', '/a'), 'a');
});

test('a file belongs to the deepest workspace folder', async (t) => {
  const names = ['sub', 'odd [name]*?', 'deep/er', 'subordinate'];
  const root = makeFolder(t, Object.fromEntries(names.map((name) => [`${name}/a.md`, ''])));
  const folders = [root, `${root}/sub`, `${root}/odd [name]*?`, `${root}/deep/er`, `${root}-other`];
  const nested = nestedFolders(root, folders);
  assert.deepEqual(nested, ['sub', 'odd [name]*?', 'deep/er']);
  assert.deepEqual(nestedFolders(`${root}/deep`, folders), ['er']);
  assert.deepEqual(nestedFolders(`${root}/sub`, folders), []);

  const options = { ...defaultScanOptions, exclude: ['!sub/', ...nested.map(excludePath)] };
  const paths: string[] = [];
  for await (const each of scanRoot(root, options, createScanEngine(new Uint8Array(32)))) {
    if (each.kind === 'file') paths.push(each.path);
  }
  assert.deepEqual(paths, ['subordinate/a.md']);
});
