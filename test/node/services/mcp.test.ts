import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auditServices } from '../../../src/node/services/services.ts';
import { addFile, makeMachine } from './machine.ts';

// Made up, in the formats that vendors document.
const values = ['ghp_Zk3vQ9xLw7RbN2mTc8YdHs5PfJ1aGe4UoKi0', 'Zq7vT2mKx9Lw4RbN', 'Wd8pQs3KzRt6Yh1Mn5Bv'] as const;
const [token, key, password] = values;
const json = (value: unknown) => JSON.stringify(value);
const noneOf = (result: unknown) => {
  for (const each of values) assert.ok(!JSON.stringify(result).includes(each), 'a value was told');
};

interface Place {
  readonly path: string;
  readonly make: (server: Readonly<Record<string, unknown>>) => string;
}

const servers = (server: unknown) => json({ mcpServers: { one: server } });
const user = '.config/Code/User';
/** One file of each agent, with a server in its dialect. */
const places: readonly Place[] = [
  ...[
    'Library/Application Support/Claude/claude_desktop_config.json',
    'AppData/Roaming/Claude/claude_desktop_config.json',
    '.config/Claude/claude_desktop_config.json',
    '.claude.json',
    '.cursor/mcp.json',
    '.gemini/settings.json',
    '.qwen/settings.json',
    '.codeium/windsurf/mcp_config.json',
    `${user}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`,
    `${user}/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json`,
    '.lmstudio/mcp.json',
    '.cache/lm-studio/mcp.json',
    '.copilot/mcp-config.json',
    '.config/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json',
    '.kiro/settings/mcp.json',
    // Where Flatpak keeps an app's folders, and of an editor that only the stores' table knew.
    '.var/app/ai.claude.Desktop/config/Claude/claude_desktop_config.json',
    '.config/Antigravity/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
    'vault/.mcp.json',
    'vault/.cursor/mcp.json',
    'vault/.roo/mcp.json',
    'vault/.gemini/settings.json',
  ].map((path) => ({ path, make: servers })),
  { path: '.claude.json', make: (server) => json({ projects: { '/x': { mcpServers: { one: server } } } }) },
  { path: `${user}/mcp.json`, make: (server) => json({ servers: { one: server } }) },
  {
    path: `${user}/settings.json`,
    make: (server) => `{ // mine\n "mcp": { "servers": { "one": ${json(server)} } }, }`,
  },
  { path: 'vault/.vscode/mcp.json', make: (server) => json({ servers: { one: server } }) },
  { path: '.openclaw/openclaw.json', make: (server) => json({ mcp: { servers: { one: server } } }) },
  { path: '.config/zed/settings.json', make: (server) => json({ context_servers: { one: server } }) },
  {
    path: '.codex/config.toml',
    make: ({ command, args, env }) =>
      `[mcp_servers.one]\ncommand = ${json(command)}\nargs = ${json(args)}\n[mcp_servers.one.env]\n${Object.entries(
        env as object,
      )
        .map(([name, value]) => `${name} = ${json(value)}\n`)
        .join('')}`,
  },
  {
    path: '.config/opencode/opencode.json',
    make: ({ command, args, env }) =>
      json({ mcp: { one: { type: 'local', command: [command, ...(args as string[])], environment: env } } }),
  },
  {
    path: '.continue/config.yaml',
    make: ({ command, args, env }) =>
      `mcpServers:\n  - name: one\n    command: ${json(command)}\n    args: ${json(args)}\n    env: ${json(env)}\n`,
  },
  {
    path: '.config/goose/config.yaml',
    make: ({ command, args, env }) =>
      `extensions:\n  one:\n    type: stdio\n    cmd: ${json(command)}\n    args: ${json(args)}\n    envs: ${json(env)}\n`,
  },
];

for (const { path, make } of places) {
  test(`a secret and a root in ${path}`, (t) => {
    const machine = makeMachine(t, { home: { 'vault/Private/note.md': '' } });
    const vault = join(machine.home, 'vault');
    const server = {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem', join(vault, 'Private')],
      env: { GITHUB_TOKEN: token, LOG_LEVEL: 'debug', OTHER_TOKEN: '${OTHER_TOKEN}' },
    };
    chmodSync(machine.home, 0o700);
    const file = addFile(machine.home, path, make(server));
    const result = auditServices(machine, { vaults: [{ root: vault, locked: [join(vault, 'Private')] }] });
    assert.deepEqual(
      result.remarks.map((each) => [each.rule, each.severity, each.path]),
      [
        ['service.mcp-secret', 'medium', file],
        ['service.mcp-root', 'high', file],
      ],
    );
    assert.deepEqual(
      result.services.map(({ service, where }) => [service, where]),
      [['mcp', file]],
    );
    noneOf(result);
    assert.deepEqual(machine.skipped, []);
  });
}

