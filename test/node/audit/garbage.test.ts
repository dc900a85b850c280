import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../../../src/node/audit/audit.ts';
import { placesOf } from '../../../src/node/audit/store-places.ts';
import { allStores } from '../../../src/stores/index.ts';
import type { Mark } from '../../../src/stores/store.ts';
import { makeFolder } from '../folder.ts';
import { makeDatabase } from '../sqlite/databases.ts';
import { machineAt } from './machines.ts';

/** What lies where a store is expected, and is none. */
const contents: readonly (string | Uint8Array | 'folder' | 'database')[] = [
  '',
  '\n',
  '{',
  '{"a": [1, {"b": "c',
  'null',
  '[]',
  '[null, 1, "x", [], {}]',
  '{}',
  '{"items": 5, "version": {}, "messages": null, "settings": [], "chats": {"list": 3}, "data": "x", "entries": {"a": 1}}',
  '{"__proto__": null, "constructor": 1, "toString": [], "mcpServers": 3, "vaults": {"a": null, "b": {"path": 5}}}',
  'a,b,"c\n"d,\n,,,\n\0',
  '# words\n\nkey: value\n[x]\ny = {',
  '<html><en-export><KeePassFile>',
  `${'x'.repeat(70_000)}\n`,
  `${'['.repeat(20_000)}`,
  `SQLite format 3\0${'\x01'.repeat(3000)}`,
  'PK\x03\x04\x14\0\x01\0',
  Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 255)),
  Buffer.from('\ufeff{"a": 1}', 'utf16le'),
  'folder',
  'database',
];

function lay(path: string, content: (typeof contents)[number]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) return;
    if (content === 'folder') mkdirSync(path);
    else if (content === 'database')
      makeDatabase(
        path,
        'CREATE TABLE notes(id); CREATE TABLE folders(x); CREATE TABLE messages(y); CREATE TABLE chats(z)',
      );
    else writeFileSync(path, content);
  } catch (error) {
    // Another store's file lies where this one's folder would.
    if (!(error instanceof Error && 'code' in error && ['ENOTDIR', 'EEXIST', 'EISDIR'].includes(String(error.code))))
      throw error;
  }
}

/** A name that a mark fits, as far as a pattern tells one. */
function nameFor({ name, extension, pattern }: Mark): string | undefined {
  if (name !== undefined) return name;
  if (extension !== undefined) return `garbage${extension}`;
  const literal = pattern?.source.replace(/^\^|\$$/g, '').replaceAll('\\.', '.') ?? '';
  return /^[\w .-]+$/.test(literal) ? literal : undefined;
}

/** Names that lie in the folders of stores. */
const usual = [
  'data.json',
  'config.json',
  'settings.json',
  'database.sqlite',
  'history.jsonl',
  'auth.json',
  'state.vscdb',
  'config.toml',
  'storage.db',
  'a.md',
  'sessions/a.jsonl',
  'projects/x/a.jsonl',
  'tasks/1/ui_messages.json',
  'User/globalStorage/state.vscdb',
];

for (const seed of [0, 7, 13])
  test(`garbage where stores are expected is no fault of ours (${seed})`, async (t) => {
    const home = makeFolder(t, {});
    const machine = machineAt(home);
    let index = seed;
    const next = (): (typeof contents)[number] => contents[index++ % contents.length] ?? '';
    for (const store of allStores) {
      for (const place of placesOf(store, machine)) {
        if (!place.startsWith(`${home}/`) || /\/(?:snap|\.var)\//.test(place)) continue;
        const path = place.replaceAll('*', 'x');
        lay(path, next());
        if (existsSync(path) && lstatSync(path).isDirectory()) for (const name of usual) lay(join(path, name), next());
      }
      for (const mark of store.marks) {
        const name = nameFor(mark);
        if (name === undefined) continue;
        const path = join(home, 'Downloads', store.id, name);
        if (mark.entry === 'file') lay(path, next());
        else for (const each of usual) lay(join(path, each), next());
      }
    }
    const { signal } = new AbortController();
    const only = ['notes', 'ai', 'passwords'] as const;
    const report = await audit({ home, folders: [], only }, { machine, cloisterHome: join(home, '.own'), signal });
    assert.deepEqual(
      report.skipped.filter(({ why }) => why === 'fault'),
      [],
    );
    assert.ok(report.skipped.some(({ why }) => why === 'damaged'));
  });
