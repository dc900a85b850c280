import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { fragmentsIn, proseRunsIn } from '../../src/core/fragments.ts';
import { placeholder, placeholdersUnder } from '../../src/core/placeholder.ts';
import { throughBoth } from '../../src/core/redacted-again.ts';
import {
  applyHidden,
  applyReplacements,
  hiddenIn,
  mapTexts,
  type Replacement,
  redactText,
  replacementsOf,
  separate,
} from '../../src/core/redaction.ts';
import { restoreText } from '../../src/core/restore.ts';

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

/** Findings anywhere in a text, of any kind, over and within each other. */
const spans = fc
  .tuple(
    fc
      .array(fc.constantFrom('word', ' ', '\n', '\r\n', 'Val-1234567', 'other@corp.de', '⟦email:k3f9⟧', 'é', '.'), {
        minLength: 1,
        maxLength: 24,
      })
      .map((parts) => parts.join('')),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('secret.github.token', 'personal.email', 'note.private-span')),
      {
        maxLength: 6,
      },
    ),
  )
  .map(([text, wanted]) => {
    const findings = wanted.map(([from, length, rule]): Finding => {
      const start = from % text.length;
      const [line, column] = placeOf(text, start);
      const [endLine, endColumn] = placeOf(text, Math.min(text.length, start + 1 + (length % 30)));
      return { ...finding(line, column, endLine, endColumn), rule: rule as Finding['rule'] };
    });
    return { text, findings };
  });

