import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseBaseline } from '../../src/core/baseline-parse.ts';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

const secret = `token ${madeUp.github}\n`;
const password = `Password: ${madeUp.password}\n`;
const values = [madeUp.github, madeUp.password, madeUp.token];

async function makeVault(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const vault = await makeVaultFolder(t, { 'a.md': `# A\n\n${secret}`, 'b/c.md': password, ...files });
  const file = join(vault.cwd, '.cloister/baseline.json');
  return {
    ...vault,
    file,
    text: () => readFileSync(file, 'utf8'),
    entries: () => entriesOf(readFileSync(file, 'utf8')).filter(({ state }) => state !== 'removed'),
    path: (path: string) => join(vault.cwd, path),
    /** Answers on a terminal. */
    answer: (input: string, ...argv: string[]) =>
      run(['baseline', ...argv], { cwd: vault.cwd, home: vault.home, input, terminal: true }),
    baseline: (...argv: string[]) => run(['baseline', ...argv], { cwd: vault.cwd, home: vault.home }),
    accept: async (...argv: string[]) => {
      const { code, err } = await run(['baseline', 'add', '--all', '--reason', 'a sample', ...argv], {
        cwd: vault.cwd,
        home: vault.home,
      });
      assert.deepEqual([code, err], [0, '']);
    },
    /** What a scan shows, as `path:line rule`. */
    shown: (...argv: string[]) => shownIn(vault.cwd, vault.home, argv),
  };
}

function entriesOf(text: string) {
  const parsed = parseBaseline(text);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value.entries;
}

async function shownIn(cwd: string, home: string, argv: readonly string[] = [], env = {}): Promise<string[]> {
  const { out } = await run(['scan', '--format', 'json', ...argv], { cwd, home, env });
  const { findings }: { findings: { path: string; startLine: number; rule: string }[] } = JSON.parse(out);
  return findings.map(({ path, startLine, rule }) => `${path}:${startLine} ${rule}`);
}

const both = ['a.md:3 secret.github.token', 'b/c.md:1 secret.generic.password'];

test('in a terminal the findings are shown masked, and each that is chosen is accepted with its reason', async (t) => {
  const { answer, cloister, entries, shown, home, file } = await makeVault(t);
  const { code, out } = await answer('2\na shared demo account\n', 'add');
  assert.equal(code, 0);
  assert.match(out, /^ {2}1\. a\.md:3:7 {2}medium {2}GitHub token: ghp_•+\n {2}2\. b\/c\.md:1:11 .*\nWhich ones/);
  assert.match(out, /Accepted 1 finding in .*baseline\.json\.\nCommit \.cloister\/baseline\.json; its key stays in /);
  const [entry, ...others] = entries();
  assert.equal(others.length, 0);
  assert.deepEqual(
    [entry?.path, entry?.rule, entry?.why],
    ['b/c.md', 'secret.generic.password', 'a shared demo account'],
  );
  assert.equal(entry?.when, new Date().toISOString().slice(0, 10));
  assert.deepEqual(await shown(), both.slice(0, 1));
  const scan = await cloister('scan');
  assert.equal(scan.code, 1);
  assert.match(scan.out, /1 finding in 1 file: .*\nScanned .*\n1 accepted finding not shown \(baseline\)\.\n/);
  assert.equal(statSync(file).mode & 0o777, 0o644);
  const key = out.match(/its key stays in (\S+)\. /)?.[1] ?? '';
  assert.ok(key.startsWith(join(home, 'keys')));
  assert.equal(statSync(key).mode & 0o777, 0o600);
});

test('whoever chooses nothing, gives no reason or goes away leaves it as it was', async (t) => {
  const { answer, file } = await makeVault(t);
  for (const input of ['\n', '', '1\n', '1\n\n\n\n']) {
    const { code, out } = await answer(input, 'add');
    assert.equal(code, 1, JSON.stringify(input));
    assert.match(out, /Left as it was\.\n$/);
  }
  assert.equal(existsSync(file), false);
});

