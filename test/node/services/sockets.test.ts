import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditServices } from '../../../src/node/services/services.ts';
import { addProcess, makeMachine, tcpLine, tcpTable } from './machine.ts';

const any = '00000000';
const loopback = '0100007F';
const lan = '0501A8C0';
const any6 = '0'.repeat(32);
const loopback6 = '00000000000000000000000001000000';
const mapped = '0000000000000000FFFF00000100007F';
const made = 'Zq7vT2mKx9Lw4RbN';

interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tcp?: readonly string[];
  readonly tcp6?: readonly string[];
  readonly expect: readonly (readonly [string, string, string])[];
}

const cases: readonly Case[] = [
  {
    name: 'Ollama on all interfaces',
    argv: ['/usr/local/bin/ollama', 'serve'],
    tcp: [tcpLine(any, 11434, 7)],
    expect: [['service.exposed', 'critical', 'tcp 0.0.0.0:11434']],
  },
  {
    name: 'Ollama on all interfaces of both families',
    argv: ['ollama', 'serve'],
    tcp6: [tcpLine(any6, 11434, 7)],
    expect: [['service.exposed', 'critical', 'tcp [::]:11434']],
  },
  {
    name: 'Ollama on one address of the network',
    argv: ['ollama', 'serve'],
    tcp: [tcpLine(lan, 11434, 7)],
    expect: [['service.exposed', 'critical', 'tcp 192.168.1.5:11434']],
  },
  { name: 'Ollama on loopback', argv: ['ollama', 'serve'], tcp: [tcpLine(loopback, 11434, 7)], expect: [] },
  { name: 'Ollama on loopback of IPv6', argv: ['ollama', 'serve'], tcp6: [tcpLine(loopback6, 11434, 7)], expect: [] },
  { name: 'Ollama on loopback, mapped', argv: ['ollama', 'serve'], tcp6: [tcpLine(mapped, 11434, 7)], expect: [] },
  {
    name: 'a connection is no socket that listens',
    argv: ['ollama', 'serve'],
    tcp: [tcpLine(any, 11434, 7, 0, '01')],
    expect: [],
  },
  {
    name: 'another program on the port of Ollama',
    argv: ['/usr/bin/nginx'],
    tcp: [tcpLine(any, 11434, 7)],
    expect: [],
  },
  { name: 'a client of Ollama', argv: ['ollama', 'run', 'qwen3'], tcp: [tcpLine(any, 11434, 7)], expect: [] },
  {
    name: 'llama.cpp with a key on its command line',
    argv: ['llama-server', '--host', '0.0.0.0', '--api-key', made],
    tcp: [tcpLine(any, 8080, 7)],
    expect: [['service.exposed', 'medium', 'tcp 0.0.0.0:8080']],
  },
  {
    name: 'llama.cpp with a key in its environment',
    argv: ['llama-server', '--host', '0.0.0.0'],
    env: { LLAMA_API_KEY: made },
    tcp: [tcpLine(any, 8080, 7)],
    expect: [['service.exposed', 'medium', 'tcp 0.0.0.0:8080']],
  },
  {
    name: 'llama.cpp on loopback: every web page may ask it',
    argv: ['llama-server'],
    tcp: [tcpLine(loopback, 8080, 7)],
    expect: [['service.cors', 'low', 'tcp 127.0.0.1:8080']],
  },
  {
    name: 'llama.cpp on loopback for this machine alone',
    argv: ['llama-server', '--cors-origins', 'localhost'],
    tcp: [tcpLine(loopback, 8080, 7)],
    expect: [],
  },
  {
    name: 'vLLM as a module of Python',
    argv: ['/home/a/venv/bin/python3', '-m', 'vllm.entrypoints.openai.api_server', '--model', 'x'],
    tcp6: [tcpLine(any6, 8000, 7)],
    expect: [['service.exposed', 'critical', 'tcp [::]:8000']],
  },
  {
    name: 'vLLM with a key, which does not cover all of it',
    argv: ['/home/a/venv/bin/python3', '/home/a/venv/bin/vllm', 'serve', 'x', `--api-key=${made}`],
    tcp: [tcpLine(any, 8000, 7)],
    expect: [['service.exposed', 'medium', 'tcp 0.0.0.0:8000']],
  },
  {
    name: 'ComfyUI',
    argv: ['python', '/home/a/ComfyUI/main.py', '--listen', '0.0.0.0', '--enable-cors-header'],
    tcp: [tcpLine(any, 8188, 7)],
    expect: [
      ['service.exposed', 'critical', 'tcp 0.0.0.0:8188'],
      ['service.cors', 'medium', 'tcp 0.0.0.0:8188'],
    ],
  },
  {
    name: 'another main.py',
    argv: ['python', '/home/a/app/main.py', '--listen'],
    tcp: [tcpLine(any, 8188, 7)],
    expect: [],
  },
  {
    name: 'Qdrant, several ports are one finding',
    argv: ['./qdrant'],
    tcp: [tcpLine(any, 6333, 7), tcpLine(any, 6334, 8)],
    expect: [['service.exposed', 'critical', 'tcp 0.0.0.0:6333']],
  },
  {
    name: 'Qdrant with a key, loopback',
    argv: ['./qdrant'],
    env: { QDRANT__SERVICE__API_KEY: made },
    tcp: [tcpLine(loopback, 6333, 7)],
    expect: [],
  },
  {
    name: 'Chroma',
    argv: ['/home/a/venv/bin/python', '/home/a/venv/bin/chroma', 'run', '--host', '0.0.0.0'],
    tcp: [tcpLine(any, 8000, 7)],
    expect: [['service.exposed', 'critical', 'tcp 0.0.0.0:8000']],
  },
  {
    name: 'Weaviate with keys',
    argv: ['/bin/weaviate', '--host', '0.0.0.0'],
    env: { AUTHENTICATION_APIKEY_ENABLED: 'true', AUTHENTICATION_APIKEY_ALLOWED_KEYS: made },
    tcp: [tcpLine(any, 8080, 7)],
    expect: [['service.exposed', 'medium', 'tcp 0.0.0.0:8080']],
  },
  {
    name: 'Open WebUI',
    argv: ['/home/a/venv/bin/python', '/home/a/venv/bin/open-webui', 'serve'],
    env: { WEBUI_AUTH: 'False', WEBUI_SECRET_KEY: made },
    tcp: [tcpLine(any, 8080, 7)],
    expect: [['service.exposed', 'critical', 'tcp 0.0.0.0:8080']],
  },
  {
    name: 'the OpenClaw gateway under its title',
    argv: ['openclaw-gateway'],
    tcp: [tcpLine(any, 18789, 7)],
    expect: [['service.exposed', 'medium', 'tcp 0.0.0.0:18789']],
  },
  {
    name: 'LM Studio, whose tokens can not be seen',
    argv: ['/opt/LM Studio/lm-studio', '--no-sandbox'],
    tcp: [tcpLine(any, 1234, 7)],
    expect: [['service.exposed', 'high', 'tcp 0.0.0.0:1234']],
  },
  { name: 'Jan', argv: ['/usr/bin/Jan'], tcp: [tcpLine(loopback, 1337, 7)], expect: [] },
  {
    name: 'AnythingLLM',
    argv: ['node', '/home/a/anything-llm/server/index.js'],
    tcp6: [tcpLine(any6, 3001, 7)],
    expect: [['service.exposed', 'critical', 'tcp [::]:3001']],
  },
  {
    name: 'a plugin of Obsidian',
    argv: ['/opt/Obsidian/obsidian', '--type=renderer'],
    tcp6: [tcpLine(any6, 8080, 7)],
    expect: [['service.exposed', 'high', 'tcp [::]:8080']],
  },
];