function placeOf(text: string, offset: number): [line: number, column: number] {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/);
  // Between the two characters of a break is no place.
  const isBreak = text[offset - 1] === '\r' && text[offset] === '\n';
  return isBreak ? placeOf(text, offset - 1) : [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

const make = placeholdersUnder((text) => createHash('sha256').update(text).digest('hex'));
const breaksIn = (text: string): string[] => text.match(/\r\n|\r|\n/g) ?? [];
const without = (text: string): string => text.replace(new RegExp(placeholder, 'g'), '\0');

test('whatever was found, nothing of it is left, wherever it stands', () => {
  fc.assert(
    fc.property(spans, ({ text, findings }) => {
      const redacted = without(redactText(text, findings, make).text);
      const hidden = hiddenIn(text, findings, make).flatMap((each) => [each, ...(each.inner ?? [])]);
      for (const { start, end } of hidden) {
        const value = text.slice(start, end);
        // A shorter value means something in its place alone.
        // Breaks of lines stay, and a value that is nothing else with them.
        if (value.length >= 6 && !value.includes('⟦') && /\S/.test(value)) assert.ok(!redacted.includes(value));
      }
    }),
  );
});

test('lines, and how they end, stay where they are', () => {
  fc.assert(
    fc.property(spans, ({ text, findings }) => {
      assert.deepEqual(breaksIn(redactText(text, findings, make).text), breaksIn(text));
    }),
  );
});

test('the order of findings never matters, nor that some come twice', () => {
  fc.assert(
    fc.property(
      spans.chain(({ text, findings }) =>
        fc.record({
          text: fc.constant(text),
          findings: fc.constant(findings),
          mixed: fc.shuffledSubarray([...findings, ...findings], { minLength: findings.length * 2 }),
        }),
      ),
      ({ text, findings, mixed }) => {
        assert.equal(redactText(text, mixed, make).text, redactText(text, findings, make).text);
      },
    ),
  );
});

test('hidden parts come in order, none within or upon another', () => {
  fc.assert(
    fc.property(spans, ({ text, findings }) => {
      let done = 0;
      for (const { start, end } of hiddenIn(text, findings, make)) {
        assert.ok(start >= done && end > start);
        done = end;
      }
    }),
  );
});

test('what stands outside of what was found stays as it is', () => {
  fc.assert(
    fc.property(spans, ({ text, findings }) => {
      const { text: redacted, parts } = redactText(text, findings, make);
      let [at, done] = [0, 0];
      for (const { start, end, by } of [...parts, { start: text.length, end: text.length, by: '' }]) {
        const open = text.slice(done, start);
        assert.equal(redacted.slice(at, at + open.length), open);
        at += open.length + by.length + breaksIn(text.slice(start, end)).join('').length;
        done = end;
      }
      assert.equal(at, redacted.length);
    }),
  );
});

test('a copy is turned back by the file alone', () => {
  fc.assert(
    fc.property(spans, ({ text, findings }) => {
      const { text: copy, parts } = redactText(text, findings, make);
      const named = new Set(parts.map(({ by }) => by));
      const restored = restoreText(copy, text, parts);
      assert.equal(restored.text, text);
      assert.ok(restored.unknown.every((each) => !named.has(each)));
    }),
  );
});

test('what is hidden in two goes is told by places in the text as it was', () => {
  fc.assert(
    fc.property(spans, fc.array(fc.tuple(fc.nat(), fc.nat(40)), { maxLength: 4 }), ({ text, findings }, wanted) => {
      const once = redactText(text, findings, make);
      const whole = [...once.text.matchAll(new RegExp(placeholder, 'g'))];
      const second = wanted
        .map(([from, length]) => ({ start: from % once.text.length, length }))
        .map(({ start, length }) => ({
          start,
          end: Math.min(once.text.length, start + 1 + length),
          by: '⟦secret:zzzzzzzz⟧',
        }))
        // Nothing begins with a break of lines.
        .filter(({ start }) => !/[\r\n]/.test(once.text.charAt(start)))
        // A part takes a placeholder whole, and a break of lines with both of its characters.
        .filter(({ start, end }) => !whole.some(({ index, 0: all }) => index < end && index + all.length > start))
        .filter(
          ({ start, end }) => !/\r\n/.test(once.text.slice(start - 1, start + 1) + once.text.slice(end - 1, end + 1)),
        );
      const parts = separate(once.text, second);
      assert.equal(applyHidden(text, throughBoth(text, once.parts, parts)), applyHidden(once.text, parts));
    }),
  );
});

test('neighbours of one kind that touch go as one, with a gap between they stay two', () => {
  const emails = [finding(1, 1, 1, 5), finding(1, 5, 1, 9)].map((each) => ({
    ...each,
    rule: 'personal.email' as const,
  }));
  assert.equal(hiddenIn('abcdefgh', emails, make).length, 1);
  const [first] = emails;
  assert.equal(
    hiddenIn(
      'abcdefgh',
      [first, finding(1, 5, 1, 9)].flatMap((each) => each ?? []),
      make,
    ).length,
    2,
  );
  assert.equal(hiddenIn('abcd efgh', [finding(1, 1, 1, 5), finding(1, 6, 1, 10)], make).length, 2);
});

test('a finding within another goes with it, and its value is known all the same', () => {
  const text = '<!-- private -->\nkey tok-12345678 here\n<!-- /private -->';
  const findings = [{ ...finding(1, 1, 3, 18), rule: 'note.private-span' as const }, finding(2, 5, 2, 17)];
  const hidden = hiddenIn(text, findings, make);
  assert.equal(hidden.length, 1);
  assert.match(applyReplacements('x tok-12345678 y', replacementsOf(text, hidden)), /^x ⟦secret:\w+⟧ y$/);
});

test('a short value counts where it was found, and where it is all that a line holds', () => {
  const text = 'PIN: 2024, in the year 2024';
  const hidden = hiddenIn(text, [{ ...finding(1, 6, 1, 10), rule: 'personal.email' }], make);
  const known = replacementsOf(text, hidden);
  assert.match(applyReplacements(text, known), /^PIN: ⟦email:\w+⟧, in the year 2024$/);
  assert.match(applyReplacements('3:PIN: 2024', known), /^3:PIN: ⟦/);
  assert.match(applyReplacements('2024', known), /^⟦/);
  assert.equal(applyReplacements('PIN: 20245 of 2024', known), 'PIN: 20245 of 2024');
});

test('half lines of hidden prose are found, and none of what stands in the open', () => {
  const text = 'We met at the harbour office.\nThen he told me about his brother again.\n';
  const open = 'We met at the harbour office.\n⟦private:a1b2c3d4⟧\n';
  const prose = [{ text, start: 30, end: 70, by: '⟦private:a1b2c3d4⟧', open, openLines: new Set(open.split('\n')) }];
  const partsOf = (result: string): string[] =>
    proseRunsIn(result, prose).map(({ start, end }) => result.slice(start, end));
  assert.deepEqual(partsOf('x told me about his brother y'), [' told me about his brother ']);
  assert.deepEqual(partsOf('his brother'), []);
  assert.deepEqual(partsOf('We met at the harbour office.'), []);
  assert.equal(partsOf(`${'about his brother; '.repeat(40)}`).length, 40);
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
