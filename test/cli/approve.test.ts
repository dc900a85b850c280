import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

test('a policy as it was approved waits for nothing', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  assert.deepEqual(await cloister('approve'), {
    code: 0,
    out: 'Nothing waits: the policy is approved as it stands.\n',
    err: '',
  });
});

test('what the file gives beyond the approved copy counts once a person approved it', async (t) => {
  const { cwd, home, cloister, policyText, writePolicy } = await makeVaultFolder(t);
  await cloister('lock', 'journal', 'projects', '--no-protect');
  writePolicy(policyText().replace(/"journal": *"none"/, '"journal": "read"'));
  assert.match(
    (await cloister('why', 'journal/a.md')).out,
    /^journal\/a\.md: none .*\nThe file would give read; that waits for `cloister approve`\.\n$/s,
  );
  const asked = { cwd, home, terminal: true };
  const refused = await run(['approve'], { ...asked, input: 'n\n' });
  assert.equal(refused.code, 1);
  assert.match(
    refused.out,
    /gives agents more than you approved:\n {2}journal: none -> read\n[\s\S]*Left as it was\.\n$/,
  );
  assert.match((await cloister('why', 'journal/a.md')).out, /^journal\/a\.md: none/);
  const approved = await run(['approve'], { ...asked, input: 'y\n' });
  assert.equal(approved.code, 0);
  assert.ok(approved.out.endsWith(`Approved the policy of ${cwd}.\n`));
  assert.match((await cloister('why', 'journal/a.md')).out, /^journal\/a\.md: read/);
  assert.match((await cloister('why', 'projects/c.md')).out, /^projects\/c\.md: none/);
});

test('a tightening counts at once; approving it then asks nothing', async (t) => {
  const { cwd, cloister, policyText, writePolicy } = await makeVaultFolder(t);
  writePolicy(policyText().replace(/"default": *"write"/, '"default": "none"'));
  assert.match((await cloister('why', 'top.md')).out, /^top\.md: none .*the vault's default is none/);
  assert.deepEqual(await cloister('approve', cwd), { code: 0, out: `Approved the policy of ${cwd}.\n`, err: '' });
  assert.equal((await cloister('approve')).out, 'Nothing waits: the policy is approved as it stands.\n');
});

test('a policy that came from elsewhere is shown before it is approved', async (t) => {
  const cwd = makeFolder(t, {
    '.cloister/policy.json':
      '{ "version": 1, "default": "read", "folders": { "a": "none" }, "files": { "none": ["*.kdbx"] } }',
  });
  const home = makeFolder(t, {});
  const { out } = await run(['approve', '--yes'], { cwd, home });
  assert.match(out, /never approved on this machine\.\n {2}default: read\n {2}a: none\n {2}files\.none: \*\.kdbx\n/);
  assert.equal(readdirSync(join(home, 'vaults')).length, 1);
});

test('a policy file that is gone is put back as it was approved', async (t) => {
  const { cwd, cloister, policyText } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  const text = policyText();
  const file = join(cwd, '.cloister/policy.json');
  rmSync(join(cwd, '.cloister'), { recursive: true });
  assert.match((await cloister('why', 'journal/a.md')).out, /^journal\/a\.md: none/);
  const { code, out } = await cloister('approve', '--yes');
  assert.deepEqual([code, out.endsWith(`${file} is back.\n`)], [0, true]);
  assert.equal(readFileSync(file, 'utf8'), text);
});

test('nothing is approved that can not be read, and nothing in no vault', async (t) => {
  const { cwd, home, cloister, writePolicy } = await makeVaultFolder(t);
  writePolicy('{ "version": 1, ');
  const broken = await cloister('approve', '--yes');
  assert.deepEqual([broken.code, broken.out], [2, '']);
  assert.match(broken.err, /can not be read: .*\n {2}Mend /);
  const elsewhere = makeFolder(t, {});
  assert.match((await run(['approve'], { cwd: elsewhere, home })).err, /is in no vault/);
  assert.equal((await cloister('approve', cwd, cwd)).code, 2);
});

test('a copy that can not be read locks everything until the file is approved anew', async (t) => {
  const { home, cloister } = await makeVaultFolder(t);
  const [name = ''] = readdirSync(join(home, 'vaults'));
  const copy = join(home, 'vaults', name);
  writeFileSync(copy, '{');
  assert.match((await cloister('why', 'top.md')).out, /^top\.md: none/);
  const { code, out } = await cloister('approve', '--yes');
  assert.equal(code, 0);
  assert.match(out, /The approved copy can not be read\.\n {2}default: write\n/);
  assert.ok(existsSync(copy));
  assert.match((await cloister('why', 'top.md')).out, /^top\.md: write/);
});
