import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

test('allow gives everything, for a while or for good, and names what stays hidden', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t);
  await cloister('lock', 'journal/deep', 'journal', '--no-protect');
  await cloister('lock', 'journal/deep', '--no-protect');
  const timed = await cloister('allow', 'journal', '--for', '1h30m');
  assert.match(timed.out, /^journal: write until \d{4}-.*\nEntries beneath it stay:\n {2}journal\/deep: none\n$/);
  const until = Date.parse(/"until": "(.*?)"/.exec(policyText())?.[1] ?? '');
  assert.ok(Math.abs(until - Date.now() - 5_400_000) < 60_000);
  assert.match((await cloister('status', '--no-scan')).out, / journal\/ +write {2}until .*, then none\n/);
  await cloister('allow', 'journal');
  assert.equal(policyText().includes('until'), false);
});

test('a timed opening that has ended is what it was', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  await cloister('allow', 'journal', '--for', '1h');
  writePolicy(policyText().replace(/"until": "\d{4}/, '"until": "2020'));
  assert.match(
    (await cloister('why', 'journal')).out,
    /: none .*timed opening of "journal" has ended, which leaves none/,
  );
  assert.match((await cloister('status', '--no-scan')).out, / journal\/ +none {2}opening ended 2020-/);
});

test('access sets a level for all or for one agent', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  assert.deepEqual((await cloister('access', 'journal', 'redacted')).out, 'journal: redacted.\n');
  await cloister('access', 'journal', 'read', '--agent', 'ollama');
  assert.match((await cloister('status', '--no-scan')).out, / journal\/ +redacted \(Ollama: read\)/);
  assert.match(
    (await cloister('why', 'journal/a.md', '--as', 'ollama')).out,
    /: read for Ollama, because the entry "journal" gives Ollama read/,
  );
  await cloister('access', '.', 'read');
  assert.match((await cloister('why', 'top.md')).out, /: read for Claude Code, because nothing names it/);
});

test('a file has an access of its own, never more than its folder', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t);
  const before = policyText();
  assert.equal((await cloister('access', 'top.md', 'read')).out, 'top.md: read.\n');
  assert.match(
    (await cloister('why', 'top.md')).out,
    /: read for Claude Code, because the pattern "\/top\.md" of files\.read/,
  );
  await cloister('access', 'top.md', 'redacted');
  assert.match(policyText(), /"read": \[\],?\s+"redacted": \[\s*"\/top\.md"\s*\]/);
  assert.match((await cloister('access', 'top.md', 'none')).out, /^Locked top\.md from every agent\.\n/);
  assert.equal((await cloister('access', 'top.md', 'write')).code, 0);
  assert.match((await cloister('why', 'top.md')).out, /: write /);
  assert.doesNotMatch(policyText(), /top\.md/);
  await cloister('access', 'journal', 'read');
  const limited = await cloister('access', 'journal/a.md', 'write');
  assert.equal(limited.code, 1);
  assert.match(limited.out, /Agents still get less there \(read\)/);
  assert.notEqual(before, '');
});

test('what something else keeps lower is said, exit 1', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  writePolicy(policyText().replace('"folders"', '"files": { "read": ["journal/"] },\n  "folders"'));
  const { code, out } = await cloister('allow', 'journal');
  assert.equal(code, 1);
  assert.match(
    out,
    /Agents still get less there \(read\), since\n {2}the pattern "journal\/" of files\.read matches it\n$/,
  );
});

test('bad input is named', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t);
  const before = policyText();
  const wrong: [string[], RegExp][] = [
    [['access'], /takes a folder and a level/],
    [['access', 'journal', 'some'], /"some" is no level of access\n {2}It is one of: none, redacted, read, write/],
    [['access', 'journal', 'read', 'x'], /takes a folder and a level/],
    [['access', 'journal', 'read', '--agent', 'hal'], /--agent can not be "hal"\n.*claude-code/],
    [['access', 'journal', 'read', '--agent', 'codex', '--for', '1h'], /can not go together/],
    [['access', 'top.md', 'read', '--agent', 'codex'], /top\.md is a file/],
    [['access', 'top.md', 'read', '--for', '1h'], /top\.md is a file/],
    [['allow'], /needs a path/],
    [['allow', 'top.md'], /top\.md is a file/],
    [['allow', 'journal', '--for', 'ever'], /--for can not be "ever"\n.*1h/],
    [['allow', 'journal', '--for', '9999d'], /--for can not be/],
    [['allow', 'journal', '--for', '0h'], /--for can not be/],
    [['allow', '/'], /is in no vault/],
  ];
  for (const [argv, message] of wrong) {
    const { code, out, err } = await cloister(...argv);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
  }
  assert.equal(policyText(), before);
});

test('every command tells its usage', async () => {
  for (const name of ['init', 'lock', 'unlock', 'allow', 'access', 'status', 'see', 'why', 'approve', 'log']) {
    const { code, out, err } = await run([name, '--help']);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, new RegExp(`^Usage: cloister ${name}[\\s\\S]*Exit code: 0`));
    assert.match((await run(['--help'])).out, new RegExp(`\\n {2}${name} `));
    assert.equal((await run([name, '--frob'])).code, 2);
  }
});

test('status says what is answered to personal data', async (t) => {
  const { cloister, writePolicy } = await makeVaultFolder(t);
  writePolicy('{ "content": { "personal": "deny" } }');
  const { out } = await cloister('status', '--no-scan');
  assert.match(out, /; personal data: deny\.$/m);
  assert.doesNotMatch(out, /^warning: .*personal/m);
});
