import type { Remark, StorePart } from '../../core/audit.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialRemarks, credentialsInRows } from './credentials.ts';
import {
  counted,
  countRows,
  databaseParts,
  fieldsAt,
  filesIn,
  firstRecord,
  foldersIn,
  hasTables,
  proven,
  smallDatabase,
} from './proof.ts';
import { bySettings, numberOf, spanWords } from './retention.ts';

/** Tables of `state/openclaw.sqlite` in which keys stand as they are, and the columns that hold them (2026.9.6). */
const stateSecrets: readonly { readonly table: string; readonly column: string; readonly where?: string }[] = [
  { table: 'secret_store_entries', column: 'value', where: 'deleted_at_ms IS NULL' },
  { table: 'device_auth_tokens', column: 'token' },
  { table: 'mcp_oauth_stores', column: 'store_json' },
  { table: 'config_machine_state', column: 'value_json', where: "state_key = 'authProfiles.store'" },
];

/** A remark about a database in which keys are rows: the tables are named. */
function databaseRemarks(reader: StoreReader, path: string, rows: typeof stateSecrets): readonly Remark[] {
  if ((reader.size(path) ?? Number.POSITIVE_INFINITY) > smallDatabase) return [];
  const names = rows.flatMap(({ table, column, where = 'TRUE' }) => {
    if (!hasTables(reader, path, table)) return [];
    const found = reader.query(path, `SELECT ${column} FROM ${table} WHERE ${where} LIMIT 200`);
    return credentialsInRows(found, ['value', 'token', 'key', 'access', 'refresh']).length > 0
      ? [`${table}.${column}`]
      : [];
  });
  return [credentialRemark('openclaw', path, names) ?? []].flat();
}

/** `session.maintenance`: archives, which keeps the text, and limits number and bytes (docs/concepts/session.md). */
function retention(config: unknown): string {
  const set = fieldsAt(config, 'session', 'maintenance');
  if (set?.['mode'] === 'warn') return 'no limit is set (session.maintenance.mode is warn)';
  const after = spanWords(set?.['pruneAfter']) ?? '30 days';
  const most = numberOf(set?.['maxEntries']) ?? 5000;
  return `archived, not deleted, after ${after}; ${most} sessions (session.maintenance)`;
}

const openClaw: Store = {
  id: 'openclaw',
  name: 'OpenClaw',
  holds: 'ai',
  docs: 'https://docs.openclaw.ai/gateway/security/secrets-and-storage',
  paths: {
    linux: ['{env:OPENCLAW_STATE_DIR|~/.openclaw}', '~/.openclaw', '~/.clawdbot', '~/.moltbot'],
    darwin: ['{env:OPENCLAW_STATE_DIR|~/.openclaw}', '~/.openclaw', '~/.clawdbot', '~/.moltbot'],
    win32: ['{env:OPENCLAW_STATE_DIR|~/.openclaw}', '~/.openclaw', '~/.clawdbot', '~/.moltbot'],
  },
  marks: [{ entry: 'folder', name: '.openclaw', candidate: 'itself', where: 'anywhere' }],
  proof:
    'the `transcript_events` table of `agents/*/agent/openclaw-agent.sqlite`, the `secret_store_entries` table of `state/openclaw.sqlite`, or old `agents/*/sessions/*.jsonl`',
  fix: '`openclaw sessions cleanup --enforce`, and look at both kinds of transcripts: the old JSONL files stay after the move to SQLite. Run `openclaw secrets audit`, and keep keys as references to a keychain or to variables.',
  recognise(candidate, reader) {
    const agents = foldersIn(reader, `${candidate}/agents`, 200);
    const databases = agents.map((path) => `${path}/agent/openclaw-agent.sqlite`);
    const state = `${candidate}/state/openclaw.sqlite`;
    const kept = databases.filter((path) => hasTables(reader, path, 'transcript_events'));
    const older = agents.flatMap((path) => oldSessions(reader, `${path}/sessions`) ?? []);
    const isState = hasTables(reader, state, 'secret_store_entries', 'device_auth_tokens');
    const evidence = kept[0] ?? older[0]?.evidence ?? (isState ? state : undefined);
    if (evidence === undefined) return undefined;
    const counts = kept.map(
      (path) => countRows(reader, path, '(SELECT DISTINCT session_id FROM transcript_events)') ?? 0,
    );
    const configuration = `${candidate}/openclaw.json`;
    const backups = filesIn(reader, candidate, (name) => /^openclaw\.json\..*bak|^openclaw\.json\.bak/i.test(name), 20);
    const parts: StorePart[] = [
      ...databases.flatMap((path) => databaseParts(reader, 'transcripts', path)),
      ...databaseParts(reader, 'credentials', state),
      ...agents.flatMap((path) =>
        partsOf(reader, path, { transcripts: ['sessions'], credentials: ['agent/auth-profiles.json'] }),
      ),
      ...partsOf(reader, candidate, {
        transcripts: ['sessions'],
        memory: ['workspace', 'memory'],
        snapshots: ['sandboxes'],
        logs: ['logs'],
        uploads: ['media'],
        credentials: ['.env', 'credentials', 'secrets.json', 'identity'],
        settings: ['openclaw.json'],
      }),
      ...backups.map((path) => ({ kind: 'backup' as const, path })),
    ];
    const items =
      counts.reduce((sum, count) => sum + count, 0) + older.reduce((sum, { files }) => sum + files.length, 0);
    const profiles = ['key', 'token', 'access', 'refresh'];
    return {
      store: 'openclaw',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts,
      ...counted(items),
      ...bySettings(reader, configuration, retention),
      remarks: [
        ...credentialRemarks(reader, 'openclaw', [
          { path: `${candidate}/.env` },
          { path: `${candidate}/secrets.json`, extra: ['value', 'key'] },
          { path: configuration },
          ...backups.map((path) => ({ path })),
          ...agents.map((path) => ({ path: `${path}/agent/auth-profiles.json`, extra: profiles })),
          ...reader.find(`${candidate}/credentials`, ['.json'], 50).map((path) => ({ path, extra: profiles })),
        ]),
        ...databaseRemarks(reader, state, stateSecrets),
        ...kept
          .slice(0, 20)
          .flatMap((path) => databaseRemarks(reader, path, [{ table: 'auth_profile_store', column: 'store_json' }])),
      ],
    };
  },
};

function oldSessions(reader: StoreReader, folder: string) {
  return proven(reader, folder, ['.jsonl'], (path) => {
    const record = firstRecord(reader, path);
    return record?.['type'] === 'session' || (typeof record?.['type'] === 'string' && 'message' in record);
  });
}

export const openClawStores: readonly Store[] = [openClaw];
