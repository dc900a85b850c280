import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { PathWatch } from '../../src/vscode/path-watch.ts';
import { makeFolder } from '../node/folder.ts';

function watching(t: TestContext, folder: string) {
  let count = 0;
  const watch = new PathWatch(
    folder,
    (name) => name === 'policy.json',
    () => (count += 1),
  );
  t.after(() => watch.dispose());
  /** Makes a change and says whether it was noticed. */
  return async (change: () => void): Promise<boolean> => {
    await wait(450);
    const before = count;
    change();
    for (let waited = 0; waited < 2000 && count === before; waited += 20) await wait(20);
    return count > before;
  };
}

test('a file is watched through the coming, going and replacing of its folders', async (t) => {
  const root = makeFolder(t, {});
  const folder = join(root, 'deep', '.cloister');
  const file = join(folder, 'policy.json');
  const notices = watching(t, folder);
  assert.ok(await notices(() => mkdirSync(folder, { recursive: true })), 'the folders came');
  assert.ok(await notices(() => writeFileSync(file, '1')), 'the file came');
  assert.ok(await notices(() => writeFileSync(file, '2')), 'it changed');
  assert.ok(await notices(() => rmSync(folder, { recursive: true })), 'its folder went');
  assert.ok(await notices(() => mkdirSync(folder)), 'its folder came back');
  assert.ok(await notices(() => writeFileSync(file, '3')), 'and the file');
  const other = join(root, 'other');
  mkdirSync(other);
  const swap = () => {
    renameSync(folder, join(root, 'old'));
    renameSync(other, folder);
  };
  assert.ok(await notices(swap), 'another folder took its place');
  assert.ok(await notices(() => writeFileSync(file, '4')), 'and is watched');
  assert.ok(await notices(() => rmSync(join(root, 'deep'), { recursive: true })), 'the folder above it went');
});

test('other files are none of its business', async (t) => {
  const root = makeFolder(t, { 'policy.json': '' });
  const notices = watching(t, root);
  assert.equal(await notices(() => writeFileSync(join(root, 'other.json'), '')), false);
  assert.equal(await notices(() => writeFileSync(join(root, 'policy.json'), '1')), true);
});
