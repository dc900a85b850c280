import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditServices } from '../../../src/node/services/services.ts';
import { makeMachine } from './machine.ts';

const json = (value: unknown) => JSON.stringify(value);
const made = 'Zq7vT2mKx9Lw4RbN';

/** A place for an address, in the form of its file. */
const places: readonly (readonly [string, (address: string) => Readonly<Record<string, string>>])[] = [
  [
    'OpenCode',
    (url) => ({
      '.config/opencode/opencode.json': json({ provider: { lan: { options: { baseURL: url, apiKey: made } } } }),
    }),
  ],
  [
    'OpenCode in a project',
    (url) => ({ 'project/opencode.json': json({ provider: { lan: { options: { baseURL: url } } } }) }),
  ],
  [
    'Continue',
    (url) => ({
      '.continue/config.yaml': `models:\n  - name: a\n    provider: ollama\n    apiBase: ${url}\n    apiKey: ${made}\n`,
    }),
  ],
  [
    'Claude Code',
    (url) => ({ '.claude/settings.json': json({ env: { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: made } }) }),
  ],
  [
    'Claude Code in a project',
    (url) => ({ 'project/.claude/settings.local.json': json({ env: { ANTHROPIC_BASE_URL: url } }) }),
  ],
  ['Codex', (url) => ({ '.codex/config.toml': `[model_providers.lan]\nname = "a"\nbase_url = "${url}"\n` })],
  [
    'a plugin of Obsidian',
    (url) => ({ 'project/.obsidian/plugins/copilot/data.json': json({ models: [{ baseUrl: url, apiKey: made }] }) }),
  ],
  ['OpenClaw', (url) => ({ '.openclaw/openclaw.json': json({ models: { providers: { lan: { baseUrl: url } } } }) })],
  ['a variable of a shell', (url) => ({ '.profile': `export COPILOT_PROVIDER_BASE_URL=${url}\n` })],
  [
    'an app',
    (url) => ({
      '.config/anythingllm-desktop/storage/.env': `OLLAMA_BASE_PATH='${url}'\nAUTH_TOKEN=${made}\nJWT_SECRET=${made}\n`,
    }),
  ],
  [
    'a container',
    (url) => ({
      'ai/compose.yml': `services:\n  web:\n    image: ghcr.io/open-webui/open-webui:v0.9.6\n    environment:\n      OLLAMA_BASE_URL: ${url}\n`,
    }),
  ],
  ['an MCP server', (url) => ({ '.cursor/mcp.json': json({ mcpServers: { lan: { url } } }) })],
  [
    'mcp-remote',
    (url) => ({ '.cursor/mcp.json': json({ mcpServers: { lan: { command: 'npx', args: ['mcp-remote', url] } } }) }),
  ],
];

for (const [name, make] of places) {
  test(`plain http in ${name}`, (t) => {
    const found = (address: string) => {
      const machine = makeMachine(t, { home: make(address) });
      const result = auditServices(machine, { vaults: [], folders: [`${machine.home}/project`] });
      assert.ok(!json(result).includes(made));
      assert.deepEqual(machine.skipped, []);
      const plain = result.remarks.filter(({ rule }) => rule === 'service.plain-http');
      assert.deepEqual(
        result.remarks.filter((each) => !plain.includes(each) && each.rule !== 'service.mcp-secret'),
        [],
      );
      return plain.map(({ rule, severity, args }) => [rule, severity, args['endpoint']]);
    };
    assert.deepEqual(found(`http://me:${made}@192.168.1.20:11434/v1?key=${made}`), [
      ['service.plain-http', 'high', 'http://192.168.1.20:11434'],
    ]);
    for (const safe of [
      'https://models.example.org/v1',
      'http://127.0.0.1:11434/v1',
      'http://localhost:11434',
      'http://[::1]:1234',
    ])
      assert.deepEqual(found(safe), [], safe);
  });
}

const addresses: readonly (readonly [string, string | undefined])[] = [
  ['http://models.lan', 'high'],
  ['HTTP://Models.LAN:80/v1', 'high'],
  ['http://nas:11434', 'high'],
  ['http://[fd00::5]:11434', 'high'],
  ['ws://gateway.lan:18789', 'high'],
  ['http://100.101.102.103:11434', 'low'],
  ['http://box.tail1234.ts.net', 'low'],
  ['http://0.0.0.0:11434', undefined],
  ['http://127.1.2.3', undefined],
  ['http://api.localhost:3000', undefined],
  ['http://host.docker.internal:11434', undefined],
  ['http://host.containers.internal:11434', undefined],
  ['http://[::ffff:127.0.0.1]:80', undefined],
  ['http://${MODEL_HOST}:11434', undefined],
  ['http://<your-server>', undefined],
  ['wss://gateway.lan', undefined],
  ['unix:///run/x.sock', undefined],
  ['models.lan:11434', undefined],
  ['http://', undefined],
];

for (const [address, severity] of addresses) {
  test(`plain http: ${address}`, (t) => {
    const machine = makeMachine(t, {
      home: { '.claude/settings.json': json({ env: { ANTHROPIC_BASE_URL: address } }) },
    });
    assert.deepEqual(
      auditServices(machine, { vaults: [] }).remarks.map((each) => each.severity),
      severity === undefined ? [] : [severity],
    );
  });
}

test('OLLAMA_HOST of a client: with and without a scheme, in files and in the environment', (t) => {
  const home = { '.bashrc': 'export OLLAMA_HOST=192.168.1.20:11434\n' };
  const result = (options: Parameters<typeof makeMachine>[1]) =>
    auditServices(makeMachine(t, options), { vaults: [] }).remarks.map(({ rule, about, path, args }) => [
      rule,
      about,
      path.split('/').at(-1),
      args['endpoint'],
    ]);
  assert.deepEqual(result({ home }), [
    ['service.plain-http', 'model-provider', '.bashrc', 'http://192.168.1.20:11434'],
  ]);
  assert.deepEqual(result({ env: { OLLAMA_HOST: 'http://gpu.lan' } }), [
    ['service.plain-http', 'model-provider', 'environment variable OLLAMA_HOST', 'http://gpu.lan'],
  ]);
  assert.deepEqual(result({ home, env: { OLLAMA_HOST: '192.168.1.20:11434' } }).length, 1);
  assert.deepEqual(result({ env: { OLLAMA_HOST: 'https://gpu.example.org' } }), []);
  // Of another home folder the environment of this process says nothing.
  assert.deepEqual(result({ env: { OLLAMA_HOST: 'http://gpu.lan' }, isOwnHome: false }), []);
});

test('keys of a file that are data themselves are not told', (t) => {
  const home = {
    'project/.obsidian/plugins/x/data.json': json({ servers: { [`${made}${made}`]: { url: 'http://models.lan' } } }),
  };
  const machine = makeMachine(t, { home });
  const { remarks } = auditServices(machine, { vaults: [], folders: [`${machine.home}/project`] });
  assert.deepEqual(
    remarks.map(({ args }) => args['what']),
    ['servers.….url is http://models.lan'],
  );
});
