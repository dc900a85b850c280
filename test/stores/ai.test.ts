import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { findingsOf } from '../../src/core/audit-findings.ts';
import { aiStoreIds, type StoreId } from '../../src/core/store-ids.ts';
import { aiStores } from '../../src/stores/ai/index.ts';
import { hasTables } from '../../src/stores/ai/proof.ts';
import type { StoreReader } from '../../src/stores/store.ts';
import { fixtures, noise, place } from './ai-fixtures.ts';
import { recognised, storeOf } from './ai-recognise.ts';
import { databaseAt, databaseWithLog, folderOf, temporaryFolder } from './fixture.ts';
import { testReader } from './reader.ts';

test('every AI store has one row, and each row a fixture', () => {
  assert.deepEqual(aiStores.map(({ id }) => id).sort(), [...aiStoreIds]);
  assert.deepEqual([...new Set(fixtures.map(({ id }) => id))].sort(), [...aiStoreIds]);
});

test('every row says where it is looked for, how it is proven, what to do and where that is documented', () => {
  for (const { id, paths, marks, proof, fix, docs, holds } of aiStores) {
    const places = Object.values(paths).flat();
    assert.ok(places.length + marks.length > 0, id);
    assert.ok(
      places.every((path) => /^(?:~|\{\w+(?::\w+\|~[^}]*)?\})(?:\/|$)/.test(path)),
      id,
    );
    assert.ok(proof.length > 10 && fix.length > 20 && docs.startsWith('https://'), id);
    assert.equal(holds, 'ai');
  }
});

describe('what apps leave is recognised by content', () => {
  for (const fixture of fixtures) {
    const { id, state = 'plaintext', items, kinds, evidence } = fixture;
    test(`${id}: ${evidence.split('/').at(-1)}, ${state}`, () => {
      const candidate = place(fixture);
      const { found, all, reader } = recognised(id, candidate);
      assert.ok(found !== undefined);
      const parts = all.flatMap((each) => each.parts);
      assert.equal(found.store, id);
      assert.equal(found.atRest.state, state);
      assert.ok(found.evidence.endsWith(`/${evidence}`), 'the file that proves it');
      assert.deepEqual(parts.map(({ kind }) => kind).sort(), [...kinds].sort());
      assert.equal(found.items, items);
      for (const part of parts) assert.ok(reader.type(part.path) !== undefined, part.kind);
      assert.deepEqual(reader.skipped, []);
    });
  }
});

describe('what merely looks like it is not', () => {
  for (const { id, lookAlikes } of fixtures)
    for (const [at, fixture] of lookAlikes.entries())
      test(`${id}: look-alike ${at + 1}`, () => {
        assert.equal(recognised(id, place(fixture)).found, undefined);
        // An empty folder, and none at all.
        assert.equal(recognised(id, temporaryFolder()).found, undefined);
        assert.equal(recognised(id, '/nowhere/at/all').found, undefined);
      });
});

test('no other row takes a fixture for its own, but for the vault and the editor that several share', () => {
  const shared = new Set(['copilot-chat', 'cursor', 'obsidian-copilot', 'obsidian-plugins', 'aider']);
  for (const fixture of fixtures) {
    const candidate = place(fixture);
    for (const { id } of aiStores) {
      if (id === fixture.id || (shared.has(id) && shared.has(fixture.id))) continue;
      // Both are what was made from Cline.
      if (['cline', 'roo-code'].includes(id) && ['cline', 'roo-code'].includes(fixture.id)) continue;
      assert.equal(recognised(id, candidate).found, undefined, `${id} for ${fixture.id}`);
    }
  }
});

test('a database whose tables stand in the write-ahead log alone is recognised', () => {
  const root = temporaryFolder();
  const tables = ['session', 'message', 'part'].map((name) => `CREATE TABLE ${name} (id TEXT)`);
  databaseWithLog(`${root}/opencode.db`, ['PRAGMA user_version=1'], [...tables, "INSERT INTO session VALUES ('a')"]);
  const { found } = recognised('opencode', root);
  assert.equal(found?.items, 1);
  assert.ok(found?.parts.some(({ path }) => path.endsWith('opencode.db-wal')));
});

