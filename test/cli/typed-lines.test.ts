import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typedLines } from '../../src/cli/typed-lines.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const typed: readonly (readonly [name: string, keys: string, line: string | undefined])[] = [
  ['as it is, blanks too', '  a b \r', '  a b '],
  ['backspace takes a character, whatever its length', 'aé😀\x7f\x7f\bb\r', 'b'],
  ['more backspaces than letters', '\x7f\x7fab\r', 'ab'],
  ['Ctrl-U begins anew', 'wrong\x15right\r', 'right'],
  ['arrows and the brackets of a paste are no letters', '\x1b[200~ab\x1b[D\x1bOCc\x1b[201~\r', 'abc'],
  ['Ctrl-C', 'half\x03', undefined],
  ['Ctrl-D on an empty line', '\x04', undefined],
  ['the end of the input', '', undefined],
  ['a last line without an end', 'abc', 'abc'],
];
for (const [name, keys, line] of typed)
  test(`a hidden line: ${name}`, async () => {
    assert.equal(await typedLines(inPieces(keys, 1 << 10)).hidden(), line);
  });

test('hidden and shown lines share what was read ahead', async () => {
  for (const size of [1, 2, 7, 100]) {
    const lines = typedLines(inPieces('yes\nsecret\r\nsecond\r\rlast\nnö', size));
    assert.equal(await lines.shown(), 'yes');
    assert.equal(await lines.hidden(), 'secret');
    assert.equal(await lines.hidden(), 'second');
    assert.equal(await lines.hidden(), '');
    assert.equal(await lines.shown(), 'last');
    assert.equal(await lines.shown(), 'nö');
    assert.equal(await lines.shown(), undefined);
  }
});
