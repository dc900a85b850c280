import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { fragmentsIn } from '../../src/core/fragments.ts';
import { placeholder } from '../../src/core/placeholder.ts';
import { applyReplacements, hiddenIn, mapTexts, type Replacement, replacementsOf } from '../../src/core/redaction.ts';

const lines = fc
  .array(
    fc.string({ maxLength: 20 }).filter((text) => !/[⟦⟧\r\n]/.test(text)),
    { minLength: 1, maxLength: 8 },
  )
  .map((each) => each.join('\n'));
const values = fc.array(
  fc
    .stringMatching(/^[a-cA-C0-2]{4,12}(?:\n[a-cA-C0-2]{9,12}){0,2}$/)
    .map((value): Replacement => ({ value, by: '⟦secret:abc123⟧' })),
  { minLength: 1, maxLength: 4 },
);
/** A text that holds some of the values, also next to each other and one within another. */
const texts = fc.tuple(values, fc.array(fc.oneof(lines, fc.nat(3)), { maxLength: 8 })).map(([known, parts]) => ({
  known,
  text: parts.map((part) => (typeof part === 'string' ? part : (known[part % known.length]?.value ?? ''))).join(''),
}));

test('no value survives', () => {
  fc.assert(
    fc.property(texts, ({ known, text }) => {
      const redacted = applyReplacements(text, known).replace(new RegExp(placeholder, 'g'), '\0');
      for (const { value } of known) assert.ok(!redacted.includes(value));
    }),
  );
});

test('lines stay where they are', () => {
  fc.assert(
    fc.property(texts, ({ known, text }) => {
      assert.equal(applyReplacements(text, known).split('\n').length, text.split('\n').length);
    }),
  );
});

test('done again it changes nothing', () => {
  fc.assert(
    fc.property(texts, ({ known, text }) => {
      const once = applyReplacements(text, known);
      assert.equal(applyReplacements(once, known), once);
    }),
  );
});

test('a text without values stays as it is', () => {
  fc.assert(
    fc.property(lines, values, (text, known) => {
      if (known.every(({ value }) => !text.includes(value))) assert.equal(applyReplacements(text, known), text);
    }),
  );
});

test('a value that is a word of a placeholder does not take it apart', () => {
  const known: Replacement[] = [
    { value: 'secret', by: '⟦secret:aaaaaa⟧' },
    { value: 'aaaa', by: '⟦secret:bbbbbb⟧' },
  ];
  const once = applyReplacements('my secret, aaaa', known);
  assert.equal(once, 'my ⟦secret:aaaaaa⟧, ⟦secret:bbbbbb⟧');
  assert.equal(applyReplacements(once, known), once);
});

test('values that overlap go as one', () => {
  const known: Replacement[] = [
    { value: 'abcd', by: '⟦secret:one⟧' },
    { value: 'cdef', by: '⟦secret:two⟧' },
  ];
  assert.equal(applyReplacements('x abcdef y', known), 'x ⟦secret:one⟧ y');
});

const finding = (startLine: number, startColumn: number, endLine: number, endColumn: number): Finding => ({
  rule: 'secret.github.token',
  severity: 'high',
  place: { kind: 'file', path: 'a.md', span: { startLine, startColumn, endLine, endColumn } },
  fingerprint: 'f',
  args: {},
});

test('spans count as an editor counts them', () => {
  for (const text of ['one\nmy secretvalue\n', '\uFEFFone\r\nmy secretvalue\r\n', 'one\rmy secretvalue']) {
    const [hidden] = hiddenIn(text, [finding(2, 4, 2, 15)], () => '⟦secret:abc⟧');
    assert.equal(text.slice(hidden?.start, hidden?.end), 'secretvalue');
  }
});

test('lines of a long value count by themselves; a short one where it is all that a line holds', () => {
  const text = 'BEGIN KEY\nMIIEvQIBADAN\nZg==\nEND KEY';
  const hidden = hiddenIn(text, [finding(1, 1, 4, 8)], () => '⟦secret:abc⟧');
  const known = replacementsOf(text, hidden);
  assert.equal(applyReplacements('12\tMIIEvQIBADAN', known), '12\t⟦secret:abc⟧');
  assert.equal(applyReplacements('13\tZg==', known), '13\t⟦secret:abc⟧');
  assert.equal(applyReplacements('  3→Zg==', known), '  3→⟦secret:abc⟧');
  assert.equal(applyReplacements('the ending Zg== is common', known), 'the ending Zg== is common');
});

test('fragments are told from words and public beginnings', () => {
  const known: Replacement[] = [{ value: 'sk_live_9f8e7d6c5b4a3210', by: '⟦secret:abc⟧' }];
  assert.equal(fragmentsIn('a key begins with sk_live_', known).length, 0);
  const [part] = fragmentsIn('x 7d6c5b4a3 y', known);
  assert.deepEqual([part?.start, part?.end], [2, 11]);
});

test('placeholders parse', () => {
  for (const text of ['⟦secret:a1b2c3⟧', '⟦personal:000000⟧']) assert.equal(placeholder.exec(`x ${text} y`)?.[0], text);
  for (const text of ['⟦x⟧', '⟦Secret:abc123⟧', '⟦secret:⟧', '[[secret:abc123]]'])
    assert.equal(placeholder.test(text), false);
});

test('every text at any depth is changed, keys and kinds stay', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(
        mapTexts(value, (text) => text),
        value,
      );
    }),
  );
  assert.deepEqual(
    mapTexts({ a: ['x', 1, null, { b: 'x' }] }, () => 'y'),
    { a: ['y', 1, null, { b: 'y' }] },
  );
});
