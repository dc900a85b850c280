/** The agents that a policy may name. Cloister holds those to it that `protect` knows. */
export const agentIds = [
  'claude-code',
  'claude-desktop',
  'codex',
  'copilot',
  'copilot-cli',
  'cursor',
  'windsurf',
  'cline',
  'roo',
  'continue',
  'gemini-cli',
  'qwen-code',
  'opencode',
  'openclaw',
  'ollama',
] as const;
export type AgentId = (typeof agentIds)[number];

export const agentNames: Readonly<Record<AgentId, string>> = {
  'claude-code': 'Claude Code',
  'claude-desktop': 'Claude Desktop',
  codex: 'Codex',
  copilot: 'GitHub Copilot',
  'copilot-cli': 'Copilot CLI',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
  cline: 'Cline',
  roo: 'Roo Code',
  continue: 'Continue',
  'gemini-cli': 'Gemini CLI',
  'qwen-code': 'Qwen Code',
  opencode: 'OpenCode',
  openclaw: 'OpenClaw',
  ollama: 'Ollama',
};

export function parseAgentId(text: unknown): AgentId | undefined {
  return agentIds.find((each) => each === text);
}
