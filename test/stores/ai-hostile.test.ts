import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openStoreReader } from '../../src/node/audit/store-reader.ts';
import { openSqlite } from '../../src/node/sqlite/sqlite.ts';
import { credentialsIn, credentialsInLines } from '../../src/stores/ai/credentials.ts';
import { aiStores } from '../../src/stores/ai/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { fixtures, madeKey, place } from './ai-fixtures.ts';
import { recognised, storeOf } from './ai-recognise.ts';
import { folderOf, temporaryFolder } from './fixture.ts';

const canary = madeKey('sk-ant-api03-', 60, 17);
const marker = canary.slice(0, 24);

/** Files beneath a folder, absolute. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a fixture's files hold, databases included: made once, since SQLite waits for the disk. */
const made = fixtures.map((fixture) => {
  const candidate = place(fixture);
  const root = rootOf(fixture, candidate);
  const files = Object.fromEntries(
    filesOf(root).map((path) => [path.slice(root.length).replace(/^\//, ''), readFileSync(path)]),
  );
  return { id: fixture.id, candidate: fixture.candidate, files };
});

function rootOf(fixture: { readonly candidate: string }, candidate: string): string {
  return candidate.slice(0, candidate.length - fixture.candidate.length);
}

/** Puts what a fixture has into a new folder, changed, and takes it away again. */
function withFiles(
  { id, candidate, files }: (typeof made)[number],
  change: (content: Buffer, index: number) => string | Uint8Array,
): ReturnType<typeof recognised> {
  const changed = Object.entries(files).map(([path, content], index) => [path, change(content, index)] as const);
  const place = `${folderOf(Object.fromEntries(changed))}/${candidate}`.replace(/\/$/, '');
  try {
    return recognised(id, place);
  } finally {
    rmSync(rootOf({ candidate }, place), { recursive: true, force: true });
  }
}

const contents: readonly (readonly [string, string | Uint8Array])[] = [
  ['empty', ''],
  ['no end of an object', `{"apiKey":"${canary}`],
  ['an array where an object is expected', '[1,2,3]'],
  ['null', 'null'],
  ['nested and closed', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`],
  ['one long line', 'x'.repeat(270_000)],
  ['nothing but line ends', '\n'.repeat(100_000)],
  ['bytes that are no text', Uint8Array.from({ length: 2048 }, (_, at) => (at * 37) & 255)],
  ['the head of a database and nothing else', 'SQLite format 3\0'],
  ['the head of a database and noise', `SQLite format 3\0${'CREATE TABLE session message part '.repeat(200)}`],
  ['a prototype', '{"__proto__":{"apiKey":"a"},"constructor":{"prototype":1},"type":{"toString":1}}'],
  [
    'fields of other types',
    '{"type":1,"sessionId":[],"projectHash":{},"history":{},"entries":"x","resource":5,"version":[]}',
  ],
  ['an alias that grows', 'a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\napiKey: *b\n'],
  ['spaces before an equals sign', `apiKey${' '.repeat(60_000)}= "x"\n${'-'.repeat(60_000)}\n${'a'.repeat(60_000)}=`],
];

describe('whatever stands in its files, a row does not throw and tells no value', () => {
  for (const [name, content] of contents)
    test(name, () => {
      for (const fixture of made) {
        const { all, reader } = withFiles(fixture, () => content);
        assert.ok(!JSON.stringify([all, reader.skipped]).includes(marker), fixture.id);
      }
    });
});

test('every file cut in the middle', () => {
  for (const fixture of made) withFiles(fixture, (content) => content.subarray(0, content.length >> 1));
});

test('a folder where a file is expected, and a link to what lies elsewhere', () => {
  using sqlite = openSqlite({ folder: temporaryFolder() });
  const outside = folderOf({ 'secret.json': JSON.stringify({ apiKey: canary }) });
  for (const { id, candidate, files } of made) {
    for (const replace of [
      (path: string) => mkdirSync(path),
      (path: string) => symlinkSync(join(outside, 'secret.json'), path),
      (path: string) => symlinkSync(path, path),
    ]) {
      const root = temporaryFolder();
      for (const path of Object.keys(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        replace(join(root, path));
      }
      // The fixture's folder is the home folder here, so that the link leads out of it.
      const reader = openStoreReader({ home: realpathSync(root), skip: () => undefined }, sqlite);
      const found = storeOf(id).recognise(`${realpathSync(root)}/${candidate}`.replace(/\/$/, ''), reader);
      const remarks = (found === undefined ? [] : [found].flat()).flatMap((each) => each.remarks ?? []);
      assert.deepEqual(remarks, [], id);
    }
  }
});

test('random bytes in random files', () => {
  const texts = ['{', '}', '"', '[', ':', ',', '\n', 'apiKey', 'sessionId', 'type', '\\u', '\0', '🔐', ' ', '#', '= '];
  const piece = fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...made),
      fc.array(fc.tuple(fc.nat(), fc.array(piece, { maxLength: 20 })), { minLength: 1, maxLength: 4 }),
      (fixture, edits) => {
        withFiles(fixture, (content, index) => {
          const [where = 0, pieces = []] = edits[index % edits.length] ?? [];
          const at = content.length === 0 ? 0 : where % content.length;
          return Buffer.concat([content.subarray(0, at), Buffer.from(pieces.join('')), content.subarray(at)]);
        });
      },
    ),
    { numRuns: 100, seed: 5 },
  );
});

test('the search for credentials takes anything, and no time', async () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => void credentialsIn(value)),
    { numRuns: 300, seed: 3 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => void credentialsInLines(text)),
    { numRuns: 300, seed: 3 },
  );
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`key${at}`, { apiKey: 'x'.repeat(100) }]));
  const spent = await cpuTime(() => {
    credentialsIn(wide);
    credentialsInLines(`api_key = ${'a1'.repeat(500_000)}\n`.repeat(2));
    credentialsInLines(
      `${' '.repeat(500_000)}\n${'-'.repeat(500_000)}\n${'a.'.repeat(250_000)}\n"${'"'.repeat(500_000)}`,
    );
  });
  assert.ok(spent < 1000, `${spent} ms`);
});

test('a place without permission is skipped', { skip: process.getuid?.() === 0 && 'root may read everything' }, () => {
  const root = folderOf({ '.claude/projects/a/b.jsonl': '{}' });
  for (const { id } of aiStores) recognised(id, root);
});

test('a home with a thousand conversations is looked at in a moment', async () => {
  const root = temporaryFolder();
  const line = JSON.stringify({ type: 'user', uuid: 'a', parentUuid: null, sessionId: 'b', message: {} });
  for (let at = 0; at < 1000; at++) {
    const path = `${root}/.claude/projects/p${at % 20}/${at}.jsonl`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, line);
  }
  const spent = await cpuTime(() => assert.equal(recognised('claude-code', `${root}/.claude`).found?.items, 1000));
  assert.ok(spent < 500, `${spent} ms`);
});
