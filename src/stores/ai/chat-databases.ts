import { nameOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialRemarks, credentialsInRows } from './credentials.ts';
import { counted, countRows, databaseParts, hasTables, smallDatabase } from './proof.ts';

/** Apps that keep conversations in a database. */

function isSmall(reader: StoreReader, path: string): boolean {
  return (reader.size(path) ?? Number.POSITIVE_INFINITY) <= smallDatabase;
}

const anythingLlm: Store = {
  id: 'anythingllm',
  name: 'AnythingLLM',
  holds: 'ai',
  docs: 'https://docs.anythingllm.com/installation-desktop/storage',
  paths: {
    linux: ['{config}/anythingllm-desktop/storage'],
    darwin: ['{support}/anythingllm-desktop/storage'],
    win32: ['{appdata}/anythingllm-desktop/storage'],
  },
  marks: [{ entry: 'file', name: 'anythingllm.db', candidate: 'parent', where: 'anywhere' }],
  proof: 'the `workspaces` and `workspace_chats` tables of `anythingllm.db`',
  fix: 'Delete workspaces and their documents in the app. `documents/` and `vector-cache/` keep the whole text of what was imported: empty them too, and delete API keys that you do not use.',
  recognise(candidate, reader) {
    const database = `${candidate}/anythingllm.db`;
    if (!hasTables(reader, database, 'workspaces', 'workspace_chats')) return undefined;
    const items = countRows(reader, database, 'workspace_chats');
    const keys = [
      ['api_keys', 'secret'],
      ['browser_extension_api_keys', 'key'],
    ].flatMap(([table = '', column]) => {
      const isThere = hasTables(reader, database, table) && (countRows(reader, database, table) ?? 0) > 0;
      return isThere ? [`${table}.${column}`] : [];
    });
    return {
      store: 'anythingllm',
      root: candidate,
      evidence: database,
      atRest: { state: 'plaintext' },
      parts: [
        ...databaseParts(reader, 'transcripts', database),
        ...partsOf(reader, candidate, {
          uploads: ['documents', 'assets', 'direct-uploads'],
          index: ['lancedb', 'vector-cache'],
          memory: ['memories'],
          logs: ['logs'],
          credentials: ['comkey'],
          settings: ['.env', 'plugins'],
        }),
      ],
      ...counted(items, 0),
      remarks: [
        ...[credentialRemark('anythingllm', database, keys) ?? []].flat(),
        ...credentialRemarks(reader, 'anythingllm', [`${candidate}/.env`]),
      ],
    };
  },
};

const ollamaTables = ['chats', 'messages', 'settings'];

const ollama: Store = {
  id: 'ollama',
  name: 'Ollama',
  holds: 'ai',
  docs: 'https://github.com/ollama/ollama/blob/main/docs/faq.mdx',
  paths: {
    linux: ['~/.ollama'],
    darwin: ['~/.ollama', '{support}/Ollama'],
    win32: ['~/.ollama', '{localappdata}/Ollama'],
  },
  marks: [],
  proof:
    'the `chats`, `messages` and `settings` tables of `db.sqlite`, or the prompts of `history` beside `models/` or the key of this machine',
  fix: 'Delete chats in the app, and `~/.ollama/history`; set `OLLAMA_NOHISTORY=1` so that prompts of the terminal are not kept.',
  recognise(candidate, reader) {
    const database = `${candidate}/db.sqlite`;
    const history = `${candidate}/history`;
    const isApp = hasTables(reader, database, ...ollamaTables);
    const isOllama = ['models', 'id_ed25519', 'id_ed25519.pub'].some(
      (name) => reader.type(`${candidate}/${name}`) !== undefined,
    );
    const text = isOllama ? reader.start(history, 4096) : undefined;
    const hasHistory = text !== undefined && text.trim() !== '' && !text.includes('\0');
    if (!isApp && !hasHistory) return undefined;
    const items = isApp ? countRows(reader, database, 'chats') : undefined;
    const off = reader.variable?.('OLLAMA_NOHISTORY');
    const isOff = off !== undefined && !/^(?:0|f|false)?$/i.test(off.trim());
    return {
      store: 'ollama',
      root: candidate,
      evidence: isApp ? database : history,
      atRest: { state: 'plaintext' },
      parts: [
        ...databaseParts(reader, 'transcripts', database),
        ...partsOf(reader, candidate, {
          transcripts: ['history'],
          logs: ['logs'],
          credentials: ['id_ed25519'],
          settings: ['server.json', 'config.json'],
          backup: ['backup'],
        }),
      ],
      ...counted(items, 0),
      retention: isOff
        ? 'prompts of the terminal are not kept (OLLAMA_NOHISTORY)'
        : 'prompts of the terminal are kept (OLLAMA_NOHISTORY is not set)',
    };
  },
};

