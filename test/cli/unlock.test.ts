import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeVaultFolder } from './vault-folder.ts';

test('takes the locks of folders and files back', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t);
  const before = policyText();
  await cloister('lock', 'journal', '--no-protect');
  const { code, out } = await cloister('unlock', 'journal');
  assert.deepEqual([code, out], [0, 'Unlocked journal: it is write now.\n']);
  assert.equal(policyText(), before);
  await cloister('lock', 'top.md', '--no-protect');
  assert.equal((await cloister('unlock', 'top.md')).out, 'Unlocked top.md: it is write now.\n');
  assert.equal((await cloister('unlock', 'top.md')).out, 'top.md is not locked: it is write.\n');
});

test('says what else hides it, exit 1', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  await cloister('lock', 'journal/deep', 'journal', '--no-protect');
  const deep = await cloister('unlock', 'journal/deep');
  assert.deepEqual(
    [deep.code, deep.out],
    [1, 'The lock of journal/deep is gone, but it is still hidden:\n  the entry "journal" says none\n'],
  );
  const none = await cloister('unlock', 'journal/deep');
  assert.deepEqual([none.code, none.out.split('\n')[0]], [1, 'journal/deep has no lock of its own:']);
  writePolicy(policyText().replace('"folders"', '"files": { "none": ["*.md", "deep/"] },\n  "folders"'));
  assert.match((await cloister('unlock', 'top.md')).out, /the pattern "\*\.md" of files\.none matches it/);
  const folder = await cloister('unlock', 'journal', 'journal/deep');
  assert.equal(folder.code, 1);
  assert.match(folder.out, /the pattern "deep\/" of files\.none matches it/);
});

test("an agent's own level and the vault's default", async (t) => {
  const { cloister } = await makeVaultFolder(t);
  await cloister('access', 'journal', 'none', '--agent', 'codex');
  const own = await cloister('unlock', 'journal');
  assert.equal(own.code, 1);
  assert.match(own.out, /^journal has no lock of its own:\n {2}the entry "journal" gives Codex none \(Codex\)\n$/);
  await cloister('lock', '.', '--no-protect');
  assert.match((await cloister('unlock', 'projects')).out, /the vault's default is none/);
  assert.equal((await cloister('unlock', '.')).code, 0);
});

test('a timed opening of a locked folder goes with its lock', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  await cloister('allow', 'journal', '--for', '1h');
  assert.match(policyText(), /"after": "none"/);
  assert.equal((await cloister('unlock', 'journal')).code, 0);
  assert.equal(policyText().includes('journal'), false);
});

test('a lock that somebody removed from the file is unlocked in the approved copy', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  const open = policyText();
  await cloister('lock', 'journal', '--no-protect');
  writePolicy(open);
  assert.match((await cloister('why', 'journal')).out, /none for Claude Code, because .* in the approved copy/);
  assert.match((await cloister('why', 'journal')).out, /The file would give write; that waits for `cloister approve`/);
  await cloister('unlock', 'journal');
  assert.match((await cloister('why', 'journal')).out, /: write for/);
});
