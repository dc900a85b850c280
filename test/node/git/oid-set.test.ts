import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeOids, type OidLength, sortOids } from '../../../src/node/git/oid-bytes.ts';
import { OidSet } from '../../../src/node/git/oid-set.ts';
import { areSorted, SortedOids } from '../../../src/node/git/sorted-oids.ts';

/** Few enough different ids that the same ones come again, and many that begin alike. */
function oids(length: OidLength): fc.Arbitrary<string[]> {
  const any = fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  const alike = fc.nat(40).map((number) => number.toString(16).padStart(length * 2, 'ab'));
  return fc.array(fc.oneof(any, alike), { maxLength: 200 });
}

function bytesOf(list: readonly string[]): Uint8Array {
  return Buffer.from(list.join(''), 'hex');
}

for (const length of [20, 32] as const) {
  test(`a set of ids of ${length} bytes holds what was added, and nothing else`, () => {
    fc.assert(
      fc.property(oids(length), oids(length), (added, others) => {
        const set = new OidSet(length);
        const model = new Map<string, number>();
        for (const oid of added) {
          if (!model.has(oid)) model.set(oid, model.size);
          assert.equal(set.add(oid), model.get(oid));
        }
        assert.equal(set.size, model.size);
        assert.deepEqual([...set], [...model.keys()]);
        for (const oid of [...added, ...others]) assert.equal(set.indexOf(oid), model.get(oid) ?? -1);
        assert.equal(Buffer.from(set.sorted()).toString('hex'), [...model.keys()].sort().join(''));
      }),
    );
  });

  test(`lists of ids of ${length} bytes are put in order, joined and searched`, () => {
    fc.assert(
      fc.property(oids(length), oids(length), (left, right) => {
        const [one, other] = [[...new Set(left)], [...new Set(right)]];
        const merged = mergeOids(sortOids(bytesOf(one), length), sortOids(bytesOf(other), length), length);
        const all = [...new Set([...one, ...other])].sort();
        assert.equal(Buffer.from(merged).toString('hex'), all.join(''));
        assert.ok(areSorted(merged, length));
        const list = new SortedOids(merged, length);
        assert.equal(list.size, all.length);
        for (const [index, oid] of all.entries()) {
          assert.equal(list.indexOf(oid), index);
          assert.equal(list.oidAt(index), oid);
        }
        const some = new SortedOids(sortOids(bytesOf(one), length), length);
        for (const oid of other) assert.equal(some.has(oid), one.includes(oid));
      }),
    );
  });
}

test('a hundred thousand ids that begin alike are told apart', () => {
  const set = new OidSet(20);
  const name = (number: number): string => `${'00'.repeat(12)}${number.toString(16).padStart(16, '0')}`;
  for (let number = 0; number < 100_000; number++) set.add(name(number));
  assert.equal(set.size, 100_000);
  assert.equal(set.indexOf(name(77_777)), 77_777);
  assert.equal(set.has(name(100_000)), false);
  assert.equal(new SortedOids(set.sorted(), 20).indexOf(name(4321)), 4321);
});

test('what is no object id of the length is refused', () => {
  const [set, list] = [new OidSet(20), new SortedOids(new Uint8Array(), 20)];
  for (const text of [
    '',
    'ab',
    'AB'.repeat(20),
    'zz'.repeat(20),
    'ab'.repeat(32),
    'ab'.repeat(21),
    `${'ab'.repeat(19)}é0`,
  ]) {
    assert.throws(() => set.add(text), TypeError);
    assert.throws(() => list.indexOf(text), TypeError);
  }
  assert.equal(set.size, 0);
  assert.throws(() => set.oidAt(0), RangeError);
});

test('lists with doubles or in another order are no sorted ones', () => {
  const [low, high] = ['11'.repeat(20), '22'.repeat(20)];
  assert.ok(areSorted(bytesOf([low, high]), 20));
  assert.ok(!areSorted(bytesOf([low, low]), 20));
  assert.ok(!areSorted(bytesOf([high, low]), 20));
});