const secretCases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['a variable', { command: 'x', env: { API_KEY: key } }, ['env API_KEY of one']],
  ['a variable in camel case', { command: 'x', env: { openaiApiKey: key } }, ['env openaiApiKey of one']],
  ['a format of a vendor under any name', { command: 'x', env: { WHATEVER: token } }, ['env WHATEVER of one']],
  [
    'a header',
    { url: 'https://mcp.example.org/', headers: { Authorization: `Bearer ${key}` } },
    ['header Authorization of one'],
  ],
  [
    'headers as JSON in a variable',
    {
      command: 'npx',
      env: { OPENAPI_MCP_HEADERS: `{"Authorization": "Bearer ${key}", "Notion-Version": "2022-06-28"}` },
    },
    ['env OPENAPI_MCP_HEADERS: Authorization of one'],
  ],
  ['a parameter', { url: `https://mcp.example.org/sse?api_key=${key}&v=1` }, ['url parameter api_key of one']],
  [
    'a password in an address',
    { command: 'x', args: [`postgresql://me:${password}@db.lan/x`] },
    ['argument 1: password of an address of one'],
  ],
  ['an option and its value', { command: 'x', args: ['--api-key', key] }, ['argument --api-key of one']],
  ['an option with its value', { command: 'x', args: [`--token=${key}`] }, ['argument --token of one']],
  [
    'a variable for a container',
    { command: 'docker', args: ['run', '-e', `DB_PASSWORD=${password}`, 'img'] },
    ['argument DB_PASSWORD of one'],
  ],
  [
    'a header of mcp-remote',
    { command: 'npx', args: ['mcp-remote', 'https://x.example.org', '--header', `X-API-Key: ${key}`] },
    ['argument X-API-Key of one'],
  ],
  ['one that is switched off', { command: 'x', env: { SECRET: key }, disabled: true }, ['env SECRET of one']],
  [
    'a secret in the place of a name',
    { command: 'x', args: [`${token}:${key}`, `${password}=${token}`] },
    ['argument 1 of one; argument 2 of one'],
  ],
  [
    'references',
    {
      command: 'x',
      env: {
        A_KEY: '${A_KEY}',
        B_KEY: '$B_KEY',
        C_KEY: '{env:C_KEY}',
        D_KEY: 'op://vault/item/key',
        E_KEY: '',
        F_KEY: '${input:key}',
        G_TOKEN: '%TOKEN%',
        HEADERS: '{"Authorization": "Bearer ${TOKEN}"}',
      },
    },
    [],
  ],
  [
    'examples',
    {
      command: 'x',
      env: { API_KEY: 'YOUR_API_KEY', OTHER_KEY: '<your-key>', TOKEN: 'changeme', SECRET: 'xxxxxxxxxxxx' },
    },
    [],
  ],
  [
    'other things',
    {
      command: 'x',
      env: {
        PORT: '3000',
        MAX_TOKENS: '128000',
        KEY_FILE: '/home/a/key.pem',
        SSL_KEY: '/home/a/key.pem',
        NODE_ENV: 'production',
        PUBLIC_KEY: key,
        DEBUG_TOKEN: 'false',
        TOKEN_URL: 'https://x.example.org/t',
      },
      args: ['--port', '8080', '--root=/home/a'],
    },
    [],
  ],
  ['a header that refers', { url: 'https://mcp.example.org/', headers: { Authorization: 'Bearer ${TOKEN}' } }, []],
  ['an address without one', { url: 'https://mcp.example.org/sse?version=2&mode=fast' }, []],
];

for (const [name, server, expected] of secretCases) {
  test(`secrets of MCP servers: ${name}`, (t) => {
    const machine = makeMachine(t, { home: { '.cursor/mcp.json': json({ mcpServers: { one: server } }) } });
    const result = auditServices(machine, { vaults: [] });
    assert.deepEqual(
      result.remarks.filter(({ rule }) => rule === 'service.mcp-secret').map(({ args }) => args['what']),
      expected,
    );
    noneOf(result);
  });
}

