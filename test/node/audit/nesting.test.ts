import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AtRest } from '../../../src/core/audit.ts';
import { distinctStores, type FoundStore, storesWithin } from '../../../src/node/audit/nesting.ts';

const encrypted: AtRest = { state: 'encrypted', by: 'age' };

function found(store: FoundStore['store'], root: string, atRest: AtRest, parts = [root]): FoundStore {
  const [evidence = root] = parts;
  const notes = parts.map((path) => ({ kind: 'notes' as const, path }));
  return { store, root, evidence, atRest, parts: notes, items: parts.length, name: store, holds: 'notes' };
}

const told = (stores: readonly FoundStore[]) =>
  distinctStores(stores).map(({ store, root, items, parts }) => [store, root, items, parts.map(({ path }) => path)]);

test("encrypted files in a vault's own folder are told, beside the vault of plain notes", () => {
  const vault = found('obsidian', '/h/v', { state: 'plaintext' });
  assert.deepEqual(told([vault, found('encrypted-file', '/h/v', encrypted, ['/h/v/a.pdf'])]), [
    ['encrypted-file', '/h/v', 1, ['/h/v/a.pdf']],
    ['obsidian', '/h/v', 1, ['/h/v']],
  ]);
});

test('a vault is told under the name of the app whose notes it holds', () => {
  const vault = found('cloister-vault', '/h/v', { state: 'plaintext' });
  const plain = { state: 'plaintext' } as const;
  const named = (stores: readonly FoundStore[]) => distinctStores(stores).map(({ store }) => store);
  assert.deepEqual(named([vault, found('obsidian', '/h/v', plain)]), ['obsidian']);
  assert.deepEqual(named([vault, found('obsidian', '/h/v/inner', plain)]), ['cloister-vault', 'obsidian']);
  assert.deepEqual(named([vault, found('git-crypt', '/h/v', encrypted)]), ['cloister-vault', 'git-crypt']);
});

test('what another store tells is no encrypted file beside it', () => {
  const files = found('encrypted-file', '/h/Downloads', encrypted, ['/h/Downloads/chat.zip', '/h/Downloads/tax.zip']);
  const chat = found('whatsapp', '/h/Downloads/chat.zip', encrypted);
  assert.deepEqual(told([files, chat]), [
    ['encrypted-file', '/h/Downloads', 1, ['/h/Downloads/tax.zip']],
    ['whatsapp', '/h/Downloads/chat.zip', 1, ['/h/Downloads/chat.zip']],
  ]);
  const sealed = found('obsidian', '/h/v', encrypted);
  assert.deepEqual(told([sealed, found('encrypted-file', '/h/v', encrypted, ['/h/v/a.md.age'])]), [
    ['obsidian', '/h/v', 1, ['/h/v']],
  ]);
});

test('notes in a mounted folder are told as open, not once more as plain; those that git-crypt unlocks in place are', () => {
  const notes = found('obsidian', '/h/open/notes', { state: 'plaintext' });
  const passwords: FoundStore = { ...found('lastpass', '/h/open/a.csv', { state: 'plaintext' }), holds: 'passwords' };
  const cipher: FoundStore = { ...found('gocryptfs', '/h/cipher', encrypted), unlockedAt: '/h/open' };
  assert.deepEqual([...storesWithin([cipher, notes, passwords])], [notes]);
  const tree: FoundStore = { ...found('git-crypt', '/h/open', encrypted), unlockedAt: '/h/open' };
  assert.deepEqual([...storesWithin([tree, notes])], []);
});
