import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../src/core/user-error.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import { defaultScanOptions, type Scanned, scanPaths, scanRoot, scanText } from '../../src/node/scan.ts';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from './folder.ts';

const engine = createScanEngine(new Uint8Array(32));
const secret = `token ${madeUp.github}\n`;

async function all(results: AsyncIterable<Scanned>): Promise<{ files: string[]; found: string[]; skipped: string[] }> {
  const files: string[] = [];
  const found: string[] = [];
  const skipped: string[] = [];
  for await (const each of results) {
    if (each.kind === 'skipped') {
      skipped.push(`${each.skipped.path} ${each.skipped.why}`);
      continue;
    }
    files.push(each.path);
    if (each.findings.length > 0) found.push(each.path);
  }
  return { files, found, skipped };
}

const scan = (root: string, options = defaultScanOptions) => all(scanRoot(root, options, engine));

test('looks at everything an agent could read, in the order of names', async (t) => {
  const root = makeFolder(t, {
    '.env': secret,
    '.gitignore': 'ignored/\n.env\n',
    'ignored/a.md': secret,
    '.hidden/deep/b.md': secret,
    'z.md': secret,
    'a/b.md': secret,
    'a.md': secret,
  });
  const { files, found } = await scan(root);
  assert.deepEqual(files, ['.env', '.gitignore', '.hidden/deep/b.md', 'a/b.md', 'a.md', 'ignored/a.md', 'z.md']);
  assert.deepEqual(
    found,
    files.filter((path) => path !== '.gitignore'),
  );
});

test('leaves out the documented list, which a pattern takes back', async (t) => {
  const root = makeFolder(t, {
    '.git/config': secret,
    'node_modules/x/README.md': secret,
    'sub/node_modules/y.md': secret,
    'note.md': secret,
  });
  assert.deepEqual((await scan(root)).files, ['note.md']);
  const taken = await scan(root, { ...defaultScanOptions, exclude: ['!node_modules/', 'note.md'] });
  assert.deepEqual(taken.files, ['node_modules/x/README.md', 'sub/node_modules/y.md']);
});

test('names that are hard: spaces, emoji, both Unicode forms, newlines, no UTF-8 at all', async (t) => {
  const names = ['with space.md', '😀.md', 'caf\u00e9.md', 'cafe\u0301.md', 'two\nlines.md', 'quote\'".md', '-rf.md'];
  const root = makeFolder(t, Object.fromEntries(names.map((name) => [name, secret])));
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff, 0x2e, 0x6d, 0x64])]), secret);
  const { found, skipped } = await scan(root);
  assert.deepEqual(found.toSorted(), [...names, 'f\uFFFD.md'].toSorted());
  assert.deepEqual(skipped, []);
});

test('never follows a link out of the folder or into a loop', async (t) => {
  const outside = makeFolder(t, { 'secret.md': secret });
  const root = makeFolder(t, { 'in/a.md': secret });
  symlinkSync(outside, join(root, 'out-folder'));
  symlinkSync(join(outside, 'secret.md'), join(root, 'out-file'));
  symlinkSync('..', join(root, 'in/loop'));
  symlinkSync('in/a.md', join(root, 'inner'));
  symlinkSync('nowhere', join(root, 'broken'));
  symlinkSync('self', join(root, 'self'));
  const { files, skipped } = await scan(root);
  assert.deepEqual(files, ['in/a.md']);
  assert.deepEqual(skipped, [
    'broken unreadable',
    'out-file link-outside',
    'out-folder link-outside',
    'self unreadable',
  ]);
  // What is behind a link into a folder that is left out comes under no other name.
  mkdirSync(join(root, 'node_modules'));
  symlinkSync('node_modules', join(root, 'hidden'));
  assert.ok((await scan(root)).skipped.includes('hidden link-outside'));
  rmSync(join(root, 'hidden'));
  // A link that the user names is what the user wants to have scanned.
  symlinkSync(root, join(outside, 'to-root'));
  assert.deepEqual((await scan(join(outside, 'to-root'))).found, ['in/a.md']);
});

test('a folder beside the root with the same beginning is outside', async (t) => {
  const root = makeFolder(t, { 'vault/a.md': '', 'vault-private/b.md': secret });
  symlinkSync(join(root, 'vault-private'), join(root, 'vault/link'));
  assert.deepEqual((await scan(join(root, 'vault'))).skipped, ['link link-outside']);
});

test('says what it could not look at, and why', async (t) => {
  const root = makeFolder(t, {
    'big.md': 'x'.repeat(2000),
    'exact.md': 'x'.repeat(1000),
    'image.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
    'note.age': Buffer.concat([
      Buffer.from('age-encryption.org/v1\n-> X25519 abc\n--- x\n'),
      Buffer.from([0xff, 0x80, 1]),
    ]),
    'pretends.md': `age-encryption.org/v1\n${secret}`,
    'pretends-too.md': `Salted__${secret}`,
    'note.asc': '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n',
    'mixed.md': `-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n${secret}`,
  });
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const server = createServer().listen(join(root, 'socket'));
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { files, found, skipped } = await scan(root, { ...defaultScanOptions, maxSize: 1000 });
  assert.deepEqual(files, ['exact.md', 'mixed.md', 'pretends-too.md', 'pretends.md']);
  assert.deepEqual(found, ['mixed.md', 'pretends-too.md', 'pretends.md']);
  assert.deepEqual(skipped, [
    'big.md too-big',
    'image.png binary',
    'note.age encrypted',
    'note.asc encrypted',
    'pipe special-file',
    'socket special-file',
  ]);
});

