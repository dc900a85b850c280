import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflictName, documentAddress, sealedFileOf } from '../../../src/vscode/seal/address.ts';

interface Parts {
  readonly scheme: string;
  readonly path: string;
}

/** The editor's own class is there in the editor alone. */
function address(scheme: string, path: string) {
  return {
    scheme,
    path,
    with: (change: Partial<Parts>) => address(change.scheme ?? scheme, change.path ?? path) as never,
  };
}

test('a sealed file and its document', () => {
  const document = documentAddress(address('file', '/v/journal/ünï x.md.age'));
  assert.deepEqual([document?.scheme, document?.path], ['cloister-age', '/v/journal/ünï x.md']);
  const file = sealedFileOf(address('cloister-age', '/v/journal/ünï x.md'));
  assert.deepEqual([file.scheme, file.path], ['file', '/v/journal/ünï x.md.age']);
});

test('what has no name without .age is no sealed file', () => {
  for (const path of ['/v/x.md', '/v/.age', '.age', '/v/x.AGE'])
    assert.equal(documentAddress(address('file', path)), undefined, path);
});

test('the name of a version that could not take its place keeps its ending, and is free on every system', () => {
  const at = '2026-11-26T03:55:10.123Z';
  assert.equal(conflictName('x.md', at, 0), 'x (conflict 2026-11-26 03-55-10).md');
  assert.equal(conflictName('a.b.md', at, 1), 'a.b (conflict 2026-11-26 03-55-10 2).md');
  assert.equal(conflictName('plain', at, 0), 'plain (conflict 2026-11-26 03-55-10)');
  assert.equal(conflictName('.env', at, 0), '.env (conflict 2026-11-26 03-55-10)');
});
