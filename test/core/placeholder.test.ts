import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import {
  dataClassOf,
  dataClassOfPlaceholder,
  normalValue,
  placeholder,
  placeholderKind,
  placeholdersUnder,
} from '../../src/core/placeholder.ts';
import type { RuleId } from '../../src/core/rule-texts.ts';

const hashWith = (key: string) => (text: string) => createHash('sha256').update(`${key}\0${text}`).digest('hex');
const finding = (rule: RuleId): Finding => ({
  rule,
  severity: 'low',
  place: { kind: 'file', path: 'a.md', span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
  fingerprint: 'f',
  args: {},
});
const email = finding('personal.email');

test('a placeholder names the kind, and nothing of the value', () => {
  const make = placeholdersUnder(hashWith('a'));
  assert.match(make(email, 'jane@corp.de'), /^⟦email:[0-9a-z]{8}⟧$/);
  assert.match(make(finding('secret.github.token'), 'x'.repeat(40)), /^⟦secret:[0-9a-z]{8}⟧$/);
  assert.match(make(finding('note.private-span'), 'dear diary'), /^⟦private:[0-9a-z]{8}⟧$/);
  for (const rule of ['personal.email', 'secret.github.token', 'note.private-span'] as const)
    assert.equal(dataClassOfPlaceholder(make(finding(rule), 'some value')), dataClassOf(rule));
  assert.equal(dataClassOf('note.private'), undefined);
  for (const [rule, kind] of [
    ['secret.generic.password', 'secret'],
    ['personal.us.ssn', 'ssn'],
    ['personal.de.tax-id', 'tax-id'],
    ['personal.wallet.bitcoin', 'wallet'],
    ['personal.birth-date', 'birth-date'],
  ])
    assert.equal(placeholderKind(rule as RuleId), kind);
});

test('one key, one placeholder, whatever came before; another key, another one', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.string({ minLength: 1 }), (before, value) => {
      const [one, two, other] = [hashWith('a'), hashWith('a'), hashWith('b')].map(placeholdersUnder);
      for (const each of before) one?.(email, each);
      const made = two?.(email, value);
      assert.equal(one?.(email, value), made);
      assert.notEqual(other?.(email, value), made);
      assert.equal(placeholder.exec(made ?? '')?.[0], made);
    }),
  );
});

test('two values that would share an id get ids of their own', () => {
  // The last digits alone are the same.
  const hash = (text: string): string => `${'0'.repeat(10)}${text.endsWith('a') ? 'a' : 'b'}${'0'.repeat(21)}`;
  const base = 36n ** 8n;
  const crowded = (text: string): string =>
    ((BigInt(`0x${hash(text)}`) / base) * base + 7n).toString(16).padStart(32, '0');
  const make = placeholdersUnder(crowded);
  const [first, second] = [make(email, 'a'), make(email, 'b')];
  assert.match(first, /:00000007⟧$/);
  assert.match(second, /:[0-9a-z]{12,24}⟧$/);
  assert.deepEqual([make(email, 'a'), make(email, 'b')], [first, second]);
  assert.equal(placeholder.exec(second)?.[0], second);
});

test('ten thousand values have ten thousand placeholders', () => {
  const make = placeholdersUnder(hashWith('a'));
  const made = new Set(Array.from({ length: 10_000 }, (_, index) => make(email, `someone${index}@corp.de`)));
  assert.equal(made.size, 10_000);
});

test('spellings of one value are one value', () => {
  const alike: readonly (readonly [kind: string, ...spellings: string[]])[] = [
    [
      'email',
      'Jane@Corp.DE',
      'jane@corp.de',
      'jane [at] corp [dot] de',
      'jane(at)corp.de',
      'Jane AT corp DOT de',
      'jane＠corp.de',
    ],
    [
      'iban',
      'DE02 1203 0000 0000 2020 51',
      'de02-1203-0000-0000-2020-51',
      'DE02120300000000202051',
      'DE02 1203** 0000 0000 2020 51',
      'ＤＥ02\u00A01203\u20110000 0000 2020 51',
    ],
    [
      'card',
      '4111 1111 1111 1111',
      '4111-1111-1111-1111',
      '4111111111111111',
      '４１１１ 1111 1111 1111',
      '٤١١١ 1111 1111 1111',
    ],
    ['ssn', '219-09-9999', '219 09 9999', '219099999'],
    [
      'phone',
      '+49 170 1234567',
      '+49 (0)170 / 123 45 67',
      '0049-170-1234567',
      '(0170) 1234567',
      '０１７０ 1234567',
      '011 49 170 1234567',
    ],
    ['phone', '+1 (415) 555-2671', '415.555.2671', '1-415-555-2671'],
    ['phone', '+39 06 1234 5678', '06 12345678'],
    ['ip-address', '2001:DB8::1A', '2001:db8::1a'],
    ['codice-fiscale', 'RSSMRA80A01H501U', 'rssmra 80a01 h501u'],
    ['private', 'one\r\ntwo\r\n', 'one\ntwo\n'],
    ['secret', 'BEGIN\r\nabc', 'BEGIN\nabc'],
  ];
  for (const [kind, ...spellings] of alike)
    assert.equal(new Set(spellings.map((each) => normalValue(kind, each))).size, 1, `${kind} ${spellings[0]}`);
});

test('values that differ stay apart', () => {
  const different: readonly (readonly [kind: string, ...values: string[]])[] = [
    ['secret', 'hunter2!x', 'Hunter2!x', 'hunter2!x '],
    ['ip-address', '1.12.3.4', '11.2.3.4'],
    ['birth-date', '1.12.1980', '11.2.1980'],
    ['phone', '+49 170 1234567', '+49 170 1234568', '+49 170 1234567 ext. 2'],
    ['phone', '110', '112'],
  ];
  for (const [kind, ...values] of different)
    assert.equal(new Set(values.map((each) => normalValue(kind, each))).size, values.length, `${kind} ${values[0]}`);
});
