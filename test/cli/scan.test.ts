import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUp } from '../detect/scanning.ts';
import { makeNotes } from '../detect/topics/made-notes.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

const secret = `token ${madeUp.github}\n`;

test('groups by file, with place, severity, sentence, masked value, advice and counts', async (t) => {
  const cwd = makeFolder(t, { 'sub/a note.md': `# x\n\n${secret}Password: ${madeUp.password}\n`, 'b.png': '\0\0\0' });
  const { code, out, err } = await run(['scan'], { cwd });
  assert.equal(code, 1);
  assert.equal(err, '');
  assert.match(
    out,
    /^sub\/a note\.md\n {3}3:7 {2}(?:high|medium) +GitHub token: ghp_•+\n {2}4:11 {2}medium +\S.*: •+\n\n/m,
  );
  assert.match(out, /\nWhat to do next\n(?: {2}.*\n)* {2}GitHub token \(1\): \S/);
  assert.match(out, /2 findings in 1 file: .*\nScanned 1 file, \d+ B, in \d+\.\d\d s\.\n1 skipped: 1 binary\.\n$/);
});

test('what a note is about stands on one line, the surest first', async (t) => {
  const made = makeNotes(3, 2).filter(({ language }) => language === 'en');
  const text = (about: string) => made.find((note) => note.about === about)?.text ?? '';
  const cwd = makeFolder(t, { 'a.md': text('health'), 'b.md': `${text('therapy')}\n${text('relationships')}` });
  const { code, out } = await run(['scan'], { cwd });
  assert.equal(code, 1);
  assert.match(out, /^a\.md\n +\d+:\d+ {2}(high|medium) +Note about health \(\1\)/m);
  const line = out.split('\n').filter((each) => /^ +\d+:\d+ .*therapy/.test(each));
  assert.equal(line.length, 1);
  assert.match(line[0] ?? '', /relationships/);
});

test('exit codes: nothing found, something found, could not run', async (t) => {
  const cwd = makeFolder(t, { 'clean/a.md': 'nothing here\n', 'dirty/a.md': secret });
  assert.equal((await run(['scan', 'clean'], { cwd })).code, 0);
  assert.equal((await run(['scan', 'dirty'], { cwd })).code, 1);
  assert.equal((await run(['scan', 'gone'], { cwd })).code, 2);
  // One path that is not there spoils the answer, whatever the others hold: nothing is printed half.
  const both = await run(['scan', 'dirty', 'gone'], { cwd });
  assert.equal(both.code, 2);
  assert.equal(both.out, '');
  assert.match(both.err, /^error: There is no file or folder .*gone\n {2}\S/);
});

test('a file named by the user that can not be looked at is no clean answer', async (t) => {
  const cwd = makeFolder(t, { 'big.md': 'x'.repeat(5000), 'image.png': '\0\0\0' });
  assert.equal((await run(['scan', 'big.md', '--max-size', '1KB'], { cwd })).code, 2);
  assert.equal((await run(['scan', 'image.png'], { cwd })).code, 0);
  assert.equal((await run(['scan', '.', '--max-size', '1KB'], { cwd })).code, 0);
  assert.equal((await run(['scan', '--stdin', '--max-size', '1KB'], { cwd, input: 'x'.repeat(2000) })).code, 2);
});

test('wrong arguments are named, with what would be right', async () => {
  const wrong: [string[], RegExp][] = [
    [['scan', '--format', 'xml'], /--format can not be "xml"\n.*text, json, sarif/],
    [['scan', '--severity', 'bad'], /--severity can not be "bad"\n.*low, medium, high, critical/],
    [['scan', '--max-size', 'many'], /--max-size can not be "many"\n/],
    [['scan', '--max-size', '0'], /--max-size can not be "0"/],
    [['scan', '--max-size', '9GB'], /--max-size can not be "9GB"/],
    [['scan', '--colour'], /--colour/],
    [['scan', '--stdin', 'a', 'b'], /--stdin takes one name/],
    [['frob'], /There is no command "frob"/],
    [['constructor'], /There is no command "constructor"/],
  ];
  for (const [argv, message] of wrong) {
    const { code, out, err } = await run(argv);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, message);
    assert.doesNotMatch(err, /\n {4}at /);
  }
});

