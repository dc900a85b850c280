import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { test } from 'node:test';
import { sealBytes } from '../../../src/node/seal/age.ts';
import { exchange } from '../../../src/node/seal/exchange.ts';
import { createSealKeys } from '../../../src/node/seal/keys.ts';
import { planSeal, sealFolder } from '../../../src/node/seal/run.ts';
import { makeSealing, whyOf } from './sealing.ts';

test('a folder is sealed and unsealed: bytes, modes and times come back', async (t) => {
  const long = randomBytes(3_000_000);
  const { path, names, seal, unseal, opened } = await makeSealing(t, {
    'notes/a.md': 'dear diary\n',
    'notes/empty.md': '',
    'notes/deep/er/b.md': 'deeper\n',
    'notes/photo.bin': long,
    'notes/-rf *\n$(x) é\u202e.md': 'hostile\n',
    'notes/.hidden.md': 'hidden\n',
  });
  chmodSync(path('a.md'), 0o640);
  utimesSync(path('a.md'), 1_600_000_000, 1_500_000_000.25);
  const sealed = await seal();
  assert.deepEqual({ ...sealed, bytes: 0 }, { done: 7, finished: 0, already: 0, bytes: 0, leftOvers: 0, skipped: [] });
  assert.ok(names().every((name) => name === 'deep' || name.endsWith('.age')));
  assert.equal(await opened('a.md.age'), 'dear diary\n');
  assert.ok(!readFileSync(path('a.md.age')).includes('diary'));
  const stat = statSync(path('a.md.age'));
  assert.deepEqual([stat.mode & 0o777, Math.round(stat.mtimeMs)], [0o640, 1_500_000_000_250]);
  assert.deepEqual(
    { ...(await seal()), bytes: 0 },
    { done: 0, finished: 0, already: 7, bytes: 0, leftOvers: 0, skipped: [] },
  );
  const back = await unseal();
  assert.deepEqual([back.done, back.skipped], [7, []]);
  assert.equal(readFileSync(path('deep/er/b.md'), 'utf8'), 'deeper\n');
  assert.deepEqual(readFileSync(path('photo.bin')), long);
  assert.equal(readFileSync(path('-rf *\n$(x) é\u202e.md'), 'utf8'), 'hostile\n');
  assert.equal(readFileSync(path('empty.md'), 'utf8'), '');
  const plain = statSync(path('a.md'));
  assert.deepEqual([plain.mode & 0o777, Math.round(plain.mtimeMs)], [0o640, 1_500_000_000_250]);
});

test('a large file goes through in pieces, both ways', async (t) => {
  const large = randomBytes(9_000_001);
  const { path, seal, unseal, names } = await makeSealing(t, { 'notes/film.bin': large });
  assert.equal((await seal()).done, 2);
  assert.deepEqual(names(), ['film.bin.age']);
  // Both forms, as a run leaves them that was killed before it removed the old one.
  writeFileSync(path('film.bin'), large);
  assert.equal((await seal()).finished, 1);
  assert.equal((await unseal()).done, 2);
  assert.ok(readFileSync(path('film.bin')).equals(large));
  assert.equal((await seal()).done, 2);
  const sealed = readFileSync(path('film.bin.age'));
  writeFileSync(path('film.bin.age'), sealed.subarray(0, 8_900_000));
  assert.deepEqual(whyOf(await unseal()), { 'film.bin.age': 'damaged' });
  assert.deepEqual(names(), ['film.bin.age']);
});

test('what can not be sealed is left as it was, and said', async (t) => {
  const { root, path, seal, names } = await makeSealing(t, {
    'notes/a.md': 'a\n',
    'notes/twin.md': 'twin\n',
    'notes/.obsidian/app.json': '{}',
    'notes/.git/HEAD': 'x',
    'notes/.gitignore': 'x',
    [`notes/${'n'.repeat(252)}`]: 'long\n',
    'outside.md': 'outside\n',
  });
  // A session key for a passphrase, then encrypted data (RFC 9580, sections 5.3 and 5.13).
  const session = [0xc3, 13, 4, 9, 3, 8, ...Buffer.from('saltsalt'), 0x60];
  writeFileSync(path('keys.gpg'), Buffer.from([...session, 0xd2, 60, 1, ...new Array(59).fill(0xa5)]));
  linkSync(path('twin.md'), path('twin2.md'));
  symlinkSync('a.md', path('link.md'));
  symlinkSync(root, path('loop'));
  symlinkSync('../outside.md', path('out.md'));
  spawnSync('mkfifo', [path('pipe')]);
  const run = await seal();
  assert.deepEqual(whyOf(run), {
    'twin.md': 'hard-linked',
    'twin2.md': 'hard-linked',
    'link.md': 'link',
    loop: 'link',
    'out.md': 'link',
    pipe: 'special-file',
    '.obsidian': 'app-folder',
    '.git': 'app-folder',
    '.gitignore': 'marker',
    'keys.gpg': 'encrypted',
    ['n'.repeat(252)]: 'name-too-long',
  });
  assert.equal(run.done, 2);
  assert.ok(names().includes('a.md.age'));
  assert.equal(readFileSync(`${root}/outside.md`, 'utf8'), 'outside\n');
  assert.equal(readFileSync(path('.git/HEAD'), 'utf8'), 'x');
});

