import type { RecognisedStore } from '../../core/audit.ts';
import { fieldsOf } from '../json-fields.ts';
import { nameOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialRemarks, credentialsInRows } from './credentials.ts';
import {
  counted,
  databaseParts,
  filesIn,
  firstRecord,
  foldersIn,
  hasKeys,
  hasTables,
  parsed,
  proven,
} from './proof.ts';

/** Apps that keep a file for each conversation with a local or remote model. */

const lmStudio: Store = {
  id: 'lm-studio',
  name: 'LM Studio',
  holds: 'ai',
  docs: 'https://lmstudio.ai/docs/app/basics/chat',
  paths: {
    linux: ['~/.lmstudio', '~/.cache/lm-studio'],
    darwin: ['~/.lmstudio', '~/.cache/lm-studio'],
    win32: ['~/.lmstudio', '~/.cache/lm-studio'],
  },
  marks: [],
  proof: '`conversations/**/*.conversation.json` with `messages`',
  fix: 'Delete conversations in the app, and `server-logs/`, in which prompts may stand; look at both ~/.lmstudio and ~/.cache/lm-studio.',
  recognise(candidate, reader) {
    const conversations = `${candidate}/conversations`;
    const found = proven(reader, conversations, ['.conversation.json'], (path) => {
      const text = reader.start(path) ?? '';
      return (
        /^\s*\{/.test(text) &&
        /"(?:messages|systemPrompt|tokenCount|createdAt|usePerChatPredictionConfig)"\s*:/.test(text)
      );
    });
    if (found === undefined) return undefined;
    return {
      store: 'lm-studio',
      root: candidate,
      evidence: found.evidence,
      atRest: { state: 'plaintext' },
      parts: partsOf(reader, candidate, {
        transcripts: ['conversations'],
        uploads: ['user-files'],
        logs: ['server-logs'],
        settings: ['mcp.json', 'settings.json', 'config-presets'],
      }),
      ...counted(found.files.length),
      remarks: credentialRemarks(reader, 'lm-studio', [
        `${candidate}/settings.json`,
        `${candidate}/.internal/http-server-config.json`,
      ]),
    };
  },
};

const jan: Store = {
  id: 'jan',
  name: 'Jan',
  holds: 'ai',
  docs: 'https://www.jan.ai/docs/desktop/data-folder',
  paths: {
    linux: ['{config}/Jan/data', '{data}/Jan/data', '{data}/jan/data', '~/jan'],
    darwin: ['{support}/Jan/data', '{support}/jan', '~/jan'],
    win32: ['{appdata}/Jan/data', '{appdata}/jan', '~/jan'],
  },
  marks: [],
  proof: '`threads/*/thread.json` with `object: thread`, or `threads/*/messages.jsonl` with `thread_id`',
  fix: 'Delete threads in the app. Keys of providers lie in plain files of the data folder: let nobody else read it.',
  recognise(candidate, reader) {
    const threads = foldersIn(reader, `${candidate}/threads`);
    const evidence = threads
      .slice(0, 10)
      .flatMap((folder) => [`${folder}/thread.json`, `${folder}/messages.jsonl`])
      .find((path) => isThread(reader, path));
    if (evidence === undefined) return undefined;
    return {
      store: 'jan',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: partsOf(reader, candidate, {
        transcripts: ['threads'],
        memory: ['assistants'],
        index: ['embeddings'],
        uploads: ['uploads', 'files'],
        logs: ['logs'],
        settings: ['settings', 'settings.json', 'providers.json', 'mcp_config.json'],
      }),
      ...counted(threads.length),
      remarks: credentialRemarks(reader, 'jan', [
        { path: `${candidate}/providers.json`, extra: ['key'] },
        `${candidate}/settings.json`,
        ...reader.find(`${candidate}/settings`, ['settings.json'], 50),
      ]),
    };
  },
};

function isThread(reader: StoreReader, path: string): boolean {
  if (path.endsWith('.jsonl')) return hasKeys(firstRecord(reader, path), 'thread_id', 'content');
  const text = reader.start(path) ?? '';
  const thread = fieldsOf(parsed(text));
  return thread === undefined
    ? /"object"\s*:\s*"thread"/.test(text)
    : thread['object'] === 'thread' || hasKeys(thread, 'id', 'title', 'assistants');
}

/** Big-endian magic of a chat (gpt4all-chat/src/chatlistmodel.cpp: CHAT_FORMAT_MAGIC). */
const gpt4allMagic = [0xf5, 0xd5, 0x53, 0xcc];

const gpt4all: Store = {
  id: 'gpt4all',
  name: 'GPT4All',
  holds: 'ai',
  docs: 'https://github.com/nomic-ai/gpt4all/blob/main/gpt4all-chat/src/chatlistmodel.cpp',
  paths: {
    linux: ['{data}/nomic.ai/GPT4All'],
    darwin: ['{support}/nomic.ai/GPT4All'],
    win32: ['{localappdata}/nomic.ai/GPT4All'],
  },
  marks: [],
  proof: '`*.chat` files that begin with F5D553CC, or the `documents` and `chunks` tables of `localdocs_v*.db`',
  fix: 'Delete chats in the app, and the collections of LocalDocs: `localdocs_v*.db` holds the text of the notes that it indexed.',
  recognise(candidate, reader) {
    const named = filesIn(reader, candidate, (name) => /\.chat$/i.test(name));
    const isChat = (path: string) => {
      const head = reader.head(path, 4);
      return head !== undefined && gpt4allMagic.every((byte, index) => head[index] === byte);
    };
    const chats = named.slice(0, 20).some(isChat) ? named : [];
    const indexes = filesIn(reader, candidate, (name) => /^localdocs_v\d+\.db$/i.test(name), 20).filter((path) =>
      hasTables(reader, path, 'documents', 'chunks'),
    );
    const evidence = chats[0] ?? indexes[0];
    if (evidence === undefined) return undefined;
    const remote = filesIn(reader, candidate, (name) => /\.rmodel$/i.test(name), 50);
    return {
      store: 'gpt4all',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...chats.slice(0, 500).map((path) => ({ kind: 'transcripts' as const, path })),
        ...indexes.flatMap((path) => databaseParts(reader, 'index', path)),
        ...remote.map((path) => ({ kind: 'credentials' as const, path })),
      ],
      ...counted(chats.length),
      // A model of a provider is a JSON document with its key.
      remarks: remote.flatMap((path) => {
        const names = credentialsInRows([{ apiKey: reader.start(path) ?? '' }]);
        return credentialRemark('gpt4all', path, names) ?? [];
      }),
    };
  },
};

