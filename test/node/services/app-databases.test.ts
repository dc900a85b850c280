import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { openStoreReader } from '../../../src/node/audit/store-reader.ts';
import { auditServices } from '../../../src/node/services/services.ts';
import { openSqlite } from '../../../src/node/sqlite/sqlite.ts';
import { makeDatabase } from '../sqlite/databases.ts';
import { type MadeMachine, makeMachine } from './machine.ts';

type Context = Parameters<typeof makeMachine>[0];

// To start SQLite takes longer than all that is asked here.
const copies = mkdtempSync(join(tmpdir(), 'cloister-'));
const sqlite = openSqlite({ folder: copies });
after(() => {
  sqlite[Symbol.dispose]();
  rmSync(copies, { recursive: true, force: true });
});

/** What is found with a database at a place of the home folder. */
function found(t: Context, path: string, sql: string, fill: (machine: MadeMachine) => void = () => undefined) {
  const machine = makeMachine(t);
  const whole = join(machine.home, path);
  mkdirSync(dirname(whole), { recursive: true });
  if (sql !== '') makeDatabase(whole, sql);
  fill(machine);
  using reader = openStoreReader(machine, sqlite);
  const { remarks, services } = auditServices(machine, { vaults: [], reader });
  const list = remarks.map(({ rule, about, severity }) => [rule, about, severity]);
  return { list, services, remarks, skipped: machine.skipped };
}

// The columns of the app that matter, among others of its table (app/store/database.go).
const ollama = (expose: number, browser: number) =>
  `CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), device_id TEXT NOT NULL DEFAULT '', expose BOOLEAN NOT NULL DEFAULT 0, survey BOOLEAN NOT NULL DEFAULT TRUE, browser BOOLEAN NOT NULL DEFAULT 0, models TEXT NOT NULL DEFAULT '');
   INSERT INTO settings (id, expose, browser) VALUES (1, ${expose}, ${browser});`;

for (const path of [
  '.ollama/db.sqlite',
  'Library/Application Support/Ollama/db.sqlite',
  'AppData/Local/Ollama/db.sqlite',
]) {
  test(`Ollama's app, ${path}`, (t) => {
    assert.deepEqual(found(t, path, ollama(1, 0)).list, [['service.exposed', 'ollama-server', 'medium']]);
    assert.deepEqual(found(t, path, ollama(0, 1)).list, [['service.cors', 'ollama-server', 'medium']]);
    assert.deepEqual(found(t, path, ollama(0, 0)).list, []);
  });
}

test('AnythingLLM with several users asks who one is', (t) => {
  const users = (value: string) =>
    `CREATE TABLE system_settings (id INTEGER PRIMARY KEY, label TEXT UNIQUE, value TEXT); INSERT INTO system_settings (label, value) VALUES ('multi_user_mode', '${value}');`;
  const fill = (machine: MadeMachine) =>
    writeFileSync(join(machine.home, 'anything-llm/server/.env'), 'SERVER_PORT=3001\n');
  const path = 'anything-llm/server/storage/anythingllm.db';
  assert.deepEqual(found(t, path, users('true'), fill).list, [['service.exposed', 'anythingllm-server', 'low']]);
  assert.deepEqual(found(t, path, users('false'), fill).list, [['service.exposed', 'anythingllm-server', 'medium']]);
});

test("Jan's server, by what its web view stores", (t) => {
  const state = (serverHost: string, apiKey: string) =>
    JSON.stringify({
      state: { enableOnStartup: true, serverHost, serverPort: 1337, apiKey, corsEnabled: true },
      version: 0,
    });
  const storage = (value: string) =>
    `CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB NOT NULL ON CONFLICT FAIL); INSERT INTO ItemTable VALUES ('setting-local-api-server', x'${Buffer.from(value, 'utf16le').toString('hex')}');`;
  const path = '.local/share/jan.ai.app/localstorage/tauri_localhost_0.localstorage';
  const key = 'Zq7vT2mKx9Lw4RbN';
  const open = found(t, path, storage(state('0.0.0.0', key)));
  assert.deepEqual(open.list, [['service.exposed', 'jan-server', 'low']]);
  assert.ok(!JSON.stringify(open).includes(key));
  // Without a key its answers are every web page's.
  assert.deepEqual(found(t, path, storage(state('0.0.0.0', ''))).list, [['service.exposed', 'jan-server', 'medium']]);
  assert.deepEqual(found(t, path, storage(state('127.0.0.1', key))).list, []);
});

test('a damaged database is skipped', (t) => {
  const { list, skipped } = found(t, '.ollama/db.sqlite', '', (machine) =>
    writeFileSync(join(machine.home, '.ollama/db.sqlite'), `SQLite format 3\0${'x'.repeat(3000)}`),
  );
  assert.deepEqual(list, []);
  assert.deepEqual(
    skipped.map(({ why }) => why),
    ['damaged'],
  );
});
