import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isIdentity, sealPath } from '../../../src/core/seal-file.ts';
import { openSealed, sealBytes, unsealBytes, unwrapIdentity } from '../../../src/node/seal/age.ts';
import {
  checkRecipients,
  createSealKeys,
  keepSealKeys,
  keepWrapped,
  sealAudience,
  unlockWithPassphrase,
  writeAudience,
} from '../../../src/node/seal/keys.ts';
import { readSealFile } from '../../../src/node/seal/seal-file.ts';
import { makeSealing } from './sealing.ts';

const passphrase = 'seven dull green horses';
/** To open what a test has wrapped takes no second. */
const quick = 4;

test('keys are kept behind a passphrase, for the owner alone', async (t) => {
  const { places, root } = await makeSealing(t, {});
  const keys = await createSealKeys();
  assert.ok(isIdentity(keys.identity) && isIdentity(keys.recoveryKey) && keys.identity !== keys.recoveryKey);
  assert.equal(sealAudience(places), undefined);
  assert.deepEqual(await unlockWithPassphrase(places, passphrase), { ok: false, why: 'missing' });
  await keepSealKeys(places, keys, passphrase, quick);
  assert.equal(statSync(places.identity).mode & 0o777, 0o600);
  const kept = [places.identity, places.agreed, join(root, sealPath)]
    .map((path) => readFileSync(path, 'latin1'))
    .join();
  assert.ok(!kept.includes('AGE-SECRET-KEY') && !kept.includes(passphrase));
  assert.deepEqual(await unlockWithPassphrase(places, passphrase), { ok: true, identity: keys.identity });
  assert.deepEqual(await unlockWithPassphrase(places, 'another'), { ok: false, why: 'wrong' });
  await assert.rejects(keepSealKeys(places, await createSealKeys(), passphrase, quick), /has keys already/);
  await keepWrapped(places, keys.identity, 'the new one', quick);
  assert.deepEqual(await unlockWithPassphrase(places, passphrase), { ok: false, why: 'wrong' });
  assert.deepEqual(await unlockWithPassphrase(places, 'the new one'), { ok: true, identity: keys.identity });
});

test('a wrapped identity that is damaged is told from a wrong passphrase, and never thrown at', async (t) => {
  const { places } = await makeSealing(t, {});
  await keepSealKeys(places, await createSealKeys(), passphrase, quick);
  const whole = readFileSync(places.identity);
  for (const bytes of [
    whole.subarray(0, whole.length - 1),
    Buffer.concat([whole, Buffer.from('x')]),
    whole.subarray(0, 60),
    Buffer.alloc(0),
    Buffer.from('hello\n'),
    randomBytes(400),
    Buffer.alloc(60_000, 'a'),
  ]) {
    writeFileSync(places.identity, bytes);
    assert.deepEqual(await unlockWithPassphrase(places, passphrase), { ok: false, why: 'damaged' });
  }
  // In the header, before the second that scrypt takes.
  for (let round = 0; round < 300; round++) {
    const hostile = Buffer.from(whole);
    hostile[Math.floor(Math.random() * 30)] = Math.floor(Math.random() * 256);
    const opened = await unwrapIdentity(hostile.subarray(0, Math.floor(Math.random() * 80)), passphrase);
    assert.equal(opened.ok, false);
  }
});

test('keys that came with the file from elsewhere are told', async (t) => {
  const { places, root } = await makeSealing(t, {});
  const keys = await createSealKeys();
  await keepSealKeys(places, keys, undefined);
  assert.ok(!existsSync(places.identity));
  const mine = sealAudience(places);
  assert.deepEqual([mine?.unknown, mine?.lost], [[], []]);
  const [foreign] = (await createSealKeys()).recipients;
  if (mine === undefined || foreign === undefined) throw new Error('no keys');
  const text = readFileSync(join(root, sealPath), 'utf8');
  const wider = JSON.parse(text);
  wider.recipients.push({ ...foreign, role: 'other' });
  writeFileSync(join(root, sealPath), JSON.stringify(wider));
  assert.deepEqual(sealAudience(places)?.unknown, [{ ...foreign, role: 'other' }]);
  // Another key in the place of the recovery key.
  wider.recipients.splice(1, 2, { ...foreign, role: 'recovery' });
  writeFileSync(join(root, sealPath), JSON.stringify(wider));
  assert.deepEqual(sealAudience(places)?.unknown, [{ ...foreign, role: 'recovery' }]);
  assert.deepEqual(sealAudience(places)?.lost, mine.file.recipients.slice(1));
  // No recovery key at all: nothing that is new, and later nothing that opens the notes.
  wider.recipients.splice(1);
  writeFileSync(join(root, sealPath), JSON.stringify(wider));
  assert.deepEqual(sealAudience(places)?.unknown, []);
  assert.deepEqual(sealAudience(places)?.lost, mine.file.recipients.slice(1));
  writeAudience(places, mine.file);
  assert.deepEqual(sealAudience(places)?.unknown, []);
  rmSync(join(root, sealPath));
  assert.deepEqual(sealAudience(places)?.file, mine.file);
  assert.equal(readSealFile(root).state, 'ok');
});

test('where it is not known for whom it is sealed, no new keys take the place of the old', async (t) => {
  const { places, root } = await makeSealing(t, {});
  const keys = await createSealKeys();
  await keepSealKeys(places, keys, passphrase, quick);
  writeFileSync(join(root, sealPath), '{');
  assert.throws(() => sealAudience(places), /can not be read: it is no JSON/);
  rmSync(join(root, sealPath));
  symlinkSync('/etc/passwd', join(root, sealPath));
  assert.throws(() => sealAudience(places), /can not be read/);
  rmSync(join(root, sealPath));
  rmSync(places.agreed);
  assert.throws(() => sealAudience(places), /is gone/);
});

test("the library's failures in words of ours", async () => {
  const { identity, recoveryKey, recipients } = await createSealKeys();
  const sealed = await sealBytes(Buffer.from('x'.repeat(100)), [recipients[0]?.recipient ?? '']);
  assert.equal(Buffer.from(await unsealBytes(sealed, identity)).toString(), 'x'.repeat(100));
  await assert.rejects(unsealBytes(sealed, recoveryKey), /sealed for other keys/);
  await assert.rejects(unsealBytes(sealed.subarray(0, -1), identity), /damaged or cut off/);
  await assert.rejects(unsealBytes(sealed.subarray(0, 100), identity), /damaged or cut off/);
  await assert.rejects(unsealBytes(Buffer.from('hello'), identity), /no file of age/);
  for (let at = 0; at < sealed.length; at++) {
    const hostile = Uint8Array.from(sealed);
    hostile[at] = (hostile[at] ?? 0) ^ 1;
    assert.equal((await openSealed(hostile, [identity])).ok, false, `bit of byte ${at}`);
  }
});

test('a key of the right form that is none is refused by name', async () => {
  const { bech32 } = await import('@scure/base');
  // The point at zero: every secret that is agreed on with it is zero.
  const zero = bech32.encodeFromBytes('age', new Uint8Array(32));
  await assert.rejects(checkRecipients([zero]), /is no key that can be sealed for/);
});