const webUiChat = /"(?:internal|visible)"\s*:\s*\[/;

const textGeneration: Store = {
  id: 'text-generation-webui',
  name: 'text-generation-webui',
  holds: 'ai',
  docs: 'https://github.com/oobabooga/text-generation-webui/blob/main/modules/chat.py',
  paths: {
    linux: ['~/text-generation-webui', '~/textgen'],
    darwin: ['~/text-generation-webui', '~/textgen'],
    win32: ['~/text-generation-webui', '~/textgen'],
  },
  marks: [
    { entry: 'folder', pattern: /^text-generation-webui(?:-.{1,40})?$/i, candidate: 'itself', where: 'anywhere' },
  ],
  proof: '`user_data/logs/chat/**.json`, or `logs/chat/**.json` of older versions, with `internal` and `visible`',
  fix: 'Delete the files of `user_data/logs`: nothing else removes them.',
  recognise(candidate, reader) {
    for (const data of [`${candidate}/user_data`, candidate]) {
      const logs = `${data}/logs`;
      const found = proven(reader, logs, ['.json'], (path) => webUiChat.test(reader.start(path) ?? ''));
      if (found === undefined) continue;
      return {
        store: 'text-generation-webui',
        root: candidate,
        evidence: found.evidence,
        atRest: { state: 'plaintext' },
        parts: partsOf(reader, data, { transcripts: ['logs'], memory: ['characters'], settings: ['settings.yaml'] }),
        ...counted(found.files.length),
        remarks: credentialRemarks(reader, 'text-generation-webui', [`${data}/settings.yaml`]),
      } satisfies RecognisedStore;
    }
    return undefined;
  },
};

const msty: Store = {
  id: 'msty',
  name: 'Msty',
  holds: 'ai',
  docs: 'https://docs.msty.app/getting-started/faq',
  paths: {
    linux: ['{config}/Msty', '{config}/MstyStudio'],
    darwin: ['{support}/Msty', '{support}/MstyStudio'],
    win32: ['{appdata}/Msty', '{appdata}/MstyStudio'],
  },
  marks: [],
  proof: "a SQLite database, or a browser's storage with files in it, in the folder of the app",
  fix: 'Delete conversations and knowledge stacks in the app; lock the screen and encrypt the disk.',
  recognise(candidate, reader) {
    // Any other app's folder may hold a database: this one has a name of its own.
    if (!/^msty/i.test(nameOf(candidate))) return undefined;
    const databases = filesIn(reader, candidate, (name) => /\.(?:db|sqlite3?)$|^sharedstorage$/i.test(name), 20).filter(
      (path) => isSqlite(reader, path),
    );
    const browser = ['IndexedDB', 'Local Storage', 'File System'].filter(
      (name) => reader.list(`${candidate}/${name}`).length > 0,
    );
    const evidence = databases[0] ?? (browser[0] === undefined ? undefined : `${candidate}/${browser[0]}`);
    if (evidence === undefined) return undefined;
    return {
      store: 'msty',
      root: candidate,
      evidence,
      atRest: databases.length > 0 ? { state: 'plaintext' } : { state: 'unknown', why: 'not readable' },
      parts: [
        ...databases.flatMap((path) => databaseParts(reader, 'transcripts', path)),
        ...partsOf(reader, candidate, { transcripts: browser, index: ['knowledge-stacks'], logs: ['logs'] }),
      ],
    };
  },
};

function isSqlite(reader: StoreReader, path: string): boolean {
  return new TextDecoder().decode(reader.head(path, 15) ?? new Uint8Array()) === 'SQLite format 3';
}

export const chatAppStores: readonly Store[] = [gpt4all, jan, lmStudio, msty, textGeneration];