test('without a terminal the findings are named, or all are meant, and a reason is given', async (t) => {
  const { baseline, entries, file, shown } = await makeVault(t);
  for (const argv of [['add'], ['add', '--all'], ['add', 'a.md', '--reason', 'x'], ['add', 'a.md:3']]) {
    const { code, out, err } = await baseline(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, /Without a terminal there is nobody to ask/);
  }
  assert.equal(existsSync(file), false);
  assert.equal((await baseline('add', 'a.md:1', '--reason', 'x')).code, 1);
  assert.equal((await baseline('add', 'a.md:3', '--reason', 'x')).code, 0);
  assert.deepEqual(await shown(), both.slice(1));
  assert.equal(
    (await baseline('add', '--all', '--reason', 'y', '--rule', 'secret.github.token')).out.split('\n')[0],
    'There is no finding there that is not accepted.',
  );
  assert.equal((await baseline('add', 'b', '--all', '--reason', 'y', '--for', '90d')).code, 0);
  assert.deepEqual(await shown(), []);
  assert.match(entries()[1]?.until ?? '', /^2\d{3}-\d\d-\d\d$/);
});

test('wrong arguments are named', async (t) => {
  const { cwd, home, baseline } = await makeVault(t);
  const more = ['--all', '--reason', 'x'];
  const wrong: [string[], RegExp][] = [
    [['add', 'gone.md', ...more], /There is no file or folder gone\.md/],
    [['add', 'b:3', ...more], /b is a folder and has no lines/],
    [['add', ...more, '--until', '2020-01-01'], /--until can not be "2020-01-01"/],
    [['add', ...more, '--until', '2030-02-30'], /--until can not be/],
    [['add', ...more, '--until', '2030-01-01', '--for', '1d'], /can not go together/],
    [['add', ...more, '--for', 'ever'], /--for can not be "ever"/],
    [['add', ...more, '--rule', 'secret'], /--rule can not be "secret"/],
    [['add', '--all', '--reason', ' '], /A reason can not be empty/],
    [['frob'], /There is no command "baseline frob"\n.*add, key, list, prune, remove/],
    [['key', 'frob'], /There is no command "baseline key frob"/],
    [['remove'], /needs a finding/],
  ];
  for (const [argv, message] of wrong) {
    const { code, out, err } = await baseline(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, message);
    assert.doesNotMatch(err, /\n {4}at /);
  }
  const open = makeFolder(t, { 'a.md': secret });
  const outside = await run(['baseline', 'add', ...more], { cwd: open, home });
  assert.match(outside.err, /is in no vault, and a baseline belongs to one\n.*cloister init/);
  for (const command of ['', 'add', 'remove', 'list', 'prune', 'key'])
    assert.match(
      (await run(['baseline', ...command.split(' ').filter(Boolean), '--help'], { cwd })).out,
      /^Usage: cloister baseline/,
    );
});

test('an agent accepts nothing, takes no move over, and gets no key', async (t) => {
  const { cwd, home, accept, file, text } = await makeVault(t);
  const env = { CLAUDECODE: '1' };
  const refused = [
    ['add', '--all', '--reason', 'x'],
    ['prune', '--moves'],
    ['key', 'export'],
    ['key', 'import'],
  ];
  const tryAll = async () => {
    for (const argv of refused) {
      const { code, out, err } = await run(['baseline', ...argv], { cwd, home, env, input: 'a'.repeat(64) });
      assert.deepEqual([code, out], [2, ''], argv.join(' '));
      assert.match(err, /is refused: an agent runs it \(CLAUDECODE is set\)\n {2}Only a person/);
    }
  };
  await tryAll();
  assert.equal(existsSync(file), false);
  await accept();
  const before = text();
  await tryAll();
  assert.equal(text(), before);
  const script = await run(['baseline', 'key', 'export'], { cwd, home, isPerson: false });
  assert.deepEqual([script.code, script.out], [2, '']);
});

test('what is accepted survives edits and other lines, and hides no other value, rule or file', async (t) => {
  const { accept, path, shown } = await makeVault(t);
  await accept();
  writeFileSync(path('a.md'), `${'more\n'.repeat(40)}> ${secret}`);
  assert.deepEqual(await shown(), []);
  writeFileSync(path('a.md'), `${secret}${password}`);
  assert.deepEqual(await shown(), ['a.md:2 secret.generic.password']);
  writeFileSync(path('b/c.md'), `Password: ${madeUp.password}x\n`);
  assert.deepEqual(await shown(), ['a.md:2 secret.generic.password', 'b/c.md:1 secret.generic.password']);
  writeFileSync(path('d.md'), secret);
  assert.deepEqual((await shown()).at(-1), 'd.md:1 secret.github.token');
});

