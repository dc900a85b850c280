import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { StoreId } from '../../src/core/store-ids.ts';
import { credentialsIn, credentialsInLines, isCredential } from '../../src/stores/ai/credentials.ts';
import { fixtures, madeKey, place } from './ai-fixtures.ts';
import { recognised } from './ai-recognise.ts';
import { folderOf } from './fixture.ts';

const canary = madeKey('sk-ant-api03-', 60, 11);
const random = madeKey('', 40, 13);
const json = JSON.stringify;

/** A store's own fixture with a file more in it. */
interface Kept {
  readonly id: StoreId;
  /** Within the fixture's folder. */
  readonly path: string;
  readonly text: string;
  /** What the remark names. */
  readonly key: string;
  readonly severity?: 'medium' | 'high';
}

const kept: readonly Kept[] = [
  { id: 'aider', path: '.aider.conf.yml', text: `model: x\nopenai-api-key: ${canary}\n`, key: 'openai-api-key' },
  { id: 'anythingllm', path: 'storage/.env', text: `OPEN_AI_KEY='${canary}'\n`, key: 'OPEN_AI_KEY' },
  {
    id: 'claude-code',
    path: '.claude/.credentials.json',
    text: json({
      claudeAiOauth: { accessToken: canary, refreshToken: random, expiresAt: 1, scopes: ['user:inference'] },
    }),
    key: 'claudeAiOauth.accessToken, claudeAiOauth.refreshToken',
  },
  {
    id: 'claude-code',
    path: '.claude.json',
    text: json({ primaryApiKey: canary, userID: random }),
    key: 'primaryApiKey',
  },
  {
    id: 'claude-code',
    path: '.claude/settings.json',
    text: json({ env: { ANTHROPIC_API_KEY: canary }, apiKeyHelper: '/bin/key' }),
    key: 'env.ANTHROPIC_API_KEY',
  },
  {
    id: 'cline',
    path: 'saoudrizwan.claude-dev/secrets.json',
    text: json({ openRouterApiKey: canary }),
    key: 'openRouterApiKey',
  },
  {
    id: 'codex',
    path: '.codex/auth.json',
    text: json({ OPENAI_API_KEY: null, tokens: { access_token: random, refresh_token: canary, account_id: 'a' } }),
    key: 'tokens.access_token, tokens.refresh_token',
  },
  {
    id: 'codex',
    path: '.codex/config.toml',
    text: `[model_providers.a]\nenv_key = "A_KEY"\nexperimental_bearer_token = "${canary}"\n`,
    key: 'experimental_bearer_token',
  },
  {
    id: 'continue',
    path: '.continue/config.yaml',
    text: `models:\n  - name: a\n    apiKey: ${canary}\n  - name: b\n    apiKey: \${{ secrets.B }}\n`,
    key: 'apiKey',
  },
  { id: 'continue', path: '.continue/config.json', text: json({ models: [{ apiKey: canary }] }), key: 'models.apiKey' },
  {
    id: 'copilot-cli',
    path: '.copilot/config.json',
    text: `// managed\n${json({ copilot_tokens: { 'https://github.com:anna': madeKey('gho_', 36) } })}`,
    key: 'copilot_tokens.…',
  },
  { id: 'gemini-cli', path: '.gemini/oauth_creds.json', text: json({ refresh_token: canary }), key: 'refresh_token' },
  {
    id: 'gpt4all',
    path: 'GPT4All/gpt4all-x.rmodel',
    text: json({ apiKey: canary, modelName: 'gpt-4' }),
    key: 'apiKey',
  },
  {
    id: 'jan',
    path: 'data/providers.json',
    text: json({ providers: [{ id: 'a', apiKey: canary }] }),
    key: 'providers.apiKey',
  },
  { id: 'khoj', path: '.khoj/khoj.yml', text: `processor:\n  openai:\n    api-key: ${canary}\n`, key: 'api-key' },
  {
    id: 'lm-studio',
    path: '.lmstudio/settings.json',
    text: json({ huggingFaceToken: canary }),
    key: 'huggingFaceToken',
  },
  {
    id: 'obsidian-copilot',
    path: 'vault/.obsidian/plugins/copilot/data-v3-credentials-backup-0a1b2c3d.json',
    text: json({ openAIApiKey: canary, googleApiKey: 'enc_desk_0011' }),
    key: 'openAIApiKey',
    severity: 'high',
  },
  {
    id: 'obsidian-copilot',
    path: 'vault/.obsidian/plugins/copilot/data.json',
    text: json({ anthropicApiKey: canary }),
    key: 'anthropicApiKey',
  },
  { id: 'openclaw', path: '.openclaw/.env', text: `export OPENAI_API_KEY="${canary}"\n`, key: 'OPENAI_API_KEY' },
  { id: 'openclaw', path: '.openclaw/credentials/oauth.json', text: json({ a: { access: canary } }), key: 'a.access' },
  { id: 'openclaw', path: '.openclaw/secrets.json', text: json({ openai: { value: canary } }), key: 'openai.value' },
  {
    id: 'openclaw',
    path: '.openclaw/openclaw.json.bak',
    text: json({ gateway: { auth: { mode: 'token', token: random } } }),
    key: 'gateway.auth.token',
  },
  {
    id: 'openclaw',
    path: '.openclaw/agents/main/agent/auth-profiles.json',
    text: json({ profiles: { 'anthropic:default': { type: 'api_key', key: canary } } }),
    key: 'profiles.….key',
  },
  {
    id: 'opencode',
    path: 'opencode/auth.json',
    text: json({ anthropic: { type: 'oauth', refresh: random, access: canary, expires: 1 } }),
    key: 'anthropic.access, anthropic.refresh',
  },
  {
    id: 'qwen-code',
    path: '.qwen/settings.json',
    text: json({ security: { auth: { apiKey: canary } } }),
    key: 'security.auth.apiKey',
  },
  { id: 'roo-code', path: 'rooveterinaryinc.roo-cline/secrets.json', text: json({ apiKey: canary }), key: 'apiKey' },
  {
    id: 'smart-connections',
    path: '.smart-env/smart_env.json',
    text: json({ a: { api_key: canary } }),
    key: 'a.api_key',
  },
  {
    id: 'text-generation-webui',
    path: 'text-generation-webui/user_data/settings.yaml',
    text: `api-key: ${canary}\n`,
    key: 'api-key',
  },
];

