import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { madeUp, scanText } from './scanning.ts';

const token = madeUp.github;
/** Accents, an astral character and a line before the value; 2:12 is where it begins. */
const text = `Crème brûlée 😀\r\nNaïve 😀 = ${token}\r\n`;
const there = [{ line: 2, column: 12, end: 12 + token.length }];

function utf16(content: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(content, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

async function places(bytes: Uint8Array | string) {
  const findings = await scanText(bytes);
  return findings.map(({ place: { span } }) => ({
    line: span.startLine,
    column: span.startColumn,
    end: span.endColumn,
  }));
}

test('UTF-8', async () => assert.deepEqual(await places(text), there));
test('UTF-8 with a byte order mark', async () => assert.deepEqual(await places(`\uFEFF${text}`), there));
test('UTF-16, little endian, with a mark', async () => {
  assert.deepEqual(await places(utf16(`\uFEFF${text}`, 'le')), there);
});
test('UTF-16, big endian, with a mark', async () => {
  assert.deepEqual(await places(utf16(`\uFEFF${text}`, 'be')), there);
});
test('UTF-16 without a mark, both orders', async () => {
  const latin = `A plain line\r\nabcde 12 = ${token}\r\n`;
  assert.deepEqual(await places(utf16(latin, 'le')), there);
  assert.deepEqual(await places(utf16(latin, 'be')), there);
});
test('Latin-1', async () => {
  const latin1 = Buffer.from(`Crème brûlée\r\nNaïve ÿé = ${token}`, 'latin1');
  assert.deepEqual(await places(latin1), there);
});
test('invalid UTF-8 between valid characters counts as the editor shows it', async () => {
  const [before, behind] = [Buffer.from('é 😀 '), Buffer.from(` = ${token}`)];
  const bytes = Buffer.concat([before, Buffer.from([0xff, 0xc3, 0x28]), behind]);
  const shown = new TextDecoder().decode(bytes);
  const column = shown.indexOf(token) + 1;
  assert.deepEqual(await places(bytes), [{ line: 1, column, end: column + token.length }]);
});
test('a lone carriage return ends a line', async () => {
  assert.deepEqual(await places(`one\rtwo\r\r${token}`), [{ line: 4, column: 1, end: 1 + token.length }]);
});
test('a value at the very end, without a final newline, and one that is all there is', async () => {
  assert.deepEqual(await places(`x\n${token}`), [{ line: 2, column: 1, end: 1 + token.length }]);
  assert.deepEqual(await places(token), [{ line: 1, column: 1, end: 1 + token.length }]);
});
test('zero bytes make a file binary unless they are UTF-16, but no note', async () => {
  const bytes = Buffer.concat([Buffer.from([0, 1, 2, 0, 0, 7]), Buffer.from(token)]);
  assert.deepEqual(await scanText(bytes, { path: 'a.bin' }), []);
  assert.deepEqual(await places(bytes), [{ line: 1, column: 7, end: 7 + token.length }]);
});
test('a line of 10 MB with non-ASCII characters in it', async () => {
  const filler = 'é😀 lorem '.repeat(1_000_000);
  const line = `${filler}${token} ${filler.slice(0, 900)}${token}`;
  const first = filler.length + 1;
  const second = first + token.length + 1 + 900;
  assert.deepEqual(
    (await places(`first\n${line}`)).map(({ line: number, column }) => [number, column]),
    [
      [2, first],
      [2, second],
    ],
  );
});
test('values on both sides of every border between blocks', async () => {
  const block = 1 << 19;
  for (const offset of [-45, -40, -20, -4, -1, 0, 1]) {
    const lead = `${'é'.repeat(10)}${'x'.repeat(block - 20 + offset - 1)} `;
    const found = await places(`${lead}${token} ${'y'.repeat(2 * block)}`);
    assert.deepEqual(found, [{ line: 1, column: lead.length + 1, end: lead.length + 1 + token.length }], `${offset}`);
  }
});
test('any bytes at all are scanned without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(300), async (bytes, cut) => {
      const mixed = Buffer.concat([bytes.subarray(0, cut), Buffer.from(text), bytes.subarray(cut)]);
      for (const { place } of await scanText(mixed)) {
        assert.ok(place.span.startLine >= 1 && place.span.startColumn >= 1);
      }
    }),
    { numRuns: 500 },
  );
});

test('a mark or zero bytes that pretend UTF-16 hide no plain text', async () => {
  assert.equal((await places(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`token: ${token}`)]))).length, 1);
  assert.equal((await places(Buffer.concat([Buffer.from('a\0'.repeat(256)), Buffer.from(` ${token}`)]))).length, 1);
});
