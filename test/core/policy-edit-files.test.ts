import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileGitignore } from '../../src/core/gitignore.ts';
import { parsePolicy } from '../../src/core/policy.ts';
import { lineOf, lockFile, patternOfFile, unlockFile } from '../../src/core/policy-edit-files.ts';
import { makeFolder } from '../node/folder.ts';

const odd = [
  'a b.md',
  '#x',
  '!x',
  'é[1].md',
  'a*b?',
  'back\\slash',
  'end ',
  'end  ',
  ' start',
  'sub/[a-z]',
  '日本.md',
  '-',
  '.',
];
const name = fc
  .oneof(fc.constantFrom(...odd), fc.string({ minLength: 1, maxLength: 8 }))
  .filter((text) => !/[\0\r\n]|^\.{1,2}$|^\/|\/$|\/\//.test(text));

test("a file's pattern matches it and no other file", () => {
  fc.assert(
    fc.property(name, name, (path, other) => {
      const filter = compileGitignore([patternOfFile(path)]);
      assert.equal(filter(path, false), true);
      if (other !== path) assert.equal(filter(other, false), false);
      assert.equal(filter(`deeper/${path}`, false), false);
    }),
  );
});

test('git reads the pattern as we do', (t) => {
  const folder = makeFolder(t, {});
  execFileSync('git', ['init', '-q'], { cwd: folder });
  for (const path of odd.filter((each) => each !== '.')) {
    writeFileSync(join(folder, '.gitignore'), `${patternOfFile(path)}\n`);
    const out = execFileSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: folder,
      input: `${path}\0`,
    });
    assert.equal(out.toString(), `${path}\0`);
  }
});

test('locking a file hides it, keeps the rest, and is taken back exactly', () => {
  const files = fc.constantFrom(
    '{}',
    '{ "files": {} }',
    '{\r\n  // kept\r\n  "files": {\r\n    "none": ["*.kdbx", /* kept too */ "!a b.md"],\r\n  }\r\n}\r\n',
    '\uFEFF{"files": {"none": []}}',
  );
  fc.assert(
    fc.property(files, name, (text, path) => {
      const before = parsePolicy(text);
      const locked = lockFile(text, path);
      const parsed = parsePolicy(locked);
      assert.ok(parsed.ok && before.ok);
      assert.equal(compileGitignore(parsed.value.policy.files.none)(path, false), true);
      for (const comment of text.match(/\/\/ \w+|\/\*.*\*\//g) ?? []) assert.ok(locked.includes(comment));
      assert.equal(lockFile(locked, path), locked);
      const back = parsePolicy(unlockFile(locked, path));
      assert.deepEqual(back, before);
    }),
  );
});

test('an earlier `!` does not take a lock back', () => {
  const text = lockFile('{"files":{"none":["*.md","!keep.md"]}}', 'keep.md');
  const parsed = parsePolicy(text);
  assert.deepEqual(parsed.ok && parsed.value.policy.files.none, ['*.md', '!keep.md', '/keep.md']);
});

test('says on which line something stands', () => {
  const text = '{\n  "folders": {\n    // why\n    "a/b": "none"\n  },\n}';
  assert.equal(lineOf(text, ['folders', 'a/b']), 4);
  assert.equal(lineOf(text, ['folders', 'gone']), undefined);
});
