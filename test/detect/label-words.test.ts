import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valuesUnder } from '../../src/detect/labels/read.ts';
import type { Note } from '../../src/detect/rule.ts';

const note: Note = { path: 'note.md', frontMatter: undefined, isFenced: () => false };

test('a rule with a label word of its own reads the value in any form', () => {
  for (const [text, literal] of [
    ['Wallet key: q8Kd92', 'wallet key'],
    ['- **Wallet key**: `q8Kd92`', 'wallet key'],
    ['| Wallet key | q8Kd92 |', 'wallet key'],
    ['## Wallet key\n\nq8Kd92\n', 'wallet key'],
    ['walletKey = "q8Kd92"', 'walletkey'],
  ] as const) {
    const window = {
      text,
      at: text.toLowerCase().indexOf(literal),
      literal,
      from: 0,
      to: text.length,
      opens: true,
      note,
    };
    assert.deepEqual(
      [...valuesUnder(window)].map(({ value }) => value),
      ['q8Kd92'],
      text,
    );
  }
});

test('a word that is part of another one is no label', () => {
  const text = 'The keyboards: q8Kd92';
  const window = { text, at: 4, literal: 'keyboard', from: 0, to: text.length, opens: true, note };
  assert.deepEqual([...valuesUnder(window)], []);
});
