import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from '../../src/detect/decode.ts';
import { madeUp, scanText, selected } from './scanning.ts';

const text = `# Ä 😀\r\n\r\nü token ${madeUp.github} end\n`;
const utf16 = (marked: string, swap: boolean): Buffer => {
  const bytes = Buffer.from(marked, 'utf16le');
  return swap ? bytes.swap16() : bytes;
};
/** The same text as VS Code knows it. */
const versions: Readonly<Record<string, Uint8Array>> = {
  'UTF-8': Buffer.from(text),
  'UTF-8 with a mark': Buffer.from(`\ufeff${text}`),
  'UTF-16, little endian, with a mark': utf16(`\ufeff${text}`, false),
  'UTF-16, big endian, with a mark': utf16(`\ufeff${text}`, true),
  'UTF-8 with a bad byte': Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x0a])]),
  'Windows-1252': Buffer.from(text.replace(' 😀', ''), 'latin1'),
};

for (const [name, bytes] of Object.entries(versions)) {
  test(`the span of a finding selects its value in the text that is shown: ${name}`, async () => {
    const shown = decodeText(bytes);
    assert.ok(shown !== undefined);
    assert.ok(shown.startsWith('# Ä'));
    const findings = (await scanText(bytes)).filter(({ rule }) => rule === 'secret.github.token');
    assert.deepEqual(
      findings.map((each) => selected(shown, each)),
      [madeUp.github],
    );
  });
}

test('what is no text is not shown', () => {
  assert.equal(decodeText(new Uint8Array([0x89, 0x50, 0, 0, 0, 0, 1, 2, 0, 0])), undefined);
  assert.equal(decodeText(new Uint8Array()), '');
});
