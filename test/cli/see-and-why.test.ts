import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

test('see prints exactly the files that an agent can see', async (t) => {
  const { cloister } = await makeVaultFolder(t, {
    'clients/acme.md': 'x',
    'drafts/d.md': 'x',
    'notes/mine.md': '---\nprivate: true\n---\nx\n',
    'notes/yours.md': 'x',
    '.git/config': 'x',
    '.env': 'x',
  });
  await cloister('lock', 'journal', '.env', '--no-protect');
  await cloister('access', 'clients', 'redacted');
  await cloister('access', 'projects', 'read');
  await cloister('access', 'drafts', 'none', '--agent', 'codex');
  const seen = async (...argv: string[]): Promise<string[]> =>
    (await cloister('see', ...argv)).out.trimEnd().split('\n');
  assert.deepEqual(await seen(), [
    '.cloister/policy.json',
    'clients/acme.md  [redacted]',
    'drafts/d.md',
    'notes/yours.md',
    'projects/c.md  [read]',
    'top.md',
  ]);
  assert.deepEqual(await seen('notes'), ['notes/yours.md']);
  assert.deepEqual(await seen('top.md'), ['top.md']);
  assert.deepEqual(await seen('journal'), ['']);
  // An agent that can not redact gets nothing of it.
  assert.deepEqual(await seen('--as', 'codex'), [
    '.cloister/policy.json',
    'notes/yours.md',
    'projects/c.md  [read]',
    'top.md',
  ]);
  assert.match(
    (await cloister('see', '--count')).out,
    /^Claude Code sees 6 files \(4 write, 1 read, 1 redacted\); 4 hidden\.\n$/,
  );
});

test('see warns where nothing enforces it, and outside of every vault', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  assert.match((await cloister('see')).err, /^warning: nothing enforces this yet/);
  await cloister('protect', 'claude-code');
  assert.equal((await cloister('see')).err, '');
  assert.match((await cloister('see', '--as', 'codex')).err, /nothing enforces this yet for Codex/);
  const elsewhere = makeFolder(t, { 'a.md': 'x' });
  symlinkSync(cwd, join(elsewhere, 'away'));
  const { out, err } = await run(['see'], { cwd: elsewhere, home });
  assert.equal(out, 'a.md\n');
  assert.match(err, /is in no vault: every agent sees everything in it\.\nnote: 1 link leads out of the folder\.\n$/);
});

test('see and why refuse what they can not be', async (t) => {
  const { cloister } = await makeVaultFolder(t);
  for (const argv of [
    ['see', 'nowhere'],
    ['see', 'a', 'b'],
    ['see', '--as', 'hal'],
    ['see', ''],
    ['why'],
    ['why', 'a', 'b'],
    ['why', 'a', '--as', 'hal'],
  ]) {
    const { code, out, err } = await cloister(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, /^error: .+\n {2}.+\n$/);
  }
  for (const name of ['see', 'why'])
    assert.match((await cloister(name, '--help')).out, new RegExp(`^Usage: cloister ${name}`));
});

