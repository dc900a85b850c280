import type { RecognisedStore } from '../../core/audit.ts';
import { type Fields, fieldsOf } from '../json-fields.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { beside, credentialRemarks } from './credentials.ts';
import { counted, filesIn, firstRecord, foldersIn, hasKeys, parsed, proven } from './proof.ts';
import { bySettings, days, numberOf } from './retention.ts';

/** Claude Code, and the desktop app whose Cowork and Dispatch run it in folders of their own. */

/** A line of a transcript: a message, a queued prompt, a summary or a snapshot of files, each of which may be the first. */
function isTranscriptLine(record: Fields | undefined): boolean {
  if (typeof record?.['type'] !== 'string') return false;
  return ['sessionId', 'leafUuid', 'messageId'].some((key) => typeof record[key] === 'string');
}

/** A conversation is a file of its own; what a subagent said lies in a folder below it. */
function transcripts(reader: StoreReader, projects: string) {
  // Qwen Code keeps the same lines in `chats/`, one folder below.
  const isOurs = (path: string) => nameOf(parentOf(path)) !== 'chats' && isTranscriptLine(firstRecord(reader, path));
  const found = proven(reader, projects, ['.jsonl'], isOurs);
  return found && { ...found, count: found.files.filter((path) => parentOf(parentOf(path)) === projects).length };
}

const defaultDays = 30;

/**
 * `cleanupPeriodDays` of the settings, which is 30 unless it is set (https://code.claude.com/docs/en/settings). Project
 * and managed settings may say otherwise.
 */
function retention(settings: unknown): string {
  const set = numberOf(fieldsOf(settings)?.['cleanupPeriodDays']);
  return set === undefined ? `${days(defaultDays)} (cleanupPeriodDays is not set)` : `${days(set)} (cleanupPeriodDays)`;
}

const claudeCode: Store = {
  id: 'claude-code',
  name: 'Claude Code',
  holds: 'ai',
  docs: 'https://code.claude.com/docs/en/settings',
  paths: {
    linux: ['{env:CLAUDE_CONFIG_DIR|~/.claude}', '~/.claude', '{config}/claude'],
    darwin: ['{env:CLAUDE_CONFIG_DIR|~/.claude}', '~/.claude', '{config}/claude'],
    win32: ['{env:CLAUDE_CONFIG_DIR|~/.claude}', '~/.claude'],
  },
  marks: [{ entry: 'folder', name: '.claude', candidate: 'itself', where: 'anywhere' }],
  proof:
    'first line of `projects/*/*.jsonl` has `type`, `uuid` and `sessionId`, or of `history.jsonl` `display` and `timestamp`',
  fix: 'Set `cleanupPeriodDays` in ~/.claude/settings.json to a few days, and delete the folders of `projects/` that you do not resume. `--no-session-persistence` writes no transcript.',
  recognise(candidate, reader) {
    // Cowork keeps such a folder for each of its sessions: they belong to its store.
    if (candidate.includes('/local-agent-mode-sessions/')) return undefined;
    const sessions = transcripts(reader, `${candidate}/projects`);
    const history = `${candidate}/history.jsonl`;
    const isHistory = hasKeys(firstRecord(reader, history), 'display', 'timestamp');
    const evidence = sessions?.evidence ?? (isHistory ? history : undefined);
    if (evidence === undefined) return undefined;
    // At its default place it has a file beside it, in which the API's key may stand as `primaryApiKey`.
    const outside = nameOf(candidate) === '.claude' ? [beside(candidate, '.claude.json')] : [];
    return {
      store: 'claude-code',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...outside.flatMap((path) => partsOf(reader, path, { settings: [''] })),
        ...partsOf(reader, candidate, {
          transcripts: ['projects', 'history.jsonl', 'transcripts', 'sessions', 'todos', 'tasks', 'plans'],
          memory: ['CLAUDE.md', 'agent-memory'],
          snapshots: ['file-history'],
          uploads: ['paste-cache', 'image-cache', 'uploads'],
          logs: ['debug', 'logs', 'shell-snapshots'],
          credentials: ['.credentials.json'],
          settings: ['settings.json', 'settings.local.json', '.claude.json'],
          backup: ['backups'],
        }),
      ],
      ...counted(sessions?.count, sessions?.files.length),
      ...bySettings(reader, `${candidate}/settings.json`, retention),
      remarks: credentialRemarks(reader, 'claude-code', [
        `${candidate}/.credentials.json`,
        `${candidate}/settings.json`,
        `${candidate}/settings.local.json`,
        `${candidate}/.claude.json`,
        ...outside,
      ]),
    };
  },
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const session = /^local_.{1,80}\.json$/i;