function fixtureOf(id: StoreId) {
  const fixture = fixtures.find((each) => each.id === id);
  assert.ok(fixture !== undefined);
  return fixture;
}

describe('credentials in plain text are remarked upon, and their values go nowhere', () => {
  for (const { id, path, text, key, severity = 'medium' } of kept)
    test(`${id}: ${path.split('/').at(-1)}`, () => {
      const fixture = fixtureOf(id);
      const { all, reader } = recognised(id, place({ ...fixture, files: { ...fixture.files, [path]: text } }));
      const remarks = all.flatMap((each) => each.remarks ?? []).filter((each) => each.path.endsWith(`/${path}`));
      assert.deepEqual(
        remarks.map((each) => ({ rule: each.rule, severity: each.severity, about: each.about, args: each.args })),
        [{ rule: 'store.ai.credentials', severity, about: id, args: { key } }],
      );
      const told = JSON.stringify([all, reader.skipped]);
      for (const value of [canary, random]) assert.ok(!told.includes(value) && !told.includes(value.slice(0, 24)));
    });
});

describe('credentials in databases', () => {
  const cases: readonly { id: StoreId; database: string; statements: readonly string[]; key: string }[] = [
    {
      id: 'anythingllm',
      database: 'storage/anythingllm.db',
      statements: [`INSERT INTO api_keys VALUES (1, '${random}')`],
      key: 'api_keys.secret',
    },
    {
      id: 'cursor',
      database: 'User/globalStorage/state.vscdb',
      statements: [
        `INSERT INTO ItemTable VALUES ('cursorAuth/accessToken', '${canary}'), ('cursorAuth/cachedEmail', 'a')`,
      ],
      key: 'cursorAuth/accessToken',
    },
    {
      id: 'opencode',
      database: 'opencode/opencode.db',
      statements: [`INSERT INTO credential VALUES ('a', '${json({ type: 'api', key: canary })}')`],
      key: 'credential.key',
    },
    {
      id: 'open-webui',
      database: 'data/webui.db',
      statements: [`INSERT INTO config VALUES (1, '${json({ openai: { api_keys: [canary, ''] } })}')`],
      key: 'config.openai.api_keys',
    },
    {
      id: 'openclaw',
      database: '.openclaw/agents/main/agent/openclaw-agent.sqlite',
      statements: [`INSERT INTO auth_profile_store VALUES ('a', '${json({ profiles: { x: { key: canary } } })}', 1)`],
      key: 'auth_profile_store.store_json',
    },
  ];
  for (const { id, database, statements, key } of cases)
    test(`${id}: ${key}`, () => {
      const fixture = fixtureOf(id);
      const databases = fixture.databases ?? {};
      const without = recognised(id, place(fixture)).all.flatMap(({ remarks = [] }) => remarks);
      assert.deepEqual(without, []);
      const more = { ...databases, [database]: [...(databases[database] ?? []), ...statements] };
      const { all } = recognised(id, place({ ...fixture, databases: more }));
      const remarks = all.flatMap((each) => each.remarks ?? []);
      assert.deepEqual(
        remarks.map(({ args }) => args),
        [{ key }],
      );
      assert.ok(
        !JSON.stringify(all).includes(canary.slice(0, 24)) && !JSON.stringify(all).includes(random.slice(0, 24)),
      );
    });

  test('openclaw: secrets, tokens of devices and profiles in the state of 2026.9.6', () => {
    const fixture = fixtureOf('openclaw');
    const state = [
      'CREATE TABLE secret_store_entries (name TEXT, value TEXT, deleted_at_ms INTEGER)',
      'CREATE TABLE device_auth_tokens (device_id TEXT, token TEXT)',
      'CREATE TABLE config_machine_state (state_key TEXT, value_json TEXT)',
      `INSERT INTO secret_store_entries VALUES ('a', '${canary}', NULL)`,
      `INSERT INTO device_auth_tokens VALUES ('a', '${random}')`,
      `INSERT INTO config_machine_state VALUES ('authProfiles.store', '${json({ profiles: { a: { key: canary } } })}')`,
    ];
    const databases = { ...fixture.databases, '.openclaw/state/openclaw.sqlite': state };
    const { found } = recognised('openclaw', place({ ...fixture, databases }));
    assert.deepEqual(
      found?.remarks?.map(({ args }) => args),
      [{ key: 'secret_store_entries.value, device_auth_tokens.token, config_machine_state.value_json' }],
    );
    assert.ok(!JSON.stringify(found).includes(canary.slice(0, 24)));
  });
});