test('--no-baseline shows all; paths, other folders and standard input are subtracted by their place', async (t) => {
  const { accept, cwd, home, cloister, shown } = await makeVault(t);
  await accept();
  assert.deepEqual(await shown('--no-baseline'), both);
  assert.equal((await cloister('scan')).code, 0);
  assert.equal((await cloister('scan', 'a.md')).code, 0);
  assert.deepEqual(await shownIn('/', home, [cwd]), []);
  const scanned = async (name: string, input: string) =>
    (await run(['scan', '--stdin', name], { cwd: join(cwd, 'b'), home, input })).code;
  assert.equal(await scanned('../a.md', secret), 0);
  assert.equal(await scanned('c.md', password), 0);
  assert.equal(await scanned('c.md', secret), 1);
  assert.equal(await scanned('a.md', secret), 1);
});

test('JSON counts what is accepted, and says what else a baseline knows', async (t) => {
  const { accept, cloister, text, file } = await makeVault(t);
  await accept();
  const report = async () => JSON.parse((await cloister('scan', '--format', 'json')).out);
  const { findings, summary } = await report();
  assert.deepEqual([findings.length, summary.findings, summary.accepted], [0, 0, 2]);
  writeFileSync(file, text().replaceAll('"why":"a sample"', '"why":"a sample","until":"2020-01-31"'));
  const expired = await report();
  assert.deepEqual(
    expired.findings.map(({ baseline }: { baseline: string }) => baseline),
    ['expired', 'expired'],
  );
  const { code, out } = await cloister('scan');
  assert.equal(code, 1);
  assert.match(out, /GitHub token: ghp_•+ \(was accepted until 2020-01-31\)\n/);
  // Accepted anew, it is accepted.
  await accept();
  assert.equal((await cloister('scan')).code, 0);
});

test('a value that was marked as rotated warns wherever it stands', async (t) => {
  const { accept, baseline, path, cloister, shown } = await makeVault(t);
  await accept();
  assert.equal((await baseline('remove', 'a.md')).code, 0);
  const { out } = await baseline('add', 'a.md:3', '--reason', 'replaced', '--rotated');
  assert.match(out, /Marked 1 value as rotated in /);
  assert.deepEqual(await shown(), both.slice(0, 1));
  writeFileSync(path('a.md'), 'gone\n');
  assert.deepEqual(await shown(), []);
  assert.match((await baseline('prune', '--yes')).out, /^Nothing to take out: 2 entries/);
  writeFileSync(path('old.md'), secret);
  const scan = await cloister('scan');
  assert.equal(scan.code, 1);
  assert.match(scan.out, /\(marked as rotated on 2\d{3}-\d\d-\d\d, and stands here\)\n/);
  // Accepting all the rest does not take that back; removing the mark does.
  const rest = await baseline('add', '--all', '--reason', 'fine');
  assert.match(rest.err, /left out: 1 finding of rotated values/);
  assert.equal((await cloister('scan')).code, 1);
  assert.equal((await baseline('remove', 'a.md')).code, 0);
  await baseline('add', '--all', '--reason', 'fine');
  assert.equal((await cloister('scan')).code, 0);
});

test('no output and no file of it holds a value, and the baseline is no finding itself', async (t) => {
  const { cwd, accept, baseline, answer, text, shown } = await makeVault(t, { 'd.md': `api_key=${madeUp.token}\n` });
  const outputs = [await answer('all\nwhy\n', 'add'), await baseline('list'), await baseline('prune')];
  await accept();
  const all = outputs.map(({ out, err }) => out + err).join('') + text();
  for (const value of values) assert.equal(all.includes(value), false);
  assert.deepEqual(await shown(join(cwd, '.cloister')), []);
});

test('remove takes a file, a line or the digits of a fingerprint', async (t) => {
  const { accept, baseline, entries, path, shown } = await makeVault(t, { 'a2.md': `${secret}${password}` });
  await accept();
  const print = (of: string) => entries().find((each) => each.path === of)?.fingerprint ?? assert.fail();
  const line = await baseline('remove', 'a2.md:2');
  assert.match(line.out, /^ {2}[0-9a-f]{8} {2}a2\.md {2}secret\.generic\.password\nRemoved 1 entry from /);
  assert.deepEqual(await shown(), ['a2.md:2 secret.generic.password']);
  // One value in two files is one fingerprint.
  assert.equal((await baseline('remove', print('a.md').slice(0, 8))).code, 0);
  assert.deepEqual(
    entries().map((each) => each.path),
    ['b/c.md'],
  );
  assert.deepEqual([(await baseline('remove', 'a.md')).code, (await baseline('remove', 'ffffffff')).code], [1, 1]);
  rmSync(path('b/c.md'));
  assert.equal((await baseline('remove', 'b/c.md')).code, 0);
  assert.deepEqual(entries(), []);
  assert.equal((await baseline('remove', 'nowhere.md')).code, 2);
});