test('--help, --version and no command at all', async () => {
  assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  assert.match((await run(['--help'])).out, /Usage: cloister/);
  assert.match((await run(['scan', '--help'])).out, /--max-size/);
  assert.equal((await run([])).code, 2);
});

test('--severity shows that level and worse, and the exit code follows', async (t) => {
  const cwd = makeFolder(t, { 'a.md': `Password: ${madeUp.password}\n` });
  assert.equal((await run(['scan', '--severity', 'medium'], { cwd })).code, 1);
  const { code, out } = await run(['scan', '--severity', 'high'], { cwd });
  assert.equal(code, 0);
  assert.match(out, /^No findings\.\n/);
});

test('--quiet prints findings and nothing else', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret, 'clean.md': 'x' });
  assert.equal((await run(['scan', 'clean.md', '--quiet'], { cwd })).out, '');
  const { out } = await run(['scan', '--quiet'], { cwd });
  assert.match(out, /^a\.md\n {2}1:7 .*\n\n$/);
});

test('--exclude and the list that it adds to', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret, 'old/b.md': secret, 'node_modules/c.md': secret });
  const { out } = await run(['scan', '--quiet', '--exclude', 'old/', '--exclude', '!node_modules/'], { cwd });
  assert.match(out, /^a\.md\n.*\n\nnode_modules\/c\.md\n.*\n\n$/);
});

test('--stdin, with and without a name', async () => {
  const unnamed = await run(['scan', '--stdin', '--quiet'], { input: secret });
  assert.equal(unnamed.code, 1);
  assert.match(unnamed.out, /^<stdin>\n {2}1:7 /);
  assert.match((await run(['scan', '--stdin', 'draft.md', '--quiet'], { input: secret })).out, /^draft\.md\n/);
  assert.equal((await run(['scan', '--stdin'], { input: '' })).code, 0);
});

test('paths are shown as the user would type them, each place once', async (t) => {
  const cwd = makeFolder(t, { 'v/a.md': secret, 'v/w/b.md': secret, 'x.md': secret });
  const shown = async (argv: string[], from: string) =>
    (await run(['scan', '--quiet', ...argv], { cwd: from })).out.split('\n').filter((line) => /\.md$/.test(line));
  assert.deepEqual(await shown([], cwd), ['v/a.md', 'v/w/b.md', 'x.md']);
  assert.deepEqual(await shown(['v/w', './x.md', 'v', 'x.md', 'v/a.md'], cwd), ['x.md', 'v/a.md', 'v/w/b.md']);
  assert.deepEqual(await shown(['../x.md'], join(cwd, 'v')), ['../x.md']);
  assert.deepEqual(await shown([join(cwd, 'x.md')], cwd), ['x.md']);
  assert.deepEqual(await shown([join(cwd, 'x.md')], '/usr'), [join(cwd, 'x.md')]);
});

test('a name can not act on the terminal', async (t) => {
  const cwd = makeFolder(t, { 'a\u001b[2J\n\u202e.md': secret });
  const { out } = await run(['scan', '--quiet'], { cwd });
  assert.match(out, /^a\\u001b\[2J\\n\\u202e\.md\n/);
});

test('colours only where they are wanted', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret });
  const isColoured = async (argv: string[], env = {}) =>
    (await run(['scan', ...argv], { cwd, env })).out.includes('\u001b[');
  assert.equal(await isColoured([]), false);
  assert.equal(await isColoured([], { FORCE_COLOR: '1' }), true);
  assert.equal(await isColoured(['--no-color'], { FORCE_COLOR: '1' }), false);
  assert.equal(await isColoured([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
});

test('no format, message or error holds a value', async (t) => {
  const values = [madeUp.github, madeUp.password, madeUp.token];
  const cwd = makeFolder(t, {
    'a.md': `${secret}Password: ${madeUp.password}\napi_key=${madeUp.token}\nhttps://me:${madeUp.password}@host.example.org/\n`,
  });
  const home = makeFolder(t, {});
  for (const format of ['text', 'json', 'sarif']) {
    const { code, out, err } = await run(['scan', '--format', format], { cwd, home });
    assert.equal(code, 1);
    for (const value of values) assert.equal((out + err).includes(value), false, format);
  }
});

test('JSON is as README.md documents it', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret, 'b.bin': '\0\0\0' });
  const home = makeFolder(t, {});
  const { findings, skipped, summary } = JSON.parse((await run(['scan', '--format', 'json'], { cwd, home })).out);
  assert.equal(findings.length, 1);
  const [{ fingerprint, advice, severity, ...rest }] = findings;
  assert.deepEqual(rest, {
    rule: 'secret.github.token',
    path: 'a.md',
    startLine: 1,
    startColumn: 7,
    endLine: 1,
    endColumn: 47,
    message: 'GitHub token: ghp_••••••••',
    masked: 'ghp_••••••••',
  });
  assert.match(fingerprint, /^[0-9a-f]{32}$/);
  assert.ok(advice.length > 10 && severity.length > 2);
  assert.deepEqual(skipped, [{ path: 'b.bin', why: 'binary' }]);
  assert.deepEqual(Object.keys(summary), [
    'findings',
    'files',
    'bytes',
    'accepted',
    'skipped',
    'seconds',
    'severities',
    'skippedBy',
  ]);
  const clean = JSON.parse((await run(['scan', 'b.bin', '--format', 'json'], { cwd, home })).out);
  assert.deepEqual(clean.findings, []);
});

