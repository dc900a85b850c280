import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type * as Bundle from '../../src/guard-engine.ts';
import { createDataEngine, createSecretEngine } from '../../src/node/secret-engine.ts';
import { fixtures } from '../detect/rules/fixtures.ts';
import { makeFolder } from '../node/folder.ts';
import { vaultFolder } from '../vault.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const require = createRequire(import.meta.url);
const key = Buffer.alloc(32, 3);

function documents() {
  const names = readdirSync(vaultFolder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const vault = names.map((each) => join(each.parentPath, each.name));
  const rows = Object.entries(fixtures).flatMap(([id, { ng, ok, around = '@' }]) =>
    [...ng, ...ok].map((value, index) => ({
      path: `${id}-${index}.md`,
      bytes: Buffer.from(`see ${around.replace('@', () => value)}\n`),
    })),
  );
  const notes = vault.map((path) => ({ path: path.slice(root.length + 1), bytes: readFileSync(path) }));
  return [...notes, ...rows];
}

/** The guard's bundles in a folder of their own, changed for a test. */
function copyOf(folder: string): string {
  for (const name of readdirSync(join(root, 'dist')).filter((each) => each.startsWith('guard')))
    copyFileSync(join(root, 'dist', name), join(folder, name));
  return folder;
}

const load = (folder: string): typeof Bundle => require(join(folder, 'guard-engine.cjs'));

test('the prepared engine finds what the engine finds', async () => {
  const { createDataEngine: prepareData, createSecretEngine: prepare } = load(join(root, 'dist'));
  let found = 0;
  for (const [prepared, plain] of [
    [prepare(key), createSecretEngine(key)],
    [prepareData(key), createDataEngine(key)],
  ] as const)
    for (const document of documents()) {
      const { findings } = await plain.scan(document);
      assert.deepEqual((await prepared.scan(document)).findings, findings, document.path);
      found += findings.length;
    }
  assert.ok(found > 1000, `only ${found}`);
});

test('without its tables, and with those of another version, it makes its own', async (t) => {
  const document = { path: 'a.md', bytes: Buffer.from(`Password: Baum${'wolle'}!77\n`) };
  const { findings } = await createSecretEngine(key).scan(document);
  assert.equal(findings.length, 1);
  for (const spoil of [
    (path: string) => rmSync(path),
    (path: string) => writeFileSync(path, ''),
    (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -1)),
    (path: string) => writeFileSync(path, Buffer.from(readFileSync(path)).fill(1, 0, 4)),
  ]) {
    const folder = copyOf(makeFolder(t, {}));
    spoil(join(folder, 'guard-prefilter.bin'));
    assert.deepEqual((await load(folder).createSecretEngine(key).scan(document)).findings, findings);
  }
});
