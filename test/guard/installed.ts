import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeApproval } from '../../src/node/approvals.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bundles = join(root, 'dist');

/** A person's machine in a folder: a vault, a project beside it, and Claude Code held to the vault's policy. */
export interface InstalledGuard {
  readonly base: string;
  readonly user: string;
  readonly home: string;
  readonly vault: string;
  readonly outside: string;
  /** The hook that `protect` wrote for an event: program and arguments. */
  hook(event: string): { readonly program: string; readonly args: readonly string[] };
  /** The environment that the agent hands to its hooks. */
  readonly env: NodeJS.ProcessEnv;
}

export interface VaultToGuard {
  readonly policy: string;
  readonly files: Readonly<Record<string, string>>;
  /** The copy that a person approved; false for a vault that nobody has approved. By default what the policy says. */
  readonly approved?: string | false;
  /** What runs the guard; by default the Node that runs this. */
  readonly runtime?: string;
}

/** Installs the built guard in `base`, by the command that a person uses. */
export function installBuiltGuard(base: string, { policy, files, approved, runtime }: VaultToGuard): InstalledGuard {
  if (!existsSync(join(bundles, 'cli.cjs'))) execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root });
  const [user, vault, outside] = ['user', 'vault', 'outside'].map((each) => join(realpathSync(base), each));
  if (user === undefined || vault === undefined || outside === undefined) throw new Error('no folders');
  for (const each of [user, join(vault, '.cloister'), outside]) mkdirSync(each, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(vault, path)), { recursive: true });
    writeFileSync(join(vault, path), content);
  }
  writeFileSync(join(vault, '.cloister', 'policy.json'), policy);
  const home = join(user, '.cloister');
  if (approved !== false) writeApproval(home, { id: 'test-vault', roots: [vault], approved: approved ?? policy });
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: user, CLOISTER_HOME: home };
  const node = runtime ?? process.execPath;
  const { status, stderr } = spawnSync(node, [join(bundles, 'cli.cjs'), 'protect', 'claude-code'], {
    cwd: outside,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`protect: ${stderr}`);
  const settings = join(user, '.claude', 'settings.json');
  return {
    base,
    user,
    home,
    vault,
    outside,
    env: { PATH: env.PATH, HOME: user, CLAUDE_PROJECT_DIR: vault },
    hook(event) {
      const { hooks } = JSON.parse(readFileSync(settings, 'utf8'));
      const { command, args } = hooks[event][0].hooks[0];
      return { program: command, args };
    },
  };
}

/** A message of Claude Code 2.1.330 before a tool call, as JSON. */
export function toolMessage(cwd: string, tool: string, input: object, more: object = {}): string {
  return JSON.stringify({
    session_id: '00000000-0000-4000-8000-000000000000',
    transcript_path: '/nonexistent/transcript.jsonl',
    cwd,
    prompt_id: '00000000-0000-4000-8000-000000000001',
    permission_mode: 'default',
    effort: { level: 'medium' },
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: input,
    tool_use_id: 'toolu_1_0',
    ...more,
  });
}
