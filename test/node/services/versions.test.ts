import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditServices } from '../../../src/node/services/services.ts';
import { addProcess, makeMachine, tcpLine, tcpTable } from './machine.ts';

const json = (value: unknown) => JSON.stringify(value);
const plist = (version: string) =>
  `<plist><dict><key>CFBundleShortVersionString</key>\n\t<string>${version}</string></dict></plist>`;

interface Case {
  readonly name: string;
  readonly about: string;
  readonly path: (version: string) => string;
  readonly content: (version: string) => string;
  readonly old: string;
  readonly current: string;
  readonly isSystem?: boolean;
}

const cases: readonly Case[] = [
  {
    name: 'OpenClaw, a package',
    about: 'openclaw-gateway',
    path: () => '.npm-global/lib/node_modules/openclaw/package.json',
    content: (version) => json({ name: 'openclaw', version }),
    old: '2026.2.26',
    current: '2026.9.6',
  },
  {
    name: 'OpenClaw, a package of a version of Node',
    about: 'openclaw-gateway',
    path: () => '.nvm/versions/node/v22.1.0/lib/node_modules/openclaw/package.json',
    content: (version) => json({ name: 'openclaw', version }),
    old: '2026.3.22',
    current: '2026.3.28',
  },
  {
    name: 'OpenClaw, what it wrote last',
    about: 'openclaw-gateway',
    path: () => '.openclaw/openclaw.json',
    content: (version) => json({ meta: { lastTouchedVersion: version } }),
    old: '2026.1.25',
    current: '2026.4.1',
  },
  {
    name: 'Open WebUI of pip',
    about: 'open-webui-server',
    path: (version) => `.local/lib/python3.12/site-packages/open_webui-${version}.dist-info/METADATA`,
    content: () => '',
    old: '0.9.4',
    current: '0.9.5',
  },
  {
    name: 'vLLM of uv',
    about: 'vllm',
    path: (version) => `.local/share/uv/tools/vllm/lib/python3.12/site-packages/vllm-${version}.dist-info/METADATA`,
    content: () => '',
    old: '0.30.9',
    current: '0.31.0',
  },
  {
    name: 'Chroma',
    about: 'chroma',
    path: (version) => `.local/lib/python3.12/site-packages/chromadb-${version}.dist-info/METADATA`,
    content: () => '',
    old: '1.0.4',
    current: '1.5.10',
  },
  {
    name: 'ComfyUI',
    about: 'comfyui',
    path: () => 'ComfyUI/pyproject.toml',
    content: (version) => `[project]\nname = "ComfyUI"\nversion = "${version}"\n`,
    old: '0.27.1',
    current: '0.28.0',
  },
  {
    name: 'AnythingLLM, a container',
    about: 'anythingllm-server',
    path: () => 'a/compose.yml',
    content: (version) => `services: { a: { image: "mintplexlabs/anythingllm:${version}" } }`,
    old: '1.11.1',
    current: '1.11.2',
  },
  {
    name: 'Ollama, an app',
    about: 'ollama-server',
    path: () => 'Applications/Ollama.app/Contents/Info.plist',
    content: plist,
    old: '0.9.6',
    current: '0.17.1',
    isSystem: true,
  },
  {
    name: 'Ollama of Homebrew',
    about: 'ollama-server',
    path: (version) => `opt/homebrew/Cellar/ollama/${version}/README.md`,
    content: () => '',
    old: '0.13.0',
    current: '0.20.0',
    isSystem: true,
  },
  {
    name: 'LM Studio, an app',
    about: 'lm-studio-server',
    path: () => 'Applications/LM Studio.app/Contents/Info.plist',
    content: plist,
    old: '0.3.36',
    current: '0.4.0',
    isSystem: true,
  },
];

for (const { name, about, path, content, old, current, isSystem = false } of cases) {
  test(`versions: ${name}`, (t) => {
    const found = (version: string) => {
      const files = { [path(version)]: content(version) };
      return auditServices(makeMachine(t, isSystem ? { system: files } : { home: files }), { vaults: [] }).remarks;
    };
    const remarks = found(old);
    assert.ok(remarks.length > 0);
    for (const each of remarks) {
      assert.deepEqual([each.rule, each.about, each.args['version']], ['service.version', about, old]);
      assert.ok((each.args['source'] ?? '').length > 0);
    }
    assert.deepEqual(found(current), []);
  });
}

test('a version that nobody can read is no finding', (t) => {
  for (const version of ['latest', 'main', 'v', '1', '', '0.x', '99999999999999999999.1', '{{version}}']) {
    const home = {
      '.npm-global/lib/node_modules/openclaw/package.json': json({ name: 'openclaw', version }),
      'a/compose.yml': `services: { a: { image: "ollama/ollama:${version}" }, b: { image: qdrant/qdrant } }`,
    };
    assert.deepEqual(auditServices(makeMachine(t, { home }), { vaults: [] }).remarks, [], version);
  }
});

test('the version of a program that runs, by what lies around it', (t) => {
  const machine = makeMachine(t, {
    home: { 'venv-x/lib/python3.12/site-packages/vllm-0.9.1.dist-info/METADATA': '' },
    system: { 'proc/net/tcp': tcpTable(tcpLine('0100007F', 8000, 7)) },
  });
  addProcess(
    machine,
    9,
    [
      `${machine.home}/venv-x/bin/python`,
      `${machine.home}/venv-x/bin/vllm`,
      'serve',
      'x',
      '--api-key',
      'Zq7vT2mKx9Lw4RbN',
    ],
    { inodes: [7] },
  );
  assert.deepEqual(
    auditServices(machine, { vaults: [] }).remarks.map(({ rule, args }) => [rule, args['version']]),
    [['service.version', '0.9.1']],
  );
});

test('an updater of Windows alone', (t) => {
  const files = { home: { 'a/compose.yml': 'services: { a: { image: "ollama/ollama:0.20.0" } }' } };
  const on = (platform: 'linux' | 'win32') =>
    auditServices(makeMachine(t, { ...files, platform, run: { netstat: '' } }), { vaults: [] }).remarks;
  assert.deepEqual(on('linux'), []);
  assert.deepEqual(
    on('win32').map(({ severity, args }) => [severity, args['fixed']]),
    [['low', '0.30.0']],
  );
});
