import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoreId } from '../../src/core/store-ids.ts';
import { fixtures, place } from './ai-fixtures.ts';
import { recognised } from './ai-recognise.ts';

/** The words that a store says of its retention, with these files over its fixture's. */
function words(id: StoreId, files: Readonly<Record<string, string>>, variables?: Record<string, string>) {
  const fixture = fixtures.find((each) => each.id === id);
  assert.ok(fixture !== undefined);
  return recognised(id, place({ ...fixture, files: { ...fixture.files, ...files } }), variables).found?.retention;
}

const json = JSON.stringify;

test('Claude Code: cleanupPeriodDays, or 30 days', () => {
  const settings = (value: unknown) => ({ '.claude/settings.json': json({ cleanupPeriodDays: value }) });
  assert.equal(words('claude-code', settings(undefined)), '30 days (cleanupPeriodDays is not set)');
  assert.equal(words('claude-code', settings(3650)), '3650 days (cleanupPeriodDays)');
  assert.equal(words('claude-code', settings(1)), '1 day (cleanupPeriodDays)');
  assert.equal(words('claude-code', settings('many')), '30 days (cleanupPeriodDays is not set)');
  assert.equal(words('claude-code', { '.claude/settings.json': '{' }), undefined);
});

test('Gemini CLI: general.sessionRetention, on unless it is set', () => {
  const settings = (sessionRetention: unknown) => ({
    '.gemini/settings.json': json({ general: { sessionRetention } }),
  });
  assert.equal(words('gemini-cli', settings(undefined)), '30 days (general.sessionRetention.maxAge is not set)');
  assert.equal(words('gemini-cli', settings({ enabled: false })), 'no limit is set (general.sessionRetention is off)');
  assert.equal(
    words('gemini-cli', settings({ enabled: true, maxAge: '7d' })),
    '7 days (general.sessionRetention.maxAge)',
  );
  assert.equal(
    words('gemini-cli', settings({ maxAge: '1w', maxCount: 50 })),
    '1 week (general.sessionRetention.maxAge), the newest 50 (general.sessionRetention.maxCount)',
  );
});

test('Codex: history of prompts, sessions and memories', () => {
  const rest = 'sessions are kept until `codex delete`';
  const config = (text: string) => ({ '.codex/config.toml': text });
  assert.equal(words('codex', config('')), `prompts: no limit is set (history.max_bytes); ${rest}; memories are off`);
  assert.equal(
    words('codex', config('[history]\npersistence = "none"\n[features]\nmemories = true\n')),
    `prompts are not kept (history.persistence); ${rest}; memories are on`,
  );
  assert.equal(
    words('codex', config('[history]\nmax_bytes = 1_048_576\n')),
    `prompts: 1048576 bytes (history.max_bytes); ${rest}; memories are off`,
  );
  assert.equal(words('codex', config('[history\n')), undefined);
});

test('Qwen Code: conversations have no limit, what it keeps beside them has', () => {
  assert.equal(
    words('qwen-code', {}),
    'conversations: no limit is set; backups of files and logs: 30 days (general.cleanupPeriodDays is not set)',
  );
  assert.equal(
    words('qwen-code', { '.qwen/settings.json': json({ general: { cleanupPeriodDays: 7, chatRecording: false } }) }),
    'new conversations are not kept (general.chatRecording); backups of files and logs: 7 days (general.cleanupPeriodDays)',
  );
});

test('OpenClaw: what is old is archived, not deleted', () => {
  const config = (maintenance: unknown) => ({ '.openclaw/openclaw.json': json({ session: { maintenance } }) });
  assert.equal(
    words('openclaw', config(undefined)),
    'archived, not deleted, after 30 days; 5000 sessions (session.maintenance)',
  );
  assert.equal(
    words('openclaw', config({ pruneAfter: '7d', maxEntries: 100 })),
    'archived, not deleted, after 7 days; 100 sessions (session.maintenance)',
  );
  assert.equal(words('openclaw', config({ mode: 'warn' })), 'no limit is set (session.maintenance.mode is warn)');
});

test('Ollama: OLLAMA_NOHISTORY', () => {
  const on = 'prompts of the terminal are kept (OLLAMA_NOHISTORY is not set)';
  const off = 'prompts of the terminal are not kept (OLLAMA_NOHISTORY)';
  assert.equal(words('ollama', {}), on);
  for (const value of ['', '0', 'false']) assert.equal(words('ollama', {}, { OLLAMA_NOHISTORY: value }), on);
  for (const value of ['1', 'true']) assert.equal(words('ollama', {}, { OLLAMA_NOHISTORY: value }), off);
});

test('VS Code Local History: versions of a file', () => {
  const settings = (text: string) => ({ 'User/settings.json': text });
  assert.equal(words('local-history', {}), '50 versions of a file (workbench.localHistory.maxFileEntries is not set)');
  assert.equal(
    words('local-history', settings('{\n  // few\n  "workbench.localHistory.maxFileEntries": 5,\n}')),
    '5 versions of a file (workbench.localHistory.maxFileEntries)',
  );
  assert.equal(
    words('local-history', settings('{"workbench.localHistory.enabled": false}')),
    'no new versions (workbench.localHistory.enabled); those that are there stay',
  );
});
