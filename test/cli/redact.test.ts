import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { placeholder } from '../../src/core/placeholder.ts';
import { applyHidden } from '../../src/core/redaction.ts';
import { restoreText } from '../../src/core/restore.ts';
import { conversationPlaceholders } from '../../src/node/conversation.ts';
import { redactDocument } from '../../src/node/redact.ts';
import { createDataEngine } from '../../src/node/secret-engine.ts';
import { withCrc } from '../detect/rules/making.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

const email = ['jana.brandt', 'corp-mail.de'].join('@');
const token = withCrc('ghp_', 36);
const note = `# Contacts\n\nJana: ${email}, or ${email.toUpperCase()}\n\n<!-- private -->\nShe is ill.\n<!-- /private -->\n\ntoken ${token}\n`;

function machine(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = { 'a.md': note }) {
  const [cwd, home] = [makeFolder(t, files), makeFolder(t, {})];
  return {
    cwd,
    home,
    redact: (...argv: string[]) => run(['redact', ...argv], { cwd, home }),
    pipe: (input: string | Uint8Array, ...argv: string[]) => run(['redact', '-', ...argv], { cwd, home, input }),
  };
}

test('prints a copy with placeholders, and on standard error what it replaced', async (t) => {
  const { redact, cwd } = machine(t);
  const { code, out, err } = await redact('a.md');
  assert.equal(code, 0);
  assert.match(out, /^# Contacts\n\nJana: (⟦email:\w{8}⟧), or \1\n\n⟦private:\w{8}⟧\n\n\n\ntoken ⟦secret:\w{8}⟧\n$/);
  assert.match(err, /^a\.md: 4 parts replaced \(2 email, 1 private, 1 secret\), conversation [0-9a-f]{16}\n$/);
  assert.equal(readFileSync(join(cwd, 'a.md'), 'utf8'), note);
});

test('standard input is redacted as a note is', async (t) => {
  const { redact, pipe } = machine(t);
  const file = await redact('a.md', '--conversation', 'x');
  const piped = await pipe(note, '--conversation', 'x');
  assert.deepEqual([piped.code, piped.out], [0, file.out]);
  assert.match(piped.err, /^standard input: 4 parts replaced/);
});

test('nothing found is a copy as it was', async (t) => {
  for (const text of ['', 'x', 'plain words\r\n', '\uFEFFno end', 'a\rb\r\n\n']) {
    const { out, err, code } = await machine(t).pipe(text);
    assert.deepEqual([code, out, err], [0, text, 'standard input: nothing to replace\n']);
  }
});

test('bytes beside what is replaced stay: byte order mark, ends of lines, no end of the last line', async (t) => {
  const { out } = await machine(t).pipe(`\uFEFF${email}\r\nä ${token}\rc\n\n${email}`, '--conversation', 'x');
  assert.match(out, /^\uFEFF(⟦email:\w+⟧)\r\nä ⟦secret:\w+⟧\rc\n\n\1$/);
});

test('--only leaves the rest', async (t) => {
  const { redact } = machine(t);
  const secrets = (await redact('a.md', '--only', 'secrets')).out;
  assert.ok(secrets.includes(email) && secrets.includes('She is ill.') && !secrets.includes(token));
  const both = (await redact('a.md', '--only', 'personal,private')).out;
  assert.ok(!both.includes(email) && !both.includes('She is ill.') && both.includes(token));
  const { code, err } = await redact('a.md', '--only', 'names');
  assert.deepEqual([code, err.split('\n')[0]], [2, 'error: --only can not be "names"']);
});

test('a conversation has its placeholders, another one others, and so has another person', async (t) => {
  const { redact } = machine(t);
  const inConversation = async (id: string): Promise<string> => (await redact('a.md', '--conversation', id)).out;
  assert.equal(await inConversation('a'), await inConversation('a'));
  const of = (text: string): string[] => text.match(new RegExp(placeholder, 'g')) ?? [];
  const first = of(await inConversation('a'));
  assert.equal(first.length, 4);
  for (const other of [
    await inConversation('b'),
    (await redact('a.md')).out,
    (await redact('a.md')).out,
    (await machine(t).redact('a.md', '--conversation', 'a')).out,
  ])
    assert.deepEqual(
      of(other).filter((each) => first.includes(each)),
      [],
    );
});

test('the copy of a copy is the copy', async (t) => {
  const { pipe, redact } = machine(t);
  const once = (await redact('a.md', '--conversation', 'a')).out;
  for (const id of ['a', 'b']) assert.equal((await pipe(once, '--conversation', id)).out, once);
});

test('what can not be redacted is said, and nothing is printed', async (t) => {
  const { redact, cwd, pipe } = machine(t, {
    'a.md': note,
    'b.md': note,
    'p.png': Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 0]),
    'big.md': Buffer.alloc((8 << 20) + 1, 'a'),
  });
  mkdirSync(join(cwd, 'folder'));
  for (const [argv, message] of [
    [[], /needs a file/],
    [['a.md', 'b.md'], /takes one file/],
    [['folder'], /folder is no file/],
    [['p.png'], /p\.png is no text/],
    [['big.md'], /big\.md is larger than 8 MB/],
    [['missing.md'], /no file missing\.md/],
    [['a.md/x'], /no file/],
    [['a.md', '--conversation', ''], /needs an id/],
    [['a.md', '--output', 'x'], /--output is for --restore alone/],
    [['a.md', '--frob'], /--frob/],
  ] as const) {
    const { code, out, err } = await redact(...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, message);
    assert.doesNotMatch(err, /bug/);
  }
  assert.match((await pipe(Buffer.alloc((8 << 20) + 1, 'a'))).err, /Standard input is larger than 8 MB/);
  assert.match((await pipe(Buffer.from([0, 1, 2, 0, 0, 0, 9, 9]))).err, /standard input is no text/);
  if (process.getuid?.() !== 0) {
    chmodSync(join(cwd, 'b.md'), 0);
    assert.match((await redact('b.md')).err, /b\.md can not be read \(EACCES\)/);
  }
});

