import { dirname } from 'node:path';
import { agentOfProcess, agentVariable } from './core/agent-processes.ts';
import { UserError } from './core/user-error.ts';
import { cloisterHome } from './node/home.ts';
import { otherInstallations } from './node/installations.ts';
import { ancestorProcesses } from './node/process-tree.ts';
import { uninstall } from './node/uninstall.ts';

/**
 * What VS Code runs at its next start after the extension was removed, and not after an update
 * (https://code.visualstudio.com/api/references/extension-manifest#extension-uninstall-hook): undoes what Cloister
 * changed, unless another installation of it is in use. Policies and the log stay. It has five seconds.
 */
async function main(): Promise<string> {
  const { env } = process;
  const agent = agentVariable(env) ?? ancestorProcesses().map(agentOfProcess).find(Boolean);
  if (agent !== undefined) return `Nothing was undone: an agent runs this (${agent}).`;
  const home = cloisterHome(env);
  const others = otherInstallations(dirname(__dirname), home, env);
  if (others.length > 0) return `Nothing was undone: Cloister is in use from ${others.join(', ')}.`;
  const { wasProtected, hooks, warnings } = await uninstall(home, env, { purge: false });
  const done = wasProtected
    ? 'Claude Code is no longer held to your policies. The guard is gone.'
    : 'The guard is gone.';
  const scanned = hooks.length === 0 ? [] : ['The git hooks of Cloister are gone: commits are no longer scanned.'];
  return [done, ...scanned, ...warnings].join('\n');
}

main().then(
  (text) => process.stdout.write(`Cloister: ${text}\n`),
  (error: unknown) => {
    const text = error instanceof UserError ? `${error.message}. ${error.hint}` : String(error);
    process.stderr.write(`Cloister: ${text}\n`);
    process.exitCode = 1;
  },
);
