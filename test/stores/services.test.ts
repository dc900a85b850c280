import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { serviceIds } from '../../src/core/store-ids.ts';
import { allowsEveryOrigin, isLoopback, parseBind, parseEndpoint, reachOf } from '../../src/stores/services/address.ts';
import { commandOf, option, parseEnvironment, splitWords } from '../../src/stores/services/command.ts';
import { interpolate, publishedOf } from '../../src/stores/services/compose.ts';
import { compareVersions, floors, floorsAbove } from '../../src/stores/services/floors.ts';
import { serviceOf, serviceOfImage, services } from '../../src/stores/services/index.ts';
import { parseLsof, parseNetstat, parseProcNet, parseTasklist } from '../../src/stores/services/listening.ts';
import { mcpFiles } from '../../src/stores/services/mcp-files.ts';
import { isNoSecret, isSecretName } from '../../src/stores/services/mcp-server.ts';
import { providerFiles } from '../../src/stores/services/providers.ts';
import { parseLaunchd, parseUnits } from '../../src/stores/services/units.ts';

test('every service has one row, and every row says where its facts come from', () => {
  const ids = services.map(({ id }): string => id).sort();
  const known = new Set(ids);
  assert.deepEqual(ids, serviceIds.filter((id) => id !== 'mcp' && id !== 'model-provider').toSorted());
  for (const { docs } of [...services, ...mcpFiles, ...providerFiles]) assert.match(docs, /^https:\/\/\S+$/);
  for (const { service, source, date, ids: names } of floors) {
    assert.ok(known.has(service) && source !== '' && names.length > 0);
    assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
  }
});

test('how far an address reaches', () => {
  for (const host of ['0.0.0.0', '::', '[::]', '*', '', '0', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0'])
    assert.equal(reachOf(host), 'all', host);
  for (const host of [
    '127.0.0.1',
    '127.255.0.3',
    '::1',
    '[::1]',
    '::1%lo',
    'localhost',
    'LOCALHOST',
    'a.localhost',
    '::ffff:127.0.0.1',
    '0:0:0:0:0:0:0:1',
  ])
    assert.equal(reachOf(host), 'loopback', host);
  for (const host of [
    '192.168.1.5',
    '10.0.0.1',
    'fe80::1%eth0',
    'fd00::1',
    '100.64.0.1',
    'localhost.example.org',
    '128.0.0.1',
    '1270.0.0.1',
    '::2',
  ])
    assert.equal(reachOf(host), 'address', host);
  assert.ok(!isLoopback('127.0.0.1.example.org'));
});

test('what is bound', () => {
  const cases: readonly (readonly [string, string | undefined, number | undefined])[] = [
    ['0.0.0.0', '0.0.0.0', undefined],
    ['0.0.0.0:8080', '0.0.0.0', 8080],
    [':8080', '', 8080],
    ['[::]:11434', '[::]', 11434],
    ['::', '::', undefined],
    ['::1', '::1', undefined],
    ['http://0.0.0.0:80/x', '0.0.0.0', 80],
    ['https://gpu.lan', 'gpu.lan', undefined],
    ['', undefined, undefined],
  ];
  for (const [value, host, port] of cases) assert.deepEqual(parseBind(value), { host, port }, value);
});

test('an address tells scheme, host and port, never user, path or query', () => {
  assert.deepEqual(parseEndpoint('http://user:pass@models.lan:80/path?key=x'), {
    scheme: 'http',
    host: 'models.lan',
    port: 80,
  });
  assert.deepEqual(parseEndpoint(' HTTP://[fd00::1]:8080 '), { scheme: 'http', host: '[fd00::1]', port: 8080 });
  for (const value of ['models.lan:80', 'http://${HOST}/', 'http://<host>', 'http:/a', '//a', 'http://a b', ''])
    assert.equal(parseEndpoint(value), undefined, value);
  fc.assert(
    fc.property(fc.string(), fc.string(), (user, rest) => {
      const found = parseEndpoint(`http://${user}SECRET@models.lan/${rest}SECRET`);
      assert.ok(!JSON.stringify(found ?? '').includes('SECRET'));
    }),
  );
});

test('origins', () => {
  for (const each of ['*', 'http://a, *', ['*'], '["*"]', 'https://*'])
    assert.ok(allowsEveryOrigin(each), String(each));
  for (const each of [
    '',
    undefined,
    3,
    'app://*',
    'https://*.example.org',
    ['http://localhost:*'],
    'chrome-extension://*',
  ])
    assert.ok(!allowsEveryOrigin(each), String(each));
});

test('what a command line runs', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['/usr/local/bin/ollama serve', 'ollama-server'],
    ['C:\\Users\\a\\ollama.exe serve', 'ollama-server'],
    ['ollama run qwen3', undefined],
    ['ollama runner --port 1234', undefined],
    ['sudo -u ollama ollama serve', 'ollama-server'],
    ['env OLLAMA_HOST=0.0.0.0 ollama serve', 'ollama-server'],
    ['python3 -m vllm.entrypoints.openai.api_server', 'vllm'],
    ['/v/bin/python3.12 /v/bin/vllm serve x', 'vllm'],
    ['uv run vllm serve x', 'vllm'],
    ['vllm bench', undefined],
    ['python -m llama_cpp.server --model x', 'llama-cpp'],
    ['./model.llamafile --server', 'llama-cpp'],
    ['node /usr/lib/node_modules/openclaw/openclaw.mjs gateway', 'openclaw-gateway'],
    ['openclaw status', undefined],
    ['uvicorn open_webui.main:app --host 0.0.0.0', 'open-webui-server'],
    ['uvicorn my.app:app', undefined],
    ['python main.py --listen', undefined],
    ['vim ollama', undefined],
    ['grep -r qdrant .', undefined],
    ['lms server start --bind 0.0.0.0', 'lm-studio-server'],
    ['chroma run --path x', 'chroma'],
    ['chroma browse', undefined],
  ];
  for (const [line, id] of cases)
    assert.equal(serviceOf(commandOf(splitWords(line.replaceAll('\\', '\\\\')), {}))?.id, id, line);
});

