import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parsePolicy } from '../../src/core/policy.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

test('locks folders and files from where the user stands, however they are spelled', async (t) => {
  const { cwd, home, cloister, policyText } = await makeVaultFolder(t, {
    'Ärzte und Co/x y.md': '',
    "it's/[odd] *.md": '',
  });
  const { code, out, err } = await cloister('lock', 'journal/', './Ärzte und Co//', "it's/[odd] *.md", '--no-protect');
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.equal(
    out,
    "Locked journal from every agent.\nLocked Ärzte und Co from every agent.\nLocked it's/[odd] *.md from every agent.\n",
  );
  const parsed = parsePolicy(policyText());
  assert.ok(parsed.ok);
  assert.deepEqual([...parsed.value.policy.folders.keys()], ['journal', 'Ärzte und Co']);
  assert.deepEqual(parsed.value.policy.files.none, ["/it's/\\[odd\\] \\*.md"]);
  const inside = await run(['lock', '../projects', '--no-protect'], { cwd: join(cwd, 'journal'), home });
  assert.equal(inside.out, 'Locked projects from every agent.\n');
  assert.match((await cloister('see')).out, /^\.cloister\/policy\.json\ntop\.md\n$/);
});

test('a folder that is not there can be locked, with a warning', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  const { code, err } = await cloister('lock', 'later/on', '--no-protect');
  assert.equal(code, 0);
  assert.equal(err, 'warning: there is no later/on yet; the lock waits for it.\n');
  assert.match((await cloister('why', 'later/on/x.md')).out, /^later\/on\/x\.md: none for Claude Code/);
});

test('says that nothing holds agents to it, unless that is not wanted', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  assert.match((await cloister('lock', 'journal')).err, /`cloister protect claude-code`/);
});

test('deeper entries that allow more go, and the commands printed put them back', async (t) => {
  const { cwd, home, cloister, policyText } = await makeVaultFolder(t, { 'journal/with blank/d.md': '' });
  await cloister('access', 'journal/with blank', 'redacted');
  await cloister('access', 'journal/with blank', 'read', '--agent', 'ollama');
  await cloister('access', 'journal/deep', 'read');
  const before = policyText();
  const { out } = await run(['lock', '../journal', '--no-protect'], { cwd: join(cwd, 'projects'), home });
  assert.match(out, /\n2 entries that allowed more went with it\. To put back what was there:\n/);
  const commands = out.match(/^ {2}cloister .*$/gm) ?? [];
  assert.deepEqual(commands, [
    `  cloister access '${cwd}/journal/with blank' redacted`,
    `  cloister access '${cwd}/journal/with blank' read --agent ollama`,
    `  cloister access ${cwd}/journal/deep read`,
  ]);
  for (const command of commands)
    await cloister(...(command.match(/'[^']*'|\S+/g) ?? []).slice(1).map((each) => each.replaceAll("'", '')));
  await cloister('unlock', 'journal');
  const [left, right] = [parsePolicy(before), parsePolicy(policyText())];
  assert.ok(left.ok && right.ok);
  assert.deepEqual(new Map(right.value.policy.folders), new Map(left.value.policy.folders));
});

test('in vaults within each other the innermost one is changed, and the lowest of both counts', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t, { 'projects/inner/e.md': '' });
  const inner = join(cwd, 'projects/inner');
  const made = await run(['init', '--open', '--no-protect'], { cwd: inner, home });
  assert.equal(made.err, `note: it lies in the vault ${cwd}, whose policy holds in it too.\n`);
  await cloister('lock', 'projects', '--no-protect');
  const { code, out } = await run(['unlock', 'e.md'], { cwd: inner, home });
  assert.equal(code, 1);
  assert.match(out, /the entry "projects" says none/);
  await cloister('unlock', 'projects');
  await cloister('lock', 'projects/inner', '--no-protect');
  assert.match((await cloister('why', 'projects/inner/e.md')).out, /default is none \(.*projects\/inner\/\.cloister/);
  assert.match((await cloister('why', 'projects/c.md')).out, /: write for/);
});

test('a link is locked by what it leads to', async (t) => {
  const { cwd, cloister } = await makeVaultFolder(t);
  symlinkSync('journal', join(cwd, 'link'));
  assert.equal((await cloister('lock', 'link', '--no-protect')).out, 'Locked journal from every agent.\n');
  symlinkSync('/usr', join(cwd, 'out'));
  assert.match((await cloister('lock', 'out')).err, /^error: \/usr is in no vault/);
});

test('one bad path and nothing is locked', async (t) => {
  const { cwd, home, cloister, policyText } = await makeVaultFolder(t);
  const before = policyText();
  for (const bad of [makeFolder(t, {}), '', 'a\0b', '../..']) {
    const { code, out, err } = await cloister('lock', 'journal', bad);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /^error: .+\n {2}\S/);
  }
  assert.equal((await cloister('lock')).code, 2);
  assert.equal((await cloister('lock', '--frob', 'x')).code, 2);
  assert.equal((await run(['lock', '.'], { cwd: makeFolder(t, {}), home })).code, 2);
  assert.equal(policyText(), before);
  assert.equal((await cloister('lock', 'top.md/below')).code, 0);
  assert.equal((await cloister('lock', 'x'.repeat(300))).code, 0);
  mkdirSync(join(cwd, '__proto__'));
  assert.equal((await cloister('lock', '__proto__')).code, 0);
  assert.match((await cloister('why', '__proto__/x')).out, /none for/);
});

