import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { lfsContent, lfsPointer } from '../../../src/node/git/lfs.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { makeRepository, temporaryFolder } from './repositories.ts';

const folder = temporaryFolder('lfs');
const content = 'what lies elsewhere';
const sha256 = createHash('sha256').update(content).digest('hex');
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;

test('a pointer is known by its whole form', () => {
  const of = (text: string) => lfsPointer(Buffer.from(text));
  const expected = { sha256, size: content.length };
  assert.deepEqual(of(pointer), expected);
  assert.deepEqual(of(pointer.trimEnd()), expected);
  assert.deepEqual(of(pointer.replaceAll('\n', '\r\n')), expected);
  assert.deepEqual(of(pointer.replace('\n', `\next-0-case sha256:${sha256}\n`)), expected);
  for (const text of [
    '',
    content,
    `${pointer}more\n`,
    ` ${pointer}`,
    pointer.replace('sha256:', 'md5:'),
    pointer.replace('spec/v1', 'spec/v9'),
    pointer.replace(/size.*/, 'size many'),
    pointer.replace('\n', `\n${'ext-0-x sha256:'}${'0'.repeat(64)}`.repeat(20)),
  ])
    assert.equal(of(text), undefined);
});

test('its content is found in the shared folder of git, also from a worktree', async () => {
  const repository = makeRepository(join(folder, 'r'), { commits: [{ 'a.bin': pointer }] });
  const worktree = join(folder, 'w');
  repository.git('worktree', 'add', '-q', '--detach', worktree);
  const { place } = await openRepository(worktree, repository.env);
  const found = lfsPointer(Buffer.from(pointer));
  assert.ok(found !== undefined);
  assert.equal(lfsContent(place, found), undefined);
  const file = join(place.commonDir, 'lfs', 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  assert.equal(lfsContent(place, found), file);
  assert.equal(lfsContent(place, { ...found, size: 1 }), undefined);
});