test('why names the entry that decided, with its line', async (t) => {
  const { cwd, cloister, writePolicy } = await makeVaultFolder(t, {
    'private.md': '---\nprivate: true\n---\n',
    'clients/a.md': 'x',
  });
  writePolicy(
    '{\n  "version": 1,\n  "default": "read",\n  "folders": {\n    "journal": "none",\n    "journal/deep": "write",\n' +
      '    "clients": { "access": "redacted", "agents": { "ollama": "read" } }\n  },\n  "files": { "none": ["*.kdbx"] }\n}\n',
  );
  await cloister('approve', '--yes');
  const why = async (...argv: string[]): Promise<string> => (await cloister('why', ...argv)).out;
  const file = `${cwd}/.cloister/policy.json`;
  assert.equal(
    await why('journal/a.md'),
    `journal/a.md: none for Claude Code, because the entry "journal" says none (${file}, line 5).\n`,
  );
  assert.equal(
    await why('journal/deep/b.md'),
    `journal/deep/b.md: write for Claude Code, because the entry "journal/deep" says write (${file}, line 6).\n`,
  );
  assert.equal(
    await why('top.md'),
    `top.md: read for Claude Code, because nothing names it and the vault's default is read (${file}, line 3).\n`,
  );
  assert.match(
    await why('x.kdbx'),
    /^x\.kdbx: none .*the pattern "\*\.kdbx" of files\.none matches it .*line 9\)\.\n$/,
  );
  assert.match(await why('private.md'), /^private\.md: none .*its author marked it private/);
  assert.match(
    await why('clients/a.md', '--as', 'ollama'),
    /^clients\/a\.md: read for Ollama, because the entry "clients" gives Ollama read/,
  );
  assert.match(
    await why('clients/a.md', '--as', 'codex'),
    /none for Codex.* \(redacted, which it can not do\), because the entry "clients" says redacted/,
  );
  assert.match(await why('.'), new RegExp(`^${cwd}: read for Claude Code`));
});

test('why looks behind links, at what is missing, and says where nothing enforces it', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  symlinkSync('journal/a.md', join(cwd, 'innocent.md'));
  const linked = await cloister('why', 'innocent.md');
  assert.match(linked.out, /^journal\/a\.md: none .*\ninnocent\.md is \S+\/journal\/a\.md, behind a link\.\n$/s);
  assert.match(linked.err, /^warning: nothing enforces this yet/);
  const missing = await cloister('why', 'journal/later.md');
  assert.match(missing.err, /^note: there is no journal\/later\.md; this is what it would get\.\n/);
  await cloister('protect', 'claude-code');
  assert.equal((await cloister('why', 'journal/a.md')).err, '');
  const elsewhere = makeFolder(t, { 'a.md': '' });
  assert.match((await run(['why', 'a.md'], { cwd: elsewhere, home })).out, /is in no vault/);
});

test('why in a vault that is broken, gone, or within another', async (t) => {
  const { cwd, home, cloister, policyText, writePolicy } = await makeVaultFolder(t);
  const text = policyText();
  writePolicy('{');
  assert.match(
    (await cloister('why', 'top.md')).out,
    /^top\.md: none .*can not be read, which locks everything until it is mended/,
  );
  writePolicy(text);
  await cloister('lock', 'journal', '--no-protect');
  rmSync(join(cwd, '.cloister/policy.json'));
  assert.match(
    (await cloister('why', 'journal/a.md')).out,
    /in the approved copy of the policy \(the file itself is missing: /,
  );
  writePolicy(text);
  mkdirSync(join(cwd, 'journal/inner/.cloister'), { recursive: true });
  writeFileSync(join(cwd, 'journal/inner/.cloister/policy.json'), '{ "version": 1, "default": "write" }');
  const inner = await run(['why', 'x.md'], { cwd: join(cwd, 'journal/inner'), home });
  assert.match(inner.out, /^journal\/inner\/x\.md: none .*the entry "journal" says none/);
});

test('a git worktree of a vault is held to its policy', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  await cloister('lock', 'journal', '--no-protect');
  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', ...argv], { cwd, stdio: 'ignore' });
  git('init', '-q');
  git('add', 'journal', 'projects', 'top.md');
  git('commit', '-qm', 'notes');
  const tree = join(makeFolder(t, {}), 'tree');
  git('worktree', 'add', '-q', tree);
  const inTree = (...argv: string[]) => run(argv, { cwd: tree, home });
  assert.equal(
    (await inTree('why', 'journal/a.md')).out,
    `journal/a.md: none for Claude Code, because the entry "journal" says none (${cwd}/.cloister/policy.json, line ` +
      `${lineOf(await cloister('why', 'journal/a.md'))}).\n` +
      `${tree}/journal/a.md is in a git worktree of ${cwd}, whose policy holds there too.\n`,
  );
  assert.match((await inTree('why', 'top.md')).out, /^top\.md: write /);
  assert.match((await inTree('why', '.')).out, new RegExp(`^${cwd}: write .*\n${tree} is in a git worktree`));
  const seen = await inTree('see');
  assert.equal(seen.out, 'projects/c.md\ntop.md\n');
  assert.doesNotMatch(seen.err, /in no vault/);
  assert.equal((await inTree('see', 'journal')).out, '');
  const status = await inTree('status');
  assert.match(status.out, new RegExp(`^${cwd}: vault\\n(?:.*\\n)*${tree} is a git worktree of ${cwd}, whose policy`));
  assert.doesNotMatch((await cloister('status')).out, /worktree/);

  // With a policy of its own that gives all, the lower one counts.
  const open = JSON.stringify({ version: 1, id: 'fedcba98-0000-4000-8000-000000000000' });
  mkdirSync(join(tree, '.cloister'));
  writeFileSync(join(tree, '.cloister/policy.json'), open);
  assert.match((await inTree('why', 'journal/a.md')).out, /^journal\/a\.md: none .*the entry "journal" says none/);
  assert.equal((await inTree('see')).out, '.cloister/policy.json\nprojects/c.md\ntop.md\n');
  assert.match((await inTree('status', '--no-scan')).out, new RegExp(`^${tree}: vault\\n(?:.*\\n)*.*journal/ +none`));
});