for (const { name, argv, env = {}, tcp = [], tcp6 = [], expect } of cases) {
  test(`what listens: ${name}`, (t) => {
    const machine = makeMachine(t, {
      system: { 'proc/net/tcp': tcpTable(...tcp), 'proc/net/tcp6': tcpTable(...tcp6) },
    });
    addProcess(machine, 4242, argv, { inodes: [7, 8], env });
    const { remarks, services } = auditServices(machine, { vaults: [] });
    assert.deepEqual(
      remarks.map(({ rule, severity, path }) => [rule, severity, path]),
      expect,
    );
    assert.ok(!JSON.stringify({ remarks, services }).includes(made));
    assert.deepEqual(machine.skipped, []);
  });
}

test('a program of another user: what listens as that user on its port is taken for it', (t) => {
  const uid = process.getuid?.() ?? 0;
  const machine = makeMachine(t, {
    system: {
      'proc/net/tcp': tcpTable(tcpLine(any, 11434, 7, uid), tcpLine(any, 8080, 8, uid), tcpLine(any, 8000, 9, uid + 1)),
    },
  });
  addProcess(machine, 10, ['/usr/local/bin/ollama', 'serve'], { hidesSockets: true });
  addProcess(machine, 11, ['llama-server', '--host', '0.0.0.0'], { hidesSockets: true });
  addProcess(machine, 12, ['vllm', 'serve', 'x'], { hidesSockets: true });
  const { remarks } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ about, severity, path }) => [about, severity, path]),
    [
      ['ollama-server', 'critical', 'tcp 0.0.0.0:11434'],
      // A key could stand in its environment, which is hidden.
      ['llama-cpp', 'high', 'tcp 0.0.0.0:8080'],
    ],
  );
});

