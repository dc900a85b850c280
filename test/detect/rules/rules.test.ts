import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteTexts } from '../../../src/core/rule-texts/notes.ts';
import { personalTexts } from '../../../src/core/rule-texts/personal.ts';
import { secretTexts } from '../../../src/core/rule-texts/secrets.ts';
import { vendorTextParts } from '../../../src/core/rule-texts/vendors.ts';
import { rules } from '../../../src/detect/rules/index.ts';
import { cpuTime } from '../../cpu-time.ts';
import { scanText, selected } from '../scanning.ts';
import { besideAwsId, fixtures } from './fixtures.ts';
import { b62, b64, fill, withCrc } from './making.ts';

/** Where a value may stand in a note; `@` is the value. */
const surroundings = [
  '@',
  'See @ there.',
  'It is @.',
  '"key": "@",',
  "x='@'",
  '`@`',
  '**@**',
  '_@_',
  '(@)',
  '| a | @ | b |',
  'KEY=@\n',
  '{"text":"first\\n@\\nlast"}',
  '<@>',
  'é 😀 @',
  '> - @',
];

const found = async (text: string) =>
  (await scanText(text)).map((finding) => ({ rule: finding.rule, value: selected(text, finding) }));

for (const [id, { ng, ok, around = '@' }] of Object.entries(fixtures)) {
  test(`${id}: finds it wherever it stands, with its own span`, async () => {
    for (const [index, value] of ng.entries()) {
      for (const place of surroundings) {
        // A rule that wants a word or label near takes it inside.
        const text = place.replace('@', () => around.replace('@', () => value));
        const hits = (await found(text)).filter(({ rule }) => rule === id);
        assert.equal(hits.length, 1, `value ${index} in ${place}`);
        assert.ok(hits[0]?.value === value, `value ${index} in ${place}: another span`);
      }
    }
  });

  test(`${id}: leaves what is none`, async () => {
    for (const [index, value] of ok.entries()) {
      const hits = (await found(around.replace('@', () => value))).filter(({ rule }) => rule === id);
      assert.equal(hits.length, 0, `look-alike ${index}`);
    }
  });
}

test('an AWS secret counts near its id, a hash does not', async () => {
  const secret = `${fill(b64, 18)}x/${fill(b62, 20)}`;
  const rulesOf = async (text: string) => (await found(text)).map(({ rule }) => rule);
  assert.deepEqual(await rulesOf(`${besideAwsId}${secret}`), ['secret.aws.secret-access-key']);
  assert.deepEqual(await rulesOf(secret), []);
});

test('a right checksum raises the severity, a wrong one lowers it', async () => {
  const severity = async (text: string) => (await scanText(text))[0]?.severity;
  assert.equal(await severity(withCrc('ghp_', 36)), 'critical');
  assert.equal(await severity(`ghp_${fill(b62, 36)}`), 'medium');
});

test('the mask shows the public prefix and nothing else', async () => {
  for (const [id, { ng, around = '@' }] of Object.entries(fixtures)) {
    for (const value of ng) {
      const finding = (await scanText(around.replace('@', () => value))).find(({ rule }) => rule === id);
      const shown = finding?.args['masked']?.replace(/•+$/, '') ?? '?';
      assert.ok(value.startsWith(shown), id);
      assert.ok(shown.length <= value.length / 2 && shown.length <= 64, `${id} shows ${shown.length} characters`);
    }
  }
});

test('every rule has literals that can be looked for, documentation and texts in order', () => {
  for (const part of [noteTexts, personalTexts, secretTexts, ...Object.values(vendorTextParts)])
    assert.deepEqual(Object.keys(part), Object.keys(part).toSorted());
  for (const { id, literals, docs } of rules) {
    assert.match(docs, /^https:\/\//, id);
    assert.equal(new Set(literals).size, literals.length, id);
    for (const literal of literals) assert.ok(Buffer.byteLength(literal) >= 3, id);
  }
});

test('hostile texts made of the rules’ own literals take no long', async (t) => {
  const size = 2_000_000;
  const literals = [...new Set(rules.flatMap((rule) => rule.literals))];
  const shapes: ((literal: string) => string)[] = [
    (literal) => literal,
    (literal) => `${literal}: `,
    (literal) => `${literal}${'a1'.repeat(300)}`,
    (literal) => `"${literal}" = "`,
    (literal) => `| ${literal} |\n|---|\n`,
    (literal) => `#${literal} `,
  ];
  let worst = 0;
  for (const shape of shapes) {
    // All literals in turn, so that every rule runs in one text.
    const unit = literals.map(shape).join('');
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    worst = Math.max(worst, await cpuTime(() => scanText(text)));
  }
  t.diagnostic(`worst of ${shapes.length} texts of 2 MB: ${worst.toFixed(0)} ms`);
  // The goal is 500 ms; the bound leaves room for a busy machine.
  assert.ok(worst < 4000, `${worst.toFixed(0)} ms`);
});
