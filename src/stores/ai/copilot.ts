import type { StorePart } from '../../core/audit.ts';
import { fieldsOf } from '../json-fields.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemarks } from './credentials.ts';
import { counted, databaseParts, filesIn, firstRecord, foldersIn, hasKeys, hasTables, proven } from './proof.ts';

/** GitHub Copilot: the CLI, and Chat in VS Code and its kin. */

const copilotCli: Store = {
  id: 'copilot-cli',
  name: 'GitHub Copilot CLI',
  holds: 'ai',
  docs: 'https://docs.github.com/en/copilot/concepts/agents/about-copilot-cli',
  paths: {
    linux: ['{env:COPILOT_HOME|~/.copilot}', '~/.copilot'],
    darwin: ['{env:COPILOT_HOME|~/.copilot}', '~/.copilot'],
    win32: ['{env:COPILOT_HOME|~/.copilot}', '~/.copilot'],
  },
  marks: [{ entry: 'folder', name: '.copilot', candidate: 'itself', where: 'anywhere' }],
  proof:
    'first line of `session-state/*/events.jsonl` has `type: session.start`, or the `sessions` and `turns` tables of `session-store.db`',
  fix: 'Delete both copies of a conversation: its folder in `session-state/`, and `session-store.db` with what stands beside it. Files that it changed are kept in `rewind-file-snapshots`.',
  recognise(candidate, reader) {
    const isSession = (path: string) => firstRecord(reader, path)?.['type'] === 'session.start';
    const sessions = proven(reader, `${candidate}/session-state`, ['events.jsonl'], isSession);
    const store = `${candidate}/session-store.db`;
    const evidence = sessions?.evidence ?? (hasTables(reader, store, 'sessions', 'turns') ? store : undefined);
    if (evidence === undefined) return undefined;
    return {
      store: 'copilot-cli',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...partsOf(reader, candidate, {
          transcripts: ['session-state', 'history-session-state', 'command-history-state.json'],
          memory: ['copilot-instructions.md'],
          logs: ['logs'],
          settings: ['config.json', 'settings.json'],
        }),
        ...databaseParts(reader, 'transcripts', store),
      ],
      ...counted(sessions?.files.length),
      remarks: credentialRemarks(reader, 'copilot-cli', [`${candidate}/config.json`, `${candidate}/settings.json`]),
    };
  },
};

/** How many workspaces are looked at: a folder each. */
const mostWorkspaces = 3000;

/** A whole conversation, or the first line of one that is written as changes: `{"kind":0,"v":{…}}`. */
function isChat(reader: StoreReader, path: string): boolean {
  const head = reader.start(path, 8192) ?? '';
  if (path.endsWith('.jsonl')) {
    const record = firstRecord(reader, path);
    return record === undefined
      ? /^\{"kind":0,"v":\{"version":\d/.test(head)
      : record['kind'] === 0 && hasKeys(fieldsOf(record['v']), 'sessionId');
  }
  return /^\s*\{/.test(head) && /"(?:requests|requesterUsername|responderUsername|sessionId)"\s*:/.test(head);
}

const copilotChat: Store = {
  id: 'copilot-chat',
  name: 'GitHub Copilot Chat',
  holds: 'ai',
  docs: 'https://code.visualstudio.com/docs/copilot/chat/chat-sessions',
  paths: { linux: ['{user}'], darwin: ['{user}'], win32: ['{user}'] },
  marks: [],
  proof:
    '`workspaceStorage/*/chatSessions/*` or `globalStorage/emptyWindowChatSessions/*` with `requests` or `sessionId`',
  fix: 'Delete chats in the view of the chat, or `Chat: Clear All Workspace Chats`; folders of workspaces that are gone keep theirs until they are deleted.',
  recognise(candidate, reader) {
    const parts: StorePart[] = [];
    let evidence: string | undefined;
    let items = 0;
    const look = (folder: string) => {
      const files = filesIn(reader, folder, (name) => /\.jsonl?$/i.test(name));
      const proof = files.slice(0, 5).find((path) => isChat(reader, path));
      if (proof === undefined) return;
      evidence ??= proof;
      items += files.length;
      parts.push({ kind: 'transcripts', path: folder });
    };
    look(`${candidate}/globalStorage/emptyWindowChatSessions`);
    const workspaces = foldersIn(reader, `${candidate}/workspaceStorage`, mostWorkspaces);
    for (const workspace of workspaces) {
      look(`${workspace}/chatSessions`);
      parts.push(
        ...partsOf(reader, workspace, {
          transcripts: ['GitHub.copilot-chat/transcripts'],
          logs: ['GitHub.copilot-chat/debug-logs'],
          snapshots: ['chatEditingSessions'],
          index: ['GitHub.copilot-chat/local-index.1.db'],
        }),
      );
    }
    if (evidence === undefined) return undefined;
    return {
      store: 'copilot-chat',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [...parts, ...partsOf(reader, candidate, { memory: ['globalStorage/github.copilot-chat/memory-tool'] })],
      ...(workspaces.length < mostWorkspaces ? counted(items) : {}),
    };
  },
};

export const copilotStores: readonly Store[] = [copilotChat, copilotCli];