test('comments and line ends survive; a broken policy is refused and says what is wrong', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  writePolicy(policyText().replaceAll('\n', '\r\n'));
  await cloister('lock', 'journal', 'top.md', '--no-protect');
  assert.match(policyText(), /\/\/ What an agent may do/);
  assert.equal(/[^\r]\n/.test(policyText()), false);
  writePolicy('{ "default": "sometimes" }');
  const { code, err } = await cloister('lock', 'projects');
  assert.equal(code, 2);
  assert.match(
    err,
    /^error: The policy of .* can not be read: "default" is not one of none, redacted, read, write\n {2}Mend /,
  );
});

test('text that an edit in place would break is left alone', async (t) => {
  const { cloister, policyText, writePolicy } = await makeVaultFolder(t);
  const text = '{"folders":{"journal":"none",},}';
  writePolicy(text);
  const { code, err } = await cloister('unlock', 'journal');
  // Either it is edited well or not at all.
  assert.equal(parsePolicy(policyText()).ok, true);
  if (code === 2) {
    assert.match(err, /can not be edited in place/);
    assert.equal(policyText(), text);
  }
});

test('names that could move the cursor are shown as escapes', async (t) => {
  const { cloister } = await makeVaultFolder(t, { 'bad\u001b[2J\u202e/x.md': '' });
  const { out } = await cloister('lock', 'bad\u001b[2J\u202e', '--no-protect');
  assert.equal(out, 'Locked bad\\u001b[2J\\u202e from every agent.\n');
  for (const argv of [['status'], ['why', 'bad\u001b[2J\u202e'], ['see']]) {
    const run = await cloister(...argv);
    assert.equal(`${run.out}${run.err}`.includes('\u001b'), false);
  }
});

test('a folder is meant by its name in another letter case, where there is no other', async (t) => {
  const { cloister, policyText } = await makeVaultFolder(t, { 'Clients/a.md': 'x\n' });
  const { code, out, err } = await cloister('lock', 'clients', '--no-protect');
  assert.deepEqual([code, out, err], [0, 'Locked Clients from every agent.\n', '']);
  assert.match(policyText(), /"Clients": "none"/);
  assert.equal((await cloister('unlock', 'CLIENTS')).out, 'Unlocked Clients: it is write now.\n');
});
