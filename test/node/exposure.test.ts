import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockedInHistory } from '../../src/node/exposure.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { makeFolder } from './folder.ts';

test('what the sandbox has to hide git for: folders, patterns and marked notes, in the reflog too', (t) => {
  const root = makeFolder(t, {
    '.cloister/policy.json': '{"version":1,"folders":{"journal":"none"},"files":{"none":["*.kdbx","!open.kdbx"]}}',
    'open.md': 'x',
    'open.kdbx': 'x',
    'mine.md': '---\nprivate: true\n---\n',
  });
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    execFileSync('git', [...who, ...args], { cwd: root, env, stdio: 'ignore' });
  };
  const marked = [join(root, 'mine.md'), '/elsewhere/x.md'];
  const found = (): string[] => {
    const [vault] = openVaults(join(root, 'nowhere')).containing(root);
    assert.ok(vault);
    return lockedInHistory(vault, 0, env, marked);
  };
  git('init', '-q');
  assert.deepEqual(found(), []);
  git('add', 'open.md', 'open.kdbx');
  git('commit', '-qm', 'open');
  assert.deepEqual(found(), []);
  execFileSync('mkdir', [join(root, 'journal')]);
  execFileSync('touch', [join(root, 'journal', 'a.md'), join(root, 'keys.kdbx')]);
  git('add', '-f', 'journal', 'keys.kdbx', 'mine.md');
  git('commit', '-qm', 'locked');
  assert.deepEqual(found(), ['journal', '*.kdbx', 'notes marked private']);
  git('reset', '-q', '--hard', 'HEAD~1');
  assert.deepEqual(found(), ['journal', '*.kdbx', 'notes marked private']);
  rmSync(join(root, '.git', 'logs'), { recursive: true });
  assert.deepEqual(found(), []);
  // Git tells nothing then: it may hold anything.
  writeFileSync(join(root, '.git', 'refs', 'heads', 'nowhere'), `${'3'.repeat(40)}\n`);
  assert.deepEqual(found(), ['journal', '*.kdbx', 'notes marked private']);
});
