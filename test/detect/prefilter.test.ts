import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildPrefilter } from '../../src/detect/prefilter.ts';

const encoder = new TextEncoder();

/** Every occurrence of every literal, found the slow way. */
function slowly(literals: readonly string[], text: Uint8Array): string[] {
  const found: string[] = [];
  for (const [which, literal] of literals.entries()) {
    const wanted = encoder.encode(literal);
    const isExact = /[A-Z]/.test(literal);
    const lower = (byte: number | undefined) => (byte !== undefined && byte >= 65 && byte <= 90 ? byte + 32 : byte);
    for (let at = 0; at + wanted.length <= text.length; at++) {
      if (
        wanted.every((byte, index) => (isExact ? text[at + index] === byte : lower(text[at + index]) === lower(byte)))
      ) {
        found.push(`${which}@${at}`);
      }
    }
  }
  return found.toSorted();
}

test('finds every literal wherever it stands, also within and across others', () => {
  const alphabet = fc.constantFrom('a', 'b', 'A', 'B', 'é', '-');
  const literal = fc.string({ unit: alphabet, minLength: 3, maxLength: 6 });
  const text = fc.string({ unit: alphabet, maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 8 }), text, (literals, content) => {
      const bytes = encoder.encode(content);
      const { which, at } = buildPrefilter(literals)(bytes);
      const ends = which.map((index, hit) => (at[hit] ?? 0) + encoder.encode(literals[index]).length);
      assert.deepEqual(
        ends,
        ends.toSorted((left, right) => left - right),
      );
      const found = which.map((index, hit) => `${index}@${at[hit]}`).toSorted();
      assert.deepEqual(found, slowly(literals, bytes));
    }),
    { numRuns: 1000 },
  );
});

test('matches a literal of small letters in any case and one with a capital exactly', () => {
  const prefilter = buildPrefilter(['password', 'AKIA']);
  const { which } = prefilter(encoder.encode('PassWord akia AKIA'));
  assert.deepEqual(which, [0, 1]);
});

test('says whether a text is ASCII', () => {
  const prefilter = buildPrefilter(['abc']);
  assert.equal(prefilter(encoder.encode('plain')).ascii, true);
  assert.equal(prefilter(encoder.encode('café')).ascii, false);
  assert.equal(prefilter(new Uint8Array()).ascii, true);
});

test('refuses a literal that would fire everywhere', () => {
  assert.throws(() => buildPrefilter(['ab']), /shorter than three/);
});