test('digits that several fingerprints begin with are refused', async (t) => {
  const { accept, baseline, file, text } = await makeVault(t);
  await accept();
  let digit = 0;
  writeFileSync(
    file,
    text().replace(/"fingerprint":"(?:[0-9a-f]{32})"/g, () => `"fingerprint":"abcd${String(digit++).repeat(28)}"`),
  );
  const before = text();
  assert.match((await baseline('remove', 'abcd')).err, /Several fingerprints begin with abcd/);
  assert.equal(text(), before);
  assert.equal((await baseline('remove', 'ABCD0')).code, 0);
});

test('list tells state, day, place and reason, as text and as JSON', async (t) => {
  const { accept, baseline, file, text, cwd } = await makeVault(t);
  assert.match((await baseline('list')).out, /^0 entries in /);
  await accept();
  writeFileSync(file, text().replace('"why":"a sample"', '"why":"till then","until":"2020-01-31"'));
  const { out } = await baseline('list', 'b');
  assert.match(
    out,
    /^expired {3}[0-9a-f]{8} {2}[\d-]{10} to 2020-01-31 {2}a\.md {2}secret\.github\.token {2}till then\naccepted {2}.* b\/c\.md /,
  );
  const { vault, key, entries } = JSON.parse((await baseline('list', '--format', 'json')).out);
  assert.deepEqual([vault, key, entries.length], [cwd, 'fits', 2]);
  assert.deepEqual(Object.keys(entries[0]), ['state', 'path', 'rule', 'fingerprint', 'when', 'why', 'until']);
  assert.equal(entries[0].state, 'expired');
});

test('prune shows what goes and asks; moves are taken over where they are wanted', async (t) => {
  const { accept, answer, baseline, path, entries, shown } = await makeVault(t, {
    'd.md': `api_key=${madeUp.token}\n`,
  });
  await accept();
  assert.match((await baseline('prune')).out, /^Nothing to take out: 3 entries/);
  renameSync(path('a.md'), path('b/moved.md'));
  rmSync(path('d.md'));
  const look = await baseline('prune');
  assert.equal(look.code, 1);
  assert.match(
    look.out,
    /^Moved:\n {2}a\.md -> b\/moved\.md {2}secret\.github\.token {2}a sample\nNo longer there:\n {2}d\.md /,
  );
  assert.equal((await answer('n\n', 'prune')).code, 1);
  assert.equal(entries().length, 3);
  assert.deepEqual(await shown(), ['b/moved.md:3 secret.github.token']);
  assert.equal((await answer('y\n', 'prune', '--moves')).code, 0);
  assert.deepEqual(
    entries().map((each) => each.path),
    ['b/c.md', 'b/moved.md'],
  );
  assert.deepEqual(await shown(), []);
});

test('prune leaves what it could not look at, what is left out of scans, and what a newer version wrote', async (t) => {
  const { accept, baseline, file, text, path, entries } = await makeVault(t, {
    'node_modules/x.md': secret,
    'sealed/e.md': secret,
  });
  await accept();
  await accept('node_modules/x.md');
  writeFileSync(file, text().replace('"secret.generic.password"', '"secret.of.tomorrow"'));
  assert.equal(entries().length, 4);
  writeFileSync(path('a.md'), 'x'.repeat(100));
  rmSync(path('b/c.md'));
  // Encrypted meanwhile, such as by `age`: what is in it can not be said.
  writeFileSync(path('sealed/e.md'), Buffer.from('age-encryption.org/v1\n-> X25519 made+up\n\xff', 'latin1'));
  const { out } = await baseline('prune', '--yes');
  assert.match(out, /^No longer there:\n {2}a\.md .*\nPruned .*: 1 entry out\.\n$/);
  assert.deepEqual(
    entries().map((each) => each.path),
    ['b/c.md', 'node_modules/x.md', 'sealed/e.md'],
  );
});

