import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WalkIndex } from '../../../src/node/history/walk-index.ts';

test('of one content that a commit names without end, a thousand places are kept', () => {
  const index = new WalkIndex(20);
  const [blob, commit, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
  for (let number = 0; number < 3000; number++) index.add({ oid: blob, object: 'blob', commit, path: `${number}.md` });
  index.add({ oid: blob, object: 'blob', commit: other, path: 'x.md' });
  const places = index.introductionsOf(blob);
  assert.equal(places.length, 1002);
  assert.deepEqual(places.at(-1), { commit: other, path: 'x.md' });
});