test('what may not be read is skipped by name', async (t) => {
  const root = makeFolder(t, { 'closed/a.md': secret, 'closed.md': secret, 'open.md': secret });
  chmodSync(root, 0o755);
  chmodSync(join(root, 'closed'), 0);
  chmodSync(join(root, 'closed.md'), 0);
  const { files, skipped } = await asOrdinaryUser(() => scan(root));
  assert.deepEqual(files, ['open.md']);
  assert.deepEqual(skipped, ['closed unreadable', 'closed.md unreadable']);
});

test('a file of 100 MB and peak positions in it', async (t) => {
  const root = makeFolder(t, { 'big.log': `${'lorem ipsum dolor\n'.repeat(1000)}` });
  truncateSync(join(root, 'big.log'), 0);
  const chunk = 'lorem ipsum dolor\n'.repeat(58_000);
  for (let part = 0; part < 100; part++) writeFileSync(join(root, 'big.log'), chunk, { flag: 'a' });
  writeFileSync(join(root, 'big.log'), `é ${madeUp.github}`, { flag: 'a' });
  for await (const each of scanRoot(root, defaultScanOptions, engine)) {
    assert.equal(each.kind, 'file');
    if (each.kind !== 'file') return;
    assert.ok(each.bytes > 100_000_000);
    assert.deepEqual(
      each.findings.map(({ place: { span } }) => [span.startLine, span.startColumn]),
      [[5_800_001, 3]],
    );
  }
});

test('paths beneath a root: files, folders, what is gone, excluded or elsewhere', async (t) => {
  const outside = makeFolder(t, { 'x.md': secret });
  const root = makeFolder(t, { 'a/b.md': secret, 'a/c.md': '', 'node_modules/x/y.md': secret, 'd.md': secret });
  symlinkSync(outside, join(root, 'link'));
  const paths = ['a', 'd.md', 'gone.md', 'node_modules/x/y.md', 'link/x.md', '../x.md', 'link'].map((path) =>
    join(root, path),
  );
  const { files, skipped } = await all(scanPaths(root, paths, defaultScanOptions, engine));
  assert.deepEqual(files, ['a/b.md', 'a/c.md', 'd.md']);
  assert.deepEqual(skipped, ['link link-outside']);
  // An excluded folder is excluded when it is named as well.
  const named = await all(scanPaths(root, [join(root, 'node_modules')], defaultScanOptions, engine));
  assert.deepEqual(named.files, []);
});

test('a bug of ours costs one file alone, is told, and quotes nothing', async (t) => {
  const root = makeFolder(t, { 'a.md': secret, 'b.md': secret, 'c.md': secret });
  const faulty = {
    ...engine,
    scan: async (document: { path: string; bytes: Uint8Array }) => {
      if (document.path === 'b.md') throw new TypeError(`can not handle ${madeUp.github}`);
      return engine.scan(document);
    },
  };
  const details: string[] = [];
  const found: string[] = [];
  for await (const each of scanRoot(root, defaultScanOptions, faulty)) {
    if (each.kind === 'file') found.push(each.path);
    else details.push(`${each.skipped.path} ${each.skipped.why} ${each.skipped.detail}`);
  }
  assert.deepEqual(found, ['a.md', 'c.md']);
  assert.match(details.join(), /^b\.md fault TypeError\n/);
  assert.equal(details.join().includes(madeUp.github), false);
});

test('a text need not be on disk', async () => {
  const scanned = await scanText('a.md', secret, defaultScanOptions, engine);
  assert.equal(scanned?.kind === 'file' && scanned.findings.length, 1);
  assert.equal(await scanText('node_modules/a.md', secret, defaultScanOptions, engine), undefined);
});

test('a folder that vanishes or changes during the walk does not end the scan', async (t) => {
  const root = makeFolder(t, { 'a/1.md': secret, 'b/1.md': secret, 'c/1.md': secret, 'd.md': secret });
  const files: string[] = [];
  for await (const each of scanRoot(root, defaultScanOptions, engine)) {
    if (each.kind === 'file') files.push(each.path);
    if (files.length > 1) continue;
    rmSync(join(root, 'b'), { recursive: true });
    renameSync(join(root, 'c'), join(root, 'c2'));
    mkdirSync(join(root, 'c'));
  }
  assert.deepEqual(files, ['a/1.md', 'd.md']);
});

test('stops when it is told to', async (t) => {
  const root = makeFolder(t, { 'a.md': secret, 'b.md': secret });
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const each of scanRoot(root, defaultScanOptions, engine, stop.signal)) {
    if (each.kind === 'file') seen.push(each.path);
    stop.abort();
  }
  assert.deepEqual(seen, ['a.md']);
});

test("a root that is not there is the user's to mend", async () => {
  await assert.rejects(all(scanRoot('/nowhere/at/all', defaultScanOptions, engine)), UserError);
});

test('a comment in a note silences nothing', async (t) => {
  const root = makeFolder(t, { 'a.md': `<!-- secretlint-disable -->\n${secret}\n// gitleaks:allow\n` });
  assert.deepEqual((await scan(root)).found, ['a.md']);
});

/** File modes do not hold root: where the tests run as root, works as the user "nobody" for a while. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  const nobody = 65534;
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
