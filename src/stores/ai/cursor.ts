import type { StorePart } from '../../core/audit.ts';
import { fieldsOf } from '../json-fields.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialsInRows } from './credentials.ts';
import {
  counted,
  countRows,
  databaseParts,
  filesIn,
  foldersIn,
  hasTables,
  mostItems,
  parsed,
  proven,
  smallDatabase,
} from './proof.ts';

/** Cursor, its CLI, and Windsurf, whose files say nothing to others. */

const mostWorkspaces = 500;

/** Cursor keeps the tokens of its account in the table of the editor's state, as they are. */
function accountTokens(reader: StoreReader, state: string) {
  if ((reader.size(state) ?? Number.POSITIVE_INFINITY) > smallDatabase) return [];
  const rows = reader.query(
    state,
    "SELECT key, CAST(value AS TEXT) AS value FROM ItemTable WHERE key IN ('cursorAuth/accessToken', 'cursorAuth/refreshToken')",
  );
  const found = (rows ?? []).flatMap(({ key, value }) => {
    const name = String(key).split('/').at(-1) ?? '';
    return credentialsInRows([{ [name]: value }]).map((shown) => `cursorAuth/${shown}`);
  });
  return credentialRemark('cursor', state, found) ?? [];
}

const cursor: Store = {
  id: 'cursor',
  name: 'Cursor',
  holds: 'ai',
  docs: 'https://github.com/S2thend/cursor-history/blob/main/docs/cursor-data-storage-spec.md',
  paths: { linux: ['{user}'], darwin: ['{user}'], win32: ['{user}'] },
  marks: [],
  proof: 'the `cursorDiskKV` table of `globalStorage/state.vscdb`, with `composerData:` or `bubbleId:` keys',
  fix: 'Delete chats in Cursor. The database keeps what was deleted until it is compacted; copies stand in `state.vscdb.backup`.',
  recognise(candidate, reader) {
    const storage = `${candidate}/globalStorage`;
    const state = `${storage}/state.vscdb`;
    if (!hasTables(reader, state, 'ItemTable', 'cursorDiskKV')) return undefined;
    const workspaces = foldersIn(reader, `${candidate}/workspaceStorage`, mostWorkspaces);
    const chats = "cursorDiskKV WHERE key >= 'composerData:' AND key < 'composerData;'";
    const items = countRows(reader, state, chats);
    const parts: StorePart[] = [
      ...databaseParts(reader, 'transcripts', state),
      ...databaseParts(reader, 'backup', `${storage}/state.vscdb.backup`),
      ...workspaces.flatMap((folder) => databaseParts(reader, 'transcripts', `${folder}/state.vscdb`)),
      ...workspaces.flatMap((folder) => partsOf(reader, folder, { index: ['anysphere.cursor-retrieval'] })),
    ];
    return {
      store: 'cursor',
      root: candidate,
      evidence: state,
      atRest: { state: 'plaintext' },
      parts,
      ...counted(items, 0),
      remarks: [accountTokens(reader, state)].flat(),
    };
  },
};

const cursorCli: Store = {
  id: 'cursor-cli',
  name: 'Cursor CLI',
  holds: 'ai',
  docs: 'https://cursor.com/docs/cli/overview',
  paths: { linux: ['~/.cursor'], darwin: ['~/.cursor'], win32: ['~/.cursor'] },
  marks: [{ entry: 'folder', name: '.cursor', candidate: 'itself', where: 'anywhere' }],
  proof: 'the `blobs` and `meta` tables of `chats/*/*/store.db`, or `projects/*/agent-transcripts/`',
  fix: 'Delete the folders of `chats/` and `projects/*/agent-transcripts` that you do not resume.',
  recognise(candidate, reader) {
    const stores = reader.find(`${candidate}/chats`, ['store.db'], mostItems);
    const store = stores.slice(0, 5).find((path) => hasTables(reader, path, 'blobs', 'meta'));
    const folders = foldersIn(reader, `${candidate}/projects`, 1000).map((folder) => `${folder}/agent-transcripts`);
    const transcript = folders
      .slice(0, 20)
      .map((folder) => proven(reader, folder, ['.jsonl', '.json', '.txt'], (path) => isTranscript(reader, path)))
      .find((found) => found !== undefined);
    const evidence = store ?? transcript?.evidence;
    if (evidence === undefined) return undefined;
    return {
      store: 'cursor-cli',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...partsOf(reader, candidate, { transcripts: ['chats', 'prompt_history.json'], settings: ['cli-config.json'] }),
        ...folders.flatMap((path) => partsOf(reader, path, { transcripts: [''] })),
      ],
      ...(store === undefined ? {} : counted(stores.length)),
    };
  },
};

/** Texts of turns, or JSON with a role. */
function isTranscript(reader: StoreReader, path: string): boolean {
  const [line = ''] = (reader.start(path) ?? '').split('\n', 1);
  if (path.endsWith('.txt')) return /^(?:user|assistant|system)\s*:/i.test(line);
  const record = fieldsOf(parsed(line));
  return record === undefined ? /"role"\s*:\s*"(?:user|assistant|system)"/.test(line) : Object.hasOwn(record, 'role');
}

const windsurf: Store = {
  id: 'windsurf',
  name: 'Windsurf',
  holds: 'ai',
  docs: 'https://docs.windsurf.com/windsurf/cascade/memories',
  paths: {
    linux: ['~/.codeium/windsurf', '~/.codeium/windsurf-next'],
    darwin: ['~/.codeium/windsurf', '~/.codeium/windsurf-next'],
    win32: ['~/.codeium/windsurf', '~/.codeium/windsurf-next'],
  },
  marks: [],
  proof: '`cascade/*.pb`, which hold no text that can be read',
  fix: 'Delete conversations and memories in Cascade. Whether its files are encrypted can not be told from them: encrypt the disk.',
  recognise(candidate, reader) {
    const conversations = filesIn(reader, `${candidate}/cascade`, (name) => /\.pb$/i.test(name));
    const evidence = conversations[0];
    if (evidence === undefined) return undefined;
    return {
      store: 'windsurf',
      root: candidate,
      evidence,
      atRest: { state: 'unknown', why: 'not readable' },
      parts: partsOf(reader, candidate, {
        transcripts: ['cascade', 'implicit'],
        memory: ['memories', 'brain'],
        index: ['database', 'code_tracker'],
        settings: ['mcp_config.json', 'user_settings.pb'],
      }),
      ...counted(conversations.length),
    };
  },
};

export const cursorStores: readonly Store[] = [cursor, cursorCli, windsurf];
