import { allowsEveryOrigin, parseBind } from './address.ts';
import { type Command, hasOption, option, variable } from './command.ts';
import { at, isOff, isOn, portOf, type Service, setup, text } from './service.ts';

/** A host of a command line: an empty one says nothing. */
export function hostOption(command: Command, ...names: readonly string[]): string | undefined {
  return text(option(command, ...names));
}

/** Runs models from the command line and as an app. It knows no key of any kind. */
export const ollama: Service = {
  id: 'ollama-server',
  name: 'Ollama',
  docs: 'https://docs.ollama.com/faq',
  ports: [11434],
  binds: 'loopback',
  auth: 'none',
  keyFromEnvironment: false,
  cors: 'closed',
  images: ['ollama/ollama'],
  fix: 'Take OLLAMA_HOST away or set it to 127.0.0.1, and switch "Expose Ollama to the network" off in the app.',
  fits: ({ program, args }) =>
    (program === 'ollama' && (args[0] === undefined || /^(?:serve|start)$/.test(args[0]))) || program === 'ollama app',
  setup(command) {
    const { host, port } = parseBind(variable(command, 'OLLAMA_HOST') ?? '');
    const origins = variable(command, 'OLLAMA_ORIGINS');
    return setup({
      host,
      port,
      cors: origins === undefined ? undefined : allowsEveryOrigin(origins) ? 'open' : 'closed',
      states: isOn(variable(command, 'OLLAMA_NO_CLOUD')) ? ['cloud models are switched off'] : undefined,
    });
  },
  files: [
    {
      paths: ['~/.ollama/db.sqlite', '{support}/Ollama/db.sqlite', '{localappdata}/Ollama/db.sqlite'],
      format: 'sqlite',
      sql: 'SELECT expose, browser FROM settings LIMIT 1',
      bind: 'default',
      read: (rows) =>
        setup({
          host: isOn(at(rows, '0', 'expose')) ? '0.0.0.0' : undefined,
          cors: isOn(at(rows, '0', 'browser')) ? 'open' : undefined,
        }),
    },
    {
      paths: ['~/.ollama/server.json'],
      format: 'json',
      bind: 'guess',
      read: (value) =>
        isOn(at(value, 'disable_ollama_cloud')) ? { states: ['cloud models are switched off'] } : undefined,
    },
  ],
};

/** Its tokens (0.4.0 and later) lie where no documented file tells of them. */
export const lmStudio: Service = {
  id: 'lm-studio-server',
  name: 'LM Studio',
  docs: 'https://lmstudio.ai/docs/developer/core/server/settings',
  ports: [1234],
  binds: 'loopback',
  auth: 'unknown',
  keyFromEnvironment: false,
  cors: 'closed',
  images: [],
  fix: 'Switch "Serve on Local Network" off in its server settings, or ask for a token there.',
  fits: ({ program, args, argv }) =>
    /^(?:lm[ -]?studio|llmster)$/.test(program) ||
    (program === 'lms' && args[0] === 'server' && args[1] === 'start') ||
    argv.slice(0, 2).some((each) => /[/\\](?:\.lmstudio|lm[ -]studio(?:\.app)?)[/\\]/i.test(each)),
  setup: (command) =>
    setup({
      host: hostOption(command, '--bind', '--host') ?? variable(command, 'LMS_SERVER_HOST'),
      port: portOf(option(command, '--port', '-p')),
      cors: hasOption(command, '--cors') ? 'open' : undefined,
    }),
  files: [
    {
      paths: ['~/.lmstudio/.internal/http-server-config.json', '~/.cache/lm-studio/.internal/http-server-config.json'],
      format: 'json',
      bind: 'default',
      read: (value) =>
        setup({
          host: text(at(value, 'networkInterface')),
          port: portOf(at(value, 'port')),
          cors: isOn(at(value, 'cors')) ? 'open' : isOff(at(value, 'cors')) ? 'closed' : undefined,
        }),
    },
  ],
};

/** What Jan keeps of its server: the state of its settings page, as its web view stores it. */
function readJan(value: unknown) {
  const state = at(value, 'state') ?? value;
  const host = text(at(state, 'serverHost'));
  if (host === undefined && at(state, 'serverPort') === undefined) return undefined;
  const key = at(state, 'apiKey');
  return setup({
    host,
    port: portOf(at(state, 'serverPort')),
    auth: key === undefined ? undefined : key === '' ? 'none' : 'key',
    cors: isOff(at(state, 'corsEnabled')) ? 'closed' : undefined,
    states: isOn(at(state, 'enableOnStartup')) ? ['starts with the app'] : undefined,
  });
}