test('options in both spellings, the last one counts', () => {
  const command = commandOf(['x', '--host', 'a', '--host=b', '--listen', '--port', '1'], {});
  assert.equal(option(command, '--host'), 'b');
  assert.equal(option(command, '--listen'), '');
  assert.equal(option(command, '--port', '-p'), '1');
  assert.equal(option(command, '--none'), undefined);
});

test('words and variables', () => {
  assert.deepEqual(splitWords(`  a "b c" 'd e' f\\ g "h"i ""`), ['a', 'b c', 'd e', 'f g', 'hi', '']);
  assert.deepEqual(
    { ...parseEnvironment('A=1\nexport B="2 3" # x\n# C=4\n D = 5\nset -gx E 6\n__proto__=7\nnot a line\n') },
    { A: '1', B: '2 3', D: '5', E: '6', ['__proto__']: '7' },
  );
  fc.assert(
    fc.property(
      fc.string({ maxLength: 400 }),
      (text) => void [splitWords(text), parseEnvironment(text), parseUnits([text]), parseLaunchd(text)],
    ),
  );
});

test('images and their versions', () => {
  assert.equal(serviceOfImage('ollama/ollama')?.service.id, 'ollama-server');
  assert.equal(serviceOfImage('docker.io/ollama/ollama:0.9.1-rocm')?.version, '0.9.1');
  assert.equal(serviceOfImage('localhost:5000/qdrant/qdrant:v1.2.3')?.version, '1.2.3');
  assert.equal(serviceOfImage('ghcr.io/open-webui/open-webui:main')?.version, undefined);
  for (const image of ['someollama/ollama', 'ollama', 'redis:7', '', '${IMAGE}'])
    assert.equal(serviceOfImage(image), undefined, image);
});

test('ports of containers', () => {
  const cases: readonly (readonly [unknown, readonly (readonly [string, number | undefined, number])[]])[] = [
    ['8080:80', [['0.0.0.0', 8080, 80]]],
    ['127.0.0.1:8080:80/tcp', [['127.0.0.1', 8080, 80]]],
    ['[::1]:8080:80', [['[::1]', 8080, 80]]],
    ['127.0.0.1::80', [['127.0.0.1', undefined, 80]]],
    ['80', [['0.0.0.0', undefined, 80]]],
    [80, [['0.0.0.0', undefined, 80]]],
    [
      '8000-8001:9000-9001',
      [
        ['0.0.0.0', 8000, 9000],
        ['0.0.0.0', 8001, 9001],
      ],
    ],
    ['53:53/udp', []],
    ['${BIND:-127.0.0.1}:1:2', [['127.0.0.1', 1, 2]]],
    [{ target: 80, published: '8080', host_ip: '127.0.0.1' }, [['127.0.0.1', 8080, 80]]],
    [{ target: 80, protocol: 'udp' }, []],
    ['x', []],
    [null, []],
  ];
  for (const [value, expected] of cases)
    assert.deepEqual(
      publishedOf(value, {}).map(({ host, port, container }) => [host, port, container]),
      expected,
      String(value),
    );
  assert.equal(interpolate('a${X}b$Y$$c${Z:-d}${Z-e}${X:+f}', { X: '1', Z: '' }), 'a1b$Y$cdf');
});

