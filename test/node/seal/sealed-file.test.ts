import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readSealed, sealedVersion, writeSealed } from '../../../src/node/seal/sealed-file.ts';
import { makeSealing } from './sealing.ts';

test('a sealed document is read, written whole, and read again; no plain byte reaches the disk', async (t) => {
  const { path, seal, options, keys, notes } = await makeSealing(t, { 'notes/a.md': 'first\n' });
  chmodSync(path('a.md'), 0o640);
  await seal();
  const read = await readSealed(path('a.md.age'), keys.identity);
  assert.equal(Buffer.from(read.bytes).toString(), 'first\n');
  const written = await writeSealed(path('a.md.age'), Buffer.from('second\n'), options().keys, read.version);
  assert.notEqual(written.version, read.version);
  assert.equal(await sealedVersion(path('a.md.age')), written.version);
  const again = await readSealed(path('a.md.age'), [keys.recoveryKey]);
  assert.deepEqual([Buffer.from(again.bytes).toString(), again.version], ['second\n', written.version]);
  assert.equal(statSync(path('a.md.age')).mode & 0o777, 0o640);
  assert.ok(readdirSync(notes).every((name) => name.endsWith('.age') && !readFileSync(path(name)).includes('second')));
});

test('what another program wrote meanwhile is not written over', async (t) => {
  const { path, seal, options, keys } = await makeSealing(t, { 'notes/a.md': 'first\n' });
  await seal();
  const { version } = await readSealed(path('a.md.age'), keys.identity);
  const theirs = await writeSealed(path('a.md.age'), Buffer.from('theirs\n'), options().keys, version);
  await assert.rejects(
    writeSealed(path('a.md.age'), Buffer.from('mine\n'), options().keys, version),
    /changed by another program/,
  );
  await assert.rejects(
    writeSealed(path('a.md.age'), Buffer.from('mine\n'), options().keys, undefined),
    /changed by another program/,
  );
  assert.equal((await readSealed(path('a.md.age'), keys.identity)).version, theirs.version);
  // A new one is the owner's alone.
  await writeSealed(path('new.md.age'), Buffer.alloc(0), options().keys, undefined);
  assert.equal(statSync(path('new.md.age')).mode & 0o777, 0o600);
  assert.equal((await readSealed(path('new.md.age'), keys.identity)).bytes.length, 0);
});

test('what can not be opened is said, and a link is not followed', async (t) => {
  const { path, keys } = await makeSealing(t, { 'notes/a.age': 'a text\n' });
  await assert.rejects(readSealed(path('a.age'), keys.identity), /no file of age/);
  symlinkSync('a.age', path('b.age'));
  await assert.rejects(readSealed(path('b.age'), keys.identity), { code: 'ELOOP' });
  await assert.rejects(readSealed(path('none.age'), keys.identity), { code: 'ENOENT' });
  writeFileSync(path('a.age'), '');
  await assert.rejects(readSealed(path('a.age'), keys.identity), /no file of age|damaged/);
});