/** A row of a web view's local storage: JSON in UTF-16 or in text. */
function readJanStorage(rows: unknown) {
  const value = at(rows, '0', 'value');
  const content =
    value instanceof Uint8Array
      ? Array.from({ length: value.length >> 1 }, (_, index) =>
          String.fromCharCode((value[index * 2] ?? 0) | ((value[index * 2 + 1] ?? 0) << 8)),
        ).join('')
      : value;
  if (typeof content !== 'string' || content.length > 1 << 20) return undefined;
  try {
    return readJan(JSON.parse(content));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const jan: Service = {
  id: 'jan-server',
  name: 'Jan',
  docs: 'https://www.jan.ai/docs/desktop/api-server',
  ports: [1337],
  binds: 'loopback',
  auth: 'key',
  keyFromEnvironment: false,
  cors: 'open',
  images: [],
  fix: 'Set its server host to 127.0.0.1 and a key (Settings, Local API Server).',
  fits: ({ program, args }) =>
    program === 'jan' || (program === 'cortex' && args[0] === 'start') || program === 'cortex-server',
  setup: (command) => setup({ host: hostOption(command, '--host'), port: portOf(option(command, '--port')) }),
  files: [
    {
      paths: [
        '{config}/Jan/settings.json',
        '{data}/Jan/settings.json',
        '{support}/Jan/settings.json',
        '{support}/jan/settings.json',
        '{appdata}/Jan/settings.json',
      ],
      format: 'json',
      bind: 'default',
      read: readJan,
    },
    {
      paths: [
        '{data}/jan.ai.app/localstorage/*.localstorage',
        '{support}/../WebKit/jan.ai.app/WebsiteData/Default/*/*/LocalStorage/localstorage.sqlite3',
      ],
      format: 'sqlite',
      sql: "SELECT value FROM ItemTable WHERE key = 'setting-local-api-server' LIMIT 1",
      bind: 'default',
      read: readJanStorage,
    },
  ],
};

export const llamaCpp: Service = {
  id: 'llama-cpp',
  name: 'llama.cpp server',
  docs: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
  ports: [8080],
  binds: 'loopback',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'open',
  images: ['ggml-org/llama.cpp', 'ggerganov/llama.cpp', 'local/llama.cpp'],
  fix: 'Start it with --host 127.0.0.1, or with --api-key-file.',
  fits: ({ program, script }) =>
    program === 'llama-server' ||
    program === 'llamafile' ||
    script === 'llama_cpp.server' ||
    program.endsWith('.llamafile'),
  setup(command) {
    const host = hostOption(command, '--host') ?? variable(command, 'LLAMA_ARG_HOST', 'HOST');
    const hasKey =
      hasOption(command, '--api-key', '--api-key-file', '--api_key') ||
      variable(command, 'LLAMA_API_KEY', 'LLAMA_ARG_API_KEY') !== undefined;
    const origins = option(command, '--cors-origins') ?? variable(command, 'LLAMA_ARG_CORS_ORIGINS');
    return setup({
      host: host?.endsWith('.sock') === true ? '127.0.0.1' : host,
      port: portOf(option(command, '--port')) ?? portOf(variable(command, 'LLAMA_ARG_PORT')),
      auth: hasKey ? 'key' : undefined,
      cors: origins === undefined ? undefined : allowsEveryOrigin(origins) ? 'open' : 'closed',
      states: hasOption(command, '--agent', '--tools') ? ['its tools are switched on'] : undefined,
    });
  },
  files: [],
};

/** Its key guards /v1, /v2, /inference and /cohere alone (docs/usage/security.md). */
export const vllm: Service = {
  id: 'vllm',
  name: 'vLLM',
  docs: 'https://docs.vllm.ai/en/latest/usage/security/',
  ports: [8000],
  binds: 'all',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'open',
  images: ['vllm/vllm-openai'],
  fix: 'Start it with --host 127.0.0.1: its key does not cover all of it.',
  fits: ({ program, script, args }) =>
    (program === 'vllm' && args[0] === 'serve') ||
    (script !== undefined && /^vllm\.entrypoints\.[\w.]*api_server$/.test(script)),
  setup(command) {
    const hasKey = hasOption(command, '--api-key') || variable(command, 'VLLM_API_KEY') !== undefined;
    const origins = option(command, '--allowed-origins');
    return setup({
      host: hasOption(command, '--uds') ? '127.0.0.1' : hostOption(command, '--host'),
      port: portOf(option(command, '--port')),
      auth: hasKey ? 'key' : undefined,
      cors: origins === undefined ? undefined : allowsEveryOrigin(origins) ? 'open' : 'closed',
      states: hasKey ? ['its key covers /v1, /v2, /inference and /cohere alone'] : undefined,
    });
  },
  files: [],
};

export const comfyUi: Service = {
  id: 'comfyui',
  name: 'ComfyUI',
  docs: 'https://docs.comfy.org/development/comfyui-server/startup-flags',
  ports: [8188],
  binds: 'loopback',
  auth: 'none',
  keyFromEnvironment: false,
  cors: 'closed',
  images: ['yanwk/comfyui-boot', 'comfyanonymous/comfyui', 'ai-dock/comfyui', 'mmartial/comfyui-nvidia-docker'],
  fix: 'Start it without --listen.',
  fits: ({ program, script, folder, args }) =>
    program === 'comfyui' ||
    (program === 'comfy' && args[0] === 'launch') ||
    (program === 'main' && script !== undefined && /comfyui/i.test(`${folder ?? ''}/${script}`)),
  setup(command) {
    const listen = option(command, '--listen');
    const cors = option(command, '--enable-cors-header');
    return setup({
      // Without a value it is all interfaces of both families.
      host: listen === undefined ? undefined : listen === '' ? '0.0.0.0' : listen.split(',')[0],
      port: portOf(option(command, '--port')),
      cors: cors === undefined ? undefined : cors === '' || allowsEveryOrigin(cors) ? 'open' : 'closed',
    });
  },
  files: [],
};