test('a container behind a proxy of Docker', (t) => {
  const home = {
    'ai/compose.yml':
      'services:\n  web:\n    image: ghcr.io/open-webui/open-webui:v0.9.6\n    ports: ["3000:8080"]\n    environment: { WEBUI_AUTH: "False" }\n',
  };
  const machine = makeMachine(t, {
    home,
    system: { 'proc/net/tcp': tcpTable(tcpLine(any, 3000, 7), tcpLine(any, 6333, 8), tcpLine(any, 8123, 9)) },
  });
  const proxy = (host: number, inside: number) => [
    '/usr/bin/docker-proxy',
    '-proto',
    'tcp',
    '-host-ip',
    '0.0.0.0',
    '-host-port',
    String(host),
    '-container-ip',
    '172.17.0.2',
    '-container-port',
    String(inside),
  ];
  addProcess(machine, 20, proxy(3000, 8080), { hidesSockets: true });
  // The program of this one is seen in its container, of the next nothing is known.
  addProcess(machine, 21, proxy(6333, 6333), { hidesSockets: true });
  addProcess(machine, 22, proxy(8123, 8080), { hidesSockets: true });
  addProcess(machine, 23, ['./qdrant'], { inodes: [99] });
  const { remarks, services } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ about, severity, path, args }) => [about, severity, path, args['config']?.endsWith('compose.yml')]),
    [
      ['open-webui-server', 'critical', 'tcp 0.0.0.0:3000', true],
      // Whether it has a key stands in its environment, which nobody sees here.
      ['qdrant', 'high', 'tcp 0.0.0.0:6333', undefined],
    ],
  );
  assert.ok(
    services.some(({ where, states }) => where === 'tcp 0.0.0.0:3000' && states.includes('through a container')),
  );
});

test('a container without root, by the socket of its proxy', (t) => {
  const home = { 'ai/compose.yml': 'services:\n  it:\n    image: ollama/ollama:latest\n    ports: ["11434:11434"]\n' };
  const machine = makeMachine(t, { home, system: { 'proc/net/tcp6': tcpTable(tcpLine(any6, 11434, 7)) } });
  addProcess(machine, 30, ['rootlessport'], { inodes: [7] });
  const { remarks } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ rule, severity, path }) => [rule, severity, path]),
    [['service.exposed', 'critical', 'tcp [::]:11434']],
  );
});

test('a service with all in its own network is told, and nothing more', (t) => {
  const machine = makeMachine(t, { system: { 'proc/net/tcp': tcpTable(tcpLine(any, 22, 1)) } });
  addProcess(machine, 40, ['ollama', 'serve'], { inodes: [77] });
  assert.deepEqual(auditServices(machine, { vaults: [] }), { services: [], remarks: [] });
});

