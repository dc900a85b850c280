import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auditServices } from '../../../src/node/services/services.ts';
import { addFile, type MadeMachine, makeMachine } from './machine.ts';

interface Pair {
  readonly name: string;
  readonly about: string;
  /** What must be found, and how bad it is while the service does not run. */
  readonly open: Readonly<Record<string, string>>;
  readonly severity?: string;
  readonly rule?: string;
  /** What must not be found. */
  readonly safe: Readonly<Record<string, string>>;
  /** For `/etc`. */
  readonly isSystem?: boolean;
}

const json = (value: unknown) => JSON.stringify(value);
const compose = (body: string) => ({ 'stack/compose.yaml': `services:\n  it:\n${body.replace(/^/gm, '    ')}\n` });
const made = 'Zq7vT2mKx9Lw4RbN';

const pairs: readonly Pair[] = [
  {
    name: 'Ollama, a unit of the person',
    about: 'ollama-server',
    open: {
      '.config/systemd/user/ollama.service':
        '[Service]\nExecStart=/usr/local/bin/ollama serve\nEnvironment="OLLAMA_HOST=0.0.0.0"\n',
    },
    safe: {
      '.config/systemd/user/ollama.service':
        '[Service]\nExecStart=/usr/local/bin/ollama serve\nEnvironment="OLLAMA_HOST=127.0.0.1:11434"\n',
    },
  },
  {
    name: 'Ollama, a drop-in of the system',
    about: 'ollama-server',
    isSystem: true,
    open: {
      'etc/systemd/system/ollama.service': '[Service]\nExecStart=/usr/local/bin/ollama serve\n',
      'etc/systemd/system/ollama.service.d/override.conf': '[Service]\nEnvironment=OLLAMA_HOST=[::]:11434\n',
    },
    safe: {
      'etc/systemd/system/ollama.service':
        '[Service]\nExecStart=/usr/local/bin/ollama serve\nEnvironment=OLLAMA_HOST=0.0.0.0\n',
      'etc/systemd/system/ollama.service.d/override.conf': '[Service]\nEnvironment=\nEnvironment=OLLAMA_HOST=[::1]\n',
    },
  },
  {
    name: 'Ollama, a drop-in whose unit is not there',
    about: 'ollama-server',
    isSystem: true,
    open: { 'etc/systemd/system/ollama.service.d/a.conf': '[Service]\nEnvironment="OLLAMA_HOST=192.168.1.20:11434"\n' },
    safe: { 'etc/systemd/system/ollama.service.d/a.conf': '[Service]\nEnvironment="OLLAMA_DEBUG=1"\n' },
  },
  {
    name: 'Ollama, a unit under another name and its drop-in',
    about: 'ollama-server',
    open: {
      '.config/systemd/user/models.service': '[Service]\nExecStart=/opt/bin/ollama serve\n',
      '.config/systemd/user/models.service.d/10-lan.conf': '[Service]\nEnvironment="A=1" "OLLAMA_HOST=0.0.0.0:11434"\n',
    },
    safe: {
      '.config/systemd/user/models.service': '[Service]\nExecStart=/opt/bin/ollama serve\n',
      '.config/systemd/user/models.service.d/10-lan.conf': '[Service]\n#Environment="OLLAMA_HOST=0.0.0.0:11434"\n',
    },
  },
  {
    name: 'Ollama, a file of variables that a unit names',
    about: 'ollama-server',
    open: {
      '.config/systemd/user/ollama.service':
        '[Service]\nExecStart=ollama serve\nEnvironmentFile=-%h/.config/ollama.env\n',
      '.config/ollama.env': 'OLLAMA_HOST=0.0.0.0:11434\n',
    },
    safe: {
      '.config/systemd/user/ollama.service':
        '[Service]\nExecStart=ollama serve\nEnvironmentFile=-%h/.config/ollama.env\n',
      '.config/ollama.env': '#OLLAMA_HOST=0.0.0.0:11434\n',
    },
  },
  {
    name: 'Ollama, launchd',
    about: 'ollama-server',
    open: {
      'Library/LaunchAgents/homebrew.mxcl.ollama.plist':
        '<?xml version="1.0"?><plist version="1.0"><dict><key>EnvironmentVariables</key><dict><key>OLLAMA_HOST</key><string>0.0.0.0</string></dict><key>ProgramArguments</key><array><string>/opt/homebrew/opt/ollama/bin/ollama</string><string>serve</string></array></dict></plist>',
    },
    safe: {
      'Library/LaunchAgents/homebrew.mxcl.ollama.plist':
        '<?xml version="1.0"?><plist version="1.0"><dict><key>EnvironmentVariables</key><dict><key>OLLAMA_KV_CACHE_TYPE</key><string>q8_0</string></dict><key>ProgramArguments</key><array><string>/opt/homebrew/opt/ollama/bin/ollama</string><string>serve</string></array></dict></plist>',
    },
  },
  {
    name: 'Ollama, a shell',
    about: 'ollama-server',
    open: { '.zshrc': 'export OLLAMA_HOST="0.0.0.0:11434" # for the phone\n' },
    safe: { '.zshrc': '# export OLLAMA_HOST="0.0.0.0:11434"\nexport OLLAMA_HOST=127.0.0.1\n' },
  },
  {
    name: 'Ollama, every origin',
    about: 'ollama-server',
    rule: 'service.cors',
    open: {
      '.config/systemd/user/ollama.service': '[Service]\nExecStart=ollama serve\nEnvironment=OLLAMA_ORIGINS=*\n',
    },
    safe: {
      '.config/systemd/user/ollama.service':
        '[Service]\nExecStart=ollama serve\nEnvironment=OLLAMA_ORIGINS=app://obsidian.md*,chrome-extension://*\n',
    },
  },
  {
    name: 'Ollama, a container',
    about: 'ollama-server',
    open: compose('image: ollama/ollama:0.19.0\nports:\n  - "11434:11434"'),
    safe: compose('image: ollama/ollama:0.19.0\nports:\n  - "127.0.0.1:11434:11434"'),
  },
  {
    name: 'Ollama, a container without ports against one in the network of the machine',
    about: 'ollama-server',
    open: compose('image: docker.io/ollama/ollama\nnetwork_mode: host\nenvironment:\n  OLLAMA_HOST: 0.0.0.0'),
    safe: compose('image: docker.io/ollama/ollama\nenvironment:\n  OLLAMA_HOST: 0.0.0.0'),
  },
  {
    name: 'Ollama, a quadlet',
    about: 'ollama-server',
    open: {
      '.config/containers/systemd/ollama.container':
        '[Container]\nImage=docker.io/ollama/ollama:latest\nPublishPort=11434:11434\n',
    },
    safe: {
      '.config/containers/systemd/ollama.container':
        '[Container]\nImage=docker.io/ollama/ollama:latest\nPublishPort=127.0.0.1:11434:11434\n',
    },
  },
  {
    name: 'LM Studio',
    about: 'lm-studio-server',
    open: {
      '.lmstudio/.internal/http-server-config.json': json({ networkInterface: '0.0.0.0', port: 1234, cors: false }),
    },
    safe: {
      '.lmstudio/.internal/http-server-config.json': json({ networkInterface: '127.0.0.1', port: 1234, cors: false }),
    },
  },
  {
    name: 'LM Studio, every origin',
    about: 'lm-studio-server',
    rule: 'service.cors',
    open: {
      '.lmstudio/.internal/http-server-config.json': json({ networkInterface: '127.0.0.1', port: 1234, cors: true }),
    },
    safe: { '.lmstudio/.internal/http-server-config.json': json({ networkInterface: '127.0.0.1', port: 1234 }) },
  },
  {
    name: 'AnythingLLM, a server',
    about: 'anythingllm-server',
    open: {
      'anything-llm/server/.env': 'SERVER_PORT=3001\nJWT_SECRET="my-random-string-for-seeding"\nAUTH_TOKEN="x"\n',
    },
    safe: { 'anything-llm/server/.env': '# nothing\n' },
  },
  {
    name: 'AnythingLLM, a container',
    about: 'anythingllm-server',
    open: compose('image: mintplexlabs/anythingllm:1.12.0\nports: ["3001:3001"]'),
    safe: compose('image: mintplexlabs/anythingllm:1.12.0\nports: ["127.0.0.1:3001:3001"]'),
  },
  {
    name: 'Open WebUI, without sign-in',
    about: 'open-webui-server',
    open: compose(
      'image: ghcr.io/open-webui/open-webui:v0.9.6\nports: ["3000:8080"]\nenvironment:\n  - WEBUI_AUTH=False',
    ),
    safe: compose(
      'image: ghcr.io/open-webui/open-webui:v0.9.6\nports: ["127.0.0.1:3000:8080"]\nenvironment:\n  - WEBUI_AUTH=True',
    ),
  },
  {
    name: 'Open WebUI, a header that says who one is',
    about: 'open-webui-server',
    rule: 'service.no-auth',
    open: compose(
      'image: ghcr.io/open-webui/open-webui:main\nenvironment:\n  - WEBUI_AUTH_TRUSTED_EMAIL_HEADER=X-Email',
    ),
    safe: compose(`image: ghcr.io/open-webui/open-webui:main\nenvironment:\n  - WEBUI_SECRET_KEY=${made}`),
  },
  {
    name: 'Open WebUI, a key that is easy to guess',
    about: 'open-webui-server',
    rule: 'service.no-auth',
    open: { 'open-webui/.env': 'WEBUI_SECRET_KEY=t0p-s3cr3t\n' },
    safe: { 'open-webui/.env': `WEBUI_SECRET_KEY=${made}\n` },
  },
  {
    name: 'OpenClaw, without a token',
    about: 'openclaw-gateway',
    open: {
      '.openclaw/openclaw.json': "// mine\n{ gateway: { bind: 'lan', port: 18789, auth: { mode: 'none' }, }, }\n",
    },
    safe: {
      '.openclaw/openclaw.json': `{ "gateway": { "bind": "loopback", "auth": { "mode": "token", "token": "${made}" } } }`,
    },
  },
  {
    name: 'OpenClaw, loopback without a token',
    about: 'openclaw-gateway',
    rule: 'service.no-auth',
    open: { '.openclaw/openclaw.json': json({ gateway: { bind: 'loopback', auth: { mode: 'none' } } }) },
    safe: { '.openclaw/openclaw.json': json({ gateway: { bind: 'auto', auth: { mode: 'password' } } }) },
  },
  {
    name: 'OpenClaw, every origin',
    about: 'openclaw-gateway',
    rule: 'service.cors',
    open: { '.openclaw/openclaw.json': json({ gateway: { controlUi: { allowedOrigins: ['*'] } } }) },
    safe: { '.openclaw/openclaw.json': json({ gateway: { controlUi: { allowedOrigins: ['https://claw.lan'] } } }) },
  },
  {
    name: 'OpenClaw, the name of the host as origin',
    about: 'openclaw-gateway',
    rule: 'service.cors',
    open: {
      '.openclaw/openclaw.json': json({ gateway: { controlUi: { dangerouslyAllowHostHeaderOriginFallback: true } } }),
    },
    safe: {
      '.openclaw/openclaw.json': json({ gateway: { controlUi: { dangerouslyAllowHostHeaderOriginFallback: false } } }),
    },
  },
  {
    name: 'OpenClaw, a funnel',
    about: 'openclaw-gateway',
    severity: 'high',
    open: {
      '.openclaw/openclaw.json': json({ gateway: { tailscale: { mode: 'funnel' }, auth: { mode: 'password' } } }),
    },
    safe: { '.openclaw/openclaw.json': json({ gateway: { tailscale: { mode: 'off' } } }) },
  },
  {
    name: 'Jan',
    about: 'jan-server',
    open: {
      'Library/Application Support/Jan/settings.json': json({
        state: { serverHost: '0.0.0.0', serverPort: 1337, apiKey: '' },
      }),
    },
    safe: {
      'Library/Application Support/Jan/settings.json': json({
        state: { serverHost: '127.0.0.1', serverPort: 1337, apiKey: made },
      }),
    },
  },
  {
    name: 'llama.cpp',
    about: 'llama-cpp',
    open: {
      '.config/systemd/user/llama.service':
        '[Service]\nExecStart=/opt/llama/llama-server -m /m.gguf \\\n  --host 0.0.0.0 --port 8081\n',
    },
    safe: {
      '.config/systemd/user/llama.service':
        '[Service]\nExecStart=/opt/llama/llama-server -m /m.gguf --host 127.0.0.1\n',
    },
  },
  {
    name: 'vLLM',
    about: 'vllm',
    open: {
      '.config/systemd/user/vllm.service':
        '[Service]\nExecStart=/home/a/venv/bin/python -m vllm.entrypoints.openai.api_server --model x\n',
    },
    safe: {
      '.config/systemd/user/vllm.service': '[Service]\nExecStart=/home/a/venv/bin/vllm serve x --host=127.0.0.1\n',
    },
  },
  {
    name: 'ComfyUI',
    about: 'comfyui',
    open: {
      '.config/systemd/user/comfyui.service':
        '[Service]\nExecStart=/usr/bin/python3 /home/a/ComfyUI/main.py --listen\n',
    },
    safe: {
      '.config/systemd/user/comfyui.service':
        '[Service]\nExecStart=/usr/bin/python3 /home/a/ComfyUI/main.py --port 8188\n',
    },
  },
  {
    name: 'Qdrant, its file',
    about: 'qdrant',
    open: { 'qdrant/config/config.yaml': 'service:\n  http_port: 6333\n' },
    safe: { 'qdrant/config/config.yaml': 'service:\n  host: 127.0.0.1\n  enable_cors: false\n' },
  },
  {
    name: 'Qdrant, a container',
    about: 'qdrant',
    open: compose('image: qdrant/qdrant:v1.15.0\nports: ["6333:6333", "6334:6334"]'),
    safe: compose('image: qdrant/qdrant:v1.15.0\nexpose: ["6333"]'),
  },
  {
    name: 'Chroma',
    about: 'chroma',
    open: compose('image: chromadb/chroma:1.5.10\nports:\n  - target: 8000\n    published: 8000'),
    safe: compose(
      'image: chromadb/chroma:1.5.10\nports:\n  - target: 8000\n    published: 8000\n    host_ip: 127.0.0.1',
    ),
  },
  {
    name: 'Weaviate',
    about: 'weaviate',
    open: compose(
      "image: cr.weaviate.io/semitechnologies/weaviate:1.30.0\nports: [8080:8080]\nenvironment:\n  AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true'",
    ),
    safe: compose(
      "image: cr.weaviate.io/semitechnologies/weaviate:1.30.0\nports: ['${BIND:-127.0.0.1}:8080:8080']\nenvironment:\n  AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true'",
    ),
  },
  {
    name: 'Obsidian, the local REST API',
    about: 'obsidian-server',
    severity: 'low',
    open: {
      ...vault(),
      'Notes/.obsidian/plugins/obsidian-local-rest-api/data.json': json({
        port: 27124,
        bindingHost: '0.0.0.0',
        apiKey: made,
      }),
    },
    safe: {
      ...vault(),
      'Notes/.obsidian/plugins/obsidian-local-rest-api/data.json': json({
        port: 27124,
        enableInsecureServer: true,
        apiKey: made,
      }),
    },
  },
  {
    name: 'Obsidian, a plugin that is switched off',
    about: 'obsidian-server',
    rule: 'service.exposed',
    severity: 'medium',
    open: {
      ...vault(),
      'Notes/.obsidian/community-plugins.json': json(['omnisearch']),
      'Notes/.obsidian/plugins/omnisearch/data.json': json({ httpApiEnabled: true, DANGER_httpHost: '0.0.0.0' }),
    },
    safe: {
      ...vault(),
      'Notes/.obsidian/community-plugins.json': json(['dataview']),
      'Notes/.obsidian/plugins/omnisearch/data.json': json({ httpApiEnabled: true, DANGER_httpHost: '0.0.0.0' }),
    },
  },
  {
    name: 'Obsidian, TaskNotes of today',
    about: 'obsidian-server',
    open: {
      ...vault(),
      'Notes/.obsidian/plugins/tasknotes/data.json': json({ enableAPI: true, apiPort: 8080, apiAuthToken: '' }),
      'Notes/.obsidian/plugins/tasknotes/manifest.json': json({ id: 'tasknotes', version: '4.7.0' }),
    },
    safe: {
      ...vault(),
      'Notes/.obsidian/plugins/tasknotes/data.json': json({ enableAPI: true, apiPort: 8080, apiAuthToken: '' }),
      'Notes/.obsidian/plugins/tasknotes/manifest.json': json({ id: 'tasknotes', version: '4.12.0' }),
    },
  },
  {
    name: 'Obsidian, TaskNotes',
    about: 'obsidian-server',
    open: {
      ...vault(),
      'Notes/.obsidian/plugins/tasknotes/data.json': json({ enableAPI: true, apiPort: 8080, apiAuthToken: '' }),
      'Notes/.obsidian/plugins/tasknotes/manifest.json': json({ id: 'tasknotes', version: '4.8.1' }),
    },
    safe: {
      ...vault(),
      'Notes/.obsidian/plugins/tasknotes/data.json': json({ enableAPI: false, apiPort: 8080, apiAuthToken: '' }),
      'Notes/.obsidian/plugins/tasknotes/manifest.json': json({ id: 'tasknotes', version: '4.8.1' }),
    },
  },
  {
    name: 'Obsidian, Omnisearch',
    about: 'obsidian-server',
    rule: 'service.cors',
    open: {
      ...vault(),
      'Notes/.obsidian/plugins/omnisearch/data.json': json({ httpApiEnabled: true, httpApiPort: '51361' }),
    },
    safe: { ...vault(), 'Notes/.obsidian/plugins/omnisearch/data.json': json({ httpApiEnabled: false }) },
  },
];