/** `auth` and `user` tell it from other apps that keep chats; the settings of providers are a JSON document. */
const openWebUi: Store = {
  id: 'open-webui',
  name: 'Open WebUI',
  holds: 'ai',
  docs: 'https://docs.openwebui.com/getting-started/env-configuration',
  paths: {
    linux: ['{env:DATA_DIR|~/.open-webui}', '~/.open-webui', '~/open-webui/data', '~/open-webui/backend/data'],
    darwin: ['{env:DATA_DIR|~/.open-webui}', '~/.open-webui', '~/open-webui/data', '~/open-webui/backend/data'],
    win32: ['{env:DATA_DIR|~/.open-webui}', '~/.open-webui', '~/open-webui/data', '~/open-webui/backend/data'],
  },
  marks: [{ entry: 'file', name: 'webui.db', candidate: 'parent', where: 'anywhere' }],
  proof: 'the `chat`, `user`, `auth` and `file` tables of `webui.db`',
  fix: 'Delete chats and files in the app; embeddings in `vector_db/` and files in `uploads/` keep the text of what was read. Set keys of providers by variables.',
  recognise(candidate, reader) {
    const database = `${candidate}/webui.db`;
    if (!hasTables(reader, database, 'chat', 'user', 'auth')) return undefined;
    const items = countRows(reader, database, 'chat');
    const names =
      isSmall(reader, database) && hasTables(reader, database, 'config')
        ? credentialsInRows(reader.query(database, 'SELECT CAST(data AS TEXT) AS data FROM config LIMIT 5'))
        : [];
    return {
      store: 'open-webui',
      root: candidate,
      evidence: database,
      atRest: { state: 'plaintext' },
      parts: [
        ...databaseParts(reader, 'transcripts', database),
        ...partsOf(reader, candidate, {
          uploads: ['uploads'],
          index: ['vector_db'],
          credentials: ['.webui_secret_key', '../.webui_secret_key'],
        }),
      ],
      ...counted(items, 0),
      remarks: [
        ...[
          credentialRemark(
            'open-webui',
            database,
            names.map((name) => `config.${name}`),
          ) ?? [],
        ].flat(),
      ],
    };
  },
};

const khoj: Store = {
  id: 'khoj',
  name: 'Khoj',
  holds: 'ai',
  docs: 'https://docs.khoj.dev/get-started/setup',
  paths: { linux: ['~/.khoj'], darwin: ['~/.khoj'], win32: ['~/.khoj'] },
  marks: [],
  proof: '`khoj.yml` with its settings, `khoj.log`, or the `PG_VERSION` of its own PostgreSQL',
  fix: 'Notes that it indexed lie in its PostgreSQL with their text: remove them in its settings, and encrypt the disk below.',
  recognise(candidate, reader) {
    const postgres = [candidate, `${candidate}/pgserver_data`].find((folder) =>
      /^\d{1,3}\s*$/.test(reader.start(`${folder}/PG_VERSION`, 16) ?? ''),
    );
    const settings = reader.start(`${candidate}/khoj.yml`, 16_384) ?? '';
    const isKhoj = /^(?:content-type|search-type|processor|version|app):/m.test(settings);
    const log = `${candidate}/khoj.log`;
    const isLog = reader.type(log) === 'file' && nameOf(candidate) === '.khoj';
    const evidence = postgres ? `${postgres}/PG_VERSION` : isKhoj ? `${candidate}/khoj.yml` : isLog ? log : undefined;
    if (evidence === undefined) return undefined;
    return {
      store: 'khoj',
      root: candidate,
      evidence,
      atRest: { state: 'unknown', why: 'its notes lie in a PostgreSQL database, which is not read' },
      parts: [
        ...(postgres === undefined ? [] : [{ kind: 'index' as const, path: postgres }]),
        ...partsOf(reader, candidate, {
          index: ['content'],
          logs: ['khoj.log'],
          settings: ['khoj.yml'],
          uploads: ['uploads'],
        }),
      ],
      remarks: credentialRemarks(reader, 'khoj', [`${candidate}/khoj.yml`]),
    };
  },
};

export const chatDatabaseStores: readonly Store[] = [anythingLlm, khoj, ollama, openWebUi];