test('fingerprints are the same in every run, wherever the value moves, and differ between keys', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret, 'b/c.md': `\n\n  moved ${secret}` });
  const home = makeFolder(t, {});
  const prints = async (from: string, env = {}) =>
    JSON.parse((await run(['scan', '--format', 'json'], { cwd, home: from, env })).out).findings.map(
      ({ fingerprint }: { fingerprint: string }) => fingerprint,
    );
  const [first, second] = await prints(home);
  assert.equal(first, second);
  assert.deepEqual(await prints(home), [first, second]);
  assert.equal(statSync(join(home, 'fingerprint.key')).mode & 0o777, 0o600);
  assert.notEqual((await prints(makeFolder(t, {})))[0], first);
  const key = readFileSync(join(home, 'fingerprint.key')).toString('hex');
  const elsewhere = join(makeFolder(t, {}), 'never');
  assert.deepEqual(await prints(elsewhere, { CLOISTER_BASELINE_KEY: key }), [first, second]);
  assert.equal(existsSync(elsewhere), false);
});

test('a key that is none is refused, one that can not be kept is told', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret });
  const json = ['scan', '--format', 'json'];
  const wrong = await run(json, { cwd, env: { CLOISTER_BASELINE_KEY: 'zz' } });
  assert.equal(wrong.code, 2);
  assert.equal(wrong.err.includes('zz'), false);
  const home = makeFolder(t, { 'fingerprint.key': 'short' });
  assert.equal((await run(json, { cwd, home })).code, 2);
  writeFileSync(join(home, 'file'), '');
  const unkept = await run(json, { cwd, home: join(home, 'file', 'below') });
  assert.equal(unkept.code, 1);
  assert.match(unkept.err, /^warning: no key could be kept/);
});

test("the text format makes no folder in the user's home", async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret });
  const home = join(makeFolder(t, {}), 'never');
  await run(['scan'], { cwd, home });
  assert.equal(existsSync(home), false);
});

test('an interrupted scan says what it has, with its own exit code', async (t) => {
  const cwd = makeFolder(t, { 'a.md': secret });
  const { code, out } = await run(['scan', '--format', 'json'], {
    cwd,
    home: makeFolder(t, {}),
    signal: AbortSignal.abort(),
  });
  assert.equal(code, 130);
  assert.deepEqual(JSON.parse(out).findings, []);
});

test('a root that may not be entered', async (t) => {
  // File modes do not hold root.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  t.after(() => isRoot && process.seteuid?.(0));
  const cwd = makeFolder(t, { 'closed/a.md': secret });
  chmodSync(join(cwd, 'closed'), 0);
  try {
    const { code, out } = await run(['scan', 'closed'], { cwd });
    assert.equal(code, 2);
    assert.match(out, /1 skipped: 1 unreadable/);
    symlinkSync('closed/a.md', join(cwd, 'link'));
    assert.match((await run(['scan', 'link'], { cwd })).err, /can not be opened \(EACCES\)/);
  } finally {
    chmodSync(join(cwd, 'closed'), 0o700);
  }
});