test('UTF-16 comes out as UTF-8, and what is no valid UTF-8 is mended', async (t) => {
  const { pipe } = machine(t);
  const wide = await pipe(Buffer.from(`\uFEFFJana: ${email}\nÄ\n`, 'utf16le'));
  assert.match(wide.out, /^Jana: ⟦email:\w+⟧\nÄ\n$/);
  assert.match(wide.err, /it is UTF-16; the copy is UTF-8/);
  const latin = await pipe(Buffer.from(`Jörg: ${email}\n`, 'latin1'));
  assert.match(latin.out, /^Jörg: ⟦email:\w+⟧\n$/);
  assert.match(latin.err, /no valid UTF-8/);
  const broken = await pipe(Buffer.concat([Buffer.from(`ö ${email} `), Buffer.from([0xff]), Buffer.from(token)]));
  assert.match(broken.out, /^ö ⟦email:\w+⟧ \uFFFD⟦secret:\w+⟧$/);
});

test('a note that is private as a whole is said to be', async (t) => {
  const { pipe } = machine(t);
  assert.match((await pipe(`---\nprivate: true\n---\nwords\n`)).err, /author marked all of it private/);
  assert.doesNotMatch((await pipe(`---\nprivate: true\n---\nwords\n`, '--only', 'secrets')).err, /author/);
});

test('a copy is turned back by the file, also after an edit', async (t) => {
  const { redact, cwd } = machine(t);
  const { out } = await redact('a.md', '--conversation', 'a');
  writeFileSync(join(cwd, 'copy.md'), out);
  const restored = await redact('--restore', 'copy.md', 'a.md', '--conversation', 'a');
  assert.deepEqual([restored.code, restored.out], [0, note]);
  assert.match(restored.err, /^copy\.md: 4 placeholders turned back\n$/);
  writeFileSync(join(cwd, 'copy.md'), `Dear ${/⟦email:\w+⟧/.exec(out)?.[0]},\nnew words\n`);
  assert.equal(
    (await redact('--restore', 'copy.md', 'a.md', '--conversation', 'a')).out,
    `Dear ${email},\nnew words\n`,
  );
});

test('what was restored goes to a new file that only its owner reads', async (t) => {
  const { redact, cwd } = machine(t);
  writeFileSync(join(cwd, 'copy.md'), (await redact('a.md', '--conversation', 'a')).out);
  const restore = ['--restore', 'copy.md', 'a.md', '--conversation', 'a', '--output'];
  const { out, code } = await redact(...restore, 'back.md');
  assert.deepEqual([code, out, readFileSync(join(cwd, 'back.md'), 'utf8')], [0, '', note]);
  assert.equal(statSync(join(cwd, 'back.md')).mode & 0o777, 0o600);
  assert.match((await redact(...restore, 'a.md')).err, /is there already/);
});