test('a file that others can read is worse, and so is one in git', (t) => {
  const content = json({ mcpServers: { one: { command: 'x', env: { API_KEY: key } } } });
  const machine = makeMachine(t, {
    env: { PATH: process.env['PATH'] ?? '' },
    home: { '.cursor/mcp.json': content, 'repo/.mcp.json': content, 'other/.mcp.json': content },
  });
  const severities = () =>
    auditServices(machine, {
      vaults: [],
      folders: [join(machine.home, 'repo'), join(machine.home, 'other')],
    }).remarks.map((each) => each.severity);
  chmodSync(join(machine.home, '.cursor/mcp.json'), 0o600);
  chmodSync(machine.home, 0o700);
  assert.deepEqual(severities(), ['medium', 'medium', 'medium']);
  const git = (...args: readonly string[]) =>
    assert.equal(spawnSync('git', ['-C', join(machine.home, 'repo'), ...args]).status, 0);
  git('init', '-q');
  assert.deepEqual(severities(), ['medium', 'medium', 'medium']);
  git('add', '.mcp.json');
  assert.deepEqual(severities(), ['high', 'medium', 'medium']);
  if (process.getuid?.() === undefined) return;
  chmodSync(machine.home, 0o755);
  chmodSync(join(machine.home, 'repo/.mcp.json'), 0o600);
  chmodSync(join(machine.home, 'other/.mcp.json'), 0o600);
  chmodSync(join(machine.home, '.cursor'), 0o755);
  chmodSync(join(machine.home, '.cursor/mcp.json'), 0o644);
  assert.deepEqual(severities().sort(), ['high', 'high', 'medium']);
});

interface RootCase {
  readonly name: string;
  readonly path: string;
  readonly server: (vault: string, home: string) => unknown;
  readonly isFound: boolean;
}

const fs = '@modelcontextprotocol/server-filesystem';
const rootCases: readonly RootCase[] = [
  {
    name: 'the vault',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: ['-y', fs, vault] }),
    isFound: true,
  },
  {
    name: 'the home folder',
    path: '.cursor/mcp.json',
    server: () => ({ command: 'npx', args: ['-y', `${fs}@2025.1.14`, '~'] }),
    isFound: true,
  },
  {
    name: 'the whole disk',
    path: '.cursor/mcp.json',
    server: () => ({ command: 'npx', args: ['-y', fs, '/'] }),
    isFound: true,
  },
  {
    name: 'a variable for the home folder',
    path: '.cursor/mcp.json',
    server: () => ({ command: 'npx', args: [fs, '${userHome}/vault'] }),
    isFound: true,
  },
  {
    name: 'another folder of the vault',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: ['-y', fs, `${vault}/Work`] }),
    isFound: false,
  },
  {
    name: 'one that begins with the same name',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: ['-y', fs, `${vault}/Private-not`] }),
    isFound: false,
  },
  {
    name: 'within the locked folder',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: [fs, `${vault}/Private/deep`] }),
    isFound: true,
  },
  {
    name: 'what is opened within it',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: [fs, `${vault}/Private/open`] }),
    isFound: false,
  },
  {
    name: 'through a link',
    path: '.cursor/mcp.json',
    server: (_, home) => ({ command: 'npx', args: [fs, `${home}/link`] }),
    isFound: true,
  },
  {
    name: 'with steps upwards',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: [fs, `${vault}/Work/../Private`] }),
    isFound: true,
  },
  {
    name: 'the folder of the project',
    path: 'vault/.mcp.json',
    server: () => ({ command: 'npx', args: ['-y', fs, '.'] }),
    isFound: true,
  },
  {
    name: 'the folder of the workspace',
    path: 'vault/.cursor/mcp.json',
    server: () => ({ command: 'npx', args: [fs, '${workspaceFolder}/Private'] }),
    isFound: true,
  },
  {
    name: 'another folder of the workspace',
    path: 'vault/.cursor/mcp.json',
    server: () => ({ command: 'npx', args: [fs, '${workspaceFolder}/Work'] }),
    isFound: false,
  },
  {
    name: 'whichever workspace is open',
    path: '.cursor/mcp.json',
    server: () => ({ command: 'npx', args: [fs, '${workspaceFolder}'] }),
    isFound: true,
  },
  {
    name: 'a relative one with a folder to start in',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: [fs, './Private'], cwd: vault }),
    isFound: true,
  },
  {
    name: 'a mount',
    path: '.cursor/mcp.json',
    server: (vault) => ({
      command: 'docker',
      args: ['run', '-i', '--rm', '--mount', `type=bind,src=${vault},dst=/p`, 'mcp/filesystem', '/p'],
    }),
    isFound: true,
  },
  {
    name: 'a volume',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'docker', args: ['run', '-v', `${vault}/Private:/p:ro`, 'mcp/obsidian'] }),
    isFound: true,
  },
  {
    name: 'a volume of another folder',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'docker', args: ['run', '-v', `${vault}/Work:/p:ro`, 'mcp/filesystem', '/p'] }),
    isFound: false,
  },
  {
    name: 'mcp-obsidian',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: ['-y', 'mcp-obsidian', vault] }),
    isFound: true,
  },
  {
    name: 'a variable of an Obsidian server',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'uvx', args: ['obsidian-mcp'], env: { OBSIDIAN_VAULT_PATH: vault } }),
    isFound: true,
  },
  {
    name: 'basic-memory',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'uvx', args: ['basic-memory', 'mcp'], env: { BASIC_MEMORY_HOME: vault } }),
    isFound: true,
  },
  {
    name: 'one that is switched off',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: [fs, vault], disabled: true }),
    isFound: false,
  },
  {
    name: 'a server of other things',
    path: '.cursor/mcp.json',
    server: (vault) => ({ command: 'npx', args: ['-y', 'some-linter-mcp', vault] }),
    isFound: false,
  },
];

