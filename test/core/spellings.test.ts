import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { placeholdersUnder } from '../../src/core/placeholder.ts';
import { applyReplacements, hiddenIn, redactText, replacementsOf } from '../../src/core/redaction.ts';
import { restoreText } from '../../src/core/restore.ts';
import { spellingsOf } from '../../src/core/spellings.ts';

const value = ['Zu8"b', 'é', "'<d&", '_9%x!'].join('');
const written: Readonly<Record<string, string>> = {
  address: encodeURIComponent(value),
  'address in lower case': encodeURIComponent(value).replace(/%../g, (each) => each.toLowerCase()),
  HTML: value.replace('&', '&amp;').replace('<', '&lt;'),
  'HTML in an attribute': value.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;'),
  JSON: JSON.stringify(value).slice(1, -1),
  'JSON in JSON': JSON.stringify(JSON.stringify(value)).slice(3, -3),
  Markdown: value.replace(/[_<]/g, '\\$&'),
  'the other Unicode form': value.normalize('NFD'),
};
const finding = (text: string, at: string): Finding => ({
  rule: 'secret.generic.password',
  severity: 'medium',
  place: {
    kind: 'file',
    path: 'a.md',
    span: { startLine: 1, startColumn: text.indexOf(at) + 1, endLine: 1, endColumn: text.indexOf(at) + at.length + 1 },
  },
  fingerprint: '',
  args: {},
});
const make = placeholdersUnder((text) => createHash('sha256').update(text).digest('hex'));

for (const [name, other] of Object.entries(written))
  test(`a value goes where it is written otherwise, too: ${name}`, () => {
    for (const [first, second] of [
      [value, other],
      [other, value],
    ] as const) {
      const text = `${first}\nand again: ${second}.\n`;
      const found = [finding(text, first)];
      const { text: copy, parts } = redactText(text, found, make);
      assert.match(copy, /^(⟦secret:\w+⟧)\nand again: \1\.\n$/);
      assert.equal(restoreText(copy, text, parts).text, text);
      const known = replacementsOf(text, hiddenIn(text, found, make));
      assert.match(applyReplacements(`x ${second} y`, known), /^x ⟦secret:\w+⟧ y$/);
    }
  });

test('plain values have no other spelling, and none is the value itself', () => {
  assert.deepEqual(spellingsOf('aB3xyz9Qw'), []);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const all = spellingsOf(text);
      assert.ok(!all.includes(text) && all.length <= 16);
    }),
  );
});