test('a configuration counts once where its service listens', (t) => {
  const home = {
    '.config/systemd/user/ollama.service': '[Service]\nExecStart=ollama serve\nEnvironment=OLLAMA_HOST=0.0.0.0\n',
  };
  const machine = makeMachine(t, { home, system: { 'proc/net/tcp': tcpTable(tcpLine(any, 11434, 7)) } });
  addProcess(machine, 50, ['ollama', 'serve'], { inodes: [7] });
  const { remarks, services } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ severity, path }) => [severity, path]),
    [['critical', 'tcp 0.0.0.0:11434']],
  );
  assert.ok(remarks[0]?.args['config']?.endsWith('ollama.service'));
  assert.equal(services.length, 2);
});

test('a configuration that waits for the next start', (t) => {
  const home = {
    '.config/systemd/user/ollama.service': '[Service]\nExecStart=ollama serve\nEnvironment=OLLAMA_HOST=0.0.0.0\n',
  };
  const machine = makeMachine(t, { home, system: { 'proc/net/tcp': tcpTable(tcpLine(loopback, 11434, 7)) } });
  addProcess(machine, 50, ['ollama', 'serve'], { inodes: [7] });
  const { remarks } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ severity }) => severity),
    ['medium'],
  );
});

test('macOS: lsof and ps', (t) => {
  const lsof =
    'p501\ncollama\nLanna\nf3\nn*:11434\np502\ncObsidian\nLanna\nf9\nn127.0.0.1:27124\np503\ncPython\nf5\nn[::1]:8000\np504\ncLM\\x20Studio\nf4\nn*:1234\np505\ncrapportd\nf4\nn*:49152\n';
  const ps = `  501 /Applications/Ollama.app/Contents/Resources/ollama serve\n  503 /opt/v/bin/python3 -m vllm.entrypoints.openai.api_server --api-key ${made}\n  504 /Applications/LM Studio.app/Contents/MacOS/LM Studio\n  505 /usr/libexec/rapportd\n`;
  const machine = makeMachine(t, { platform: 'darwin', run: { lsof, ps } });
  const { remarks, services } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ about, severity, path }) => [about, severity, path]),
    [
      ['ollama-server', 'critical', 'tcp 0.0.0.0:11434'],
      ['lm-studio-server', 'high', 'tcp 0.0.0.0:1234'],
    ],
  );
  assert.equal(services.length, 4);
  assert.ok(!JSON.stringify({ remarks, services }).includes(made));
});

test('Windows: netstat in any language, and tasklist', (t) => {
  const netstat =
    '\r\nAktive Verbindungen\r\n\r\n  Proto  Lokale Adresse         Remoteadresse          Status           PID\r\n  TCP    0.0.0.0:11434          0.0.0.0:0              ABHÖREN         1234\r\n  TCP    127.0.0.1:1234         0.0.0.0:0              ABHÖREN         99\r\n  TCP    192.168.1.5:50000      1.2.3.4:443            HERGESTELLT     1234\r\n  TCP    [::]:135               [::]:0                 ABHÖREN         4\r\n';
  const tasklist =
    '"ollama.exe","1234","Console","1","12.345 K"\r\n"LM Studio.exe","99","Console","1","1 K"\r\n"svchost.exe","4","Services","0","1 K"\r\n';
  const machine = makeMachine(t, { platform: 'win32', run: { netstat, tasklist } });
  const { remarks, services } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ about, severity, path }) => [about, severity, path]),
    [['ollama-server', 'critical', 'tcp 0.0.0.0:11434']],
  );
  assert.deepEqual(
    services.map(({ service }) => service),
    ['ollama-server', 'lm-studio-server'],
  );
});

test('a machine whose sockets can not be looked at says so', (t) => {
  const machine = makeMachine(t, { platform: 'darwin' });
  auditServices(machine, { vaults: [] });
  assert.deepEqual(machine.skipped, [{ path: 'lsof', why: 'unreadable' }]);
});
