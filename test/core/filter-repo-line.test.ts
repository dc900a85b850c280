import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathLine, replacementLine } from '../../src/core/filter-repo-line.ts';

const bytes = (text: string) => Buffer.from(text);

test('a value is a literal, whatever it begins with and holds', () => {
  assert.equal(replacementLine(bytes('abc')), 'literal:abc==>***REMOVED***');
  assert.equal(replacementLine(bytes('regex:a==>b=')), 'literal:regex:a==>b===>***REMOVED***');
  assert.equal(replacementLine(bytes('é ')), 'literal:\xc3\xa9 ==>***REMOVED***');
});

test('a value with line breaks is a pattern in which each matches any', () => {
  const line = 'regex:a\\x2e(?:\\r\\n|\\r|\\n)b\\xc3\\xa9==>***REMOVED***';
  for (const end of ['\n', '\r\n', '\r']) assert.equal(replacementLine(bytes(`a.${end}bé`)), line);
  assert.equal(replacementLine(bytes('a\n\r\nb')), 'regex:a(?:\\r\\n|\\r|\\n)(?:\\r\\n|\\r|\\n)b==>***REMOVED***');
});

test('a path names itself alone', () => {
  assert.equal(pathLine(bytes('regex:a*.md')), 'literal:regex:a*.md');
  assert.equal(pathLine(bytes('a==>b.md')), 'regex:^a\\x3d\\x3d\\x3eb\\x2emd$');
  assert.equal(pathLine(bytes('a\nb')), 'regex:^a(?:\\r\\n|\\r|\\n)b$');
});
