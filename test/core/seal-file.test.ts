import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatSealFile,
  isRecipient,
  parseIdentityFile,
  parseSealFile,
  parseTypedIdentity,
  type SealFile,
} from '../../src/core/seal-file.ts';
import { createSealKeys } from '../../src/node/seal/keys.ts';

const { identity, recipients } = await createSealKeys();
const [vault, recovery] = recipients;
if (vault === undefined || recovery === undefined) throw new Error('no recipients');
const whole: SealFile = { recipients, folders: ['journal', 'clients/acme'] };

test('what is written is what is read', () => {
  const parsed = parseSealFile(formatSealFile(whole));
  assert.deepEqual(parsed, { ok: true, value: { recipients, folders: ['clients/acme', 'journal'] } });
});

/** With another last letter than it has. */
const misspelled = vault.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'));

const broken: readonly (readonly [name: string, value: unknown])[] = [
  ['a list', []],
  ['another version', { version: 2, ...whole }],
  ['no recipients', { version: 1, folders: [] }],
  ['no key of the vault', { version: 1, ...whole, recipients: [recovery] }],
  ['two keys of the vault', { version: 1, ...whole, recipients: [vault, { ...recovery, role: 'vault' }] }],
  ['a recipient twice', { version: 1, ...whole, recipients: [vault, vault] }],
  ['a checksum that is wrong', { version: 1, ...whole, recipients: [{ ...vault, recipient: misspelled }] }],
  ['a secret key', { version: 1, ...whole, recipients: [{ ...vault, recipient: identity }] }],
  ['a key of SSH', { version: 1, ...whole, recipients: [{ ...vault, recipient: 'ssh-ed25519 AAAA' }] }],
  ['a recipient without a name', { version: 1, ...whole, recipients: [{ ...vault, name: '' }] }],
  ['another role', { version: 1, ...whole, recipients: [{ ...vault, role: 'owner' }] }],
  ['a folder above the vault', { version: 1, ...whole, folders: ['../other'] }],
  ['a folder that is no text', { version: 1, ...whole, folders: [1] }],
  ['too many recipients', { version: 1, ...whole, recipients: Array.from({ length: 65 }, () => vault) }],
];
for (const [name, value] of broken)
  test(`refused: ${name}`, () => {
    const parsed = parseSealFile(JSON.stringify(value));
    assert.equal(parsed.ok, false);
    assert.ok(!parsed.ok && parsed.problems.length > 0);
    // A secret key that somebody put there by mistake is not repeated.
    assert.ok(!JSON.stringify(parsed).includes(identity));
  });

test('any text is parsed or refused, never thrown at', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseSealFile(text)));
  fc.assert(fc.property(fc.json(), (text) => void parseSealFile(text)));
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('version', 'recipients', 'folders', 'role', 'name', 'recipient') }),
      (value) => {
        parseSealFile(JSON.stringify({ version: 1, ...value }));
      },
    ),
  );
  const text = formatSealFile(whole);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(5), fc.string({ maxLength: 3 }), (at, gone, put) => {
      const parsed = parseSealFile(text.slice(0, at) + put + text.slice(at + gone));
      if (parsed.ok) for (const { recipient } of parsed.value.recipients) assert.ok(isRecipient(recipient));
    }),
  );
});

test('a typed key: blanks and letter case do not count, a wrong letter does', () => {
  const groups = identity.toLowerCase().replace(/(.{6})/g, '$1 ');
  for (const each of [identity, ` ${identity}\t`, groups, identity.toLowerCase()])
    assert.equal(parseTypedIdentity(each), identity);
  const swapped = identity.slice(0, 20) + (identity[20] === 'Q' ? 'P' : 'Q') + identity.slice(21);
  for (const each of ['', identity.slice(0, -1), swapped, vault.recipient, `${identity}${identity}`])
    assert.equal(parseTypedIdentity(each), undefined);
});

test('an identity file as age-keygen writes it', () => {
  assert.deepEqual(parseIdentityFile(`# created: now\r\n# public key: x\r\n${identity}\r\n`), {
    ok: true,
    value: [identity],
  });
  for (const each of ['', '# nothing', `${identity}\nhello`]) assert.equal(parseIdentityFile(each).ok, false);
});