test('placeholders of another conversation, and of values that are gone, are left', async (t) => {
  const { redact, cwd } = machine(t);
  const { out } = await redact('a.md', '--conversation', 'a');
  writeFileSync(join(cwd, 'copy.md'), out);
  const other = await redact('--restore', 'copy.md', 'a.md', '--conversation', 'b');
  assert.deepEqual([other.code, other.out], [1, out]);
  assert.match(other.err, /3 placeholders left/);
  writeFileSync(join(cwd, 'a.md'), note.replace(token, 'gone'));
  const gone = await redact('--restore', 'copy.md', 'a.md', '--conversation', 'a');
  assert.deepEqual([gone.code, /⟦secret:\w+⟧/.test(gone.out), gone.out.includes(email)], [1, true, true]);
  assert.match((await redact('--restore', 'copy.md', 'a.md')).err, /needs the conversation/);
});

test('only a person turns anything back', async (t) => {
  const { cwd, home } = machine(t);
  const argv = ['redact', '--restore', 'a.md', 'a.md', '--conversation', 'a'];
  for (const options of [
    { env: { CLAUDECODE: '1' } },
    { isPerson: false },
    { isPerson: false, env: { CLAUDECODE: '1' }, terminal: true },
  ]) {
    const { code, out, err } = await run(argv, { cwd, home, ...options });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /`cloister redact --restore` is refused/);
  }
  assert.equal((await run(['redact', 'a.md'], { cwd, home, env: { CLAUDECODE: '1' } })).code, 0);
});

const cli = fileURLToPath(new URL('../../src/program.ts', import.meta.url));

function startCli(argv: readonly string[], cwd: string, home: string): Promise<string> {
  const child = spawn(process.execPath, [cli, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: home, CLOISTER_HOME: join(home, 'own') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

test('processes that run at once agree, from the first on', async (t) => {
  const files = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`${index}.md`, `note ${index}, token ${token}\n\nJana: ${email}\n`]),
  );
  const { cwd, home } = machine(t, files);
  // None of them finds a key: one makes it.
  const outs = await Promise.all(
    Object.keys(files).map((name) => startCli(['redact', name, '--conversation', 'shared'], cwd, home)),
  );
  const made = outs.map((out) => out.match(new RegExp(placeholder, 'g')) ?? []);
  assert.equal(made[0]?.length, 2);
  for (const each of made) assert.deepEqual(each, made[0]);
  assert.deepEqual(readdirSync(join(home, 'own')), ['fingerprint.key']);
  assert.ok(existsSync(join(home, 'own', 'fingerprint.key')));
});

test('nothing that is redacted is left anywhere on the machine', async (t) => {
  const { redact, home } = machine(t);
  await redact('a.md', '--conversation', 'a');
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    const path = join(home, name);
    if (statSync(path).isFile())
      for (const value of [email, token]) assert.ok(!readFileSync(path).includes(value), name);
  }
});

test('texts of all sorts: a second time changes nothing, lines stay, nothing found is left', async () => {
  const key = Buffer.alloc(32, 7);
  const engine = createDataEngine(key);
  const everything = new Set(['secret', 'personal', 'private'] as const);
  const part = fc.constantFrom(
    ...['password: ', '**API key**: ', '"token": "', '", ', '\n', '\r\n', ' ', '- ', '| a | b |\n|---|---|\n| ', ' | '],
    ...[token, email, email.toUpperCase(), 'Baum-Haus!77x', 'words of a note', '⟦secret:a1b2c3d4⟧', '⟦email:k3f9⟧'],
    ...['<!-- private -->', '<!-- /private -->', '> [!private]\n> ', '`', '```\n', 'https://u:', '@host.example.net/'],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 24 }), async (parts) => {
      const text = parts.join('');
      const redact = (each: string) =>
        redactDocument('a.md', each, everything, engine, conversationPlaceholders(key, 'a'));
      const once = await redact(text);
      assert.equal((await redact(once.text)).text, once.text);
      assert.deepEqual(once.text.match(/\r\n|\r|\n/g), text.match(/\r\n|\r|\n/g));
      const rest = once.text.replace(new RegExp(placeholder, 'g'), '\0');
      assert.equal(applyHidden(text, once.parts), once.text);
      assert.equal(restoreText(once.text, text, once.parts).text, text);
      const values = once.parts.map(({ start, end }) => text.slice(start, end));
      for (const value of values) if (value.length >= 6 && !value.includes('⟦')) assert.ok(!rest.includes(value));
    }),
    { numRuns: 600 },
  );
});
