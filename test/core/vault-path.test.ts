import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldersAbove, foldPath, isWithin, normaliseVaultPath } from '../../src/core/vault-path.ts';

const name = fc.constantFrom('a', 'b', 'a b', '.a', '..a', 'é', '__proto__');
const path = fc.array(name, { maxLength: 4 }).map((parts) => parts.join('/'));

test('normalises a path, and refuses one that leaves the vault', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['', ''],
    ['.', ''],
    ['./', ''],
    ['a', 'a'],
    ['a/', 'a'],
    ['/a', 'a'],
    ['./a//b/.', 'a/b'],
    ['a/../b', 'b'],
    ['a/..', ''],
    ['..a/b..', '..a/b..'],
    ['...', '...'],
    [' a ', ' a '],
    ['..', undefined],
    ['a/../..', undefined],
    ['../a', undefined],
    ['a/../../a', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(normaliseVaultPath(text), expected, text);
});

test('a normalised path stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '.', '..', '', '...'), { maxLength: 8 }), (parts) => {
      const once = normaliseVaultPath(parts.join('/'));
      if (once === undefined) return;
      assert.equal(normaliseVaultPath(once), once);
      assert.ok(once === '' || once.split('/').every((each) => each !== '' && each !== '.' && each !== '..'));
    }),
  );
});

test('a folder contains itself and what lies beneath, by whole names', () => {
  assert.ok(isWithin('a', ''));
  assert.ok(isWithin('', ''));
  assert.ok(isWithin('a', 'a'));
  assert.ok(isWithin('a/b', 'a'));
  assert.ok(!isWithin('ab', 'a'));
  assert.ok(!isWithin('a', 'a/b'));
  assert.ok(!isWithin('', 'a'));
});

test('the folders above a path are those that contain it, the vault first', () => {
  assert.deepEqual(foldersAbove(''), []);
  assert.deepEqual(foldersAbove('a'), ['']);
  assert.deepEqual(foldersAbove('a/b/c'), ['', 'a', 'a/b']);
  fc.assert(
    fc.property(path, path, (each, other) => {
      const folders = foldersAbove(each);
      assert.ok(folders.every((folder) => isWithin(each, folder)));
      assert.equal(isWithin(each, other), each === other || folders.includes(other));
    }),
  );
});

test('spellings of one name have one folded form', () => {
  const same: readonly (readonly [string, string])[] = [
    ['Journal/TODAY.md', 'journal/today.md'],
    ['caf\u00e9', 'cafe\u0301'],
    ['CAF\u00c9', 'cafe\u0301'],
    ['\uff4a\uff4f\uff55\uff52\uff4e\uff41\uff4c', 'journal'],
    ['jour\u200bnal', 'journal'],
    ['\ufeffjournal\u00ad', 'journal'],
    ['journal./a', 'journal/a'],
    ['journal. . /a ', 'journal/a'],
    ['\ufb01le', 'file'],
    ['\u212aey', 'key'],
  ];
  for (const [left, right] of same) assert.equal(foldPath(left), foldPath(right), left);
});

test('different names have different folded forms', () => {
  const names = ['journal', 'journals', 'journal/a', '.journal', 'jour.nal', 'jour nal', '..', '.', ' ', '', 'jóurnal'];
  assert.equal(new Set(names.map(foldPath)).size, names.length);
});

test('a name in any case has one folded form', () => {
  // Capital sigma is small in two ways; file systems that ignore case take all three for one.
  assert.equal(foldPath('ΟΔΟΣ'), foldPath('οδοσ'));
  assert.equal(foldPath('οδος'), foldPath('οδοσ'));
});

test('a folded path stays as it is', () => {
  const piece = fc.constantFrom(
    'a',
    'A',
    'e',
    '\u0301',
    '\u200b',
    '.',
    ' ',
    '/',
    '\uff21',
    '\u212b',
    '\u00ad',
    '\ufb01',
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: piece, maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 12 })),
      (each) => {
        const once = foldPath(each);
        assert.equal(foldPath(once), once);
      },
    ),
    { numRuns: 2000 },
  );
});
