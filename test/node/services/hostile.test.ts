import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseConfiguration } from '../../../src/node/services/service-files.ts';
import { auditServices } from '../../../src/node/services/services.ts';
import { mcpServers } from '../../../src/stores/services/mcp-server.ts';
import { makeMachine } from './machine.ts';

test('damaged files are skipped, each once, and the others are looked at', (t) => {
  const home = {
    '.cursor/mcp.json': '{ "mcpServers": { "a": { "command": ',
    '.codex/config.toml': '[mcp_servers\n= http://models.lan',
    '.continue/config.yaml': 'models: [\n  - http://models.lan: : :\n mcpServers',
    '.openclaw/openclaw.json': 'not a configuration',
    '.lmstudio/.internal/http-server-config.json': '[[[',
    'a/compose.yml': 'services:\n  a:\n\timage: ollama/ollama\n',
    'Library/LaunchAgents/ollama.plist': 'bplist00\u0001',
    '.gemini/settings.json': '{"mcpServers":{"lan":{"url":"http://mcp.lan/"}}}',
  };
  const machine = makeMachine(t, { home });
  const { remarks } = auditServices(machine, { vaults: [] });
  assert.deepEqual(
    remarks.map(({ rule }) => rule),
    ['service.plain-http'],
  );
  const reasons = new Map(machine.skipped.map(({ path, why }) => [path.slice(machine.home.length + 1), why]));
  assert.equal(reasons.size, machine.skipped.length);
  assert.deepEqual([...reasons].sort(), [
    ['.codex/config.toml', 'damaged'],
    ['.continue/config.yaml', 'damaged'],
    ['.cursor/mcp.json', 'damaged'],
    ['.lmstudio/.internal/http-server-config.json', 'damaged'],
    ['.openclaw/openclaw.json', 'damaged'],
    ['Library/LaunchAgents/ollama.plist', 'binary'],
    ['a/compose.yml', 'damaged'],
  ]);
});

test('pipes, loops of links, folders in the place of files, files that nobody may read, large ones', (t) => {
  const machine = makeMachine(t, {
    home: { '.gemini/settings.json': ' '.repeat((4 << 20) + 1), '.qwen/settings.json': '{}' },
  });
  const at = (path: string) => join(machine.home, path);
  mkdirSync(at('.cursor'));
  assert.equal(spawnSync('mkfifo', [at('.cursor/mcp.json')]).status, 0);
  mkdirSync(at('.lmstudio/mcp.json'), { recursive: true });
  symlinkSync(at('.claude.json'), at('.claude.json'));
  symlinkSync(machine.home, at('loop'));
  chmodSync(at('.qwen/settings.json'), 0);
  const { remarks } = auditServices(machine, { vaults: [] });
  assert.deepEqual(remarks, []);
  const found = machine.skipped.map(({ path, why }) => `${path.slice(machine.home.length + 1)} ${why}`).sort();
  const unreadable = process.getuid?.() === 0 ? [] : ['.qwen/settings.json unreadable'];
  assert.deepEqual(found, ['.cursor/mcp.json special-file', '.gemini/settings.json too-big', ...unreadable]);
});

test('a bomb of aliases, depth without end, keys that objects have of themselves', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((each, index) => `${each}: &${each} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
    .join('\n')}\n`;
  const start = performance.now();
  assert.equal(parseConfiguration(bomb, 'yaml'), undefined);
  for (const deep of ['['.repeat(200_000), '{"a":'.repeat(100_000)])
    assert.equal(parseConfiguration(deep, 'json'), undefined);
  assert.equal(parseConfiguration(`a = ${'['.repeat(100_000)}`, 'toml'), undefined);
  assert.ok(performance.now() - start < 20_000);
  for (const [text, format] of [
    ['{"mcpServers":{"__proto__":{"command":"x"},"constructor":{"url":"http://a.lan"}}}', 'json'],
    ['mcpServers:\n  __proto__: { command: x }\n  constructor: { url: "http://a.lan" }\n', 'yaml'],
  ] as const) {
    const names = mcpServers(parseConfiguration(text, format), [['mcpServers']]).map(({ name }) => name);
    assert.ok(names.includes('constructor'));
    assert.equal(Object.hasOwn(Object.prototype, 'command'), false);
  }
});

test('whatever stands in the files, the audit ends and tells no value', (t) => {
  const canary = 'Zq7vT2mKx9Lw4RbNcanary';
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        canary,
        `http://me:${canary}@models.lan/?token=${canary}`,
        `Bearer ${canary}`,
        '0.0.0.0',
        true,
        null,
        3001,
      ),
      fc.string(),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'mcpServers',
          'servers',
          'env',
          'headers',
          'args',
          'command',
          'url',
          'gateway',
          'auth',
          'mode',
          'bind',
          'token',
          'apiKey',
          '__proto__',
          'constructor',
          'provider',
          'options',
          'baseURL',
          'networkInterface',
          'services',
          'image',
          'ports',
        ),
        tie('any'),
        { maxKeys: 5 },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.string(), (content, noise) => {
      const text =
        JSON.stringify({
          mcpServers: { one: content, two: { command: 'x', env: { API_KEY: canary }, args: [content] } },
          gateway: content,
          services: { a: content },
        }) ?? '';
      const machine = makeMachine(t, {
        home: {
          '.cursor/mcp.json': text,
          '.openclaw/openclaw.json': text,
          '.lmstudio/.internal/http-server-config.json': text,
          'a/compose.yml': `# ollama/ollama\n${text}`,
          '.continue/config.yaml': `${noise}\nmcpServers: http://${canary}`,
          '.codex/config.toml': noise,
          '.config/systemd/user/ollama.service': `[Service]\nExecStart=ollama serve ${noise}\nEnvironment=${noise}\n`,
        },
        system: { 'proc/net/tcp': noise },
      });
      const result = auditServices(machine, { vaults: [] });
      assert.ok(!JSON.stringify([result, machine.skipped]).includes(canary));
    }),
    { numRuns: 100 },
  );
});

test('YAML that takes seconds and gigabytes to read is none', () => {
  const size = 1 << 20;
  const hostile: Readonly<Record<string, string>> = {
    'flow lists': '['.repeat(size),
    'flow maps': '{a: '.repeat(size >> 2),
    'block lists': '- '.repeat(size >> 1),
    'explicit keys': '? '.repeat(size >> 1),
    documents: '[a]\n'.repeat(size >> 2),
    errors: '@\n'.repeat(size >> 1),
    keys: `{${Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join(', ')}}`,
    'the same key': 'a: 1\n'.repeat(size / 5),
  };
  for (const [what, text] of Object.entries(hostile)) {
    const start = performance.now();
    assert.equal(parseConfiguration(text, 'yaml'), undefined, what);
    assert.ok(performance.now() - start < 10_000, what);
  }
  // Names in JSON5 without quotes are read as YAML: each of them was compared with all others.
  const start = performance.now();
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join(',\n');
  assert.equal(Object.keys(parseConfiguration(`{${keys}}`, 'json') as object).length, 20_000);
  assert.ok(performance.now() - start < 10_000);
  for (const empty of ['', '# a comment\n', '---\n']) assert.deepEqual(parseConfiguration(empty, 'yaml'), {});
});