test('fields of a newer version survive every change', async (t) => {
  const { accept, baseline, file, text } = await makeVault(t);
  await accept();
  writeFileSync(
    file,
    text()
      .replace('"accepted"', '"owner": "me",\n"accepted"')
      .replaceAll('"why":"a sample"', '"why":"a sample","ticket":7'),
  );
  await baseline('remove', 'a.md');
  await accept('a.md');
  await baseline('add', 'b', '--all', '--reason', 'again');
  assert.match(text(), /^"owner": "me",$/m);
  assert.equal(text().match(/"ticket":7/g)?.length, 2);
});

test('a broken baseline subtracts nothing, is named with its line, and is left alone', async (t) => {
  const { accept, baseline, cloister, file, text, shown } = await makeVault(t);
  await accept();
  const broken = text().replace('{"path":"b/c.md"', '<<<<<<< HEAD\n{"path":"b/c.md"');
  writeFileSync(file, broken);
  const scan = await cloister('scan');
  assert.equal(scan.code, 1);
  assert.match(
    scan.err,
    /^warning: .*baseline\.json can not be read, so nothing is subtracted: line 6: a conflict of a merge is left there/,
  );
  assert.deepEqual(await shown(), both);
  for (const argv of [
    ['add', '--all', '--reason', 'x'],
    ['list'],
    ['prune', '--yes'],
    ['remove', 'a.md'],
    ['key', 'import'],
  ]) {
    const { code, out, err } = await baseline(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, /^error: .*line 6: a conflict/);
  }
  assert.equal(text(), broken);
});

test('the innermost vault counts, with a key of its own', async (t) => {
  const { accept, cwd, home, path, entries, shown } = await makeVault(t, { 'in/e.md': secret });
  await run(['init', '--open', '--no-protect'], { cwd: path('in'), home });
  await accept('a.md', 'b');
  assert.deepEqual(await shown(), ['in/e.md:1 secret.github.token']);
  await accept('.');
  assert.deepEqual(await shown(), []);
  assert.equal(entries().length, 2);
  const [inner] = entriesOf(readFileSync(path('in/.cloister/baseline.json'), 'utf8'));
  assert.equal(inner?.path, 'e.md');
  assert.notEqual(inner?.fingerprint, entries()[0]?.fingerprint);
  assert.match((await run(['baseline', 'prune'], { cwd, home })).out, /^Nothing to take out/);
});

test('a baseline that names what is locked is locked itself, another one is not', async (t) => {
  const { accept, cloister, policyText } = await makeVault(t, { 'journal/secret.md': secret });
  await accept('a.md');
  assert.doesNotMatch(policyText(), /baseline/);
  await cloister('lock', 'journal', '--no-protect');
  await accept('b');
  assert.doesNotMatch(policyText(), /baseline/);
  await accept('journal');
  assert.match(policyText(), /"\/?\.cloister\/baseline\.json"/);
  const once = policyText();
  await accept('journal');
  assert.equal(policyText(), once);
});

test('what was taken back on one branch stays so, whatever another one added beside it', async (t) => {
  const { cwd, accept, baseline, entries, shown, text, path } = await makeVault(t, { 'b.md': secret, 'c.md': secret });
  git(cwd, 'init', '-q', '-b', 'main');
  await accept('b.md');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'one');
  git(cwd, 'checkout', '-qb', 'other');
  await accept('a.md', 'c.md');
  git(cwd, 'commit', '-qam', 'other');
  git(cwd, 'checkout', '-q', 'main');
  await baseline('remove', 'b.md');
  assert.match((await baseline('list')).out, /^0 entries/);
  git(cwd, 'commit', '-qam', 'main');
  git(cwd, 'merge', '-q', 'other', '-m', 'both');
  assert.deepEqual(
    entries().map((each) => each.path),
    ['a.md', 'c.md'],
  );
  assert.deepEqual(await shown('b.md'), ['b.md:1 secret.github.token']);
  // Accepted anew it is accepted, and where the finding is gone the mark goes.
  await accept('b.md');
  assert.deepEqual(await shown('b.md'), []);
  await baseline('remove', 'b.md');
  writeFileSync(path('b.md'), 'nothing\n');
  assert.equal((await baseline('prune', '--yes')).code, 0);
  assert.doesNotMatch(text(), /removed/);
});

