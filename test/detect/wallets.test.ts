import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { base32nopad, base58, bech32, createBase58check } from '@scure/base';
import fc from 'fast-check';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { walletKeys } from '../../src/detect/wallet-keys.ts';
import { cpuTime } from '../cpu-time.ts';
import { b62, fill, hex } from './rules/making.ts';
import { selected } from './scanning.ts';

const engine = createEngine({ rules, sources: [walletKeys], hash: (text) => String(text.length) });
const scan = async (text: string, path = 'note.md') =>
  (await engine.scan({ path, bytes: new TextEncoder().encode(text) })).findings;
const found = async (text: string, path?: string) =>
  (await scan(text, path)).map(({ rule, severity }) => `${rule} ${severity}`);

const base58check = createBase58check(sha256);
/** Bytes that are the same in every run. */
const bytes = (size: number, seed: string): Uint8Array => {
  const made: number[] = [];
  for (let round = 0; made.length < size; round++) made.push(...sha256(new TextEncoder().encode(`${seed} ${round}`)));
  return Uint8Array.from(made.slice(0, size));
};
const wif = (version: number, compressed: boolean, seed = 'wif'): string =>
  base58check.encode(Uint8Array.from([version, ...bytes(32, seed), ...(compressed ? [1] : [])]));
const extended = (version: readonly number[]): string =>
  base58check.encode(
    Uint8Array.from([...version, 3, ...bytes(4, 'a'), 0, 0, 0, 1, ...bytes(32, 'b'), 0, ...bytes(32, 'c')]),
  );
const crc16 = (data: Uint8Array): number => {
  let value = 0;
  for (const byte of data) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) value = ((value << 1) ^ (value & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return value;
};
const stellar = (seed: string): string => {
  const body = Uint8Array.from([18 << 3, ...bytes(32, seed)]);
  const check = crc16(body);
  return base32nopad.encode(Uint8Array.from([...body, check & 255, check >>> 8]));
};
const bech = (prefix: string, seed: string): string => bech32.encode(prefix, bech32.toWords(bytes(32, seed)), false);
/** One character exchanged for its neighbour in the alphabet. */
const misspelt = (text: string): string => {
  const at = text.length - 9;
  return (
    text.slice(0, at) +
    (text[at] === 'Q' ? 'R' : text[at] === 'q' ? 'r' : text[at]?.toUpperCase() === text[at] ? 'Q' : 'q') +
    text.slice(at + 1)
  );
};

const surroundings = [
  '@',
  'Key: @\n',
  '"key": "@",',
  '`@`',
  '**@**',
  '| a | @ |',
  '(@)',
  '{"a":"x\\n@"}',
  'see @.',
  'é 😀 @',
];

test('keys with a right checksum are critical, wherever they stand and without a label', async () => {
  const keys: Readonly<Record<string, readonly string[]>> = {
    'secret.bitcoin.wif': [wif(0x80, false), wif(0x80, true), wif(0x80, true, 'other')],
    'secret.bitcoin.extended-key': [extended([0x04, 0x88, 0xad, 0xe4]), extended([0x04, 0xb2, 0x43, 0x0c])],
    'secret.nostr.private-key': [bech('nsec', 'n')],
    'secret.stellar.secret-seed': [stellar('s'), stellar('t')],
    'secret.age.identity': [bech('age-secret-key-', 'age').toUpperCase()],
  };
  for (const [rule, values] of Object.entries(keys))
    for (const value of values)
      for (const place of surroundings) {
        const text = place.replace('@', value);
        const [finding, ...more] = await scan(text);
        assert.equal(`${finding?.rule} ${finding?.severity}`, `${rule} critical`, place);
        assert.equal(more.length, 0, place);
        assert.ok(finding !== undefined && selected(text, finding) === value, `${rule} in ${place}: another span`);
      }
});

test('of any key in the wallet import format the checksum is understood', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.boolean(), fc.nat(120), async (seed, compressed, indent) => {
      const key = wif(0x80, compressed, seed);
      assert.deepEqual(await found(`${' '.repeat(indent)}${key}`), ['secret.bitcoin.wif critical']);
      assert.deepEqual(await found(`${' '.repeat(indent)}${misspelt(key)}`), []);
    }),
    { numRuns: 100 },
  );
});

