import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { refreshGuard } from '../../src/node/guard-refresh.ts';
import { protectClaudeCode, protectionOf } from '../../src/node/protection.ts';
import { readProtectionRecord } from '../../src/node/protection-record.ts';
import { makeFolder } from './folder.ts';

/** A home folder in which versions of the extension, and others, install their guards. */
function installations(t: TestContext) {
  const user = makeFolder(t, {});
  const home = join(user, '.cloister');
  const env = { HOME: user, PATH: '' };
  const extensions = join(user, '.vscode', 'extensions');
  const bundlesOf = (folder: string): string => {
    const bundles = join(folder, 'dist');
    mkdirSync(bundles, { recursive: true });
    writeFileSync(join(bundles, 'guard.cjs'), `// The guard of Cloister.\n// ${folder}\n`);
    return bundles;
  };
  const requestOf = (bundles: string) => ({
    home,
    env,
    bundles,
    runtime: process.execPath,
    electron: false,
    installed: [],
  });
  return {
    home,
    env,
    extension: (version: string) => bundlesOf(join(extensions, `cloister.cloister-${version}`)),
    npm: () => bundlesOf(join(user, 'lib', 'cloister')),
    protect: (bundles: string) => protectClaudeCode({ ...requestOf(bundles), options: { noBypass: true } }),
    refresh: (bundles: string) => refreshGuard(requestOf(bundles)),
    guard: () => readFileSync(join(home, 'guard', 'guard.cjs'), 'utf8'),
  };
}

test('a newer version of the extension brings its guard, and keeps the options', async (t) => {
  const { home, extension, protect, refresh, guard } = installations(t);
  const [old, next] = [extension('0.9.0'), extension('0.10.0')];
  await protect(old);
  assert.equal(await refresh(next), true);
  assert.match(guard(), /0\.10\.0/);
  assert.equal(await refresh(next), false);
  assert.equal(readProtectionRecord(home)?.options.noBypass, true);
  // A window that still runs the former version does not take it back.
  assert.equal(await refresh(old), false);
  assert.match(guard(), /0\.10\.0/);
});

test('a guard that was damaged or removed is back', async (t) => {
  const { home, env, extension, protect, refresh, guard } = installations(t);
  const bundles = extension('0.1.0');
  await protect(bundles);
  const whole = guard();
  writeFileSync(join(home, 'guard', 'guard.cjs'), '');
  assert.equal(await refresh(bundles), true);
  assert.equal(guard(), whole);
  rmSync(join(home, 'bin'), { recursive: true });
  assert.deepEqual(protectionOf({ home, env }).missing, ['the guard']);
  assert.equal(await refresh(bundles), true);
  assert.deepEqual(protectionOf({ home, env }).missing, []);
});

test('the guard of another installation stays while that is in use', async (t) => {
  const { extension, npm, protect, refresh, guard } = installations(t);
  const [bundles, other] = [extension('0.1.0'), npm()];
  await protect(bundles);
  await protect(other);
  assert.equal(await refresh(bundles), false);
  assert.match(guard(), /lib\/cloister/);
  rmSync(other, { recursive: true });
  assert.equal(await refresh(bundles), true);
  assert.match(guard(), /0\.1\.0/);
});

test('where Claude Code is not protected nothing is installed', async (t) => {
  const { extension, refresh, home } = installations(t);
  assert.equal(await refresh(extension('0.1.0')), false);
  assert.equal(readProtectionRecord(home), undefined);
});