function lineOf({ out }: { readonly out: string }): string {
  return /line (\d+)/.exec(out)?.[1] ?? '';
}

test('the lowest of the names of a note counts for all of them', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t, { 'alone.md': 'x', 'pair.md': 'x' });
  linkSync(join(cwd, 'journal/a.md'), join(cwd, 'innocent.md'));
  linkSync(join(cwd, 'pair.md'), join(cwd, 'projects/pair.md'));
  assert.match((await cloister('why', 'innocent.md')).out, /^innocent\.md: write /);
  await cloister('lock', 'journal', '--no-protect');
  assert.match(
    (await cloister('why', 'innocent.md')).out,
    /^innocent\.md: none for Claude Code, because another name of it, journal\/a\.md, gets none: the entry "journal" says none \(.*line \d+\)\.\n$/,
  );
  assert.match((await cloister('why', 'pair.md')).out, /^pair\.md: write /);
  assert.equal(
    (await cloister('see')).out,
    '.cloister/policy.json\nalone.md\npair.md\nprojects/c.md\nprojects/pair.md\ntop.md\n',
  );
  await cloister('access', 'projects', 'read');
  assert.match(
    (await cloister('why', 'pair.md')).out,
    /^pair\.md: read for Claude Code, because another name of it, projects\/pair\.md, gets read: the entry "projects" /,
  );
  assert.match((await cloister('see')).out, /^pair\.md {2}\[read\]$/m);
  assert.match((await cloister('why', 'projects/pair.md')).out, /^projects\/pair\.md: read .*, because the entry/);
  // A name outside of every vault is one, too.
  const outside = makeFolder(t, {});
  linkSync(join(cwd, 'journal/a.md'), join(outside, 'a.md'));
  assert.equal((await run(['see'], { cwd: outside, home })).out, '');
  assert.match(
    (await run(['why', 'a.md'], { cwd: outside, home })).out,
    new RegExp(`^${outside}/a\\.md: none .*, because another name of it, journal/a\\.md, gets none: `),
  );
  // Another vault that Cloister knows hides it as well.
  const elsewhere = makeFolder(t, {});
  assert.equal((await run(['init', '--open', '--no-protect'], { cwd: elsewhere, home })).code, 0);
  linkSync(join(cwd, 'journal/deep/b.md'), join(elsewhere, 'b.md'));
  assert.equal((await run(['see'], { cwd: elsewhere, home })).out, '.cloister/policy.json\n');
});