test('a folder that became a link since it was listed is left alone, and so is what it leads to', async (t) => {
  const { root, path, keys } = await makeSealing(t, { 'notes/a.md': 'a\n', 'elsewhere/deep/b.md': 'b\n' });
  symlinkSync(`${root}/elsewhere`, path('moved'));
  const sealFor = { recipients: keys.recipients.map(({ recipient }) => recipient), identities: [keys.identity] };
  assert.deepEqual(await exchange(path('moved/deep/b.md'), 'seal', sealFor), { kind: 'skipped', why: 'link' });
  assert.equal(readFileSync(`${root}/elsewhere/deep/b.md`, 'utf8'), 'b\n');
});

test('what only begins as an encrypted file does is sealed as well', async (t) => {
  const files = {
    'notes/a.asc': '-----BEGIN PGP MESSAGE-----\n\nnothing but words\n-----END PGP MESSAGE-----\n',
    'notes/b.zip': 'PK\u0003\u0004\u0014\u0000\u0001\u0000nothing but words',
    'notes/c.bin': 'Salted__\u0000nothing but words, and more of them than a salt has',
    'notes/d.md.age': 'age-encryption.org/v1\nnothing but words\u0000',
    'notes/e.md': 'age-encryption.org/v1\n-> X25519 words\nwords\n--- words\nnothing but words\n\u0000',
  };
  const { path, seal, unseal, names } = await makeSealing(t, files);
  const run = await seal();
  for (const each of names())
    assert.ok(!readFileSync(path(each), 'latin1').includes('nothing but words'), `${each} ${JSON.stringify(run)}`);
  assert.deepEqual([run.done, run.already, run.skipped], [6, 0, []]);
  assert.equal((await seal()).already, 6);
  const back = await unseal();
  assert.equal(back.done, 6);
  for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(path(name.slice(6)), 'utf8'), text);
});

test('both forms: the same are finished, different ones both kept', async (t) => {
  const { path, seal, unseal, keys, names } = await makeSealing(t, {
    'notes/a.md': 'a\n',
    'notes/b.md': 'b\n',
    'notes/c.md': 'c\n',
  });
  const to = keys.recipients.map(({ recipient }) => recipient);
  writeFileSync(path('a.md.age'), await sealBytes(Buffer.from('a\n'), to));
  writeFileSync(path('b.md.age'), await sealBytes(Buffer.from('another\n'), to));
  mkdirSync(path('c.md.age'));
  const run = await seal();
  assert.deepEqual(whyOf(run), { 'b.md': 'both', 'c.md': 'taken' });
  assert.deepEqual([run.finished, run.already], [1, 2]);
  assert.deepEqual(names(), ['a.md.age', 'b.md', 'b.md.age', 'c.md', 'c.md.age']);
  assert.equal(readFileSync(path('b.md'), 'utf8'), 'b\n');
  writeFileSync(path('a.md'), 'a\n');
  const back = await unseal();
  assert.deepEqual(whyOf(back), { 'b.md.age': 'both' });
  assert.equal(back.finished, 1);
  assert.equal(readFileSync(path('b.md'), 'utf8'), 'b\n');
  assert.ok(existsSync(path('b.md.age')));
});

test('what is sealed for others, damaged, or no age at all stays', async (t) => {
  const { path, unseal, seal, names } = await makeSealing(t, { 'notes/a.md': 'a\n', 'notes/cut.md': 'x'.repeat(5000) });
  await seal();
  const others = await createSealKeys();
  writeFileSync(
    path('others.age'),
    await sealBytes(
      Buffer.from('x'),
      others.recipients.map(({ recipient }) => recipient),
    ),
  );
  writeFileSync(path('text.age'), 'just a text\n');
  writeFileSync(
    path('...age'),
    await sealBytes(
      Buffer.from('x'),
      others.recipients.map(({ recipient }) => recipient),
    ),
  );
  writeFileSync(path('cut.md.age'), readFileSync(path('cut.md.age')).subarray(0, 3000));
  const run = await unseal();
  assert.deepEqual(whyOf(run), {
    'others.age': 'other-keys',
    'text.age': 'no-age',
    '...age': 'bad-name',
    'cut.md.age': 'damaged',
  });
  assert.ok(names().includes('a.md') && names().includes('cut.md.age') && !names().includes('cut.md'));
  // Nothing of ours is left beside them.
  assert.ok(names().every((name) => !name.includes('.tmp')));
});