const coworkPaths = {
  linux: ['{config}/Claude/local-agent-mode-sessions'],
  darwin: ['{support}/Claude/local-agent-mode-sessions'],
  win32: ['{appdata}/Claude/local-agent-mode-sessions'],
} as const;

const cowork: Store = {
  id: 'cowork',
  name: 'Claude Cowork and Dispatch',
  holds: 'ai',
  docs: 'https://support.claude.com/en/articles/13345190-get-started-with-cowork',
  paths: coworkPaths,
  marks: [{ entry: 'folder', name: 'local-agent-mode-sessions', candidate: 'itself', where: 'anywhere' }],
  proof: '`<uuid>/<uuid>/local_*.json`, with transcripts of Claude Code in the folder beside it',
  fix: 'Delete sessions in the app: each keeps its transcript, what was uploaded and what was made. Grant the narrowest folder.',
  recognise(candidate, reader) {
    const parts: RecognisedStore['parts'][number][] = [];
    let evidence: string | undefined;
    let items = 0;
    const accounts = foldersIn(reader, candidate, 50)
      .filter((path) => uuid.test(nameOf(path)))
      .flatMap((path) => foldersIn(reader, path, 50).filter((account) => uuid.test(nameOf(account))));
    for (const account of accounts) {
      for (const file of filesIn(reader, account, (name) => session.test(name), 500)) {
        // The first few prove what they are; all of them have their folder beside them.
        if (items < 5 && fieldsOf(parsed(reader.start(file, 1_048_576) ?? '')) === undefined) continue;
        evidence ??= file;
        items++;
        const folder = file.slice(0, -'.json'.length);
        parts.push({ kind: 'transcripts', path: file });
        parts.push(
          ...partsOf(reader, folder, {
            transcripts: ['.claude', 'audit.jsonl'],
            uploads: ['uploads', 'outputs'],
          }),
        );
      }
    }
    if (evidence === undefined) return undefined;
    return { store: 'cowork', root: candidate, evidence, atRest: { state: 'plaintext' }, parts, items };
  },
};

const desktopKeys = [
  'mcpServers',
  'globalShortcut',
  'scale',
  'locale',
  'userThemeMode',
  'preferences',
  'isUsingBuiltInNodeForMcp',
];

const claudeDesktop: Store = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  holds: 'ai',
  docs: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  paths: {
    linux: ['{config}/Claude'],
    darwin: ['{support}/Claude'],
    win32: ['{appdata}/Claude', '{localappdata}/Packages/Claude_*/LocalCache/Roaming/Claude'],
  },
  marks: [],
  proof: '`claude_desktop_config.json` with `mcpServers` or other settings of the app',
  fix: 'Conversations lie with the provider: delete them there. Take keys out of `claude_desktop_config.json`.',
  recognise(candidate, reader) {
    const evidence = `${candidate}/claude_desktop_config.json`;
    const config = fieldsOf(reader.json(evidence));
    if (config === undefined || !desktopKeys.some((key) => Object.hasOwn(config, key))) return undefined;
    return {
      store: 'claude-desktop',
      root: candidate,
      evidence,
      atRest: { state: 'unknown', why: "conversations lie with the provider, and the app's cache is not readable" },
      parts: partsOf(reader, candidate, {
        settings: ['claude_desktop_config.json', 'config.json'],
        index: ['IndexedDB', 'Local Storage'],
        logs: ['logs'],
      }),
      remarks: credentialRemarks(reader, 'claude-desktop', [evidence, `${candidate}/config.json`]),
    };
  },
};

export const claudeStores: readonly Store[] = [claudeCode, claudeDesktop, cowork];
