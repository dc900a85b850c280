import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

test('a lock offers to protect the agent that is installed, in the same step', async (t) => {
  const { cwd, home } = await makeVaultFolder(t);
  const lock = (input: string) => run(['lock', 'journal'], { cwd, home, input, terminal: true });
  // Nothing of Claude Code is on this machine yet: nobody is asked.
  const absent = await lock('');
  assert.doesNotMatch(absent.out, /Write deny rules/);
  assert.match(absent.err, /no agent is held to this yet/);
  mkdirSync(join(home, '.claude'));
  const refused = await lock('n\n');
  assert.match(refused.out, /Write deny rules and the guard into its settings\? \[Y\/n\]/);
  assert.match(refused.err, /no agent is held to this yet/);
  const accepted = await lock('\n');
  assert.match(accepted.out, /Claude Code is held to it: .*settings\.json\n$/);
  const settings = readFileSync(join(home, '.claude/settings.json'), 'utf8');
  assert.ok(settings.includes(`Read(/${cwd}/journal/**)`));
  assert.doesNotMatch((await lock('')).out, /Write deny rules/);
});

test('a changed policy reaches the settings of a protected agent at once', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--protect');
  const settings = join(home, '.claude/settings.json');
  const rules = () => readFileSync(settings, 'utf8');
  await cloister('lock', 'projects');
  assert.ok(rules().includes(`Read(/${cwd}/projects/**)`));
  await cloister('unlock', 'projects');
  assert.ok(!rules().includes(`Read(/${cwd}/projects/**)`));
  // Another program took everything out: it is put back, and that is told.
  writeFileSync(settings, '{ "model": "opus" }\n');
  const { err } = await cloister('lock', 'projects');
  assert.match(
    err,
    /another program took \d+ rules(?: and|,) \d hooks(?: and \d+ other entries)? out of the settings of Claude Code; that is back/,
  );
  assert.ok(rules().includes(`Read(/${cwd}/projects/**)`) && rules().includes('"opus"'));
  // A broken file is left alone; the policy counts all the same.
  writeFileSync(settings, '{ broken');
  const broken = await cloister('unlock', 'projects');
  assert.equal(broken.code, 0);
  assert.match(broken.err, /the settings of Claude Code could not follow: \S+settings\.json: the file is no JSON/);
  assert.equal(rules(), '{ broken');
});

test('status names the options that are on, and what they hold', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  await cloister('protect', 'claude-code', '--sandbox', '--no-bypass');
  const { out } = await cloister('status', '--no-scan');
  assert.match(out, /\n {2}options +sandbox, no-bypass\n {2}none +deny rules .*; its sandbox on what a command runs\n/);
  assert.doesNotMatch(out, /opaque/);
  const json = JSON.parse((await cloister('status', '--format', 'json', '--no-scan')).out);
  assert.deepEqual(json.agents[0].options, ['sandbox', 'no-bypass']);
  await cloister('protect', 'claude-code', '--keep-git');
  assert.match((await cloister('status', '--no-scan')).out, /what a command runs, git's objects left out\n/);
});

test('where the agent can not be protected, the vault and the lock stand and it is told', async (t) => {
  const cwd = makeFolder(t, { 'journal/a.md': 'dear diary\n', 'projects/c.md': 'work\n' });
  const home = makeFolder(t, {});
  const settings = join(home, '.claude/settings.json');
  mkdirSync(join(home, '.claude'));
  writeFileSync(settings, '// mine\n{}\n');
  for (const argv of [
    ['init', '--lock', 'journal', '--protect'],
    ['lock', 'projects', '--protect'],
  ]) {
    const { code, err } = await run(argv, { cwd, home });
    assert.equal(code, 0, err);
    assert.match(
      err,
      /warning: nothing holds Claude Code to this yet: .*comments or trailing commas .*\n {2}Take comments/,
    );
    assert.match(err, /The policy itself is written\. Try again with `cloister protect claude-code`/);
    assert.equal(readFileSync(settings, 'utf8'), '// mine\n{}\n');
  }
});

test('status says of each level what enforces it right now', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t, { 'projects/keys.md': 'password: Xk7#mQ9$wL2p\n' });
  const open = await cloister('status');
  assert.match(open.out, /No folder is locked/);
  assert.match(open.out, /Claude Code: NOT held to the policy; nothing is enforced/);
  await cloister('lock', 'journal', '--protect');
  const held = await cloister('status');
  assert.match(held.out, /Policy: approved\./);
  assert.match(held.out, / {2}journal\/ +none\n/);
  assert.match(held.out, / {2}projects\/ +write \(inherited\) {2}1 finding\n/);
  assert.match(
    held.out,
    /Claude Code: held to the policy\n {2}options +none of .*\n {2}none +deny rules .*opaque script/,
  );
  assert.match(held.out, /Every other agent: NOT held/);
  const json = JSON.parse((await cloister('status', '--format', 'json', '--no-scan')).out);
  assert.equal(json.agents[0].isProtected, true);
  assert.deepEqual(json.agents[0].options, []);
  assert.equal(json.folders.find((each: { path: string }) => each.path === 'journal').access, 'none');
  writeFileSync(join(home, '.claude/settings.json'), '{}');
  assert.match((await cloister('status', '--no-scan')).out, /held to the policy; lacking: /);
  assert.match((await cloister('why', 'journal')).err, /not fully enforced/);
  // A folder that is in no vault is open, never fine.
  const elsewhere = await run(['status'], { cwd: home, home });
  assert.match(elsewhere.out, /: OPEN\nIt is in no vault: every agent sees everything in it\./);
  assert.match(elsewhere.out, new RegExp(`Vaults elsewhere:\n {2}${cwd}\n`));
});
