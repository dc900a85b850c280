import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepSealKeys } from '../../../src/node/seal/keys.ts';
import { onTerminal, whyNoTerminal } from '../../cli/terminal.ts';
import { ensureDebianPackages } from '../../e2e/install.ts';
import { makeFolder } from '../folder.ts';
import { makeSealing } from './sealing.ts';

const missing = ensureDebianPackages(['age'], (text) => process.stderr.write(`${text}\n`));
const skip = missing ?? false;
const text = `${'dear diary, ünï\u0000 '.repeat(9000)}\n`;

function age(...args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('age', args, { maxBuffer: 64 << 20 });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

test('what is sealed opens with `age -d`, by the vault and by the recovery key', { skip }, async (t) => {
  const { path, seal, keys } = await makeSealing(t, { 'notes/a.md': text, 'notes/empty.md': '' });
  await seal();
  const files = makeFolder(t, { 'own.txt': `${keys.identity}\n`, 'recovery.txt': `# kept\n${keys.recoveryKey}\n` });
  for (const name of ['own.txt', 'recovery.txt']) {
    assert.equal(age('-d', '-i', join(files, name), path('a.md.age')).toString(), text);
    assert.equal(age('-d', '-i', join(files, name), path('empty.md.age')).length, 0);
  }
});

test('what `age -r` made is unsealed, armoured or not', { skip }, async (t) => {
  const { path, unseal, keys, root } = await makeSealing(t, {});
  const [to] = keys.recipients;
  writeFileSync(join(root, 'plain'), text);
  age('-r', to?.recipient ?? '', '-o', path('a.md.age'), join(root, 'plain'));
  age('-a', '-r', to?.recipient ?? '', '-o', path('b.md.age'), join(root, 'plain'));
  const run = await unseal();
  assert.deepEqual([run.done, run.skipped], [2, []]);
  assert.equal(readFileSync(path('a.md'), 'utf8'), text);
  assert.equal(readFileSync(path('b.md'), 'utf8'), text);
});

test('the wrapped identity is one for `age -d -i`', { skip: missing ?? whyNoTerminal ?? false }, async (t) => {
  const { places, path, seal, keys } = await makeSealing(t, { 'notes/a.md': 'dear diary\n' });
  await keepSealKeys(places, keys, 'seven dull green horses');
  await seal();
  const { out, code } = await onTerminal(['age', '-d', '-i', places.identity, path('a.md.age')], {
    cwd: places.root,
    answers: [['Enter passphrase', 'seven dull green horses']],
  });
  assert.equal(code, 0, out);
  assert.match(out, /dear diary/);
});
