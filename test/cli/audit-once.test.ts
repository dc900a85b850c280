/** What lies in a home folder in several ways is told once. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { databaseAt, folderOf, temporaryFolder } from '../stores/fixture.ts';
import { zoteroSchema } from '../stores/note-pairs/databases.ts';
import { zipOf } from '../stores/zip.ts';
import type { Report } from './audit-homes/expected.ts';
import { run } from './running.ts';

async function told(home: string, folders: readonly string[] = []): Promise<{ findings: string[]; text: string }> {
  const own = temporaryFolder();
  const options = { home: own, env: { XDG_CACHE_HOME: own, PATH: process.env['PATH'] ?? '' } };
  const argv = ['audit', ...folders, '--home', home, '--only', 'notes,ai,passwords'];
  const { out } = await run([...argv, '--format', 'json'], options);
  const { findings } = JSON.parse(out) as Report;
  return {
    findings: findings
      .filter(({ rule }) => rule !== 'store.readable')
      .map(({ rule, place }) => `${rule} ${place.store} ${place.path.slice(home.length + 1)}`)
      .sort(),
    text: (await run(argv, options)).out,
  };
}

const vault = { 'vault/.obsidian/app.json': '{}', 'vault/a.md': '# a' };

test('a vault that links lead to, and that is named as a folder too', {
  skip: process.platform === 'win32',
}, async () => {
  const home = realpathSync(temporaryFolder());
  folderOf(vault, home);
  mkdirSync(`${home}/Documents`);
  symlinkSync('../vault', `${home}/Documents/vault`);
  symlinkSync('vault', `${home}/copy`);
  symlinkSync('.', `${home}/Documents/self`);
  const { findings } = await told(home, [home, `${home}/vault`, `${home}/copy`, `${home}/Documents/vault`]);
  assert.deepEqual(findings, ['store.notes.plaintext obsidian vault']);
});

test('a folder that three apps open is one store of plain notes', async () => {
  const home = realpathSync(temporaryFolder());
  folderOf(
    { ...vault, 'vault/.foam/templates/a.md': '# ${title}', 'vault/logseq/config.edn': '{:meta/version 1}' },
    home,
  );
  folderOf({ 'vault/pages/b.md': '- b', 'vault/b.md': '# b' }, home);
  const { findings } = await told(home);
  assert.equal(findings.length, 1, findings.join('\n'));
});

test('copies are backups and no stores; a store beside its copy is one', async () => {
  const home = realpathSync(temporaryFolder());
  folderOf(
    {
      'Downloads/vault.zip': zipOf(vault),
      'Downloads/sealed.zip': zipOf(vault, () => true),
      'Zotero/storage/a.pdf': 'x',
    },
    home,
  );
  const live = databaseAt(`${home}/Zotero/zotero.sqlite`, [
    ...zoteroSchema,
    "INSERT INTO items (itemTypeID, key) VALUES (1, 'A')",
  ]);
  copyFileSync(live, `${live}.bak`);
  mkdirSync(`${home}/Backups`);
  copyFileSync(live, `${home}/Backups/zotero.sqlite.bak`);
  writeFileSync(`${home}/Backups/other.bak`, 'x');
  const { findings, text } = await told(home);
  assert.deepEqual(findings, [
    'store.backup obsidian Downloads/vault.zip',
    'store.backup zotero Backups/zotero.sqlite.bak',
    'store.notes.plaintext zotero Zotero',
  ]);
  // By the app's name, though it is not here.
  assert.match(text, /Obsidian · ~\/Downloads\/vault\.zip · vault\/\.obsidian\/app\.json\n/);
});
