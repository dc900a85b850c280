import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createScanEngine } from '../../../src/node/engine.ts';
import { historyCacheFolder, type Known, removeHistoryCache } from '../../../src/node/history/cache.ts';
import { makeFolder } from '../folder.ts';
import { contentOf, fileIn, oid, openCache, placeOf } from './caches.ts';
import { facts } from './known-facts.ts';

for (const [format, bytes] of [
  ['sha1', 20],
  ['sha256', 32],
] as const) {
  test(`what was set is known, before and after it was written: ${format}`, async (t) => {
    const folder = makeFolder(t, {});
    let repository = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(facts(bytes), { minLength: 1, maxLength: 4 }), async (runs) => {
        const place = placeOf(format, `/nonexistent/${repository++}`);
        const model = new Map<string, Known>();
        for (const run of runs) {
          const cache = await openCache(folder, { place });
          assert.deepEqual(cache.warnings, []);
          for (const [id, known] of run) {
            cache.set(id, known);
            model.set(id, known);
            assert.deepEqual(cache.get(id), known);
          }
          assert.equal(cache.size, model.size);
          await cache.save();
          for (const again of [cache, await openCache(folder, { place })]) {
            assert.deepEqual(again.warnings, []);
            assert.deepEqual(contentOf(again, { bytes }), model);
            assert.equal(again.size, model.size);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
}

test('a cache of other rules or of another key is not used, without a word, and gives way to the next', async (t) => {
  const folder = makeFolder(t, {});
  const first = await openCache(folder);
  first.set(oid(1), 'clean');
  first.setSnapshot('all', { state: 's', tips: [], result: 1 });
  await first.save();
  for (const other of [{ ruleSet: 'rules 2' }, { keyId: 'key 2' }, { place: placeOf('sha256') }]) {
    const cache = await openCache(folder, other);
    assert.deepEqual([cache.size, cache.warnings, cache.snapshot('all')], [0, [], undefined]);
    if (other.place === undefined) assert.equal(cache.get(oid(1)), undefined);
  }
  const next = await openCache(folder, { ruleSet: 'rules 2' });
  next.set(oid(2), 'clean');
  await next.save();
  const [old, now] = [await openCache(folder), await openCache(folder, { ruleSet: 'rules 2' })];
  assert.deepEqual([old.size, old.get(oid(1))], [0, undefined]);
  assert.deepEqual([now.size, now.get(oid(1)), now.get(oid(2))], [1, undefined, 'clean']);
});

test('reports: the latest eight are kept, each by what it was made with', async (t) => {
  const folder = makeFolder(t, {});
  for (let each = 0; each < 10; each++) {
    const cache = await openCache(folder);
    cache.setSnapshot(`--since=${each}`, { state: `state ${each}`, tips: [oid(each)], result: { findings: [each] } });
    assert.deepEqual(cache.snapshot(`--since=${each}`)?.result, { findings: [each] });
    await cache.save();
  }
  const cache = await openCache(folder);
  assert.equal(cache.snapshot('--since=1'), undefined);
  assert.deepEqual(cache.snapshot('--since=2'), { state: 'state 2', tips: [oid(2)], result: { findings: [2] } });
  // The same once more is nothing new.
  const before = statSync(fileIn(folder)).ino;
  cache.setSnapshot('--since=2', { state: 'state 2', tips: [oid(2)], result: { findings: [2] } });
  await cache.save();
  assert.equal(statSync(fileIn(folder)).ino, before);
  cache.setSnapshot('--since=2', { state: 'state 3', tips: [], result: null });
  await cache.save();
  assert.deepEqual((await openCache(folder)).snapshot('--since=2'), { state: 'state 3', tips: [], result: null });
});

test('what is known of one object changes again and again, and the file does not grow with it', async (t) => {
  const folder = makeFolder(t, {});
  const path = 'a.md';
  const introductions = Array.from({ length: 3000 }, (_, index) => ({ commit: oid(index), path }));
  for (let round = 0; round < 300; round++) {
    const cache = await openCache(folder);
    cache.set(oid(1), { object: 'blob', path, findings: [], introductions: introductions.slice(round) });
    await cache.save();
  }
  const known = (await openCache(folder)).get(oid(1));
  assert.ok(typeof known === 'object' && 'introductions' in known && known.introductions.length === 2701);
  assert.ok(statSync(fileIn(folder)).size < 2_000_000);
});

test('ids of another length are refused', async (t) => {
  const cache = await openCache(makeFolder(t, {}));
  assert.throws(() => cache.get(oid(1, 32)), TypeError);
  assert.throws(() => cache.set('HEAD', 'clean'), TypeError);
  assert.equal(cache.size, 0);
});

test('no value is in the file, in no spelling', async (t) => {
  const folder = makeFolder(t, {});
  const value = `ghp_${'k3Zx9Qw1'.repeat(4)}2aYbTc`.slice(0, 40);
  const password = ['correct', 'Horse7', 'battery!'].join('-');
  const text = `# Note\n\ntoken: ${value}\npassword: ${password}\n\n[${value}](https://x.test) card 4111 1111 1111 1111\n`;
  const { findings } = await createScanEngine(new Uint8Array(32)).scan({ path: 'a.md', bytes: Buffer.from(text) });
  assert.ok(findings.length >= 3);
  const cache = await openCache(folder);
  cache.set(oid(1), { object: 'blob', path: 'a.md', findings, introductions: [{ commit: oid(2), path: 'a.md' }] });
  cache.setSnapshot('all', { state: 's', tips: [], result: { findings } });
  await cache.save();
  const file = readFileSync(fileIn(folder));
  assert.deepEqual((await openCache(folder)).get(oid(1)), cache.get(oid(1)));
  for (const secret of [value, password, '4111 1111 1111 1111', '4111111111111111'])
    for (const part of [secret, secret.slice(6, 14), secret.slice(-8)])
      for (const encoding of ['utf8', 'utf16le', 'base64', 'hex'] as const) {
        const spelled = encoding === 'utf16le' ? Buffer.from(part, encoding) : Buffer.from(part).toString(encoding);
        assert.equal(file.indexOf(spelled), -1, `part of a secret as ${encoding}`);
      }
});

/** A cache of some of everything, written once: the file, and what it says. */
async function written(folder: string): Promise<{ file: string; bytes: Buffer; content: Map<string, Known> }> {
  const cache = await openCache(folder);
  const [sample = []] = fc.sample(fc.array(facts(20), { minLength: 3, maxLength: 3 }), { numRuns: 1, seed: 7 });
  for (const [id, known] of sample.flat()) cache.set(id, known);
  cache.setSnapshot('all', { state: 's', tips: [oid(3)], result: { findings: [] } });
  await cache.save();
  const file = fileIn(folder);
  return { file, bytes: readFileSync(file), content: contentOf(cache) };
}

function damage(bytes: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.nat(bytes.length - 1);
  return fc.oneof(
    fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([where, by]) => {
      const flipped = Buffer.from(bytes);
      flipped[where] = (flipped[where] ?? 0) ^ by;
      return flipped;
    }),
    at.map((where) => bytes.subarray(0, where)),
    at.map((where) => bytes.subarray(where + 1)),
    fc.tuple(at, at).map(([one, other]) => Buffer.concat([bytes.subarray(0, one), bytes.subarray(other)])),
    fc
      .tuple(at, fc.uint8Array({ minLength: 1, maxLength: 40 }))
      .map(([where, more]) => Buffer.concat([bytes.subarray(0, where), more, bytes.subarray(where)])),
    fc.uint8Array({ maxLength: 400 }).map((other) => Buffer.from(other)),
  );
}

test('a damaged file: empty with a warning, or what it was; never anything else', async (t) => {
  const folder = makeFolder(t, {});
  const { file, bytes, content } = await written(folder);
  let empty = 0;
  await fc.assert(
    fc.asyncProperty(damage(bytes), async (damaged) => {
      writeFileSync(file, damaged);
      const cache = await openCache(folder);
      if (damaged.equals(bytes)) assert.deepEqual(contentOf(cache), content);
      else {
        assert.deepEqual([cache.size, contentOf(cache), cache.snapshot('all')], [0, new Map(), undefined]);
        assert.match(cache.warnings.join('\n'), /^The cache \S+ is made anew: [^\n]+$/);
        empty += 1;
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(empty > 500);
  writeFileSync(file, bytes.subarray(1));
  const cache = await openCache(folder);
  cache.set(oid(9), 'clean');
  await cache.save();
  const next = await openCache(folder);
  assert.deepEqual([next.warnings, next.size, next.get(oid(9))], [[], 1, 'clean']);
});

test('a forged file, whose checksum fits, breaks nothing', async (t) => {
  const folder = makeFolder(t, {});
  const { file, bytes } = await written(folder);
  const body = bytes.subarray(0, -32);
  await fc.assert(
    fc.asyncProperty(damage(body), async (forged) => {
      writeFileSync(file, Buffer.concat([forged, createHash('sha256').update(forged).digest()]));
      const cache = await openCache(folder);
      contentOf(cache);
      cache.snapshot('all');
      cache.set(oid(1), 'clean');
      cache.set(oid(2), { encrypted: 'age' });
      await cache.save();
      const next = await openCache(folder);
      assert.deepEqual([next.warnings, next.get(oid(1)), next.get(oid(2))], [[], 'clean', { encrypted: 'age' }]);
    }),
    { numRuns: 400 },
  );
});

const intruders: readonly (readonly [name: string, make: (path: string, folder: string) => void, says: RegExp])[] = [
  ['nothing in it', (path) => writeFileSync(path, ''), /no cache/],
  ['a note', (path) => writeFileSync(path, `# Note\n${'text\n'.repeat(200)}`), /no cache/],
  ['a folder', (path) => mkdirSync(join(path, 'within'), { recursive: true }), /no file/],
  ['a link', (path, folder) => symlinkSync(join(folder, 'precious'), path), /a link/],
  ['a link that leads nowhere', (path) => symlinkSync('/nonexistent/x', path), /a link/],
  [
    'far too much',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 3 * 2 ** 30);
    },
    /larger than 1024 MB/,
  ],
];

for (const [name, make, says] of intruders) {
  test(`in the place of the file is ${name}: empty with a warning, and made anew`, async (t) => {
    const folder = makeFolder(t, { precious: 'mine' });
    const { file } = await written(join(folder, 'caches'));
    rmSync(file);
    make(file, folder);
    const cache = await openCache(join(folder, 'caches'));
    assert.deepEqual([cache.size, contentOf(cache).size, cache.warnings.length], [0, 0, 1]);
    assert.match(cache.warnings[0] ?? '', says);
    assert.match(cache.warnings[0] ?? '', /is made anew/);
    cache.set(oid(1), 'clean');
    await cache.save();
    const next = await openCache(join(folder, 'caches'));
    assert.deepEqual([next.warnings, next.size], [[], 1]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(readFileSync(join(folder, 'precious'), 'utf8'), 'mine');
  });
}

test('the folder is the user’s alone, so is the file, also where they were not', async (t) => {
  const folder = join(makeFolder(t, {}), 'cloister', 'history');
  await (await openCache(folder)).save();
  assert.ok(!existsSync(folder), 'nothing known, nothing made');
  const { file } = await written(folder);
  const modes = () => [folder, file].map((path) => (statSync(path).mode & 0o777).toString(8));
  assert.deepEqual(modes(), ['700', '600']);
  chmodSync(folder, 0o755);
  chmodSync(file, 0o644);
  const cache = await openCache(folder);
  cache.set(oid(100), 'clean');
  await cache.save();
  assert.deepEqual(modes(), ['700', '600']);
});

test('old files go: drafts of the dead, caches of repositories that are gone and were not used for 90 days', async (t) => {
  const folder = makeFolder(t, { 'repository/.git/HEAD': '' });
  const caches = join(folder, 'caches');
  for (const [commonDir, days] of [
    [join(folder, 'repository/.git'), 100],
    ['/nonexistent/old', 100],
    ['/nonexistent/recent', 80],
  ] as const) {
    const cache = await openCache(caches, { place: placeOf('sha1', commonDir) });
    cache.set(oid(1), 'clean');
    await cache.save();
    const hash = createHash('sha256').update(commonDir).digest('hex');
    const seconds = Date.now() / 1000 - days * 86_400;
    utimesSync(join(caches, `${hash}.bin`), seconds, seconds);
  }
  const hash = createHash('sha256').update('x').digest('hex');
  const [dead, alive, foreign] = [`.${hash}.bin.4194999.ab12cd34`, `.${hash}.bin.${process.pid}.ab12cd34`, 'mine.txt'];
  for (const name of [dead, alive, foreign]) writeFileSync(join(caches, name), '');
  const cache = await openCache(caches);
  assert.deepEqual(cache.warnings, []);
  const name = (commonDir: string): string => `${createHash('sha256').update(commonDir).digest('hex')}.bin`;
  assert.deepEqual(
    readdirSync(caches).sort(),
    [alive, foreign, name(join(folder, 'repository/.git')), name('/nonexistent/recent')].sort(),
  );
  // One that is asked about counts as used.
  const used = await openCache(caches, { place: placeOf('sha1', '/nonexistent/recent') });
  assert.equal(used.size, 1);
  assert.ok(Date.now() - statSync(join(caches, name('/nonexistent/recent'))).mtimeMs < 60_000);
});

test('the folder is where the system keeps what can be made again', () => {
  const cases: readonly (readonly [env: Record<string, string>, platform: NodeJS.Platform, folder: string])[] = [
    [{ HOME: '/home/a' }, 'linux', '/home/a/.cache/cloister/history'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: '/big' }, 'linux', '/big/cloister/history'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, 'linux', '/home/a/.cache/cloister/history'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: '' }, 'freebsd', '/home/a/.cache/cloister/history'],
    [{ HOME: '/Users/a', XDG_CACHE_HOME: '/big' }, 'darwin', '/Users/a/Library/Caches/cloister/history'],
    [{ LOCALAPPDATA: 'D:\\local' }, 'win32', 'D:\\local\\cloister\\history'],
    [{ USERPROFILE: 'C:\\Users\\a' }, 'win32', 'C:\\Users\\a\\AppData\\Local\\cloister\\history'],
  ];
  for (const [env, platform, folder] of cases) assert.equal(historyCacheFolder(env, platform), folder);
});

test('all caches are removed, and nothing else', async (t) => {
  const home = makeFolder(t, { '.cache/other/x': 'x' });
  const env = { HOME: home };
  removeHistoryCache(env);
  const folder = historyCacheFolder(env);
  await written(folder);
  const hash = createHash('sha256').update('x').digest('hex');
  for (const name of [`${hash}.lock`, `.${hash}.bin.123.ab`]) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'mine.txt'), '');
  removeHistoryCache(env);
  assert.deepEqual(readdirSync(folder), ['mine.txt']);
  rmSync(join(folder, 'mine.txt'));
  removeHistoryCache(env);
  assert.deepEqual(readdirSync(join(home, '.cache'), { recursive: true }).sort(), ['other', 'other/x']);
});
