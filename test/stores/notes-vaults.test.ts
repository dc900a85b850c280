import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obsidian } from '../../src/stores/notes/obsidian.ts';
import { folderOf } from './fixture.ts';
import { pairs } from './note-pairs/vaults.ts';
import { found, homeOf, plaintext, testPairs } from './pairs.ts';
import { testReader } from './reader.ts';

testPairs(pairs);

test("the vaults of Obsidian's own list are further places to look at", () => {
  const home = homeOf({
    'l/obsidian.json':
      '{"vaults":{"a":{"path":"/home/x/one","ts":1,"open":true},"b":{"path":"C:\\\\Users\\\\x\\\\two"},"c":{"path":3},"d":null}}',
    'm/obsidian.json': '{"vaults":[1,2]}',
    'n/obsidian.json': '{"vaults":',
  });
  const leads = (place: string) => obsidian.leads?.(`${home}/${place}`, testReader());
  assert.deepEqual(leads('l/obsidian.json'), ['/home/x/one', 'C:/Users/x/two']);
  for (const place of ['m/obsidian.json', 'n/obsidian.json', 'none/obsidian.json', 'l'])
    assert.deepEqual(leads(place), []);
});

test('zettlr: workspaces that its settings name', () => {
  const home = homeOf({ 'notes/a.md': 'a', 'more/b.md': 'b' });
  const open = JSON.stringify({
    openPaths: [`${home}/notes`, `${home}/gone`, 4],
    openWorkspaces: [`${home}/more`, `${home}/notes`],
  });
  folderOf({ '.config/Zettlr/config.json': open }, home);
  const stores = found(home);
  assert.deepEqual(
    stores.map(({ store, root, items }) => [store, root, items]),
    [
      ['zettlr', 'notes', 1],
      ['zettlr', 'more', 1],
    ],
  );
});

test('of more than ten thousand notes no more is said than was seen', () => {
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`v/${at}.md`, '']));
  const [plain] = found(homeOf({ 'v/.obsidian/app.json': '{}', ...many }));
  assert.deepEqual([plain?.atRest, plain?.items], [plaintext, 10_000]);
});
