import { formatEndpoint, isTailnet, parseEndpoint, staysHere } from './address.ts';

/** A file that names the models an agent or app talks to. */
export interface ProviderFile {
  readonly name: string;
  readonly docs: string;
  /** In the home folder. */
  readonly paths: readonly string[];
  /** Beneath a project or vault. */
  readonly project: readonly string[];
  readonly format: 'json' | 'yaml' | 'toml' | 'env';
  /** Keys, joined by points, under which an address counts. */
  readonly keys: RegExp;
}

/** Names of keys that hold the address of a model. */
const address = /(?:base_?(?:url|path)|api_?base|endpoint|(?:^|[._])(?:url|host|server)|_?host|url)$/i;

/** Variables that say where an agent's or app's models are. */
export const providerVariables =
  /^(?:ANTHROPIC_(?:BEDROCK_|VERTEX_)?BASE_URL|OPENAI_(?:BASE_URL|API_BASE(?:_URL)?)|OLLAMA_(?:HOST|API_BASE|BASE_URLS?)|COPILOT_PROVIDER_BASE_URL|(?:GOOGLE_)?GEMINI_BASE_URL|AZURE_OPENAI_ENDPOINT|[A-Z_]*LLM_[A-Z_]*BASE_(?:PATH|URL)|[A-Z_]+_(?:BASE_PATH|BASE_URL))$/;

export const providerFiles: readonly ProviderFile[] = [
  {
    name: 'OpenCode',
    docs: 'https://opencode.ai/docs/providers/',
    paths: ['{config}/opencode/opencode.json', '{config}/opencode/opencode.jsonc', '{config}/opencode/config.json'],
    project: ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json'],
    format: 'json',
    keys: /^provider\..*(?:baseURL|api)$/i,
  },
  {
    name: 'Continue',
    docs: 'https://docs.continue.dev/reference',
    paths: ['~/.continue/config.yaml', '~/.continue/config.yml'],
    project: ['.continue/config.yaml'],
    format: 'yaml',
    keys: /^models\..*apiBase$/i,
  },
  {
    name: 'Continue',
    docs: 'https://docs.continue.dev/reference',
    paths: ['~/.continue/config.json'],
    project: [],
    format: 'json',
    keys: /apiBase$/i,
  },
  {
    name: 'Claude Code',
    docs: 'https://code.claude.com/docs/en/settings',
    paths: ['{env:CLAUDE_CONFIG_DIR|~/.claude}/settings.json', '{env:CLAUDE_CONFIG_DIR|~/.claude}/settings.local.json'],
    project: ['.claude/settings.json', '.claude/settings.local.json'],
    format: 'json',
    keys: /^env\.ANTHROPIC_\w*BASE_URL$/,
  },
  {
    name: 'Codex',
    docs: 'https://developers.openai.com/codex/config-reference',
    paths: ['{env:CODEX_HOME|~/.codex}/config.toml'],
    project: ['.codex/config.toml'],
    format: 'toml',
    keys: /(?:^|\.)(?:base_url|\w+_base_url)$/,
  },
  {
    name: 'OpenClaw',
    docs: 'https://docs.openclaw.ai/gateway/configuration-reference',
    paths: ['{env:OPENCLAW_STATE_DIR|~/.openclaw}/openclaw.json'],
    project: [],
    format: 'json',
    keys: /^(?:models\.providers\..*baseUrl|gateway\.remote\.url)$/,
  },
  {
    name: 'VS Code',
    docs: 'https://code.visualstudio.com/docs/copilot/customization/language-models',
    paths: ['{user}/settings.json'],
    project: ['.vscode/settings.json'],
    format: 'json',
    keys: /ollamaEndpoint$/,
  },
  {
    name: 'Obsidian plugin',
    docs: 'https://docs.obsidian.md/Plugins/User+interface/Settings',
    paths: [],
    project: ['.obsidian/plugins/*/data.json'],
    format: 'json',
    keys: address,
  },
  {
    name: 'Jan',
    docs: 'https://www.jan.ai/docs/desktop/remote-models/openai',
    paths: ['{support}/Jan/data/providers.json', '{data}/Jan/data/providers.json', '{appdata}/Jan/data/providers.json'],
    project: [],
    format: 'json',
    keys: /base_?url$/i,
  },
  {
    name: 'Aider',
    docs: 'https://aider.chat/docs/config/aider_conf.html',
    paths: ['~/.aider.conf.yml'],
    project: ['.aider.conf.yml'],
    format: 'yaml',
    keys: /api-base$/i,
  },
  {
    name: 'AnythingLLM',
    docs: 'https://docs.anythingllm.com/configuration',
    paths: [
      '{config}/anythingllm-desktop/storage/.env',
      '{support}/anythingllm-desktop/storage/.env',
      '{appdata}/anythingllm-desktop/storage/.env',
      '~/anything-llm/server/.env',
      '~/anythingllm/.env',
    ],
    project: [],
    format: 'env',
    keys: providerVariables,
  },
  {
    name: 'Gemini CLI',
    docs: 'https://geminicli.com/docs/reference/configuration/',
    paths: ['~/.gemini/.env'],
    project: ['.gemini/.env'],
    format: 'env',
    keys: providerVariables,
  },
  {
    name: 'Copilot CLI',
    docs: 'https://docs.github.com/copilot/how-tos/copilot-cli',
    paths: ['~/.copilot/settings.json', '~/.copilot/config.json'],
    project: [],
    format: 'json',
    keys: /COPILOT_PROVIDER_BASE_URL$|provider\..*base_?url$/i,
  },
];

/** An address without encryption to another machine. */
export interface PlainHttp {
  /** Where it stands, by its keys. */
  readonly key: string;
  /** `http://models.lan:8080`: no user, path or query. */
  readonly endpoint: string;
  /** Its packets are encrypted below http. */
  readonly isTailnet: boolean;
}

/** What a text says of plain http to another machine; undefined where it is https, this machine, or no address. */
export function plainHttp(key: string, value: string): PlainHttp | undefined {
  const found = parseEndpoint(value);
  if (found === undefined || !/^(?:http|ws)$/.test(found.scheme) || staysHere(found.host)) return undefined;
  if (found.host === 'unix' || /[*]/.test(found.host)) return undefined;
  return { key, endpoint: formatEndpoint(found), isTailnet: isTailnet(found.host) };
}

/** Keys of a file without those that may be data themselves: addresses, ids, keys of a vendor. */
function tellable(path: string): string {
  return path
    .split('.')
    .map((key) =>
      /^[A-Za-z_$][\w$-]{0,39}$/.test(key) && !(key.length >= 16 && /\d/.test(key))
        ? key
        : /^\d{1,4}$/.test(key)
          ? key
          : '…',
    )
    .join('.');
}

/** Looks through a parsed file, at most 20 levels and 20,000 values deep. */
export function plainHttpIn(value: unknown, keys: RegExp): PlainHttp[] {
  const found: PlainHttp[] = [];
  let budget = 20_000;
  const walk = (each: unknown, path: string, depth: number): void => {
    budget -= 1;
    if (budget < 0 || depth > 20) return;
    if (typeof each === 'string') {
      const plain = keys.test(path) ? plainHttp(tellable(path), each) : undefined;
      if (plain !== undefined) found.push(plain);
      return;
    }
    if (typeof each !== 'object' || each === null) return;
    for (const [key, inner] of Object.entries(each)) walk(inner, path === '' ? key : `${path}.${key}`, depth + 1);
  };
  walk(value, '', 0);
  return found;
}