const git = (cwd: string, ...argv: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...argv], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  });

test('two branches that accept findings merge, also where both made the file', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`n${index}.md`, secret]));
  const { cwd, accept, entries, shown, file, text } = await makeVault(t, files);
  git(cwd, 'init', '-q', '-b', 'main');
  await accept('n3.md');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'one');
  git(cwd, 'checkout', '-qb', 'other');
  await accept('n0.md', 'n4.md', 'n5.md');
  git(cwd, 'commit', '-qam', 'other');
  git(cwd, 'checkout', '-q', 'main');
  await accept('n1.md', 'n2.md', 'n4.md');
  git(cwd, 'commit', '-qam', 'main');
  git(cwd, 'merge', '-q', 'other', '-m', 'both');
  assert.deepEqual(
    entries().map((each) => each.path),
    ['n0.md', 'n1.md', 'n2.md', 'n3.md', 'n4.md', 'n5.md'],
  );
  assert.deepEqual(await shown(), both);
  // The first acceptance on both sides: two files that are new.
  git(cwd, 'checkout', '-q', '--orphan', 'root');
  rmSync(file);
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'root');
  git(cwd, 'checkout', '-qb', 'left');
  await accept('n1.md');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'left');
  git(cwd, 'checkout', '-q', 'root');
  await accept('n2.md');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'right');
  git(cwd, 'merge', '-q', 'left', '-m', 'both');
  assert.deepEqual(
    entries().map((each) => each.path),
    ['n1.md', 'n2.md'],
  );
  assert.doesNotMatch(text(), /<<<</);
});

test('a second clone: without the key all is shown and said, with it the same is subtracted', async (t) => {
  const { cwd, home, accept, answer, file } = await makeVault(t);
  git(cwd, 'init', '-q', '-b', 'main');
  await accept();
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'one');
  const elsewhere = makeFolder(t, {});
  const clone = join(elsewhere, 'clone');
  git(elsewhere, 'clone', '-q', cwd, clone);
  const there = { cwd: clone, home: join(elsewhere, 'home') };
  const scan = (env = {}) => run(['scan'], { ...there, env });

  const without = await scan();
  assert.equal(without.code, 1);
  assert.match(
    without.err,
    /^warning: the key of .*baseline\.json is not on this machine, so nothing is subtracted\.\n/,
  );
  assert.deepEqual(await shownIn(clone, there.home), both);
  const add = await run(['baseline', 'add', '--all', '--reason', 'x'], there);
  assert.match(add.err, /is not on this machine/);
  assert.equal(existsSync(join(there.home, 'keys')), false);

  const shownKey = await answer('', 'key', 'export');
  const key = shownKey.out.trim();
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.match(shownKey.err, /Treat it like a password/);
  // CI has no home, only a variable.
  const ci = await run(['scan'], { cwd: clone, home: '/nonexistent', env: { CLOISTER_BASELINE_KEY: key } });
  assert.deepEqual([ci.code, ci.err], [0, '']);
  const other = 'ab'.repeat(32);
  const wrong = await scan({ CLOISTER_BASELINE_KEY: other });
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /^warning: the key in CLOISTER_BASELINE_KEY is not the one of /);

  const take = (input: string, ...argv: string[]) => run(['baseline', 'key', 'import', ...argv], { ...there, input });
  assert.match((await take('nonsense')).err, /That is no key/);
  assert.match((await take(other)).err, /This key is not the one of /);
  assert.equal((await take(other, '--force')).code, 0);
  assert.match((await scan()).err, /^warning: the key in .*\.key is not the one of /);
  assert.match((await take(key)).err, /holds another key/);
  assert.equal((await take(`${key}\n`, '--force')).code, 0);
  assert.match((await take(key)).out, /already/);
  const after = await scan();
  assert.deepEqual([after.code, after.err], [0, '']);
  assert.match(after.out, /2 accepted findings not shown/);
  // A wrong variable beside the right key does no harm.
  assert.equal((await scan({ CLOISTER_BASELINE_KEY: other })).code, 0);
  assert.equal((await run(['baseline', 'add', '--all', '--reason', 'x'], there)).code, 0);

  const out = join(elsewhere, 'key.txt');
  const written = await answer('', 'key', 'export', '--output', out);
  assert.equal(written.out.includes(key), false);
  assert.equal(statSync(out).mode & 0o777, 0o600);
  assert.equal(readFileSync(out, 'utf8'), `${key}\n`);
  assert.match((await answer('', 'key', 'export', '--output', out)).err, /is there already/);
  assert.match((await answer('', 'key', 'export', '--output', join(cwd, 'b/key'))).err, /lies in the vault/);
  const third = { cwd: clone, home: join(elsewhere, 'third') };
  assert.equal((await run(['baseline', 'key', 'import', out], third)).code, 0);
  assert.equal((await run(['scan'], third)).code, 0);
  assert.equal(readFileSync(file, 'utf8').includes(key), false);
  assert.notEqual(home, there.home);
});

