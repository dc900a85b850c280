import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Input {
  readonly imports: readonly { readonly path: string; readonly external?: boolean }[];
}
const { inputs }: { inputs: Readonly<Record<string, Input>> } = JSON.parse(
  readFileSync(join(root, 'dist', 'meta.json'), 'utf8'),
);

/** What each folder of src/ may import beside itself: DESIGN's table. Entry points, the files at the root, wire. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  detect: ['core'],
  shell: ['core'],
  agents: ['core'],
  stores: ['core'],
  node: ['core', 'detect', 'shell', 'agents', 'stores'],
  cli: ['core', 'detect', 'shell', 'agents', 'stores', 'node'],
  vscode: ['core', 'detect', 'shell', 'agents', 'stores', 'node'],
};
const pure = ['core', 'detect', 'shell', 'agents', 'stores'];
/** Packages that pure folders may use: they touch no machine. */
const purePackages = [
  'minimatch',
  'jsonc-parser',
  'unbash',
  '@noble/ciphers',
  '@noble/hashes',
  'smol-toml',
  '@scure/base',
  '@scure/bip39',
  'ibantools',
  'libphonenumber-js',
  'smol-toml',
];

const layerOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
const packageOf = (path: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
const ours = Object.entries(inputs).filter(([path]) => path.startsWith('src/'));

test('the bundles are made of files that this table knows', () => {
  assert.ok(ours.length > 30, `only ${ours.length} files`);
  for (const [path] of ours) {
    const layer = layerOf(path);
    assert.ok(layer === undefined || layer in allowed, `${path} is in no layer`);
  }
});

test('a folder imports only what stands below it', () => {
  const wrong: string[] = [];
  for (const [path, { imports }] of ours) {
    const layer = layerOf(path);
    if (layer === undefined) continue;
    for (const { path: target } of imports) {
      if (!target.startsWith('src/')) continue;
      const other = layerOf(target);
      if (other === undefined || (other !== layer && !allowed[layer]?.includes(other)))
        wrong.push(`${path} -> ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the pure folders touch no machine', () => {
  const wrong: string[] = [];
  for (const [path, { imports }] of ours) {
    if (!pure.includes(layerOf(path) ?? '')) continue;
    for (const { path: target, external } of imports) {
      const name = packageOf(target);
      if (external === true || (name !== undefined && !purePackages.includes(name))) wrong.push(`${path} -> ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('only src/vscode and the extension import the editor', () => {
  const importers = ours
    .filter(([, { imports }]) => imports.some(({ path }) => path === 'vscode'))
    .map(([path]) => path);
  assert.ok(importers.length > 0);
  assert.deepEqual(
    importers.filter((path) => layerOf(path) !== 'vscode' && path !== 'src/extension.ts'),
    [],
  );
});

test('nothing opens a connection', () => {
  const network = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/|$)/;
  const importers = ours
    .filter(([, { imports }]) => imports.some(({ path }) => network.test(path)))
    .map(([path]) => path);
  assert.deepEqual(importers, []);
});
