import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialRemarks, credentialsInRows } from './credentials.ts';
import { counted, countRows, databaseParts, filesIn, foldersIn, hasTables, proven, smallDatabase } from './proof.ts';

/** OpenCode, Continue and Aider. */

const openCodeData = '/.local/share/opencode';

/** Its configuration, in which `provider.*.options.apiKey` may stand, lies in another folder of the home folder. */
function openCodeSettings(reader: StoreReader, candidate: string): readonly string[] {
  if (!candidate.endsWith(openCodeData)) return [];
  const folder = `${candidate.slice(0, -openCodeData.length)}/.config/opencode`;
  return ['opencode.json', 'opencode.jsonc', 'config.json']
    .map((name) => `${folder}/${name}`)
    .filter((path) => reader.type(path) === 'file');
}

const openCode: Store = {
  id: 'opencode',
  name: 'OpenCode',
  holds: 'ai',
  docs: 'https://opencode.ai/docs/troubleshooting/#storage',
  paths: {
    linux: ['{data}/opencode'],
    darwin: ['{data}/opencode', '{support}/opencode'],
    win32: ['{data}/opencode', '{localappdata}/opencode', '{appdata}/opencode'],
  },
  marks: [],
  proof: 'the `session`, `message` and `part` tables of `opencode.db`, or `storage/session/**.json` of older versions',
  fix: '`opencode session delete` removes conversations. Snapshots are git objects that hold full copies of the workspace, also of files that an agent is denied: set `"snapshot": false` and delete `snapshot/`.',
  recognise(candidate, reader) {
    const database = `${candidate}/opencode.db`;
    const isDatabase = hasTables(reader, database, 'session', 'message', 'part');
    const older = isDatabase
      ? undefined
      : proven(reader, `${candidate}/storage`, ['.json'], (path) =>
          /^\s*\{[\s\S]{0,4000}"(?:sessionID|projectID|messageID)"\s*:/.test(reader.start(path, 8192) ?? ''),
        );
    const evidence = isDatabase ? database : older?.evidence;
    if (evidence === undefined) return undefined;
    const items = isDatabase
      ? countRows(reader, database, 'session')
      : older?.files.filter((path) => path.includes('/storage/session/')).length;
    const isSmall = (reader.size(database) ?? 0) <= smallDatabase;
    const accounts =
      isDatabase && isSmall && hasTables(reader, database, 'credential')
        ? credentialsInRows(reader.query(database, 'SELECT value FROM credential LIMIT 100'), [
            'value',
            'key',
            'access',
            'refresh',
          ])
        : [];
    const settings = openCodeSettings(reader, candidate);
    return {
      store: 'opencode',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...databaseParts(reader, 'transcripts', database),
        ...partsOf(reader, candidate, {
          transcripts: ['storage', 'project', 'tool-output'],
          snapshots: ['snapshot', 'worktree'],
          logs: ['log'],
          credentials: ['auth.json', 'mcp-auth.json'],
        }),
        ...settings.map((path) => ({ kind: 'settings' as const, path })),
      ],
      ...counted(items, isDatabase ? 0 : older?.files.length),
      remarks: [
        ...credentialRemarks(reader, 'opencode', [
          // `{"anthropic": {"type": "api", "key": "…"}}`, or `access` and `refresh` of a login.
          { path: `${candidate}/auth.json`, extra: ['key', 'access', 'refresh', 'token'] },
          `${candidate}/mcp-auth.json`,
          ...settings,
        ]),
        ...[
          credentialRemark(
            'opencode',
            database,
            accounts.map((name) => `credential.${name}`),
          ) ?? [],
        ].flat(),
      ],
    };
  },
};