test('a wrong checksum: lower with a prefix or a label, else nothing', async () => {
  assert.deepEqual(await found(misspelt(extended([0x04, 0x88, 0xad, 0xe4]))), ['secret.bitcoin.extended-key medium']);
  assert.deepEqual(await found(misspelt(bech('nsec', 'n'))), ['secret.nostr.private-key medium']);
  assert.deepEqual(await found(misspelt(bech('age-secret-key-', 'x').toUpperCase())), ['secret.age.identity high']);
  assert.deepEqual(await found(`WIF ${misspelt(wif(0x80, true))}`), ['secret.bitcoin.wif medium']);
  assert.deepEqual(await found(misspelt(stellar('s'))), []);
  assert.deepEqual(await found(wif(0xef, true)), ['secret.bitcoin.wif medium'], 'a key of the test network');
});

test('an Ethereum key under a label, in any notation and language', async () => {
  const key = fill(hex, 64);
  for (const label of [
    'Private key: @',
    'PRIVATE_KEY=0x@',
    '- **Private Key**: `0x@`',
    '"privateKey": "@"',
    '| private key | 0x@ |',
    'Clé privée : @',
    'Clave privada: @',
    'Приватный ключ: 0x@',
    '秘密鍵: 0x@',
    'Privater Schlüssel: @',
    'accounts: ["0x@"]',
    'accounts: [\n  `0x@`,\n]',
  ])
    assert.deepEqual(await found(label.replace('@', key)), ['secret.ethereum.private-key high'], label);
  for (const text of [
    `Transaction 0x${key}`,
    `sha256: ${key}`,
    `Public key: 0x${key}`,
    `PRIVATE_KEY=0x${'0'.repeat(64)}`,
    `PRIVATE_KEY=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80`,
    'PRIVATE_KEY=your-private-key',
    `private key: ${key.slice(1)}`,
  ])
    assert.deepEqual(
      (await found(text)).filter((each) => each.includes('ethereum')),
      [],
      text.slice(0, 20),
    );
});

test('an encrypted keystore is told, and low', async () => {
  const keystore = {
    address: fill(hex, 40),
    crypto: {
      cipher: 'aes-128-ctr',
      ciphertext: fill(hex, 64),
      cipherparams: { iv: fill(hex, 32) },
      kdf: 'scrypt',
      kdfparams: { dklen: 32, n: 262144, p: 1, r: 8, salt: fill(hex, 64) },
      mac: fill(hex, 64),
    },
    version: 3,
  };
  for (const text of [JSON.stringify(keystore), JSON.stringify(keystore, null, 2)])
    assert.deepEqual(await found(text, 'UTC--2024'), ['secret.ethereum.keystore low']);
});

test('Solana: the array of 64 numbers, the file of it, and base58 under a label', async () => {
  const pair = bytes(64, 'solana');
  const array = JSON.stringify([...pair]);
  assert.deepEqual(await found(array, 'id.json'), ['secret.solana.private-key high']);
  assert.deepEqual(await found(`Solana keypair:\n\n${array}\n`), ['secret.solana.private-key high']);
  assert.deepEqual(await found(`{"secretKey": ${JSON.stringify([...pair], null, 2)}}`), [
    'secret.solana.private-key high',
  ]);
  assert.deepEqual(await found(`Phantom private key: ${base58.encode(pair)}`), ['secret.solana.private-key high']);
  for (const text of [
    array,
    `Transaction: ${base58.encode(pair)}`,
    `private key of signature ${base58.encode(pair)}`,
    base58.encode(pair),
    `keypair: ${JSON.stringify(Array.from({ length: 64 }, () => 0))}`,
  ])
    assert.deepEqual(await found(text), [], text.slice(0, 20));
});

test('Monero: spend and view keys, not public ones', async () => {
  const key = fill(hex, 64);
  assert.deepEqual(await found(`Secret spend key: ${key}`), ['secret.monero.private-key high']);
  assert.deepEqual(await found(`- **View key**: ${key}`), ['secret.monero.private-key medium']);
  assert.deepEqual(await found(`Public spend key: ${key}`), []);
});

test('what is printed by documentation, and what only has the length', async () => {
  for (const text of [
    `5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF`,
    fill(b62, 51),
    fill(b62, 52),
    fill(b62, 56),
    fill(b62, 88),
    'a'.repeat(52),
  ])
    assert.deepEqual(await found(text), []);
});

test('hostile texts take no long', async (t) => {
  const size = 2_000_000;
  for (const unit of [
    `5${fill(b62, 50)} `,
    `S${fill('ABCDEFG234567', 55)} `,
    'private key ',
    '"kdfparams" ',
    'accounts: [',
    `private key: [${'12,'.repeat(60)}`,
    `${fill(b62, 88)} private key `,
    'a',
  ]) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const time = await cpuTime(() => scan(text));
    t.diagnostic(`${unit.slice(0, 12)}…: ${time.toFixed(0)} ms`);
    assert.ok(time < 3000, `${unit.slice(0, 12)}: ${time.toFixed(0)} ms`);
  }
});
