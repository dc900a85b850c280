import { parse, TomlError } from 'smol-toml';
import type { Fields } from '../json-fields.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemarks } from './credentials.ts';
import { counted, databaseParts, fieldsAt, filesIn, hasTables, proven } from './proof.ts';
import { numberOf } from './retention.ts';

/** What `config.toml` says: nothing where it is not there, undefined where it can not be read. */
function configOf(reader: StoreReader, root: string): Fields | undefined {
  const path = `${root}/config.toml`;
  if (reader.type(path) === undefined) return {};
  const text = reader.text(path, 1_048_576);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (error) {
    // Damaged, or nested deeper than the stack.
    if (error instanceof TomlError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `history.persistence` rules the prompts of `history.jsonl` alone; sessions are always written. */
function retention(config: Fields): string {
  const history = fieldsAt(config, 'history');
  const most = numberOf(history?.['max_bytes']);
  const isOn = history?.['persistence'] !== 'none';
  const prompts = !isOn
    ? 'prompts are not kept (history.persistence)'
    : most === undefined
      ? 'prompts: no limit is set (history.max_bytes)'
      : `prompts: ${most} bytes (history.max_bytes)`;
  const memories = fieldsAt(config, 'features')?.['memories'] === true ? 'on' : 'off';
  return `${prompts}; sessions are kept until \`codex delete\`; memories are ${memories}`;
}

const sqlite = /^(?:thread_history|state|memories|queue|goals|logs)_\d{1,4}\.sqlite$/i;
const kinds = { memories: 'memory', logs: 'logs' } as const;
/** Instructions of some 20 KB stand in the first line; its beginning says what it is. */
const sessionMeta = /^\{[^\n]{0,400}"type"\s{0,4}:\s{0,4}"session_meta"/;

const codex: Store = {
  id: 'codex',
  name: 'Codex',
  holds: 'ai',
  docs: 'https://developers.openai.com/codex/config-reference',
  paths: {
    linux: ['{env:CODEX_HOME|~/.codex}', '~/.codex'],
    darwin: ['{env:CODEX_HOME|~/.codex}', '~/.codex'],
    win32: ['{env:CODEX_HOME|~/.codex}', '~/.codex'],
  },
  marks: [{ entry: 'folder', name: '.codex', candidate: 'itself', where: 'anywhere' }],
  proof:
    'first line of `sessions/**/rollout-*.jsonl` has `type: session_meta`, or the `thread_items` table of `thread_history_*.sqlite`',
  fix: '`codex delete` removes sessions. Set `history.persistence = "none"` in config.toml, and keep credentials in the keychain: `cli_auth_credentials_store = "keyring"`.',
  recognise(candidate, reader) {
    const isSession = (path: string) => sessionMeta.test(reader.start(path, 4096) ?? '');
    const sessions = proven(reader, `${candidate}/sessions`, ['.jsonl'], isSession);
    const archived = proven(reader, `${candidate}/archived_sessions`, ['.jsonl'], isSession);
    const databases = filesIn(reader, candidate, (name) => sqlite.test(name), 50);
    const evidence =
      sessions?.evidence ??
      archived?.evidence ??
      databases.find((path) => /thread_history/i.test(path) && hasTables(reader, path, 'thread_turns', 'thread_items'));
    if (evidence === undefined) return undefined;
    const items = (sessions?.files.length ?? 0) + (archived?.files.length ?? 0);
    const config = configOf(reader, candidate);
    return {
      store: 'codex',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...partsOf(reader, candidate, {
          transcripts: ['sessions', 'archived_sessions', 'history.jsonl'],
          memory: ['memories', 'AGENTS.md'],
          logs: ['log'],
          credentials: ['auth.json', '.credentials.json'],
          settings: ['config.toml'],
        }),
        ...databases.flatMap((path) => {
          const [, name = ''] = /([a-z_]+)_\d+\.sqlite$/i.exec(path) ?? [];
          return databaseParts(reader, kinds[name as keyof typeof kinds] ?? 'transcripts', path);
        }),
      ],
      ...counted(items),
      ...(config === undefined ? {} : { retention: retention(config) }),
      remarks: credentialRemarks(reader, 'codex', [
        `${candidate}/auth.json`,
        `${candidate}/.credentials.json`,
        { path: `${candidate}/config.toml`, extra: ['experimental_bearer_token'] },
      ]),
    };
  },
};

export const codexStores: readonly Store[] = [codex];
