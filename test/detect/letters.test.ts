import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCommonWord, surprise } from '../../src/detect/letters.ts';
import { b62, fill, hex, lower, upper } from './rules/making.ts';

test('words and names surprise little', () => {
  for (const word of [
    'password',
    'understanding',
    'Geburtstag',
    'ordinateur',
    'contraseña',
    'afbeelding',
    'importante',
  ])
    assert.ok(surprise(word) < 4.6, `${word}: ${surprise(word)}`);
  for (const name of ['getAccessTokenFromCache', 'my-service-account', 'OAuth2AccessTokenResponseClient'])
    assert.ok(surprise(name) < 5, `${name}: ${surprise(name)}`);
});

test('random characters surprise much', () => {
  for (const [alphabet, length, least] of [
    [b62, 24, 5.4],
    [lower, 20, 5.4],
    [upper, 20, 5.4],
    [hex, 40, 4.4],
  ] as const) {
    const costs = Array.from({ length: 400 }, () => surprise(fill(alphabet, length))).toSorted((a, b) => a - b);
    assert.ok((costs[4] ?? 0) > least, `${alphabet.slice(0, 12)}…: 1 of 100 takes ${costs[4]} bits a character`);
  }
});

test('an accent, another script and nothing at all', () => {
  assert.equal(surprise('Schlüssel'), surprise('Schlussel'));
  assert.ok(surprise('пароль') < 4);
  assert.equal(surprise(''), 0);
});

test('the common words are words', () => {
  assert.ok(isCommonWord('password') && isCommonWord('example'));
  assert.ok(!isCommonWord('xqzkw') && !isCommonWord(''));
});
