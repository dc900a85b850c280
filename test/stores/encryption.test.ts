import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseEncryption } from '../../src/stores/encryption.ts';

const noise = Buffer.from([0xff, 0x80, 0, 0xc3, 0x28, 7]);
const sealed = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), noise]);

test('formats by their first bytes, where what follows is no text', () => {
  const heads: [string, string][] = [
    ['age', 'age-encryption.org/v1\n-> X25519 abc\n--- mac\n'],
    ['git-crypt', '\0GITCRYPT\0'],
    ['KeePass', '\x03\xd9\xa2\x9a'],
    ['OpenSSL', 'Salted__'],
    ['LUKS', 'LUKS\xba\xbe'],
    ['zip', 'PK\x03\x04\x14\x00\x01\x00'],
  ];
  for (const [name, head] of heads) assert.equal(recogniseEncryption(sealed(head)), name);
});

test('armoured texts, where nothing follows', () => {
  for (const [name, kind] of [
    ['age', 'AGE ENCRYPTED FILE'],
    ['PGP', 'PGP MESSAGE'],
  ]) {
    const text = `-----BEGIN ${kind}-----\nabc\n-----END ${kind}-----\n`;
    assert.equal(recogniseEncryption(Buffer.from(text)), name);
    assert.equal(recogniseEncryption(Buffer.from(`${text}and a line that can be read`)), undefined);
    assert.equal(recogniseEncryption(Buffer.from(text.slice(0, 40))), undefined);
  }
});

test('a plain zip, a plain note and nothing at all', () => {
  assert.equal(recogniseEncryption(Buffer.from('PK\x03\x04\x14\x00\x00\x00', 'latin1')), undefined);
  assert.equal(recogniseEncryption(Buffer.from('age-encryption.org/v1\nis how it begins')), undefined);
  assert.equal(recogniseEncryption(new Uint8Array()), undefined);
});

test('no text is ever taken for an encrypted file of a binary format', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('age-encryption.org/v1\n', 'Salted__', ''),
      fc.string({ unit: 'grapheme' }),
      (head, rest) => {
        fc.pre(!rest.includes('\0') && !rest.startsWith('-----BEGIN'));
        assert.equal(recogniseEncryption(Buffer.from(head + rest)), undefined);
      },
    ),
  );
});
