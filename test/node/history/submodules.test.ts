import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../../src/core/user-error.ts';
import { madeUp } from '../../detect/scanning.ts';
import { type Files, makeRepository, temporaryFolder } from '../git/repositories.ts';
import { scanAll, words } from './scanning.ts';

const folder = temporaryFolder('submodules');
let count = 0;
const rule = 'secret.github.token';
const held = (text: string): string => `${text}\n\ntoken: ${madeUp.github}\n`;

/** A repository in a folder of its own. */
function made(commits: readonly Files[]) {
  count += 1;
  return makeRepository(join(folder, `case-${count}`, 'notes'), { commits });
}

test('submodules come after the repository, each with a cache of its own', async () => {
  const inner = made([{ 'a.md': held('a') }, { 'a.md': 'gone' }]);
  const outer = makeRepository(join(inner.root, '..', 'outer'), { commits: [{ 'x.md': 'x' }] });
  outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor/inner');
  outer.commit({});
  const all = await scanAll(outer.root, outer.env);
  assert.deepEqual(
    all.map((each) => [each.path, words(each)]),
    [
      ['', []],
      ['vendor/inner', [`${rule} a.md:3, 1`]],
    ],
  );
  const again = await scanAll(outer.root, outer.env);
  assert.deepEqual(
    again.map(({ totals }) => [totals.known === totals.objects, totals.bytes]),
    [
      [true, 0],
      [true, 0],
    ],
  );
});

test('a submodule that git does not open is skipped, and the others are scanned', async () => {
  const [broken, inner] = [made([{ 'b.md': 'b' }]), made([{ 'a.md': held('a') }])];
  const outer = makeRepository(join(inner.root, '..', 'outer'), { commits: [{ 'x.md': held('b') }] });
  for (const [from, to] of [
    [broken, 'broken'],
    [inner, 'inner'],
  ] as const)
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from.root, to);
  outer.commit({});
  const config = join(outer.root, '.git', 'modules', 'broken', 'config');
  writeFileSync(
    config,
    `${readFileSync(config, 'utf8')}[core]\nrepositoryformatversion = 1\n[extensions]\nunheard = of\n`,
  );
  const all = await scanAll(outer.root, outer.env);
  assert.deepEqual(
    all.map((each) => [each.path, words(each)]),
    [
      ['', [`${rule} x.md:3, 1`]],
      ['inner', [`${rule} a.md:3, 1`]],
    ],
  );
  assert.deepEqual(
    all.map(({ skipped }) => skipped.map(({ path, why }) => [path, why])),
    [[['broken', 'unreadable']], []],
  );
  assert.match(all[0]?.warnings.join() ?? '', /^The submodule broken was not scanned: /);
  writeFileSync(join(outer.root, '.git', 'modules', 'inner', 'packed-refs'), 'no list of references\n');
  const [, other] = await scanAll(outer.root, outer.env);
  assert.deepEqual([other?.skipped.map(({ path, why }) => [path, why]), other?.findings], [[['.', 'unreadable']], []]);
  assert.match(other?.warnings.join() ?? '', /^The submodule inner was not scanned: git can not list the references/);
  writeFileSync(join(outer.root, '.git', 'packed-refs'), 'no list of references\n');
  await assert.rejects(scanAll(outer.root, outer.env), UserError);
});