test('listening sockets of /proc, in every form of address', () => {
  const line = (address: string) =>
    `   1: ${address}:2CAA ${'0'.repeat(address.length)}:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 0000000000000000 100 0 0 10 0\n`;
  const cases: readonly (readonly [string, string])[] = [
    ['0100007F', '127.0.0.1'],
    ['00000000', '0.0.0.0'],
    ['0501A8C0', '192.168.1.5'],
    ['0'.repeat(32), '::'],
    ['00000000000000000000000001000000', '::1'],
    ['000080FE00000000FF005450EDFE00FE', 'fe80::5054:ff:fe00:feed'],
    ['0000000000000000FFFF00000501A8C0', '192.168.1.5'],
    ['B80D01200000000000000000010000FF', '2001:db8::ff00:1'],
  ];
  for (const [hex, address] of cases)
    assert.deepEqual(parseProcNet(line(hex)), [{ address, port: 11434, inode: '12345', uid: 1000 }], address);
});

test('no text of a system makes them throw or invent a socket', () => {
  const noise = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[0-9A-F: \n]{0,200}$/),
    fc.stringMatching(/^\s*\d: [0-9A-F]{6,40}:[0-9A-F]{0,6} .{0,60}$/),
  );
  fc.assert(
    fc.property(noise, (text) => {
      for (const { port } of [...parseProcNet(text), ...parseLsof(text), ...parseNetstat(text)])
        assert.ok(port >= 0 && port <= 99_999);
      parseTasklist(text);
    }),
    { numRuns: 500 },
  );
});

test('floors: below, at, above, and what is no version', () => {
  assert.ok((compareVersions('0.9.6', '0.17.1') ?? 0) < 0);
  assert.ok((compareVersions('2026.3.28', '2026.3.11') ?? 0) > 0);
  assert.equal(compareVersions('v1.2', '1.2.0'), 0);
  assert.equal(compareVersions('main', '1.0'), undefined);
  const ids = (version: string) => floorsAbove('openclaw-gateway', version, 'linux').length;
  assert.deepEqual(
    ['2026.1.29', '2026.3.10', '2026.3.11', '2026.3.21', '2026.3.28', 'latest', ''].map(ids),
    [3, 2, 1, 1, 0, 0, 0],
  );
  // No version without them is documented, and a later one may be.
  const chroma = (version: string) => floorsAbove('chroma', version, 'linux').length;
  assert.deepEqual(['0.4.16', '0.6.3', '1.0.0', '1.5.9', '1.5.10', 'latest'].map(chroma), [0, 1, 2, 2, 0, 0]);
});

test('names of secrets, and values that are none', () => {
  for (const name of [
    'API_KEY',
    'apiKey',
    'x-api-key',
    'GITHUB_TOKEN',
    'DB_PASSWORD',
    'Authorization',
    'clientSecret',
    'pass',
    'GITHUB_PAT',
    'key',
    'openai.api.key',
  ])
    assert.ok(isSecretName(name), name);
  for (const name of [
    'MONKEY',
    'BYPASS',
    'MAX_TOKENS',
    'KEYBOARD',
    'TOKEN_LIMIT',
    'KEY_FILE',
    'PUBLIC_KEY',
    'SORT_KEY',
    'URL',
    'PORT',
    '',
    'COMPASS',
    'turnkey',
  ])
    assert.ok(!isSecretName(name), name);
  for (const value of [
    '',
    '${A}',
    '$A',
    '$env:A',
    '{env:A}',
    'op://v/i/k',
    '<key>',
    '/a/b',
    '~/key',
    'true',
    '3000',
    'Bearer ${A}',
    '%A%',
    'https://a.lan/x',
  ])
    assert.ok(isNoSecret(value), value);
  assert.ok(!isNoSecret('Zq7vT2mKx9Lw4RbN'));
});
