import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLabelled, valuesUnder } from '../../src/detect/labels/read.ts';
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

test('what a password or PIN belongs to may stand between the label and the sign', () => {
  for (const [text, literal, value] of [
    ['Passwort Netflix: q8Kd92xx', 'passwort', 'q8Kd92xx'],
    ['- **Mot de passe Gmail :** q8Kd92xx', 'mot de passe', 'q8Kd92xx'],
    ['mdp netflix = q8Kd92xx', 'mdp', 'q8Kd92xx'],
    ['Password Fritzbox Keller: q8Kd92xx', 'password', 'q8Kd92xx'],
    ['**PIN Alarmanlage:** 5821', 'pin', '5821'],
  ] as const)
    assert.deepEqual(read(text, literal), [value], text);
});

test('a matter of passwords in general is no service, and no pin of a circuit a number that opens something', () => {
  for (const [text, literal] of [
    ['Password hashing: bcrypt12', 'password'],
    ['Password grant: RFC6749', 'password'],
    ['Password history: q8Kd92xx', 'password'],
    ['PIN Modell: 5821', 'pin'],
    ['Pin Alarm: 5821', 'pin'],
  ] as const)
    assert.deepEqual(read(text, literal), [], text);
});

function read(text: string, literal: string): string[] {
  const kind = literal === 'pin' ? 'code' : 'password';
  const at = text.toLowerCase().indexOf(literal);
  const window = { text, at, literal, from: 0, to: text.length, opens: true, note };
  const word = { literal, kind, ...(literal === 'pin' ? { weak: true } : {}) } as const;
  return (readLabelled(window, word)?.values ?? []).map(({ value }) => value);
}
