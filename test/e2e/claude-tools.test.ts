import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnownTool } from '../../src/agents/claude-code/tools.ts';
import { type ClientOptions, runClaude } from './claude/client.ts';
import { startStub } from './claude/stub-api.ts';
import { makeScene } from './claude/vault.ts';
import { ensureClaude } from './install.ts';

const install = ensureClaude((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real Claude Code: ${install.why}`;
const binary = install.ok ? install.binary : '';

/** The names of the tools that the client tells the model of. */
async function offered(options: Pick<ClientOptions, 'args' | 'env'>): Promise<string[]> {
  const scene = makeScene(0);
  const stub = await startStub([]);
  try {
    const { vault: cwd, home, tmp } = scene;
    await runClaude({ binary, home, tmp, cwd, url: stub.url, prompt: 'Go on', mode: 'default', ...options });
    const tools = stub.requests.flatMap((raw): { name: string }[] => JSON.parse(raw).tools ?? []);
    return [...new Set(tools.map(({ name }) => name))];
  } finally {
    await stub.close();
    scene.remove();
  }
}

test('the client offers no tool that nobody has judged', { skip }, async () => {
  const more = {
    CLAUDE_CODE_EXPERIMENTAL_AGENT_TEAMS: '1',
    CLAUDE_CODE_USE_POWERSHELL_TOOL: '1',
    ENABLE_LSP_TOOL: '1',
  };
  const names = [...(await offered({ env: more })), ...(await offered({ args: ['--tools', 'Read,Grep,Glob,Bash'] }))];
  assert.ok(names.includes('Read') && names.includes('Grep'), names.join(' '));
  assert.deepEqual(
    names.filter((name) => !isKnownTool(name)),
    [],
  );
});
