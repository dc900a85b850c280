import assert from 'node:assert/strict';
import { realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockedVaults, reachedLock } from '../../../src/node/services/locked-places.ts';
import { openVaults } from '../../../src/node/vaults.ts';
import { makeFolder } from '../folder.ts';

test('what policies lock and open, by real paths', (t) => {
  const root = makeFolder(t, {
    '.cloister/policy.json': JSON.stringify({
      version: 1,
      folders: { journal: 'none', 'journal/public': 'read', work: 'write', linked: 'none' },
    }),
    'journal/public/a.md': '',
    'work/a.md': '',
    'real/a.md': '',
  });
  symlinkSync(join(root, 'real'), join(root, 'linked'));
  const vaults = openVaults(join(root, 'nowhere'));
  assert.equal(vaults.containing(root).length, 1);
  const locked = lockedVaults(vaults, 0);
  const at = (path: string) => reachedLock(path, locked, false)?.locked.slice(root.length + 1);
  assert.equal(at(root), 'journal');
  assert.equal(at('/'), 'journal');
  assert.equal(at(join(root, 'journal/deep')), 'journal');
  assert.equal(at(join(root, 'journal/public')), undefined);
  assert.equal(at(join(root, 'work')), undefined);
  assert.equal(at(join(root, 'journal-of-others')), undefined);
  assert.equal(at(realpathSync(join(root, 'linked'))), 'real');
  assert.equal(at(join(root, 'JOURNAL')), undefined);
  assert.equal(reachedLock(join(root, 'JOURNAL'), locked, true)?.locked, join(root, 'journal'));
});

test('a vault that hides what it does not name', (t) => {
  const root = makeFolder(t, {
    '.cloister/policy.json': JSON.stringify({ version: 1, default: 'none', folders: { projects: 'write' } }),
    'projects/a.md': '',
    'notes/a.md': '',
  });
  const vaults = openVaults(join(root, 'nowhere'));
  assert.equal(vaults.containing(root).length, 1);
  const locked = lockedVaults(vaults, 0);
  assert.equal(reachedLock(join(root, 'projects'), locked, false), undefined);
  assert.deepEqual(reachedLock(join(root, 'notes'), locked, false), { vault: root, locked: root });
  assert.deepEqual(reachedLock(root, locked, false), { vault: root, locked: root });
});
