import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { callHook } from '../guard/hook.ts';
import { installBuiltGuard, toolMessage } from '../guard/installed.ts';
import { makeFolder } from '../node/folder.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const vsix = join(root, 'cloister.vsix');
const megabyte = 1 << 20;

/** Names in a zip file, by its central directory (APPNOTE.TXT, section 4.3.12). */
function zipNames(path: string): string[] {
  const bytes = readFileSync(path);
  const names: string[] = [];
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1; ) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
    const next = at + 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    at = bytes.toString('latin1', next, next + 4) === 'PK\x01\x02' ? next : -1;
  }
  return names;
}

/** What the guard consists of: all of it is copied to Cloister's own folder. */
const guardBundles = [
  'guard-prefilter.bin',
  ...[
    'guard',
    'guard-commit',
    'guard-content',
    'guard-engine',
    'guard-formats',
    'guard-globs',
    'guard-jsonc',
    'guard-lint',
    'guard-main',
    'guard-marks',
    'guard-more',
    'guard-personal',
    'guard-phrases',
    'guard-report',
    'guard-settings',
    'guard-shell',
    'guard-urls',
    'guard-vendors',
    'guard-written',
  ].map((name) => `${name}.cjs`),
].map((name) => `dist/${name}`);
const guardScripts = guardBundles.filter((path) => path.endsWith('.cjs'));
/** What is loaded with the first database, a thread of its own, and what with the first folder that is sealed. */
const loadedLater = ['dist/sqlite.cjs', 'dist/node-sqlite3-wasm.wasm', 'dist/seal.cjs'];
const shipped = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'dist/THIRD-PARTY.txt',
  'dist/cli.cjs',
  ...loadedLater,
  ...guardBundles,
  'docs/rules.md',
  'docs/stores.md',
  'media/policy.schema.json',
];

test('cloister.vsix holds what it needs and nothing else', () => {
  const names = zipNames(vsix)
    .filter((name) => name.startsWith('extension/'))
    .map((name) => name.slice('extension/'.length));
  const expected = [
    'LICENSE.txt',
    'SECURITY.md',
    'changelog.md',
    'dist/THIRD-PARTY.txt',
    'dist/cli.cjs',
    'dist/extension.cjs',
    'dist/extension-git.cjs',
    'dist/extension-seal.cjs',
    'dist/uninstall.cjs',
    ...loadedLater,
    'docs/rules.md',
    'docs/stores.md',
    ...guardBundles,
    'media/icon.png',
    'media/icon.svg',
    'media/policy.schema.json',
    'media/findings.png',
    'media/locks.png',
    'media/problems.png',
    'package.json',
    'package.nls.json',
    'readme.md',
  ];
  assert.deepEqual(names.toSorted(), expected.toSorted());
});

// SQLite's WASM alone is half a megabyte of it, compressed.
test('cloister.vsix stays below 3 MB', (t) => {
  const { size } = statSync(vsix);
  t.diagnostic(`cloister.vsix: ${size} bytes`);
  assert.ok(size < 3 * megabyte, `${size} bytes`);
});

test('the npm package holds the command-line tool and no sources', () => {
  const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const report = JSON.parse(out.toString());
  const files: { path: string }[] = (Array.isArray(report) ? report[0] : Object.values(report)[0]).files;
  const paths = files.map(({ path }) => path);
  for (const path of shipped) assert.ok(paths.includes(path), `${path} is missing`);
  assert.deepEqual(
    paths.filter((path) => /^(?:src|test|\.ci|node_modules)\/|\.map$|\.vsix$|meta\.json$/.test(path)),
    [],
  );
});

test('every dependency is pinned exactly and bundled', () => {
  for (const [name, version] of Object.entries(manifest.devDependencies))
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  assert.equal('dependencies' in manifest, false);
});

test('the lock file names no host', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved": "http/);
});

test('every package in the bundles has its licence in dist/THIRD-PARTY.txt', () => {
  const { inputs } = JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8'));
  const notices = readFileSync(join(root, 'dist', 'THIRD-PARTY.txt'), 'utf8');
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  assert.ok(names.length > 0);
  for (const name of new Set(names)) assert.ok(notices.includes(`\n${name} `), `${name} is missing`);
});

test('bin.cloister runs', () => {
  const { stdout, status } = spawnSync(process.execPath, [join(root, manifest.bin.cloister), '--version'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  assert.equal(stdout.trim(), manifest.version);
});

test('a call of Read loads the guard and its main bundle, at most 150 KB of JavaScript', (t) => {
  const files = { 'notes/open.md': 'x\n', 'journal/shut.md': 'x\n' };
  const guard = installBuiltGuard(makeFolder(t, {}), { policy: '{"folders":{"journal":"none"}}', files });
  const read = (path: string) =>
    callHook(guard, toolMessage(guard.vault, 'Read', { file_path: join(guard.vault, path) }));
  assert.equal(read('notes/open.md').verdict, 'silent');
  assert.equal(read('journal/shut.md').verdict, 'denied');
  // The guard keeps what was compiled of each bundle that a call loaded.
  const compiled = readdirSync(join(guard.home, 'guard', 'compiled'));
  const loaded = new Set(['guard.cjs', ...compiled.map((name) => name.slice(0, name.indexOf('.cjs') + 4))]);
  assert.deepEqual([...loaded].sort(), ['guard-main.cjs', 'guard.cjs']);
  const size = [...loaded].reduce((sum, name) => sum + statSync(join(guard.home, 'guard', name)).size, 0);
  t.diagnostic(`${Math.round(size / 1000)} KB`);
  assert.ok(size <= 150_000, `${size} bytes`);
});

test('the built guard finds personal data where the policy asks about it, and loads what does so there alone', (t) => {
  const address = ['jana', 'corp-mail.de'].join('@');
  for (const personal of ['allow', 'redact']) {
    const policy = JSON.stringify({ content: { personal } });
    const guard = installBuiltGuard(makeFolder(t, {}), { policy, files: { 'a.md': `mail ${address}\n` } });
    const path = join(guard.vault, 'a.md');
    const message = toolMessage(
      guard.vault,
      'Read',
      { file_path: path },
      { hook_event_name: 'PostToolUse', tool_response: { type: 'text', file: { content: `mail ${address}\n` } } },
    );
    const { verdict } = callHook(guard, message, { event: 'PostToolUse' });
    assert.equal(verdict, personal === 'redact' ? 'rewritten' : 'silent');
    const compiled = readdirSync(join(guard.home, 'guard', 'compiled'));
    assert.equal(
      compiled.some((name) => name.startsWith('guard-personal.cjs')),
      personal === 'redact',
    );
  }
});

test('what finds personal data is loaded for that alone, and what scores notes never', () => {
  const { outputs } = JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8'));
  for (const path of guardScripts) {
    const inputs = Object.keys(outputs[path].inputs);
    const wrong = /^src\/detect\/topics\/|libphonenumber|ibantools|stdnum|^src\/detect\/personal\//;
    assert.deepEqual(
      inputs.filter((each) => wrong.test(each) && (path !== 'dist/guard-personal.cjs' || each.includes('/topics/'))),
      [],
      path,
    );
  }
});

test("the guard's bundles are ASCII, as the guard reads them", () => {
  for (const path of guardScripts)
    assert.ok(
      readFileSync(join(root, path)).every((byte) => byte < 0x80),
      path,
    );
});
