/**
 * What each AI app leaves on a disk, and what merely looks like it. Codex 0.169.0, Gemini CLI 0.61.0, Qwen Code 0.24.4,
 * Copilot CLI 1.0.102, OpenCode and OpenClaw 2026.9.6 were run against a model of the tests: lines, names and tables are
 * theirs. The others are made after the page that their row names. Keys are made up.
 */

import type { StoreId } from '../../src/core/store-ids.ts';
import { databaseAt, folderOf } from './fixture.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Fixture {
  /** Files beneath a new folder. */
  readonly files: Files;
  /** Databases, by path, with the statements that make them. */
  readonly databases?: Readonly<Record<string, readonly string[]>>;
  /** What is handed to the recogniser, within that folder. */
  readonly candidate: string;
}

export interface StoreFixture extends Fixture {
  readonly id: StoreId;
  /** The state that is expected, or the first word of it for an encrypted one. */
  readonly state?: 'plaintext' | 'encrypted' | 'unknown';
  readonly items?: number;
  /** Kinds of the parts, in order of their names. */
  readonly kinds: readonly string[];
  /** The file that proves it, within the folder. */
  readonly evidence: string;
  readonly lookAlikes: readonly Fixture[];
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A key in a vendor's form that nobody has: the same for the same seed. */
export function madeKey(prefix: string, length = 48, seed = 7): string {
  let state = seed;
  let text = '';
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += digits[Math.floor(state / 65_536) % digits.length];
  }
  return prefix + text;
}

/** Makes the files and databases. @returns the candidate's absolute path */
export function place({ files, databases = {}, candidate }: Fixture): string {
  const root = folderOf(files);
  // A fixture need not survive a power cut.
  const quick = ['PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY', 'BEGIN'];
  for (const [path, statements] of Object.entries(databases))
    databaseAt(`${root}/${path}`, [...quick, ...statements, 'COMMIT']);
  return `${root}/${candidate}`.replace(/\/$/, '');
}

const id1 = 'b3c6ffc5-6bd4-4d38-b533-807625697b87';
const id2 = '6f4c8e4e-826b-458d-b381-8769730fef02';
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const claudeLine = line({
  parentUuid: null,
  isSidechain: false,
  type: 'user',
  message: { role: 'user', content: 'hello' },
  uuid: id1,
  sessionId: id2,
  cwd: '/home/user/vault',
});
const openCodeTables = [
  'CREATE TABLE `session` (`id` text PRIMARY KEY, `title` text)',
  'CREATE TABLE `message` (`id` text PRIMARY KEY, `data` text)',
  'CREATE TABLE `part` (`id` text PRIMARY KEY, `data` text)',
  'CREATE TABLE `credential` (`id` text PRIMARY KEY, `value` text NOT NULL)',
];
const itemTable = 'CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)';
const plain = 'CREATE TABLE notes (id INTEGER)';
const agentTables = [
  'CREATE TABLE transcript_events (session_id TEXT NOT NULL, seq INTEGER NOT NULL, event_json TEXT)',
  'CREATE TABLE auth_profile_store (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL, updated_at INTEGER)',
  "INSERT INTO transcript_events VALUES ('a', 1, '{}'), ('a', 2, '{}'), ('b', 1, '{}')",
];
/** Bytes without a pattern, as those of an encrypted file. */
export const noise = Uint8Array.from(
  { length: 4096 },
  (_, at) => (((at * 7919) ^ (at * at * 31) ^ (at >> 3)) & 255) | 128,
);
const json = JSON.stringify;