const continueDev: Store = {
  id: 'continue',
  name: 'Continue',
  holds: 'ai',
  docs: 'https://docs.continue.dev/reference',
  paths: {
    linux: ['{env:CONTINUE_GLOBAL_DIR|~/.continue}', '~/.continue'],
    darwin: ['{env:CONTINUE_GLOBAL_DIR|~/.continue}', '~/.continue'],
    win32: ['{env:CONTINUE_GLOBAL_DIR|~/.continue}', '~/.continue'],
  },
  marks: [{ entry: 'folder', name: '.continue', candidate: 'itself', where: 'anywhere' }],
  proof: '`sessions/*.json` with `history` and `sessionId`, or `index/index.sqlite` with its tables',
  fix: 'Delete sessions in its history, and `index/` if you do not need it: it keeps the text of what it has indexed. Put keys into `.env` with `${{ secrets.NAME }}`, or better into the keychain.',
  recognise(candidate, reader) {
    const sessions = filesIn(
      reader,
      `${candidate}/sessions`,
      (name) => /\.json$/i.test(name) && name !== 'sessions.json',
    );
    const proof = sessions
      .slice(0, 10)
      .find((path) => /^\s*\{/.test(reader.start(path, 16) ?? '') && isContinueSession(reader.start(path) ?? ''));
    const index = `${candidate}/index/index.sqlite`;
    const evidence = proof ?? (hasTables(reader, index, 'tag_catalog') ? index : undefined);
    if (evidence === undefined) return undefined;
    return {
      store: 'continue',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: partsOf(reader, candidate, {
        transcripts: ['sessions', 'dev_data'],
        index: ['index'],
        logs: ['logs'],
        credentials: ['.env'],
        settings: ['config.yaml', 'config.json', 'config.ts'],
      }),
      ...(proof === undefined ? {} : counted(sessions.length)),
      remarks: credentialRemarks(reader, 'continue', [
        `${candidate}/config.yaml`,
        `${candidate}/config.json`,
        `${candidate}/.env`,
      ]),
    };
  },
};

/** The text of a session, or its beginning: the order of its keys is the app's. */
function isContinueSession(text: string): boolean {
  return /"sessionId"\s*:/.test(text)
    ? /"(?:history|workspaceDirectory|title)"\s*:/.test(text)
    : /^\s*\{\s*"history"\s*:\s*\[\s*\{\s*"(?:message|contextItems)"/.test(text);
}

/** Every turn of the user's is a heading of the fourth level; a session begins with a line of its own. */
const aiderTurn = /^(?:# aider chat started at |#### )/m;

const aider: Store = {
  id: 'aider',
  name: 'Aider',
  holds: 'ai',
  docs: 'https://aider.chat/docs/config/options.html#history-files',
  paths: { linux: ['~'], darwin: ['~'], win32: ['~'] },
  marks: [
    { entry: 'file', name: '.aider.chat.history.md', candidate: 'parent', where: 'anywhere' },
    { entry: 'file', name: '.aider.input.history', candidate: 'parent', where: 'anywhere' },
  ],
  proof:
    '`.aider.chat.history.md` with `# aider chat started at` or `####` turns, in the folder that it was started in',
  fix: 'Delete `.aider*` and add it to .gitignore, or keep the history elsewhere with `--chat-history-file`: it is synced and committed with the folder.',
  recognise(candidate, reader) {
    const chat = `${candidate}/.aider.chat.history.md`;
    const input = `${candidate}/.aider.input.history`;
    const isChat = aiderTurn.test(reader.start(chat) ?? '');
    // `# 2026-03-01 10:00:00.000000`, then lines that begin with a plus.
    const isInput = /^\s*# \d{4}-\d{2}-\d{2} [\d:.]+\n\+/.test(reader.start(input, 4096) ?? '');
    if (!isChat && !isInput) return undefined;
    const tags = foldersIn(reader, candidate, 5000).filter((path) => /\/\.aider\.tags\.cache/i.test(path));
    return {
      store: 'aider',
      root: isChat ? chat : input,
      evidence: isChat ? chat : input,
      atRest: { state: 'plaintext' },
      parts: [
        ...partsOf(reader, candidate, {
          transcripts: ['.aider.chat.history.md', '.aider.input.history', '.aider.llm.history'],
          settings: ['.aider.conf.yml'],
        }),
        ...tags.map((path) => ({ kind: 'index' as const, path })),
      ],
      retention: 'no limit is set',
      remarks: credentialRemarks(reader, 'aider', [`${candidate}/.aider.conf.yml`]),
    };
  },
};

export const terminalAgentStores: readonly Store[] = [aider, continueDev, openCode];