for (const { name, path, server, isFound } of rootCases) {
  test(`roots of file servers: ${name}`, (t) => {
    const machine = makeMachine(t, {
      home: {
        'vault/Private/deep/a.md': '',
        'vault/Private/open/a.md': '',
        'vault/Private-not/a.md': '',
        'vault/Work/a.md': '',
      },
    });
    const vault = join(machine.home, 'vault');
    symlinkSync(join(vault, 'Private'), join(machine.home, 'link'));
    addFile(machine.home, path, json({ mcpServers: { files: server(vault, machine.home) } }));
    const locked = [join(vault, 'Private')];
    const { remarks } = auditServices(machine, {
      vaults: [{ root: vault, locked, open: [join(vault, 'Private/open')] }],
    });
    assert.deepEqual(
      remarks.map(({ rule, severity, args }) => [rule, severity, args['locked']]),
      isFound ? [['service.mcp-root', 'high', locked[0]]] : [],
    );
  });
}

test('a vault that is locked as a whole, and projects of .claude.json', (t) => {
  const machine = makeMachine(t);
  const vault = join(machine.home, 'vault');
  mkdirSync(vault);
  addFile(
    machine.home,
    '.claude.json',
    json({ projects: { [vault]: { mcpServers: { files: { command: 'npx', args: [fs, '.'] } } } } }),
  );
  const { remarks } = auditServices(machine, { vaults: [{ root: vault, locked: [vault] }] });
  assert.deepEqual(
    remarks.map(({ rule }) => rule),
    ['service.mcp-root'],
  );
});

test('several of one file are one finding that names them', (t) => {
  const one = { command: 'x', env: { A_KEY: key, B_KEY: password } };
  const machine = makeMachine(t, {
    home: { '.cursor/mcp.json': json({ mcpServers: { one, two: { ...one, env: { C_KEY: token } } } }) },
  });
  const result = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    result.remarks.map(({ args }) => args['what']),
    ['env A_KEY of one; env B_KEY of one; env C_KEY of two'],
  );
  noneOf(result);
  if (process.getuid?.() === undefined) return;
  for (const [path, mode] of [
    ['', 0o755],
    ['.cursor', 0o755],
    ['.cursor/mcp.json', 0o644],
  ] as const)
    chmodSync(join(machine.home, path), mode);
  assert.deepEqual(
    auditServices(machine, { vaults: [] }).remarks.map(({ args }) => [args['what'], args['why']]),
    [['env A_KEY of one; env B_KEY of one; env C_KEY of two (others of this machine can read the file)', undefined]],
  );
});