test('references, encrypted forms, placeholders and settings with a like name are no credentials', () => {
  const none: readonly (readonly [string, string])[] = [
    ['apiKey', ''],
    ['apiKey', '$OPENAI_API_KEY'],
    ['apiKey', '${OPENAI_API_KEY}'],
    ['apiKey', '${{ secrets.OPENAI_API_KEY }}'],
    ['apiKey', '{env:OPENAI_API_KEY}'],
    ['apiKey', '{file:~/.secrets/openai-key-2026}'],
    ['apiKey', 'env:OPENAI_API_KEY_2026_A1B2'],
    ['apiKey', 'op://Private/OpenAI/credential2026'],
    ['apiKey', '%OPENAI_API_KEY%'],
    ['apiKey', 'keychain:copilot-openai-2026-a1'],
    ['apiKey', 'your-api-key-here-0123456789'],
    ['apiKey', 'YOUR_API_KEY_0123456789'],
    ['apiKey', '<insert your key 123>'],
    ['apiKey', 'sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['apiKey', 'sk-...'],
    ['apiKey', 'sk-****************1234'],
    ['apiKey', 'sk-00000000000000000000000000'],
    ['apiKey', 'ollama'],
    ['apiKey', 'lm-studio'],
    ['apiKey', 'not-needed'],
    ['apiKey', 'sk-no-key-required-0123456789'],
    ['apiKey', `enc_${random}`],
    ['apiKey', `enc_desk_${random}`],
    ['apiKey', Buffer.from(`v10${random}`).toString('base64')],
    ['apiKey', Buffer.from(`v11${random}`).toString('hex')],
    ['token', `v10\u0001\u0002${random}`],
    ['secret', `U2FsdGVkX1${random}`],
    ['secret', `gAAAAA${random}`],
    ['encryptedApiKey', random],
    ['publicKey', random],
    ['passwordHash', random],
    ['tokenType', 'Bearer0123456789abcdef'],
    ['token_uri', 'https://oauth2.googleapis.com/token'],
    ['apiKeyUrl', 'https://example.org/0123456789/keys'],
    ['maxTokens', '40960000000000001a'],
    ['embeddingModelKey', 'text-embedding-3-small|openai'],
    ['defaultModelKey', 'claude-3-5-sonnet-20241022|anthropic'],
    ['key', 'Ctrl+Shift+K0123456789'],
    ['apiKeyName', 'openai-production-key-2026'],
    ['tokenizer', 'cl100k_base_0123456789ab'],
    ['sessionId', '6f4c8e4e-826b-458d-b381-8769730fef02'],
  ];
  for (const [name, value] of none)
    assert.equal(isCredential(name, value), false, `${name}: form ${none.findIndex((each) => each[1] === value)}`);
});

test('keys of vendors under any name, and random ones under a name that says so, are credentials', () => {
  const all: readonly (readonly [string, string])[] = [
    ['anything', madeKey('sk-proj-', 60)],
    ['anything', madeKey('AIza', 35)],
    ['anything', madeKey('ghp_', 36)],
    ['anything', madeKey('hf_', 34)],
    ['anything', madeKey('gsk_', 50)],
    ['Authorization', `Bearer ${madeKey('', 40)}`],
    ['apiKey', madeKey('', 32)],
    ['OPENAI_API_KEY_2', madeKey('', 32)],
    ['api-key', '0f3c9a7b5d1e42868fa2b4c6d8e0f123'],
    ['openAIKey', madeKey('', 40)],
    ['clientSecret', madeKey('GOCSPX-', 28)],
    ['refreshToken', madeKey('', 64)],
    ['apiKey', '6f4c8e4e-826b-458d-b381-8769730fef02'],
    ['password', 'Tr0ub4dor'],
  ];
  for (const [name, value] of all) assert.equal(isCredential(name, value), true, `${name}, ${value.length} characters`);
});

test('a key of a map that is itself a value is not told', () => {
  const told = credentialsIn({ providers: { [canary]: { apiKey: random }, [random]: { apiKey: canary } } });
  assert.deepEqual(told, ['providers.….apiKey']);
});

test('MCP servers are left to the part of the audit that is about them', () => {
  assert.deepEqual(credentialsIn({ mcpServers: { a: { env: { API_KEY: canary } } }, apiKey: canary }), ['apiKey']);
  assert.deepEqual(credentialsInLines(`[mcp_servers.a.env]\nAPI_KEY = "${canary}"\n[other]\napi_key = "${canary}"\n`), [
    'api_key',
  ]);
});

test('a key in a file that does not parse is a key too', () => {
  const fixture = fixtureOf('codex');
  const files = { ...fixture.files, '.codex/auth.json': `{\n  "OPENAI_API_KEY": "${canary}",\n  "tokens": {\n` };
  const { found, reader } = recognised('codex', place({ ...fixture, files }));
  assert.deepEqual(
    found?.remarks?.map(({ args }) => args['key']),
    ['OPENAI_API_KEY'],
  );
  assert.deepEqual(
    reader.skipped.map(({ why }) => why),
    ['damaged'],
  );
});

test('OpenCode: keys in its configuration, which lies in another folder', () => {
  const fixture = fixtureOf('opencode');
  const home = folderOf({
    '.config/opencode/opencode.json': json({
      provider: { a: { options: { apiKey: canary } }, b: { options: { apiKey: '{env:B_KEY}' } } },
    }),
  });
  cpSync(place(fixture), `${home}/.local/share/opencode`, { recursive: true });
  const { found } = recognised('opencode', `${home}/.local/share/opencode`);
  assert.deepEqual(
    found?.remarks?.map(({ path, args }) => [path, args]),
    [[`${home}/.config/opencode/opencode.json`, { key: 'a.options.apiKey' }]],
  );
});

test('many keys in a file: some are named, the rest are counted', () => {
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`apiKey${'abcdefghi'[at]}`, madeKey('sk-proj-', 50, at + 20)]),
  );
  const fixture = fixtureOf('codex');
  const files = { ...fixture.files, '.codex/auth.json': json(many) };
  const { found } = recognised('codex', place({ ...fixture, files }));
  assert.match(found?.remarks?.[0]?.args['key'] ?? '', /^apiKeya, .*apiKeyf and 3 more$/);
});

test('key backups: no remark where all that they hold is encrypted', () => {
  const path = 'vault/.obsidian/plugins/copilot/data-v3-credentials-backup-0a1b2c3d.json';
  const files = { [path]: json({ openAIApiKey: `enc_${random}`, googleApiKey: '' }) };
  assert.deepEqual(recognised('obsidian-copilot', place({ candidate: 'vault/.obsidian', files })).all, []);
  const open = recognised(
    'obsidian-copilot',
    place({ candidate: 'vault/.obsidian', files: { [path]: json({ openAIApiKey: canary }) } }),
  );
  assert.equal(open.found?.remarks?.[0]?.severity, 'high');
});
