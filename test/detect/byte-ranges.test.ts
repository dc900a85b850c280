import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span } from '../../src/core/finding.ts';
import { byteRanges, type Reading } from '../../src/detect/byte-ranges.ts';
import { mendUtf8, recogniseEncoding, toUtf8 } from '../../src/detect/decode.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import { randomKey } from '../../src/node/fingerprint-key.ts';
import { withCrc } from './rules/making.ts';

/** What the engine makes of bytes. */
function textOf(bytes: Uint8Array, reading: Reading): string {
  const text = reading === 'plain' ? bytes : toUtf8(bytes, reading);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(mendUtf8(text) ?? text);
}

/** Lines and columns of two offsets in a text, worked out in another way than by `Positions`. */
function spanOf(text: string, from: number, to: number): Span {
  const place = (at: number) => {
    const before = text.slice(0, at);
    // A pair is one end of line, also where the place lies between its two characters.
    const cut = before.endsWith('\r') && text.charAt(at) === '\n';
    const lines = (cut ? before.slice(0, -1) : before).split(/\r\n|\n|\r/);
    return { line: lines.length, column: (lines.at(-1) ?? '').length + (cut ? 2 : 1) };
  };
  const [start, end] = [place(from), place(to)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function isBoundary(text: string, at: number): boolean {
  return !/[\ud800-\udbff]$/.test(text.slice(0, at)) || !/^[\udc00-\udfff]/.test(text.slice(at));
}

const pieces = fc.array(
  fc.constantFrom('a', ' ', '\n', '\r', '\r\n', 'é', '€', '𝄞', '\ufeff', '\0', '中', '\u2028', '\u0085'),
  { maxLength: 30 },
);
const rawPieces = fc.array(
  fc.oneof(
    fc.constantFrom('a', '\n', '\r', 'é', '€', '𝄞').map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 3 }),
    fc
      .constantFrom([0xe2, 0x82], [0xf0, 0x9d, 0x84], [0xed, 0xa0, 0x80], [0xc0], [0xff], [0xef, 0xbb, 0xbf])
      .map(Buffer.from),
  ),
  { maxLength: 20 },
);

function holds(bytes: Uint8Array, reading: Reading, first: number, second: number): void {
  const text = textOf(bytes, reading);
  const offsets = [first % (text.length + 1), second % (text.length + 1)].sort((left, right) => left - right);
  const [from = 0, to = 0] = offsets;
  if (from === to || !isBoundary(text, from) || !isBoundary(text, to)) return;
  const [range] = byteRanges(bytes, reading, [spanOf(text, from, to)]);
  assert.ok(range !== undefined);
  // What is cut at the right places reads in parts as it reads in one; marks at a begin must not be dropped.
  const isWide = reading === 'utf16le' || reading === 'utf16be';
  const part = bytes.subarray(range.from, range.to);
  if (isWide) {
    const decoder = new TextDecoder(reading === 'utf16le' ? 'utf-16le' : 'utf-16be', { ignoreBOM: true });
    assert.equal(decoder.decode(part), text.slice(from, to));
    return;
  }
  const wholeIsUtf8 =
    !mendUtf8(bytes) || /\P{ASCII}/u.test(new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', ''));
  const decoder = new TextDecoder(wholeIsUtf8 ? 'utf-8' : 'windows-1252', { ignoreBOM: true });
  assert.equal(decoder.decode(part), text.slice(from, to));
}

test('a span leads back to the bytes that it was made of, in UTF-8 and in UTF-16 with and without a mark', () => {
  fc.assert(
    fc.property(pieces, fc.nat(), fc.nat(), fc.boolean(), (parts, first, second, marked) => {
      const text = parts.join('');
      const mark = marked ? '\ufeff' : '';
      holds(Buffer.from(mark + text), 'utf8', first, second);
      const little = Buffer.from(`${mark}${text}`, 'utf16le');
      holds(little, 'utf16le', first, second);
      holds(Buffer.from(little).swap16(), 'utf16be', first, second);
    }),
    { numRuns: 500 },
  );
});

test('a span leads back to the bytes of a text that had to be mended', () => {
  fc.assert(
    fc.property(rawPieces, fc.nat(), fc.nat(), (parts, first, second) => {
      const bytes = Buffer.concat([Buffer.from('x'), ...parts]);
      holds(bytes, 'utf8', first, second);
    }),
    { numRuns: 1000 },
  );
});

test('a span outside of the text is none', () => {
  const bytes = Buffer.from('one\r\ntwo');
  const span = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    startLine,
    startColumn,
    endLine,
    endColumn,
  });
  const ranges = byteRanges(bytes, 'utf8', [
    span(2, 1, 2, 4),
    span(2, 1, 2, 5),
    span(3, 1, 3, 2),
    span(1, 3, 2, 1),
    span(1, 9, 2, 2),
  ]);
  assert.deepEqual(ranges, [{ from: 5, to: 8 }, undefined, undefined, { from: 2, to: 5 }, undefined]);
});

const token = withCrc('ghp_', 36);
const engine = createScanEngine(randomKey());
const documents: Readonly<Record<string, Buffer>> = {
  'UTF-8': Buffer.from(`é line\n𝄞 ${token} end`),
  'UTF-8 with a mark': Buffer.from(`\ufeff${token}\r\n`),
  'UTF-16LE with a mark': Buffer.from(`\ufeffé\r\n𝄞 ${token}\r\n`, 'utf16le'),
  'UTF-16BE with a mark': Buffer.from(`\ufeffé\r\n𝄞 ${token}\r\n`, 'utf16le').swap16(),
  'UTF-16LE without a mark': Buffer.from(`abc\r${token}\r\n`, 'utf16le'),
  'Latin-1': Buffer.from(`caf\xe9 \xfc\rline ${token}\n`, 'latin1'),
  'broken UTF-8': Buffer.concat([Buffer.from('é €'), Buffer.from([0xe2, 0x82, 0x20, 0xff, 0x20]), Buffer.from(token)]),
  'plain text under a mark of UTF-16': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`é\n${token}\n`)]),
  'a null character in a note': Buffer.from(`a\0b\0\0 \n ${token} \n`),
};

for (const [name, bytes] of Object.entries(documents)) {
  test(`what the engine finds is at the bytes that the way back names: ${name}`, async () => {
    const document = { path: 'a.md', bytes };
    const { findings } = await engine.scan(document);
    assert.equal(findings.length, 1);
    const reading = engine.reading(document);
    assert.ok(reading !== undefined);
    const [range] = byteRanges(
      bytes,
      reading,
      findings.map(({ place }) => place.span),
    );
    const wide = recogniseEncoding(bytes) !== 'utf8' && reading !== 'plain' && reading !== 'utf8';
    const expected = wide ? Buffer.from(token, 'utf16le') : Buffer.from(token);
    if (reading === 'utf16be') expected.swap16();
    assert.ok(range !== undefined);
    assert.ok(bytes.subarray(range.from, range.to).equals(expected));
  });
}
