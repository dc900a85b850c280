import { agentOfProcess, agentVariable } from '../core/agent-processes.ts';
import { UserError } from '../core/user-error.ts';
import { ancestorProcesses } from '../node/process-tree.ts';
import type { Io } from './io.ts';

const policyHint = 'Only a person loosens a policy: run it yourself, in a terminal of your own.';

/**
 * Refuses to go on where it is not a person who runs the command. `what` is the command, such as `cloister unlock`.
 * A script of the same user that gives itself a terminal and leaves the agent's process tree defeats this; what it
 * changed is shown by `cloister status`.
 * @throws UserError under an agent's environment markers, below an agent's process and without a terminal.
 */
export function requirePerson(io: Io, what: string, hint = policyHint): void {
  refuseMarked(io, what, hint);
  if (io.isPerson?.() === true) return;
  if (!io.inIsTerminal || !io.outIsTerminal)
    throw new UserError(`\`${what}\` is refused: it needs an interactive terminal`, hint);
  refuseBelowAgent(what, hint);
}

/**
 * Refuses to go on where an agent runs the command, for what scripts of a person's own may do without a terminal.
 * @throws UserError under an agent's environment markers and below an agent's process.
 */
export function refuseAgent(io: Io, what: string, hint: string): void {
  refuseMarked(io, what, hint);
  if (io.isPerson?.() !== true) refuseBelowAgent(what, hint);
}

/** True where an agent runs the command, as far as can be told: what only people may know is left out then. */
export function isRunByAgent(io: Io): boolean {
  if (agentVariable(io.env) !== undefined) return true;
  return io.isPerson?.() !== true && ancestorProcesses().some((each) => agentOfProcess(each) !== undefined);
}

function refuseMarked(io: Io, what: string, hint: string): void {
  const variable = agentVariable(io.env);
  if (variable !== undefined)
    throw new UserError(`\`${what}\` is refused: an agent runs it (${variable} is set)`, hint);
}

function refuseBelowAgent(what: string, hint: string): void {
  for (const each of ancestorProcesses()) {
    const agent = agentOfProcess(each);
    if (agent !== undefined) throw new UserError(`\`${what}\` is refused: an agent runs it (below ${agent})`, hint);
  }
}
