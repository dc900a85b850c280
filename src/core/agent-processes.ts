/** A process as the machine shows it. */
export interface ShownProcess {
  readonly name: string;
  readonly args: readonly string[];
}

const names =
  /^(?:claude|claude-code|claude-desktop|codex|codex-.*|gemini|gemini-cli|qwen|qwen-code|opencode|openclaw|copilot|cursor-agent)$/;
const packages =
  /\/(?:@anthropic-ai\/claude-code|@openai\/codex|@google\/gemini-cli|@qwen-code\/qwen-code|@github\/copilot|opencode-ai|openclaw|anthropic\.claude-code-[^/]*)\//;
const runtimes = /^(?:node|nodejs|bun|deno|python[\d.]*|ruby)$/;

/** The agent's name where a process is an agent: by its own name, its program or the script that its runtime runs. */
export function agentOfProcess({ name, args }: ShownProcess): string | undefined {
  const [program = '', ...rest] = args;
  const script = runtimes.test(baseName(program)) ? rest.find((each) => !each.startsWith('-')) : undefined;
  for (const each of [name, baseName(program), ...(script === undefined ? [] : [baseName(script)])])
    if (names.test(each.toLowerCase())) return each;
  return [program, script ?? '']
    .map((each) => packages.exec(each.replaceAll('\\', '/'))?.[0].slice(1, -1))
    .find(Boolean);
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd|[cm]?js|ts|py)$/i, '');
}

const variables = [
  'CLAUDECODE',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_SESSION_ID',
  'CODEX_SANDBOX',
  'CODEX_THREAD_ID',
  'GEMINI_CLI',
  'OPENCODE',
  'CURSOR_AGENT',
  'COPILOT_CLI',
  'AI_AGENT',
];

/** The environment variable by which an agent marks what it runs, where one is set. */
export function agentVariable(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return Object.keys(env).find(
    (name) => (variables.includes(name) || name.startsWith('OPENCLAW_')) && (env[name] ?? '') !== '',
  );
}
