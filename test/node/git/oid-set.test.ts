import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { OidMap, OidSet } from '../../../src/node/git/oid-set.ts';

const oid = (seed: number, digits = 40) => createHash('sha256').update(String(seed)).digest('hex').slice(0, digits);

/** Ids of which many begin alike, so that places collide. */
const ids = fc.array(
  fc.oneof(
    fc.nat(500).map((seed) => oid(seed)),
    fc.nat(500).map((seed) => `00000000${oid(seed).slice(8)}`),
    fc.constantFrom('0'.repeat(40), 'f'.repeat(40), `${'0'.repeat(39)}1`),
  ),
  { maxLength: 400 },
);

test('a set of ids holds what a Set holds', () => {
  fc.assert(
    fc.property(ids, ids, (added, asked) => {
      const set = new OidSet('sha1');
      const expected = new Set<string>();
      for (const each of added) {
        assert.equal(set.add(each), !expected.has(each));
        expected.add(each);
      }
      assert.equal(set.size, expected.size);
      for (const each of [...added, ...asked]) assert.equal(set.has(each), expected.has(each));
      assert.deepEqual([...set].sort(), [...expected].sort());
    }),
    { numRuns: 60 },
  );
});

test('a map of ids holds what a Map holds, of both lengths', () => {
  for (const [format, digits] of [
    ['sha1', 40],
    ['sha256', 64],
  ] as const) {
    const map = new OidMap(format);
    const expected = new Map<string, number>();
    for (let at = 0; at < 5000; at++) {
      const value = at % 7 === 0 ? 0xfffffffe : at;
      map.set(oid(at % 3000, digits), value);
      expected.set(oid(at % 3000, digits), value);
    }
    assert.equal(map.size, 3000);
    for (const [each, value] of expected) assert.equal(map.get(each), value);
    assert.equal(map.get(oid(3001, digits)), undefined);
    assert.deepEqual(new Map(map.entries()), expected);
  }
});

test('what is no id is a fault', () => {
  const set = new OidSet('sha1');
  for (const each of [
    '',
    'x',
    'g'.repeat(40),
    '0'.repeat(39),
    '0'.repeat(41),
    '0'.repeat(64),
    `${'0'.repeat(39)}\u0130`,
  ])
    assert.throws(() => set.add(each), /not an object id/);
});
