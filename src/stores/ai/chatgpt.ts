import type { AtRest } from '../../core/audit.ts';
import { nameOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { counted, filesIn, foldersIn, latin1, parsed } from './proof.ts';

/** ChatGPT: the desktop app of macOS, which encrypts, and what it exports, which is plain. */

const mostRead = 8_388_608;
/** A conversation is a tree: `mapping` holds its nodes. */
const conversation = /"mapping"\s*:\s*\{/;

const chatGptExport: Store = {
  id: 'chatgpt-export',
  name: 'ChatGPT export',
  holds: 'ai',
  docs: 'https://help.openai.com/en/articles/7260999-how-do-i-export-my-chatgpt-history-and-data',
  paths: { linux: [], darwin: [], win32: [] },
  marks: [
    { entry: 'file', name: 'conversations.json', candidate: 'itself', where: 'usual' },
    { entry: 'file', pattern: /^conversations-\d{1,4}\.json$/i, candidate: 'itself', where: 'usual' },
    { entry: 'file', pattern: /^(?=.*chat-?gpt|[\da-f]{32}).{1,200}\.zip$/i, candidate: 'itself', where: 'usual' },
  ],
  proof: '`conversations.json` is an array of objects with `mapping`; a zip holds it together with `chat.html`',
  fix: 'Keep it in an encrypted archive, or delete it and empty the trash.',
  recognise(candidate, reader) {
    if (/\.zip$/i.test(candidate)) return zipped(reader, candidate);
    const text = reader.start(candidate, 131_072);
    if (text === undefined || !/^\s*\[\s*\{/.test(text) || !conversation.test(text)) return undefined;
    const folder = candidate.slice(0, candidate.lastIndexOf('/'));
    const all = (reader.size(candidate) ?? 0) <= mostRead ? parsed(reader.text(candidate, mostRead) ?? '') : undefined;
    return {
      store: 'chatgpt-export',
      root: candidate,
      evidence: candidate,
      atRest: { state: 'plaintext' },
      parts: [
        { kind: 'export', path: candidate },
        ...partsOf(reader, folder, {
          export: ['chat.html', 'message_feedback.json', 'user.json', 'shared_conversations.json'],
        }),
      ],
      ...(Array.isArray(all) ? { items: all.length } : {}),
    };
  },
};

/** Names stand in the directory at the end of a zip; bit 0 of an entry's flags says that it is encrypted. */
function zipped(reader: StoreReader, path: string): ReturnType<Store['recognise']> {
  const head = reader.head(path, 8);
  if (head === undefined || latin1(head.subarray(0, 4)) !== 'PK\x03\x04') return undefined;
  const directory = latin1(reader.tail(path, 262_144) ?? new Uint8Array());
  const at = directory.search(/(?:^|[^\w-])conversations(?:-\d{1,4})?\.json/);
  if (at === -1 || !/chat\.html/.test(directory)) return undefined;
  const isEncrypted = ((head[6] ?? 0) & 1) === 1;
  return {
    store: 'chatgpt-export',
    root: path,
    evidence: path,
    atRest: isEncrypted ? { state: 'encrypted', by: 'zip' } : { state: 'plaintext' },
    parts: [{ kind: 'export', path }],
  };
}

const dataFolder = /^(?:conversations|drafts|gizmos|order)(?:-v\d+)?-[\da-f-]{8,}$/i;

/** Version 1 kept plists or JSON; since 1.2024.171 files are encrypted with a key of the keychain. */
function atRestOf(reader: StoreReader, files: readonly string[]): AtRest {
  let sealed = 0;
  const looked = files.slice(0, 20);
  for (const path of looked) {
    const head = reader.head(path, 4096) ?? new Uint8Array();
    const text = latin1(head);
    if (!/^bplist00|^\s*[{[<]/.test(text) && !isMostlyText(head)) sealed++;
  }
  if (sealed === 0) return { state: 'plaintext' };
  return sealed === looked.length
    ? { state: 'encrypted', by: 'the app, with a key in the keychain' }
    : { state: 'partly', encrypted: sealed, of: looked.length };
}

function isMostlyText(bytes: Uint8Array): boolean {
  const printable = bytes.filter((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
  return printable.length * 10 > bytes.length * 9;
}

const chatGptDesktop: Store = {
  id: 'chatgpt-desktop',
  name: 'ChatGPT for macOS',
  holds: 'ai',
  docs: 'https://help.openai.com/en/articles/9268871-how-is-data-retained-in-the-macos-app',
  paths: {
    linux: [],
    darwin: ['{support}/com.openai.chat'],
    win32: [],
  },
  marks: [],
  proof:
    '`conversations-v*-<uuid>/*.data`: encrypted with a key of the keychain, or plists and JSON of versions before 1.2024.171',
  fix: 'Update the app, which encrypts its conversations, and delete folders of old versions.',
  recognise(candidate, reader) {
    const folders = foldersIn(reader, candidate, 200).filter((folder) => dataFolder.test(nameOf(folder)));
    const conversations = folders.filter((folder) => /^conversations/i.test(nameOf(folder)));
    const files = conversations.flatMap((folder) =>
      filesIn(reader, folder, (name) => /\.(?:data|json|plist)$/i.test(name)),
    );
    const evidence = files[0];
    if (evidence === undefined) return undefined;
    return {
      store: 'chatgpt-desktop',
      root: candidate,
      evidence,
      atRest: atRestOf(reader, files),
      parts: folders.map((path) => ({ kind: 'transcripts', path })),
      ...counted(files.length),
    };
  },
};

export const chatGptStores: readonly Store[] = [chatGptDesktop, chatGptExport];
