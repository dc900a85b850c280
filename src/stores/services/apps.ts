import { allowsEveryOrigin } from './address.ts';
import { type Command, option, variable } from './command.ts';
import { hostOption } from './model-servers.ts';
import { at, entriesOf, isOff, isOn, portOf, type Service, type Setup, setup, text, type Weakness } from './service.ts';

/** An environment file's variables as the environment of a program that has no options. */
function environmentOf(content: unknown): Command {
  const env = Object.fromEntries(
    entriesOf(content).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
  return { program: '', script: undefined, argv: [], args: [], env };
}

function anythingSetup(command: Command): Setup {
  const token = variable(command, 'AUTH_TOKEN');
  const secret = variable(command, 'JWT_SECRET');
  // The sample of its `.env.example`, which everybody knows.
  const isSample = secret !== undefined && /^my-random-string-for-seeding/i.test(secret);
  return setup({
    port: portOf(variable(command, 'SERVER_PORT')),
    auth: token !== undefined && secret !== undefined && !isSample ? 'key' : undefined,
    states: isSample ? ['its JWT_SECRET is the sample that everybody knows'] : undefined,
  });
}

/** Its desktop app and its server listen on all interfaces (server/utils/boot/index.js: `app.listen(port)`). */
export const anythingLlm: Service = {
  id: 'anythingllm-server',
  name: 'AnythingLLM',
  docs: 'https://docs.anythingllm.com/configuration',
  ports: [3001],
  binds: 'all',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'open',
  images: ['mintplexlabs/anythingllm', 'mintplex-labs/anything-llm'],
  fix: 'Set a password (AUTH_TOKEN and JWT_SECRET) or several users, and publish its port to 127.0.0.1 alone.',
  fits: ({ argv }) => argv.slice(0, 3).some((each) => /anything-?llm/i.test(each)),
  setup: anythingSetup,
  files: [
    {
      paths: [
        '{config}/anythingllm-desktop/storage/.env',
        '{support}/anythingllm-desktop/storage/.env',
        '{appdata}/anythingllm-desktop/storage/.env',
      ],
      format: 'env',
      // Which interfaces the desktop app's server takes is not documented: its socket tells.
      bind: 'guess',
      read: (content) => anythingSetup(environmentOf(content)),
    },
    {
      paths: ['~/anything-llm/server/.env', '~/anythingllm/server/.env', '~/*/anything-llm/server/.env'],
      format: 'env',
      bind: 'default',
      read: (content) => anythingSetup(environmentOf(content)),
    },
    {
      paths: [
        '{config}/anythingllm-desktop/storage/anythingllm.db',
        '{support}/anythingllm-desktop/storage/anythingllm.db',
        '{appdata}/anythingllm-desktop/storage/anythingllm.db',
        '~/anything-llm/server/storage/anythingllm.db',
        '~/anythingllm/anythingllm.db',
      ],
      format: 'sqlite',
      sql: "SELECT value FROM system_settings WHERE label = 'multi_user_mode' LIMIT 1",
      bind: 'guess',
      read: (rows) => (isOn(at(rows, '0', 'value')) ? { auth: 'key', states: ['several users'] } : undefined),
    },
  ],
};

function webUiSetup(command: Command): Setup {
  const weaknesses: Weakness[] = [];
  if (variable(command, 'WEBUI_AUTH_TRUSTED_EMAIL_HEADER') !== undefined)
    weaknesses.push({
      rule: 'service.no-auth',
      severity: 'medium',
      what: 'WEBUI_AUTH_TRUSTED_EMAIL_HEADER is set: whoever reaches it can say who they are',
    });
  const secret = variable(command, 'WEBUI_SECRET_KEY', 'WEBUI_JWT_SECRET_KEY');
  // The default of its source is known to everybody (backend/open_webui/env.py).
  if (secret !== undefined && (secret === 't0p-s3cr3t' || secret.length < 12) && !secret.includes('$'))
    weaknesses.push({ rule: 'service.no-auth', severity: 'medium', what: 'WEBUI_SECRET_KEY is easy to guess' });
  return setup({
    host: hostOption(command, '--host') ?? variable(command, 'HOST'),
    port: portOf(option(command, '--port')) ?? portOf(variable(command, 'PORT')),
    auth: isOff(variable(command, 'WEBUI_AUTH')) ? 'none' : undefined,
    weaknesses: weaknesses.length > 0 ? weaknesses : undefined,
  });
}

export const openWebUi: Service = {
  id: 'open-webui-server',
  name: 'Open WebUI',
  docs: 'https://docs.openwebui.com/reference/env-configuration/',
  ports: [8080, 3000],
  binds: 'all',
  auth: 'key',
  keyFromEnvironment: false,
  cors: 'open',
  images: ['open-webui/open-webui'],
  fix: 'Leave WEBUI_AUTH on, and bind it to 127.0.0.1 (--host, or the port of its container).',
  fits: ({ program, script, args }) =>
    (program === 'open-webui' && args[0] !== 'dev') ||
    [script, ...args.slice(0, 3)].some((each) => each !== undefined && /^open_webui(?:\.|$)/.test(each)),
  setup: webUiSetup,
  files: [
    {
      paths: ['~/open-webui/.env', '~/open-webui/backend/.env', '{config}/open-webui/.env'],
      format: 'env',
      bind: 'guess',
      read: (content) => webUiSetup(environmentOf(content)),
    },
  ],
};

/** Names of `gateway.bind` and what they bind (docs.openclaw.ai/gateway/configuration-reference). */
function openClawHost(bind: string | undefined, custom: string | undefined): string | undefined {
  switch (bind) {
    case undefined:
      return undefined;
    case 'loopback':
    case 'auto':
      return '127.0.0.1';
    case 'lan':
      return '0.0.0.0';
    case 'tailnet':
      return 'tailnet';
    case 'custom':
      return custom ?? '0.0.0.0';
    default:
      // Another word is no address that it could bind.
      return /^[\d.]{7,15}$|^\[?[\da-f:]*:[\da-f:]*:[\da-f:.]*\]?$/i.test(bind) ? bind : undefined;
  }
}

function readOpenClaw(value: unknown): Setup | undefined {
  const gateway = at(value, 'gateway');
  const version = text(at(value, 'meta', 'lastTouchedVersion'));
  if (gateway === undefined) return version === undefined ? undefined : { version };
  const controlUi = at(gateway, 'controlUi');
  const mode = text(at(gateway, 'auth', 'mode'));
  const weaknesses: Weakness[] = [];
  if (mode === 'none')
    weaknesses.push({ rule: 'service.no-auth', severity: 'medium', what: 'gateway.auth.mode is none' });
  if (isOn(at(controlUi, 'dangerouslyDisableDeviceAuth')))
    weaknesses.push({
      rule: 'service.no-auth',
      severity: 'medium',
      what: 'gateway.controlUi.dangerouslyDisableDeviceAuth is on',
    });
  if (allowsEveryOrigin(at(controlUi, 'allowedOrigins')))
    weaknesses.push({ rule: 'service.cors', severity: 'medium', what: 'gateway.controlUi.allowedOrigins holds *' });
  if (isOn(at(controlUi, 'dangerouslyAllowHostHeaderOriginFallback')))
    weaknesses.push({
      rule: 'service.cors',
      severity: 'medium',
      what: 'gateway.controlUi.dangerouslyAllowHostHeaderOriginFallback is on',
    });
  if (at(gateway, 'tailscale', 'mode') === 'funnel')
    weaknesses.push({
      rule: 'service.exposed',
      severity: mode === 'none' ? 'critical' : 'high',
      what: 'gateway.tailscale.mode is funnel: the whole internet reaches it',
    });
  return setup({
    host: openClawHost(text(at(gateway, 'bind')), text(at(gateway, 'customBindHost'))),
    port: portOf(at(gateway, 'port')),
    auth: mode === 'none' ? 'none' : undefined,
    cors: 'closed',
    version,
    weaknesses: weaknesses.length > 0 ? weaknesses : undefined,
  });
}

export const openClaw: Service = {
  id: 'openclaw-gateway',
  name: 'OpenClaw gateway',
  docs: 'https://docs.openclaw.ai/gateway/security',
  ports: [18789],
  binds: 'loopback',
  auth: 'key',
  keyFromEnvironment: false,
  cors: 'closed',
  images: ['openclaw/openclaw', 'openclaw'],
  fix: 'Set gateway.bind to loopback and gateway.auth.mode to token.',
  fits: ({ program, argv, args }) =>
    /^(?:openclaw|clawdbot|moltbot)-gateway$/.test(program) ||
    ((/^(?:openclaw|clawdbot|moltbot)$/.test(program) ||
      argv.slice(0, 3).some((each) => /[/\\](?:openclaw|clawdbot|moltbot)[/\\]/.test(each))) &&
      args.includes('gateway')),
  setup: (command) =>
    setup({
      host: openClawHost(hostOption(command, '--bind'), undefined),
      port: portOf(option(command, '--port')) ?? portOf(variable(command, 'OPENCLAW_GATEWAY_PORT')),
      auth: option(command, '--auth') === 'none' ? 'none' : undefined,
      weaknesses: isOn(variable(command, 'OPENCLAW_ALLOW_INSECURE_PRIVATE_WS'))
        ? [
            {
              rule: 'service.plain-http',
              severity: 'medium',
              what: 'OPENCLAW_ALLOW_INSECURE_PRIVATE_WS is set: ws:// is let through',
            },
          ]
        : undefined,
    }),
  files: [
    {
      paths: [
        '{env:OPENCLAW_STATE_DIR|~/.openclaw}/openclaw.json',
        '~/.clawdbot/clawdbot.json',
        '~/.moltbot/moltbot.json',
      ],
      format: 'json',
      bind: 'default',
      read: readOpenClaw,
    },
  ],
};

/** Plugins of Obsidian that serve the vault: each in a data.json of its own. */
export const obsidian: Service = {
  id: 'obsidian-server',
  name: 'Obsidian plugin',
  docs: 'https://github.com/callumalpass/tasknotes/issues/1923',
  ports: [27124, 27123, 8080],
  binds: 'loopback',
  auth: 'unknown',
  keyFromEnvironment: false,
  cors: 'closed',
  images: [],
  fix: 'Switch the server of that plugin off, or bind it to 127.0.0.1 and set its token.',
  fits: ({ program, argv }) =>
    program === 'obsidian' || argv.slice(0, 2).some((each) => /[/\\]obsidian[/\\][^/\\]*\.asar$/i.test(each)),
  setup: () => ({}),
  files: [
    {
      // https://github.com/coddingtonbear/obsidian-local-rest-api: `bindingHost`; a key is made at its first start.
      paths: ['{vault}/.obsidian/plugins/obsidian-local-rest-api/data.json'],
      format: 'json',
      bind: 'default',
      read: (value) =>
        setup({
          host: text(at(value, 'bindingHost')),
          port: portOf(at(value, 'port')),
          auth: 'key',
          states: isOn(at(value, 'enableInsecureServer')) ? ['Local REST API, also without TLS'] : ['Local REST API'],
        }),
    },
    {
      paths: ['{vault}/.obsidian/plugins/tasknotes/data.json'],
      format: 'json',
      bind: 'guess',
      beside: 'manifest.json',
      read(value, manifest) {
        if (!isOn(at(value, 'enableAPI'))) return undefined;
        // Reported of 4.8.1: it binds all interfaces, lets every origin in and takes a blank token. Later ones bind loopback and
        // make a token where there is none (src/services/HTTPAPIService.ts).
        const isKnown = /^(?:[0-3]\.|4\.[0-7]\.|4\.8\.[01]$)/.test(text(at(manifest, 'version')) ?? '');
        return setup({
          host: isKnown ? '0.0.0.0' : undefined,
          port: portOf(at(value, 'apiPort')) ?? 8080,
          auth: text(at(value, 'apiAuthToken')) === undefined && isKnown ? 'none' : 'key',
          cors: isKnown ? 'open' : undefined,
          states: ['TaskNotes HTTP API'],
        });
      },
    },
    {
      // https://github.com/scambier/obsidian-omnisearch (src/settings/index.ts): no key, any origin; off by default.
      paths: ['{vault}/.obsidian/plugins/omnisearch/data.json'],
      format: 'json',
      bind: 'default',
      read: (value) =>
        isOn(at(value, 'httpApiEnabled'))
          ? setup({
              host: text(at(value, 'DANGER_httpHost')),
              port: portOf(at(value, 'httpApiPort')) ?? 51361,
              auth: 'none',
              cors: 'open',
              states: ['Omnisearch HTTP API'],
            })
          : undefined,
    },
  ],
};
