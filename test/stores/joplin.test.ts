/** Profiles and sync targets that the real Joplin made, its notes encrypted and not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { ensureJoplin } from '../e2e/install.ts';
import { temporaryFolder } from './fixture.ts';
import { encrypted, found, plaintext } from './pairs.ts';

const home = temporaryFolder();
const by = "Joplin's end-to-end encryption";

/** Runs commands of Joplin in one go, on a profile and a sync target beneath the home folder. */
function run(
  { node, main }: { node: string; main: string },
  profile: string,
  target: string,
  commands: string[],
): void {
  const settings = ['config sync.target 2', `config sync.2.path ${home}/${target}`];
  mkdirSync(`${home}/${profile}`, { recursive: true });
  mkdirSync(`${home}/${target}`, { recursive: true });
  const batch = `${home}/batch.txt`;
  writeFileSync(batch, [...settings, ...commands].join('\n'));
  const { status, stdout, stderr } = spawnSync(node, [main, '--profile', `${home}/${profile}`, 'batch', batch], {
    env: { PATH: process.env['PATH'], HOME: home },
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

const notes = ['mkbook one', 'use one', 'mknote first', 'set first body "the text"', 'mknote second'];

test('profiles and sync targets of the real Joplin', (t: TestContext) => {
  const install = ensureJoplin((text) => t.diagnostic(text));
  if (!install.ok) return t.skip(install.why);
  run(install, '.config/joplin', 'sync-plain', [...notes, 'sync']);
  run(install, '.config/joplin-desktop', 'sync-sealed', [...notes, 'e2ee enable -p made-up-password', 'sync']);
  // What came encrypted and has no password here stays so.
  run(install, 'stick/JoplinProfile', 'sync-sealed', ['sync']);
  const stores = found(home).map(({ store, root, atRest, items, remarks = [] }) => ({
    store,
    root,
    atRest,
    items,
    remarks: remarks.map(({ rule }) => rule),
  }));
  stores.sort((one, two) => (one.root < two.root ? -1 : 1));
  assert.deepEqual(stores, [
    { store: 'joplin', root: '.config/joplin', atRest: plaintext, items: 2, remarks: [] },
    // There is no keychain here: the password of the encryption stands in the database.
    { store: 'joplin', root: '.config/joplin-desktop', atRest: plaintext, items: 2, remarks: ['store.notes.key'] },
    { store: 'joplin', root: 'stick/JoplinProfile', atRest: encrypted(by), items: 2, remarks: [] },
    { store: 'joplin-sync', root: 'sync-plain', atRest: plaintext, items: 2, remarks: [] },
    { store: 'joplin-sync', root: 'sync-sealed', atRest: encrypted(by), items: 2, remarks: [] },
  ]);
});
