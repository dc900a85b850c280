/** A file in which an agent or app keeps the MCP servers that it starts. */
export interface McpFile {
  readonly agent: string;
  readonly docs: string;
  /** In the home folder, with the variables of `places.ts`. */
  readonly paths: readonly string[];
  /** Beneath a project or vault. */
  readonly project: readonly string[];
  readonly format: 'json' | 'yaml' | 'toml';
  /** Keys that lead to the servers; a `*` stands for every key, which is then the folder of a project. */
  readonly at: readonly (readonly string[])[];
}

const servers = [['mcpServers']] as const;

export const mcpFiles: readonly McpFile[] = [
  {
    agent: 'Claude Desktop',
    docs: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
    paths: [
      '{support}/Claude/claude_desktop_config.json',
      '{appdata}/Claude/claude_desktop_config.json',
      '{config}/Claude/claude_desktop_config.json',
    ],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Claude Code',
    docs: 'https://code.claude.com/docs/en/mcp',
    paths: ['~/.claude.json', '{env:CLAUDE_CONFIG_DIR|~/.claude}/.claude.json'],
    project: ['.mcp.json'],
    format: 'json',
    at: [['mcpServers'], ['projects', '*', 'mcpServers']],
  },
  {
    agent: 'Cursor',
    docs: 'https://cursor.com/docs/context/mcp',
    paths: ['~/.cursor/mcp.json'],
    project: ['.cursor/mcp.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'VS Code',
    docs: 'https://code.visualstudio.com/docs/copilot/reference/mcp-configuration',
    paths: ['{user}/mcp.json', '{user}/profiles/*/mcp.json', '{user}/settings.json'],
    project: ['.vscode/mcp.json', '.vscode/settings.json'],
    format: 'json',
    at: [['servers'], ['mcp', 'servers'], ['mcp.servers']],
  },
  {
    agent: 'Codex',
    docs: 'https://developers.openai.com/codex/mcp',
    paths: ['{env:CODEX_HOME|~/.codex}/config.toml'],
    project: ['.codex/config.toml'],
    format: 'toml',
    at: [['mcp_servers']],
  },
  {
    agent: 'Gemini CLI',
    docs: 'https://geminicli.com/docs/tools/mcp-server/',
    paths: ['~/.gemini/settings.json'],
    project: ['.gemini/settings.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Qwen Code',
    docs: 'https://qwenlm.github.io/qwen-code-docs/en/users/features/mcp/',
    paths: ['~/.qwen/settings.json'],
    project: ['.qwen/settings.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'OpenCode',
    docs: 'https://opencode.ai/docs/mcp-servers/',
    paths: ['{config}/opencode/opencode.json', '{config}/opencode/opencode.jsonc', '{config}/opencode/config.json'],
    project: ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json'],
    format: 'json',
    at: [['mcp']],
  },
  {
    agent: 'Windsurf',
    docs: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    paths: ['~/.codeium/windsurf/mcp_config.json', '~/.codeium/mcp_config.json'],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Cline',
    docs: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
    paths: [
      '{user}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      '~/.cline/data/settings/cline_mcp_settings.json',
    ],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Roo Code',
    docs: 'https://docs.roocode.com/features/mcp/using-mcp-in-roo',
    paths: ['{user}/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'],
    project: ['.roo/mcp.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Continue',
    docs: 'https://docs.continue.dev/customize/deep-dives/mcp',
    paths: ['~/.continue/config.yaml', '~/.continue/mcpServers/*.yaml', '~/.continue/mcpServers/*.yml'],
    project: ['.continue/config.yaml', '.continue/mcpServers/*.yaml', '.continue/mcpServers/*.yml'],
    format: 'yaml',
    at: servers,
  },
  {
    agent: 'Continue',
    docs: 'https://docs.continue.dev/customize/deep-dives/mcp',
    paths: ['~/.continue/config.json', '~/.continue/mcpServers/*.json'],
    project: ['.continue/mcpServers/*.json'],
    format: 'json',
    at: [['mcpServers'], ['experimental', 'modelContextProtocolServers']],
  },
  {
    agent: 'LM Studio',
    docs: 'https://lmstudio.ai/docs/app/mcp',
    paths: ['~/.lmstudio/mcp.json', '~/.cache/lm-studio/mcp.json'],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Copilot CLI',
    docs: 'https://docs.github.com/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers',
    paths: ['{env:COPILOT_HOME|~/.copilot}/mcp-config.json'],
    project: ['.github/mcp.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'AnythingLLM',
    docs: 'https://docs.anythingllm.com/mcp-compatibility/overview',
    paths: [
      '{config}/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json',
      '{support}/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json',
      '{appdata}/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json',
    ],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'OpenClaw',
    docs: 'https://docs.openclaw.ai/gateway/configuration-reference',
    paths: ['{env:OPENCLAW_STATE_DIR|~/.openclaw}/openclaw.json'],
    project: [],
    format: 'json',
    at: [['mcp', 'servers'], ['mcpServers']],
  },
  {
    agent: 'Jan',
    docs: 'https://www.jan.ai/docs/desktop/mcp',
    paths: [
      '{data}/Jan/data/mcp_config.json',
      '{support}/Jan/data/mcp_config.json',
      '{appdata}/Jan/data/mcp_config.json',
    ],
    project: [],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Zed',
    docs: 'https://zed.dev/docs/ai/mcp',
    paths: ['{config}/zed/settings.json', '{appdata}/Zed/settings.json'],
    project: ['.zed/settings.json'],
    format: 'json',
    at: [['context_servers']],
  },
  {
    agent: 'Kiro',
    docs: 'https://kiro.dev/docs/mcp/configuration/',
    paths: ['~/.kiro/settings/mcp.json', '~/.aws/amazonq/mcp.json'],
    project: ['.kiro/settings/mcp.json', '.amazonq/mcp.json'],
    format: 'json',
    at: servers,
  },
  {
    agent: 'Goose',
    docs: 'https://block.github.io/goose/docs/guides/config-files',
    paths: ['{config}/goose/config.yaml', '{appdata}/Block/goose/config/config.yaml'],
    project: [],
    format: 'yaml',
    at: [['extensions']],
  },
];