test('drafts of a killed run are removed, those of a running one are not', async (t) => {
  const gone = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).stdout.trim();
  const ofDead = `.cloister-seal-${gone}-0123456789abcdef.tmp`;
  const ofLiving = `.cloister-seal-${process.ppid}-0123456789abcdef.tmp`;
  const { path, seal, names } = await makeSealing(t, {
    [`notes/${ofDead}`]: 'half',
    [`notes/${ofLiving}`]: 'half',
    'notes/.cloister-seal-mine.tmp': 'a note of somebody',
  });
  const run = await seal();
  assert.equal(run.leftOvers, 1);
  assert.deepEqual(names(), ['.cloister-seal-mine.tmp.age', ofLiving].sort());
  assert.ok(existsSync(path(ofLiving)));
});

test('an old form that a killed run had set aside gets its name back, or stays where another file has it', async (t) => {
  const gone = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).stdout.trim();
  const aside = (name: string): string => `.cloister-aside-${gone}-0123456789abcdef-${name}`;
  const { path, seal, names, opened, keys } = await makeSealing(t, {
    [`notes/${aside('a.md')}`]: 'a\n',
    [`notes/${aside('b.md')}`]: 'b before\n',
    'notes/b.md': 'b\n',
    [`notes/${aside('c.md')}`]: 'c, changed at the last moment\n',
  });
  const to = keys.recipients.map(({ recipient }) => recipient);
  writeFileSync(path('a.md.age'), await sealBytes(Buffer.from('a\n'), to));
  writeFileSync(path('c.md.age'), await sealBytes(Buffer.from('c\n'), to));
  const run = await seal();
  assert.deepEqual([run.finished, run.leftOvers, whyOf(run)], [1, 2, { 'c.md': 'both' }]);
  assert.deepEqual(names(), [`${aside('b.md')}.age`, 'a.md.age', 'b.md.age', 'c.md', 'c.md.age']);
  assert.equal(await opened(`${aside('b.md')}.age`), 'b before\n');
  assert.equal(readFileSync(path('c.md'), 'utf8'), 'c, changed at the last moment\n');
});

test('what is written while it is sealed is kept', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`notes/${index}.md`, `first ${index}\n`]));
  const { path, seal, opened } = await makeSealing(t, files);
  const last = new Map<number, string>();
  let isOver = false;
  // As an editor saves: in place, or by a new file that takes the name.
  const writer = (async () => {
    for (let round = 0; !isOver && round < 1500; round++) {
      const index = round % 60;
      if (existsSync(path(`${index}.md`))) {
        const text = `again ${index} ${round}\n`;
        if (round % 2 === 0) {
          writeFileSync(path(`${index}.md`), text);
        } else {
          writeFileSync(path(`../new`), text);
          renameSync(path('../new'), path(`${index}.md`));
        }
        last.set(index, text);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await seal();
  isOver = true;
  await writer;
  for (let index = 0; index < 60; index++) {
    const wanted = last.get(index) ?? `first ${index}\n`;
    const text = existsSync(path(`${index}.md`))
      ? readFileSync(path(`${index}.md`), 'utf8')
      : await opened(`${index}.md.age`);
    assert.equal(text, wanted, `${index}`);
  }
});

test('an interrupt ends it after the files in hand', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`notes/${index}.md`, 'x\n']));
  const { seal, names, options, path } = await makeSealing(t, files);
  const stop = new AbortController();
  const run = await sealFolder({ ...options(stop.signal), onProgress: (done) => done >= 5 && stop.abort() });
  assert.equal(run.stopped, 'interrupted');
  assert.ok(run.done >= 5 && run.done <= 12, `${run.done}`);
  assert.equal(names().length, 50);
  assert.equal(
    names().filter((name) => name.endsWith('.age')).length,
    run.done - Number(existsSync(path('.keep.age'))),
  );
  assert.equal((await seal()).stopped, undefined);
});

test('two runs at the same time: one waits, and nothing is lost', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`notes/${index}.md`, `x ${index}\n`]));
  const { seal, unseal, path } = await makeSealing(t, files);
  await Promise.all([seal(), unseal(), seal(), unseal()]);
  await unseal();
  for (let index = 0; index < 40; index++) assert.equal(readFileSync(path(`${index}.md`), 'utf8'), `x ${index}\n`);
});

test('a dry run names what would be done', async (t) => {
  const { root, notes, seal } = await makeSealing(t, { 'notes/a.md': 'a', 'notes/x.age': 'a text' });
  assert.deepEqual(planSeal(root, notes, 'seal').files, ['notes/.keep', 'notes/a.md', 'notes/x.age']);
  await seal();
  assert.deepEqual(planSeal(root, notes, 'seal').files, []);
  assert.equal(planSeal(root, notes, 'unseal').files.length, 3);
});
