import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemarks } from './credentials.ts';
import { counted, fieldsAt, firstRecord, foldersIn, hasKeys, proven } from './proof.ts';
import { bySettings, days, numberOf, spanWords } from './retention.ts';

/** Gemini CLI, and Qwen Code, which was made from it and keeps its conversations as Claude Code does. */

/** On, with 30 days, unless it is set (https://geminicli.com/docs/cli/session-management). */
function geminiRetention(settings: unknown): string {
  const set = fieldsAt(settings, 'general', 'sessionRetention');
  if (set?.['enabled'] === false) return 'no limit is set (general.sessionRetention is off)';
  const most = numberOf(set?.['maxCount']);
  const newest = most === undefined ? '' : `the newest ${most} (general.sessionRetention.maxCount)`;
  const span = spanWords(set?.['maxAge']);
  if (span !== undefined) return `${span} (general.sessionRetention.maxAge)${newest && `, ${newest}`}`;
  return `30 days (general.sessionRetention.maxAge is not set)${newest && `, ${newest}`}`;
}

const geminiCli: Store = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  holds: 'ai',
  docs: 'https://geminicli.com/docs/cli/session-management',
  paths: {
    linux: ['{env:GEMINI_CLI_HOME|~}/.gemini', '~/.gemini'],
    darwin: ['{env:GEMINI_CLI_HOME|~}/.gemini', '~/.gemini'],
    win32: ['{env:GEMINI_CLI_HOME|~}/.gemini', '~/.gemini'],
  },
  marks: [{ entry: 'folder', name: '.gemini', candidate: 'itself', where: 'anywhere' }],
  proof: 'first line of `tmp/*/chats/session-*.jsonl` (or a whole `.json`) has `sessionId` and `projectHash`',
  fix: 'Shorten `general.sessionRetention.maxAge` in ~/.gemini/settings.json, and delete conversations with `/resume`. Checkpoints in `history/` hold copies of files.',
  recognise(candidate, reader) {
    const chats = foldersIn(reader, `${candidate}/tmp`).map((folder) => `${folder}/chats`);
    const found = chats.flatMap((folder) => {
      const isChat = (path: string) => hasKeys(firstRecord(reader, path), 'sessionId', 'projectHash');
      return proven(reader, folder, ['.jsonl'], isChat) ?? wholeFiles(reader, folder) ?? [];
    });
    const [first] = found;
    if (first === undefined) return undefined;
    return {
      store: 'gemini-cli',
      root: candidate,
      evidence: first.evidence,
      atRest: { state: 'plaintext' },
      parts: partsOf(reader, candidate, {
        transcripts: ['tmp'],
        memory: ['GEMINI.md', 'memory'],
        snapshots: ['history'],
        credentials: ['oauth_creds.json', 'mcp-oauth-tokens.json', 'gemini-credentials.json'],
        settings: ['settings.json', '.env'],
      }),
      ...counted(found.reduce((sum, { files }) => sum + files.length, 0)),
      ...bySettings(reader, `${candidate}/settings.json`, geminiRetention),
      remarks: credentialRemarks(reader, 'gemini-cli', [
        `${candidate}/oauth_creds.json`,
        `${candidate}/mcp-oauth-tokens.json`,
        `${candidate}/settings.json`,
        `${candidate}/.env`,
      ]),
    };
  },
};

/** Until 2026 a conversation was one JSON document. */
function wholeFiles(reader: StoreReader, folder: string) {
  const files = reader.find(folder, ['.json'], 1000);
  const evidence = files
    .slice(0, 5)
    .find((path) =>
      /^\s{0,8}\{\s{0,8}"sessionId"\s{0,4}:[^{}]{0,200}"projectHash"/.test(reader.start(path, 4096) ?? ''),
    );
  return evidence === undefined ? undefined : { evidence, files };
}

/** What `/rewind` keeps, and logs; conversations stay (settings schema of 0.24.4: `general.cleanupPeriodDays`). */
function qwenRetention(settings: unknown): string {
  const general = fieldsAt(settings, 'general');
  const set = numberOf(general?.['cleanupPeriodDays']);
  const source = set === undefined ? 'general.cleanupPeriodDays is not set' : 'general.cleanupPeriodDays';
  const chats =
    general?.['chatRecording'] === false
      ? 'new conversations are not kept (general.chatRecording)'
      : 'conversations: no limit is set';
  return `${chats}; backups of files and logs: ${days(set ?? 30)} (${source})`;
}

const qwenCode: Store = {
  id: 'qwen-code',
  name: 'Qwen Code',
  holds: 'ai',
  docs: 'https://qwenlm.github.io/qwen-code-docs/en/users/configuration/settings/',
  paths: { linux: ['~/.qwen'], darwin: ['~/.qwen'], win32: ['~/.qwen'] },
  marks: [{ entry: 'folder', name: '.qwen', candidate: 'itself', where: 'anywhere' }],
  proof: 'first line of `projects/*/chats/*.jsonl` has `uuid`, `sessionId` and `message.parts`',
  fix: 'Delete the files of `projects/*/chats`, or set `general.chatRecording` to false: nothing else removes conversations.',
  recognise(candidate, reader) {
    const sessions = proven(reader, `${candidate}/projects`, ['.jsonl'], (path) => {
      const record = firstRecord(reader, path);
      // Claude Code's lines have the same keys; its files lie one folder higher.
      return nameOf(parentOf(path)) === 'chats' && hasKeys(record, 'uuid', 'parentUuid', 'sessionId', 'type');
    });
    if (sessions === undefined) return undefined;
    return {
      store: 'qwen-code',
      root: candidate,
      evidence: sessions.evidence,
      atRest: { state: 'plaintext' },
      parts: partsOf(reader, candidate, {
        transcripts: ['projects', 'tmp', 'todos'],
        memory: ['QWEN.md', 'memories'],
        snapshots: ['file-history', 'history'],
        logs: ['debug', 'logs', 'usage'],
        credentials: ['oauth_creds.json', 'mcp-oauth-tokens.json'],
        settings: ['settings.json', '.env'],
      }),
      ...counted(sessions.files.filter((path) => nameOf(parentOf(path)) === 'chats').length, sessions.files.length),
      ...bySettings(reader, `${candidate}/settings.json`, qwenRetention),
      remarks: credentialRemarks(reader, 'qwen-code', [
        `${candidate}/oauth_creds.json`,
        `${candidate}/mcp-oauth-tokens.json`,
        `${candidate}/settings.json`,
        `${candidate}/.env`,
      ]),
    };
  },
};

export const geminiStores: readonly Store[] = [geminiCli, qwenCode];
