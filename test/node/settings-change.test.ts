import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { weakening } from '../../src/node/guard/settings-change.ts';
import { makeVault } from '../../src/node/policy-change.ts';
import { protectClaudeCode } from '../../src/node/protection.ts';
import { makeFolder } from './folder.ts';

/** A protected home folder; `after` says what a changed text of the user's settings would do. */
async function protectedSettings(t: TestContext) {
  const user = makeFolder(t, { 'bundles/guard.cjs': '// guard', 'vault/a.md': '' });
  const home = join(user, '.cloister');
  const env = { HOME: user, PATH: '' };
  makeVault(join(user, 'vault'), home, 'write');
  const options = { noBypass: true };
  const installation = { bundles: join(user, 'bundles'), runtime: process.execPath, electron: false, installed: [] };
  await protectClaudeCode({ home, env, ...installation, options });
  const settings = join(user, '.claude', 'settings.json');
  const text = readFileSync(settings, 'utf8');
  const after = (changed: string, file = settings): string | undefined => {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, changed);
    return weakening(file, home, env);
  };
  return { user, home, env, settings, text, after };
}

test('what a person adds to their own settings weakens nothing', async (t) => {
  const { text, after } = await protectedSettings(t);
  assert.equal(after(text), undefined);
  assert.equal(after(text.replace('{', '{ "model": "opus",')), undefined);
  assert.equal(after(text.replace('"deny": [', '"deny": ["WebFetch",')), undefined);
  assert.equal(after(text.replace('"PreToolUse": [', '"PreToolUse": [{ "hooks": [] },')), undefined);
  assert.equal(after(`\uFEFF${text}\n`), undefined);
});

test('what has the client leave the settings out, or changes our hooks, does', async (t) => {
  const { settings, home, env, text, after } = await protectedSettings(t);
  for (const [changed, expected] of [
    [`// x\n${text}`, /comments or trailing commas/],
    [text.replace(/\n\}\s*$/, ',\n}'), /comments or trailing commas/],
    [text.slice(0, -4), /no JSON/],
    ['', /no JSON/],
    ['{}', /the hook PreToolUse is gone or changed/],
    [text.replace('{', '{ "disableAllHooks": true,'), /^disableAllHooks$/],
    [text.replace('{', '{ "sandbox": { "enabled": false },'), /sandbox/],
    [text.replace('"matcher": "*"', '"matcher": "Nothing"'), /the hook PreToolUse/],
    [text.replace('"onFailure": "block"', '"onFailure": "ignore"'), /the hook PreToolUse/],
    [text.replace('"timeout": 10', '"timeout": 0.001'), /the hook PreToolUse/],
    [text.replace('"permissions": {', '"permissions": { "defaultMode": "delegate",'), /defaultMode/],
    [text.replace('"disable"', '"no"'), /disableBypassPermissionsMode/],
  ] as const) {
    assert.match(after(changed) ?? 'nothing', expected, changed.slice(0, 60));
  }
  rmSync(settings);
  assert.equal(weakening(settings, home, env), 'the settings are gone');
});

test('settings of a project are judged by what they switch off', async (t) => {
  const { user, home, env, after } = await protectedSettings(t);
  const file = join(user, 'vault', '.claude', 'settings.local.json');
  assert.equal(after('{ "model": "opus" }', file), undefined);
  assert.equal(after('{ "permissions": { "allow": ["Bash"] } }', file), undefined);
  assert.match(after('{ "disableAllHooks": true }', file) ?? '', /disableAllHooks/);
  assert.match(after('{ "sandbox": { "filesystem": { "allowRead": ["."] } } }', file) ?? '', /sandbox/);
  assert.match(after('{', file) ?? '', /no JSON/);
  rmSync(file);
  assert.equal(weakening(file, home, env), undefined);
  rmSync(join(home, 'agents'), { recursive: true });
  assert.equal(after('{ "disableAllHooks": true }', file), undefined);
});