export const fixtures: readonly StoreFixture[] = [
  {
    id: 'aider',
    candidate: '',
    files: {
      '.aider.chat.history.md': '\n# aider chat started at 2026-03-01 10:00:00\n\n#### add a test\n\nDone.\n',
      '.aider.input.history': '\n# 2026-03-01 10:00:00.000000\n+add a test\n',
      '.aider.tags.cache.v4/cache.db': 'x',
    },
    kinds: ['index', 'transcripts', 'transcripts'],
    evidence: '.aider.chat.history.md',
    lookAlikes: [{ candidate: '', files: { '.aider.chat.history.md': 'Notes about aider\n' } }],
  },
  {
    id: 'anythingllm',
    candidate: 'storage',
    files: { 'storage/documents/a.json': json({ pageContent: 'text' }), 'storage/vector-cache/b.json': '[]' },
    databases: {
      'storage/anythingllm.db': [
        'CREATE TABLE workspaces (id INTEGER, name TEXT)',
        'CREATE TABLE workspace_chats (id INTEGER, prompt TEXT, response TEXT)',
        'CREATE TABLE api_keys (id INTEGER, secret TEXT)',
        'CREATE TABLE system_settings (id INTEGER, label TEXT, value TEXT)',
        "INSERT INTO workspace_chats VALUES (1, 'a', 'b')",
      ],
    },
    items: 1,
    kinds: ['index', 'transcripts', 'uploads'],
    evidence: 'storage/anythingllm.db',
    lookAlikes: [{ candidate: 'storage', files: {}, databases: { 'storage/anythingllm.db': [plain] } }],
  },
  {
    id: 'chatgpt-desktop',
    candidate: 'com.openai.chat',
    files: { [`com.openai.chat/conversations-v2-${id1}/${id2}.data`]: noise },
    state: 'encrypted',
    items: 1,
    kinds: ['transcripts'],
    evidence: `com.openai.chat/conversations-v2-${id1}/${id2}.data`,
    lookAlikes: [{ candidate: 'com.openai.chat', files: { 'com.openai.chat/cache/a.data': noise } }],
  },
  {
    id: 'chatgpt-desktop',
    candidate: 'com.openai.chat',
    files: { [`com.openai.chat/conversations-${id1}/${id2}.data`]: json({ title: 'a', tree: {} }) },
    items: 1,
    kinds: ['transcripts'],
    evidence: `com.openai.chat/conversations-${id1}/${id2}.data`,
    lookAlikes: [],
  },
  {
    id: 'chatgpt-export',
    candidate: 'Downloads/conversations.json',
    files: {
      'Downloads/conversations.json': json([
        { title: 'a', create_time: 1, mapping: { b: { id: 'b', message: null } } },
      ]),
      'Downloads/chat.html': '<html>',
    },
    items: 1,
    kinds: ['export', 'export'],
    evidence: 'Downloads/conversations.json',
    lookAlikes: [
      // What Claude exports has the same name; it is no tree.
      { candidate: 'conversations.json', files: { 'conversations.json': json([{ uuid: id1, chat_messages: [] }]) } },
      { candidate: 'conversations.json', files: { 'conversations.json': json({ mapping: {} }) } },
    ],
  },
  {
    id: 'claude-code',
    candidate: '.claude',
    files: {
      [`.claude/projects/-home-anna-vault/${id2}.jsonl`]: claudeLine,
      [`.claude/projects/-home-anna-vault/${id2}/subagents/agent-1.jsonl`]: claudeLine,
      '.claude/projects/-home-anna-vault/memory/MEMORY.md': 'text',
      '.claude/history.jsonl': line({ display: 'hello', pastedContents: {}, timestamp: 1, project: '/a' }),
      '.claude/settings.json': '{}',
      '.claude/file-history/a/b': 'text',
    },
    items: 1,
    kinds: ['settings', 'snapshots', 'transcripts', 'transcripts'],
    evidence: `.claude/projects/-home-anna-vault/${id2}.jsonl`,
    lookAlikes: [
      // A workspace's own settings.
      { candidate: '.claude', files: { '.claude/settings.json': '{}', '.claude/commands/a.md': 'text' } },
      { candidate: '.claude', files: { '.claude/projects/a/b.jsonl': line({ name: 'a' }) } },
    ],
  },
  {
    id: 'claude-desktop',
    candidate: 'Claude',
    files: { 'Claude/claude_desktop_config.json': json({ mcpServers: {} }), 'Claude/IndexedDB/a': 'x' },
    state: 'unknown',
    kinds: ['index', 'settings'],
    evidence: 'Claude/claude_desktop_config.json',
    lookAlikes: [{ candidate: 'Claude', files: { 'Claude/claude_desktop_config.json': '[]' } }],
  },
  {
    id: 'cline',
    candidate: 'saoudrizwan.claude-dev',
    files: {
      'saoudrizwan.claude-dev/tasks/1/api_conversation_history.json': json([{ role: 'user', content: [] }]),
      'saoudrizwan.claude-dev/tasks/1/ui_messages.json': json([{ ts: 1, type: 'say' }]),
      'saoudrizwan.claude-dev/checkpoints/1/HEAD': 'ref',
    },
    items: 1,
    kinds: ['snapshots', 'transcripts'],
    evidence: 'saoudrizwan.claude-dev/tasks/1/api_conversation_history.json',
    lookAlikes: [
      { candidate: 'a', files: { 'a/tasks/1/api_conversation_history.json': '{"a":1}', 'a/tasks/2/note.md': 'x' } },
    ],
  },
  {
    id: 'codex',
    candidate: '.codex',
    files: {
      '.codex/sessions/2026/11/26/rollout-2026-11-26T03-11-54-01a215d6.jsonl': `${line({
        timestamp: '2026-11-26T03:11:54.523Z',
        ordinal: 0,
        type: 'session_meta',
        payload: { session_id: id1, cwd: '/home/user/vault', base_instructions: { text: 'x'.repeat(20_000) } },
      })}${line({ type: 'response_item' })}`,
      '.codex/config.toml': 'model = "x"\n',
    },
    databases: {
      '.codex/thread_history_1.sqlite': ['CREATE TABLE thread_turns (id)', 'CREATE TABLE thread_items (id)'],
      '.codex/memories_1.sqlite': ['CREATE TABLE stage1_outputs (id)'],
      '.codex/logs_2.sqlite': ['CREATE TABLE logs (id)'],
    },
    items: 1,
    kinds: ['logs', 'memory', 'settings', 'transcripts', 'transcripts'],
    evidence: '.codex/sessions/2026/11/26/rollout-2026-11-26T03-11-54-01a215d6.jsonl',
    lookAlikes: [
      { candidate: '.codex', files: { '.codex/config.toml': 'model = "x"\n', '.codex/prompts/a.md': 'text' } },
      { candidate: '.codex', files: { '.codex/sessions/a.jsonl': line({ type: 'other' }) } },
    ],
  },
  {
    id: 'codex',
    candidate: '.codex',
    files: {},
    databases: {
      '.codex/thread_history_1.sqlite': ['CREATE TABLE thread_turns (id)', 'CREATE TABLE thread_items (id)'],
    },
    kinds: ['transcripts'],
    evidence: '.codex/thread_history_1.sqlite',
    lookAlikes: [{ candidate: '.codex', files: {}, databases: { '.codex/thread_history_1.sqlite': [plain] } }],
  },
  {
    id: 'continue',
    candidate: '.continue',
    files: {
      [`.continue/sessions/${id1}.json`]: json({
        history: [{ message: { role: 'user' } }],
        sessionId: id1,
        title: 'a',
      }),
      '.continue/sessions/sessions.json': '[]',
      '.continue/index/lancedb/a.lance/data/b.lance': 'x',
    },
    items: 1,
    kinds: ['index', 'transcripts'],
    evidence: `.continue/sessions/${id1}.json`,
    lookAlikes: [{ candidate: '.continue', files: { '.continue/sessions/a.json': '{"history":"of Rome"}' } }],
  },
  {
    id: 'copilot-chat',
    candidate: 'User',
    files: {
      'User/workspaceStorage/1f/chatSessions/a.json': json({ version: 3, requests: [], sessionId: id1 }),
      'User/workspaceStorage/2e/chatSessions/b.jsonl': line({
        kind: 0,
        v: { version: 3, sessionId: id2, requests: [] },
      }),
      'User/globalStorage/emptyWindowChatSessions/c.json': json({ version: 3, sessionId: id2, requests: [] }),
      'User/workspaceStorage/1f/GitHub.copilot-chat/debug-logs/a/main.jsonl': '{}',
    },
    items: 3,
    kinds: ['logs', 'transcripts', 'transcripts', 'transcripts'],
    evidence: 'User/globalStorage/emptyWindowChatSessions/c.json',
    lookAlikes: [
      {
        candidate: 'User',
        files: { 'User/settings.json': '{}', 'User/workspaceStorage/1f/chatSessions/a.json': '[]' },
      },
    ],
  },
  {
    id: 'copilot-cli',
    candidate: '.copilot',
    files: {
      [`.copilot/session-state/${id1}/events.jsonl`]: line({
        type: 'session.start',
        data: { sessionId: id1, version: 1 },
      }),
      [`.copilot/session-state/${id1}/workspace.yaml`]: 'id: a\n',
      '.copilot/logs/process-1.log': 'x',
    },
    databases: { '.copilot/session-store.db': ['CREATE TABLE sessions (id)', 'CREATE TABLE turns (id)'] },
    items: 1,
    kinds: ['logs', 'transcripts', 'transcripts'],
    evidence: `.copilot/session-state/${id1}/events.jsonl`,
    lookAlikes: [
      { candidate: '.copilot', files: { '.copilot/config.json': '{}', '.copilot/session-state/a/events.jsonl': '{}' } },
    ],
  },
  {
    id: 'cowork',
    candidate: 'local-agent-mode-sessions',
    files: {
      [`local-agent-mode-sessions/${id1}/${id2}/local_a.json`]: json({ sessionId: 'local_a', title: 'x' }),
      [`local-agent-mode-sessions/${id1}/${id2}/local_a/.claude/projects/b/c.jsonl`]: claudeLine,
      [`local-agent-mode-sessions/${id1}/${id2}/local_a/audit.jsonl`]: '{}',
      [`local-agent-mode-sessions/${id1}/${id2}/local_a/uploads/d.pdf`]: 'x',
      [`local-agent-mode-sessions/${id1}/${id2}/.audit-key`]: noise,
    },
    items: 1,
    kinds: ['transcripts', 'transcripts', 'transcripts', 'uploads'],
    evidence: `local-agent-mode-sessions/${id1}/${id2}/local_a.json`,
    lookAlikes: [
      { candidate: 'local-agent-mode-sessions', files: { 'local-agent-mode-sessions/a/b/local_a.json': '{}' } },
      {
        candidate: 'local-agent-mode-sessions',
        files: { [`local-agent-mode-sessions/${id1}/${id2}/local_a.json`]: 'no JSON' },
      },
    ],
  },
  {
    id: 'cursor',
    candidate: 'User',
    files: { 'User/globalStorage/state.vscdb.backup': 'x' },
    databases: {
      'User/globalStorage/state.vscdb': [
        itemTable,
        'CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)',
        `INSERT INTO cursorDiskKV VALUES ('composerData:${id1}', '{}'), ('bubbleId:${id1}:${id2}', '{}')`,
      ],
      'User/workspaceStorage/1f/state.vscdb': [itemTable],
    },
    items: 1,
    kinds: ['backup', 'transcripts', 'transcripts'],
    evidence: 'User/globalStorage/state.vscdb',
    // VS Code itself.
    lookAlikes: [{ candidate: 'User', files: {}, databases: { 'User/globalStorage/state.vscdb': [itemTable] } }],
  },
  {
    id: 'cursor-cli',
    candidate: '.cursor',
    files: { '.cursor/projects/a/agent-transcripts/b.txt': 'user:\nhello\n' },
    databases: { '.cursor/chats/5d/1f/store.db': ['CREATE TABLE blobs (id, data)', 'CREATE TABLE meta (key, value)'] },
    items: 1,
    kinds: ['transcripts', 'transcripts'],
    evidence: '.cursor/chats/5d/1f/store.db',
    lookAlikes: [{ candidate: '.cursor', files: { '.cursor/mcp.json': '{}', '.cursor/rules/a.mdc': 'text' } }],
  },
  {
    id: 'gemini-cli',
    candidate: '.gemini',
    files: {
      '.gemini/tmp/work/chats/session-2026-11-26T03-11-d516909d.jsonl': `${line({
        sessionId: id1,
        projectHash: '21432edc',
        startTime: '2026-11-26T03:11:56.274Z',
        lastUpdated: '2026-11-26T03:11:56.274Z',
        kind: 'main',
      })}${line({ $set: { messages: [] } })}`,
      '.gemini/tmp/older/chats/session-2025-09-18T02-45-3b44bc68.json': json({
        sessionId: id2,
        projectHash: 'a',
        messages: [],
      }),
      '.gemini/history/work/.project_root': '/home/user/work',
      '.gemini/settings.json': '{}',
    },
    items: 2,
    kinds: ['settings', 'snapshots', 'transcripts'],
    evidence: '.gemini/tmp/older/chats/session-2025-09-18T02-45-3b44bc68.json',
    lookAlikes: [
      { candidate: '.gemini', files: { '.gemini/settings.json': '{}', '.gemini/tmp/a/chats/b.jsonl': '{}' } },
    ],
  },
  {
    id: 'gpt4all',
    candidate: 'GPT4All',
    files: {
      'GPT4All/gpt4all-a.chat': Uint8Array.from([0xf5, 0xd5, 0x53, 0xcc, 0, 0, 0, 12]),
      'GPT4All/model.gguf': 'GGUF',
    },
    databases: { 'GPT4All/localdocs_v3.db': ['CREATE TABLE documents (id)', 'CREATE TABLE chunks (chunk_text)'] },
    items: 1,
    kinds: ['index', 'transcripts'],
    evidence: 'GPT4All/gpt4all-a.chat',
    lookAlikes: [{ candidate: 'GPT4All', files: { 'GPT4All/a.chat': 'a text', 'GPT4All/model.gguf': 'GGUF' } }],
  },
  {
    id: 'jan',
    candidate: 'data',
    files: {
      'data/threads/t1/thread.json': json({ id: 't1', object: 'thread', title: 'a', assistants: [] }),
      'data/threads/t1/messages.jsonl': line({ id: 'm', thread_id: 't1', content: [] }),
    },
    items: 1,
    kinds: ['transcripts'],
    evidence: 'data/threads/t1/thread.json',
    lookAlikes: [{ candidate: 'data', files: { 'data/threads/t1/thread.json': '{"needle":1}' } }],
  },
  {
    id: 'khoj',
    candidate: '.khoj',
    files: { '.khoj/khoj.yml': 'content-type:\n  org: null\n', '.khoj/khoj.log': 'x' },
    state: 'unknown',
    kinds: ['logs', 'settings'],
    evidence: '.khoj/khoj.yml',
    lookAlikes: [{ candidate: '.khoj', files: { '.khoj/note.md': 'text' } }],
  },
  {
    id: 'lm-studio',
    candidate: '.lmstudio',
    files: {
      '.lmstudio/conversations/1719.conversation.json': json({ name: 'a', messages: [{ versions: [{ steps: [] }] }] }),
      '.lmstudio/server-logs/2026-11/a.log': 'x',
    },
    items: 1,
    kinds: ['logs', 'transcripts'],
    evidence: '.lmstudio/conversations/1719.conversation.json',
    lookAlikes: [{ candidate: '.lmstudio', files: { '.lmstudio/models/a.gguf': 'GGUF' } }],
  },
  {
    id: 'local-history',
    candidate: 'User/History',
    files: {
      'User/History/-1a/entries.json': json({
        version: 1,
        resource: 'file:///home/user/vault/Journal/today.md',
        entries: [{ id: 'Xy12.md', timestamp: 1 }],
      }),
      'User/History/-1a/Xy12.md': 'text',
      'User/History/2b/entries.json': json({ version: 1, resource: 'file:///home/user/a.ts', entries: [] }),
    },
    kinds: ['snapshots'],
    evidence: 'User/History/-1a/entries.json',
    // Source code alone.
    lookAlikes: [
      {
        candidate: 'User/History',
        files: {
          'User/History/2b/entries.json': json({ version: 1, resource: 'file:///home/user/a.ts', entries: [] }),
        },
      },
    ],
  },
  {
    id: 'logseq-plugins',
    candidate: '.logseq',
    files: {
      '.logseq/settings/logseq-plugin-gpt3-openai.json': json({ openAIKey: madeKey('sk-proj-'), model: 'gpt-4' }),
    },
    kinds: ['credentials'],
    evidence: '.logseq/settings/logseq-plugin-gpt3-openai.json',
    lookAlikes: [
      { candidate: '.logseq', files: { '.logseq/settings/a.json': json({ openAIKey: '', disabled: false }) } },
    ],
  },
  {
    id: 'msty',
    candidate: 'Msty',
    files: {},
    databases: { 'Msty/SharedStorage': ['CREATE TABLE chat_sessions (id)'] },
    kinds: ['transcripts'],
    evidence: 'Msty/SharedStorage',
    lookAlikes: [{ candidate: 'Msty', files: { 'Msty/Preferences': '{}' } }],
  },
  {
    id: 'obsidian-copilot',
    candidate: 'vault/.obsidian',
    files: {
      'vault/.obsidian/plugins/copilot/data.json': json({ openAIApiKey: 'enc_desk_a1b2c3', plusLicenseKey: '' }),
      'vault/.obsidian/plugins/copilot/manifest.json': json({ id: 'copilot' }),
      'vault/copilot/copilot-conversations/a@20260101.md':
        '---\nepoch: 1\ntags:\n  - copilot-conversation\n---\n\nuser: a\n',
      'vault/.copilot-index/copilot-index-chunk-000.json': '{"a":1}',
    },
    items: 1,
    kinds: ['index', 'transcripts'],
    evidence: 'vault/copilot/copilot-conversations/a@20260101.md',
    lookAlikes: [
      // Its settings alone, with keys in the keychain: nothing to tell of.
      {
        candidate: 'vault/.obsidian',
        files: { 'vault/.obsidian/plugins/copilot/data.json': json({ openAIApiKey: 'enc_desk_a1b2c3' }) },
      },
      {
        candidate: 'vault/copilot/copilot-conversations',
        files: { 'vault/copilot/copilot-conversations/a.md': '# A pilot and a copilot\n' },
      },
    ],
  },
  {
    id: 'obsidian-plugins',
    candidate: '.obsidian',
    files: {
      '.obsidian/plugins/text-generator/data.json': json({ api_key: madeKey('sk-proj-'), engine: 'text-davinci-003' }),
      '.obsidian/plugins/calendar/data.json': json({ weekStart: 'monday' }),
    },
    kinds: ['credentials'],
    evidence: '.obsidian/plugins/text-generator/data.json',
    lookAlikes: [
      {
        candidate: '.obsidian',
        files: { '.obsidian/plugins/a/data.json': json({ apiKey: '', modelKey: 'gpt-4o|openai' }) },
      },
      {
        candidate: '.obsidian',
        files: { '.obsidian/plugins/a/data.json': json({ apiKey: 'enc_9f8e7d6c5b4a39281706' }) },
      },
    ],
  },
  {
    id: 'ollama',
    candidate: '.ollama',
    files: { '.ollama/history': 'why is the sky blue?\n', '.ollama/id_ed25519.pub': 'ssh-ed25519 A' },
    databases: {
      '.ollama/db.sqlite': [
        'CREATE TABLE settings (expose, browser)',
        'CREATE TABLE chats (id)',
        'CREATE TABLE messages (content, thinking)',
        "INSERT INTO chats VALUES ('a')",
      ],
    },
    items: 1,
    kinds: ['transcripts', 'transcripts'],
    evidence: '.ollama/db.sqlite',
    lookAlikes: [
      {
        candidate: '.ollama',
        files: { '.ollama/models/manifests/a': '{}', '.ollama/id_ed25519.pub': 'ssh-ed25519 A' },
      },
      { candidate: 'x', files: { 'x/history': 'text' } },
    ],
  },
  {
    id: 'open-webui',
    candidate: 'data',
    files: { 'data/uploads/a.pdf': 'x', 'data/vector_db/chroma.sqlite3': 'x' },
    databases: {
      'data/webui.db': [
        'CREATE TABLE "user" (id)',
        'CREATE TABLE "auth" (id)',
        'CREATE TABLE "chat" (id, chat)',
        'CREATE TABLE "file" (id)',
        'CREATE TABLE config (id, data)',
        "INSERT INTO chat VALUES ('a', '{}')",
      ],
    },
    items: 1,
    kinds: ['index', 'transcripts', 'uploads'],
    evidence: 'data/webui.db',
    lookAlikes: [{ candidate: 'data', files: {}, databases: { 'data/webui.db': [plain] } }],
  },
  {
    id: 'openclaw',
    candidate: '.openclaw',
    files: {
      '.openclaw/openclaw.json': json({ gateway: { mode: 'local' } }),
      '.openclaw/agents/main/sessions/old.jsonl': line({ type: 'session', id: id1 }),
      '.openclaw/workspace/MEMORY.md': 'text',
    },
    databases: { '.openclaw/agents/main/agent/openclaw-agent.sqlite': agentTables },
    items: 3,
    kinds: ['memory', 'settings', 'transcripts', 'transcripts'],
    evidence: '.openclaw/agents/main/agent/openclaw-agent.sqlite',
    lookAlikes: [
      { candidate: '.openclaw', files: { '.openclaw/openclaw.json': '{}', '.openclaw/workspace/a.md': 'x' } },
    ],
  },
  {
    id: 'opencode',
    candidate: 'opencode',
    files: { 'opencode/snapshot/global/dec6/HEAD': 'ref: refs/heads/master\n', 'opencode/log/opencode.log': 'x' },
    databases: { 'opencode/opencode.db': [...openCodeTables, "INSERT INTO session VALUES ('a', 'b')"] },
    items: 1,
    kinds: ['logs', 'snapshots', 'transcripts'],
    evidence: 'opencode/opencode.db',
    lookAlikes: [
      { candidate: 'opencode', files: { 'opencode/log/a.log': 'x' }, databases: { 'opencode/opencode.db': [plain] } },
    ],
  },
  {
    id: 'opencode',
    candidate: 'opencode',
    files: {
      'opencode/storage/session/p1/ses_a.json': json({ id: 'ses_a', projectID: 'p1', title: 'a' }),
      'opencode/storage/message/ses_a/msg_b.json': json({ id: 'msg_b', sessionID: 'ses_a', role: 'user' }),
    },
    items: 1,
    kinds: ['transcripts'],
    evidence: 'opencode/storage/message/ses_a/msg_b.json',
    lookAlikes: [],
  },
  {
    id: 'qwen-code',
    candidate: '.qwen',
    files: {
      [`.qwen/projects/-home-anna-work/chats/${id2}.jsonl`]: line({
        uuid: id1,
        parentUuid: null,
        sessionId: id2,
        type: 'user',
        message: { role: 'user', parts: [{ text: 'say hello' }] },
      }),
      '.qwen/memories/MEMORY.md': '',
      '.qwen/debug/a.txt': 'x',
    },
    items: 1,
    kinds: ['logs', 'memory', 'transcripts'],
    evidence: `.qwen/projects/-home-anna-work/chats/${id2}.jsonl`,
    lookAlikes: [
      { candidate: '.qwen', files: { '.qwen/settings.json': '{}', '.qwen/projects/a/chats/b.jsonl': '[]' } },
    ],
  },
  {
    id: 'roo-code',
    candidate: 'rooveterinaryinc.roo-cline',
    files: {
      'rooveterinaryinc.roo-cline/tasks/1/ui_messages.json': json([{ ts: 1, type: 'say', say: 'text' }]),
      'rooveterinaryinc.roo-cline/tasks/1/history_item.json': '{}',
      'rooveterinaryinc.roo-cline/tasks/_index.json': '{}',
    },
    items: 1,
    kinds: ['transcripts'],
    evidence: 'rooveterinaryinc.roo-cline/tasks/1/ui_messages.json',
    lookAlikes: [{ candidate: 'a', files: { 'a/tasks/1/ui_messages.json': '"text"' } }],
  },
  {
    id: 'smart-connections',
    candidate: '.smart-env',
    files: {
      '.smart-env/multi/Journal_a_md.ajson':
        '\n"smart_sources:Journal/a.md": {"path":"Journal/a.md","embeddings":{}},\n',
      '.smart-env/event_logs/event_logs.ajson': '"x"',
      '.smart-env/smart_env.json': '{}',
    },
    kinds: ['index', 'logs', 'settings'],
    evidence: '.smart-env/multi/Journal_a_md.ajson',
    lookAlikes: [
      { candidate: '.smart-env', files: { '.smart-env/multi/a.ajson': 'text', '.smart-env/smart_env.json': '{}' } },
    ],
  },
  {
    id: 'text-generation-webui',
    candidate: 'text-generation-webui',
    files: { 'text-generation-webui/user_data/logs/chat/Assistant/20260101.json': json({ internal: [], visible: [] }) },
    items: 1,
    kinds: ['transcripts'],
    evidence: 'text-generation-webui/user_data/logs/chat/Assistant/20260101.json',
    lookAlikes: [
      {
        candidate: 'text-generation-webui',
        files: { 'text-generation-webui/user_data/logs/a.json': '{"invisible":[]}' },
      },
    ],
  },
  {
    id: 'windsurf',
    candidate: 'windsurf',
    files: { [`windsurf/cascade/${id1}.pb`]: noise, 'windsurf/memories/global_rules.md': 'text' },
    state: 'unknown',
    items: 1,
    kinds: ['memory', 'transcripts'],
    evidence: `windsurf/cascade/${id1}.pb`,
    lookAlikes: [{ candidate: 'windsurf', files: { 'windsurf/mcp_config.json': '{}' } }],
  },
];