test('the folders of Claude Code within Cowork belong to Cowork', () => {
  const line = JSON.stringify({ type: 'user', uuid: 'a', parentUuid: null, sessionId: 'b', message: {} });
  const root = folderOf({ 'local-agent-mode-sessions/a/b/local_c/.claude/projects/d/e.jsonl': line });
  const folder = `${root}/local-agent-mode-sessions/a/b/local_c/.claude`;
  assert.equal(recognised('claude-code', folder).found, undefined);
});

test('an export of ChatGPT in a zip is plain, or encrypted where the zip is', () => {
  // The head of an entry and the names of the directory are what is looked at.
  const zip = (flags: number) =>
    Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, flags, 0]),
      Buffer.alloc(100),
      Buffer.from('PK\x01\x02....chat.htmlPK\x01\x02....conversations.jsonPK\x05\x06'),
    ]);
  const name = `${'0f'.repeat(32)}-2026-01-01-10-00-00.zip`;
  const root = folderOf({ [`a/${name}`]: zip(0), [`b/${name}`]: zip(1), [`c/${name}`]: 'no zip' });
  assert.deepEqual(recognised('chatgpt-export', `${root}/a/${name}`).found?.atRest, { state: 'plaintext' });
  assert.deepEqual(recognised('chatgpt-export', `${root}/b/${name}`).found?.atRest, { state: 'encrypted', by: 'zip' });
  assert.equal(recognised('chatgpt-export', `${root}/c/${name}`).found, undefined);
  const { marks } = storeOf('chatgpt-export');
  assert.ok(marks.some(({ pattern }) => pattern?.test(name)));
  assert.ok(!marks.some(({ pattern }) => pattern?.test('holiday.zip')));
});

test('ChatGPT for macOS: some conversations of an old version beside encrypted ones', () => {
  const root = folderOf({
    'conversations-v2-0badcafe-1/a.data': noise,
    'conversations-v2-0badcafe-1/b.data': '{"a":1}',
  });
  assert.deepEqual(recognised('chatgpt-desktop', root).found?.atRest, { state: 'partly', encrypted: 1, of: 2 });
});

test('OpenCode: the advice says that snapshots hold files that an agent is denied', () => {
  assert.match(storeOf('opencode').fix, /full copies of the workspace, also of files that an agent is denied/);
});

test('a database whose first page tells all of its tables is not copied', () => {
  const root = temporaryFolder();
  databaseAt(`${root}/one.db`, ['CREATE TABLE ItemTable (key, value)']);
  const many = Array.from({ length: 200 }, (_, at) => `CREATE TABLE t${at} (a, b, c)`);
  databaseAt(`${root}/many.db`, [...many, 'CREATE TABLE cursorDiskKV (key, value)']);
  // Byte 59 says how texts are written: in UTF-16 the names are not to be read here.
  const wide = readFileSync(`${root}/one.db`);
  wide[59] = 2;
  writeFileSync(`${root}/wide.db`, wide);
  const asked: string[] = [];
  const reader = testReader();
  const counting: StoreReader = {
    ...reader,
    tables(path) {
      asked.push(path);
      return reader.tables(path);
    },
  };
  assert.ok(hasTables(counting, `${root}/one.db`, 'itemtable'));
  assert.ok(!hasTables(counting, `${root}/one.db`, 'ItemTable', 'cursorDiskKV'));
  assert.deepEqual(asked, []);
  assert.ok(hasTables(counting, `${root}/many.db`, 'cursorDiskKV'));
  assert.ok(!hasTables(counting, `${root}/wide.db`, 'notes'));
  assert.deepEqual(asked, [`${root}/many.db`, `${root}/wide.db`]);
});

test('keys and settings alone are no memory: what is told of them is that they hold keys', () => {
  const rules = (id: StoreId) => {
    const fixture = fixtures.find((each) => each.id === id);
    assert.ok(fixture !== undefined);
    const { found } = recognised(id, place(fixture));
    assert.ok(found !== undefined);
    const around = { open: [], openCount: 0, around: {}, files: 1, bytes: 1, name: id, holds: 'ai' } as const;
    const disk = { state: 'not-detected', evidence: [], mount: '/' } as const;
    return findingsOf({ ...found, ...around, disk }).map(({ rule, severity }) => `${rule} ${severity}`);
  };
  assert.deepEqual(rules('obsidian-plugins'), ['store.ai.credentials medium']);
  assert.deepEqual(rules('codex'), ['store.ai.plaintext medium']);
  assert.deepEqual(rules('windsurf'), []);
  assert.deepEqual(rules('chatgpt-desktop'), []);
});
