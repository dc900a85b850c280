import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import { runGuard } from '../../src/node/guard/run.ts';
import { partsFor } from './corpus.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What Claude Code makes of the guard's answer. */
export interface Heard {
  readonly exit: number;
  readonly isStopped: boolean;
  readonly reason: string;
  readonly output: Fields;
  readonly raw: string;
}

/** A vault with a policy and notes, on a throw-away machine, and an agent that talks to the guard about it. */
export function makeVault({
  policy,
  files,
  env = {},
}: {
  policy: Fields;
  files: Readonly<Record<string, string | Buffer>>;
  env?: Readonly<Record<string, string>>;
}) {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-guard-')));
  after(() => rmSync(base, { recursive: true, force: true }));
  const [root, home] = [join(base, 'vault'), join(base, 'home')];
  const text = JSON.stringify({ version: 1, id: 'messages', ...policy });
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries({ ...files, '.cloister/policy.json': text })) put(path, content);
  mkdirSync(join(home, '.cloister', 'vaults'), { recursive: true });
  writeFileSync(
    join(home, '.cloister', 'vaults', 'messages.json'),
    JSON.stringify({ version: 1, id: 'messages', roots: [root], approved: text }),
  );
  const machine = partsFor({ base, root, home });
  const parts = { ...machine, env: { ...machine.env, ...env } };

  async function send(event: string, fields: Fields): Promise<Heard> {
    const message = {
      session_id: 'one',
      permission_mode: 'default',
      tool_use_id: 'toolu_1',
      cwd: root,
      hook_event_name: event,
      ...fields,
    };
    const { stdout, stderr, exit } = await runGuard({ text: JSON.stringify(message) }, claudeCodeDialect, parts);
    const answer: Fields = stdout === '' ? {} : JSON.parse(stdout);
    const specific = answer['hookSpecificOutput'];
    const output: Fields = typeof specific === 'object' && specific !== null ? { ...specific } : {};
    const verdict = output['permissionDecision'];
    return {
      exit,
      isStopped: exit === 2 || answer['decision'] === 'block' || verdict === 'deny' || verdict === 'ask',
      reason: String(output['permissionDecisionReason'] ?? answer['reason'] ?? answer['systemMessage'] ?? stderr),
      output,
      raw: stdout + stderr,
    };
  }

  return {
    base,
    root,
    home,
    put,
    send,
    before: (tool: string, input: Fields, more: Fields = {}) =>
      send('PreToolUse', { tool_name: tool, tool_input: input, ...more }),
    /** What the agent gets of a result. */
    async after(tool: string, input: Fields, result: unknown, more: Fields = {}): Promise<unknown> {
      const heard = await send('PostToolUse', { tool_name: tool, tool_input: input, tool_response: result, ...more });
      if (heard.isStopped) throw new Error(`stopped: ${heard.reason}`);
      return heard.output['updatedToolOutput'] ?? result;
    },
    batch: (...calls: readonly (readonly [tool: string, input: Fields, result: unknown])[]) =>
      send('PostToolBatch', {
        tool_calls: calls.map(([tool_name, tool_input, tool_response]) => ({
          tool_name,
          tool_input,
          tool_response,
          tool_use_id: 'toolu_1',
        })),
      }),
    prompt: (prompt: string, more: Fields = {}) => send('UserPromptSubmit', { prompt, ...more }),
  };
}