/** A vault that Obsidian knows; `HOME` becomes the home folder of the test. */
function vault(): Readonly<Record<string, string>> {
  return { '.config/obsidian/obsidian.json': json({ vaults: { a1: { path: 'HOME/Notes', ts: 1, open: true } } }) };
}

function fillIn(machine: MadeMachine, files: Readonly<Record<string, string>>): void {
  const list = files['.config/obsidian/obsidian.json'];
  if (list !== undefined) addFile(machine.home, '.config/obsidian/obsidian.json', list.replace('HOME', machine.home));
}

for (const pair of pairs) {
  const { name, about, open, safe, isSystem = false, rule = 'service.exposed', severity = 'medium' } = pair;
  test(`${name}: found where it is open`, (t) => {
    const machine = makeMachine(t, isSystem ? { system: open } : { home: open });
    fillIn(machine, open);
    const { remarks, services } = auditServices(machine, { vaults: [] });
    const found = remarks.filter((each) => each.rule === rule);
    assert.deepEqual(
      found.map((each) => [each.about, each.severity]),
      [[about, severity]],
      JSON.stringify(remarks),
    );
    assert.ok(services.some((each) => each.service === about));
    assert.deepEqual(machine.skipped, []);
    assert.ok(!JSON.stringify({ remarks, services }).includes(made));
  });
  test(`${name}: nothing where it is not`, (t) => {
    const isBare = name === 'AnythingLLM, a server';
    const files = isBare ? { 'anything-llm/server/.env': `AUTH_TOKEN=${made}\nJWT_SECRET=${made}${made}\n` } : safe;
    const machine = makeMachine(t, isSystem ? { system: files } : { home: files });
    fillIn(machine, files);
    const { remarks, services } = auditServices(machine, { vaults: [] });
    // All interfaces with a password is little, and still told.
    assert.deepEqual(
      remarks.filter((each) => !isBare || each.severity !== 'low'),
      [],
    );
    assert.deepEqual(machine.skipped, []);
    assert.ok(!JSON.stringify({ remarks, services }).includes(made));
  });
}