test('a key of the environment is used and not kept', async (t) => {
  const { cwd, home, shown } = await makeVault(t);
  const env = { CLOISTER_BASELINE_KEY: 'ab'.repeat(32) };
  const { out } = await run(['baseline', 'add', '--all', '--reason', 'x'], { cwd, home, env });
  assert.match(out, /its key is the one in CLOISTER_BASELINE_KEY\. /);
  assert.equal(existsSync(join(home, 'keys')), false);
  assert.deepEqual(await shownIn(cwd, home, [], env), []);
  assert.deepEqual(await shown(), both);
  assert.equal((await run(['scan'], { cwd, home, env: { CLOISTER_BASELINE_KEY: 'zz' } })).code, 2);
});

test('a key that was broken is said, and replaced by force', async (t) => {
  const { accept, answer, cloister, cwd, home } = await makeVault(t);
  await accept();
  const key = (await answer('', 'key', 'export')).out;
  const { id } = JSON.parse(readFileSync(join(cwd, '.cloister/policy.json'), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
  const path = join(home, 'keys', `${id}.key`);
  writeFileSync(path, 'short');
  const scan = await cloister('scan');
  assert.equal(scan.code, 1);
  assert.match(scan.err, /^warning: .*\.key holds no key, so nothing of .* is subtracted/);
  const take = (...argv: string[]) => run(['baseline', 'key', 'import', ...argv], { cwd, home, input: key });
  assert.equal((await take()).code, 2);
  assert.equal((await take('--force')).code, 0);
  assert.equal((await cloister('scan')).code, 0);
});

test('a vault whose policy has no id, and a folder that has a baseline alone', async (t) => {
  const { accept, policyText, writePolicy, shown, path } = await makeVault(t);
  writePolicy(policyText().replace(/^.*"id".*\n/m, ''));
  await accept();
  assert.deepEqual(await shown(), []);
  const home = makeFolder(t, {});
  const cwd = makeFolder(t, {
    'a.md': readFileSync(path('a.md')),
    '.cloister/baseline.json': readFileSync(path('.cloister/baseline.json')),
  });
  assert.match((await run(['scan'], { cwd, home })).err, /is not on this machine/);
});

test('processes that accept at once lose nothing, and agree on one key', async (t) => {
  const names = Array.from({ length: 5 }, (_, index) => `n${index}.md`);
  const { cwd, home, entries, shown } = await makeVault(t, Object.fromEntries(names.map((name) => [name, secret])));
  const running = fileURLToPath(new URL('./running.ts', import.meta.url));
  const script = (name: string) =>
    `import { run } from ${JSON.stringify(running)};
     const { code, err } = await run(['baseline', 'add', ${JSON.stringify(name)}, '--all', '--reason', 'at once'], ${JSON.stringify({ cwd, home })});
     if (code !== 0) { console.error(err); process.exit(1); }`;
  const ends = names.map(
    (name) =>
      new Promise<number | null>((resolve) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script(name)], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        child.on('exit', resolve);
      }),
  );
  assert.deepEqual(
    await Promise.all(ends),
    names.map(() => 0),
  );
  assert.deepEqual(
    entries().map((each) => each.path),
    names,
  );
  assert.deepEqual(await shown(), both);
  assert.equal(existsSync(join(cwd, '.cloister/.baseline.lock')), false);
});

test('a link is no baseline', async (t) => {
  const { accept, cloister, file, cwd } = await makeVault(t);
  await accept();
  mkdirSync(join(cwd, 'x'));
  renameSync(file, join(cwd, 'x/real.json'));
  symlinkSync('../x/real.json', file);
  const { code, err } = await cloister('scan');
  assert.equal(code, 1);
  assert.match(err, /nothing is subtracted: it is a link/);
});
