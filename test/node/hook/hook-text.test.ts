import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  bytesOf,
  findBlock,
  firstLine,
  insertBlock,
  isShellScript,
  launcherIn,
  ownBlock,
  sharedBlock,
  withoutBlock,
} from '../../../src/node/hook/hook-text.ts';
import { shells } from '../shells.ts';

const line = fc.constantFrom(
  '#!/bin/sh',
  '#',
  '# a',
  '',
  'echo é',
  '. "$(dirname -- "$0")/_/husky.sh"',
  '\texit 0',
  ' # b',
  'x\r',
);
const script = fc
  .tuple(fc.array(line), fc.boolean())
  .map(([lines, ends]) => bytesOf(lines.join('\n') + (ends ? '\n' : '')));

test('a block that is put into any script is found, whole, and taken out again without a trace', () => {
  fc.assert(
    fc.property(script, (text) => {
      const found = findBlock(insertBlock(text, sharedBlock));
      assert.ok(found?.isWhole === true);
      assert.equal(withoutBlock(found), text);
      assert.equal(found.before.replaceAll(/^[ \t]*(?:#.*|\. .*husky\.sh")?\r?$/gm, '').trim(), '');
    }),
  );
});

test('the launcher is read out of a block, whatever its path holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const launcher = `/home/${name.replaceAll('\0', '')}/bin/cloister-commit`;
      const found = findBlock(bytesOf(firstLine + ownBlock('pre-commit', launcher)));
      assert.ok(found?.isWhole === true);
      assert.equal(launcherIn(found.block), launcher);
    }),
  );
  assert.equal(launcherIn(sharedBlock), undefined);
});

test('the block goes behind the first lines of a script, and the line that runs older huskies anew', () => {
  const husky8 = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n';
  assert.ok(insertBlock(husky8, '#x\n').includes('husky.sh"\n\n#x\nnpm test\n'));
  assert.equal(insertBlock('npm test\n', '#x\n'), '#x\nnpm test\n');
  assert.equal(insertBlock('#!/bin/sh', '#x\n'), '#!/bin/sh\n#x');
});

test('a block of which a byte changed is not whole, nor one without its end', () => {
  const block = bytesOf(sharedBlock);
  assert.equal(findBlock(block.replace('exit 1', 'exit 0'))?.isWhole, false);
  assert.equal(findBlock(block.slice(0, -30))?.isWhole, false);
  assert.equal(findBlock('#!/bin/sh\necho\n'), undefined);
});

test('what a shell runs is told from what it does not', () => {
  for (const text of [
    'echo',
    '#!/bin/sh\n',
    '#!/usr/bin/env bash\n',
    '#! /bin/dash -e\n',
    '#!/usr/bin/env -S zsh\n',
    '',
  ])
    assert.ok(isShellScript(text), text);
  for (const text of ['#!/usr/bin/env node\n', '#!/usr/bin/python3\n', '#!/usr/bin/fish\n', '\x7fELF\0'])
    assert.ok(!isShellScript(text), text);
});

for (const { command, skip } of shells)
  test(`both forms of the block are scripts of ${command.join(' ')}`, { skip }, () => {
    const [program = '', ...args] = command;
    for (const block of [ownBlock('pre-commit', `/no"'$\`/\n/bin/cloister-commit`), sharedBlock]) {
      const { status, stderr } = spawnSync(program, [...args, '-eu'], { input: block, env: {}, encoding: 'utf8' });
      assert.equal(status, block === sharedBlock ? 0 : 1, stderr);
      assert.match(
        stderr,
        block === sharedBlock ? /^Cloister is not installed here.*\n$/ : /^Cloister: this commit is stopped/,
      );
    }
  });