test('a service with configuration on a machine of which nothing is known: worse, since it may run', (t) => {
  const home = {
    'stack/docker-compose.yml': 'services:\n  o:\n    image: ollama/ollama\n    ports: ["11434:11434"]\n',
  };
  const { remarks } = auditServices(makeMachine(t, { home, isOwnHome: false }), { vaults: [] });
  assert.deepEqual(
    remarks.map(({ rule, severity }) => [rule, severity]),
    [['service.exposed', 'high']],
  );
});

test('a masked unit is no unit, and no file that can not be read', (t) => {
  const machine = makeMachine(t, { home: { '.config/systemd/user/.keep': '' } });
  symlinkSync('/dev/null', join(machine.home, '.config/systemd/user/ollama.service'));
  assert.deepEqual(auditServices(machine, { vaults: [] }), { services: [], remarks: [] });
  assert.deepEqual(machine.skipped, []);
});

test('what stands in the place of an address is not told', (t) => {
  const home = {
    '.lmstudio/.internal/http-server-config.json': json({ networkInterface: made, port: 1234 }),
    '.openclaw/openclaw.json': json({ gateway: { bind: made } }),
    '.config/systemd/user/llama.service': `[Service]\nExecStart=llama-server --host ${made}\n`,
  };
  const result = auditServices(makeMachine(t, { home }), { vaults: [] });
  assert.deepEqual(
    result.remarks.map(({ about, args }) => [about, args['what']?.split(',')[0]]),
    [
      ['lm-studio-server', 'set to listen on another address'],
      ['llama-cpp', 'set to listen on another address'],
    ],
  );
  assert.ok(!json(result).includes(made));
});
