import { agentOfProcess, agentVariable } from '../core/agent-processes.ts';
import { ancestorProcesses } from '../node/process-tree.ts';

/** Whether a commit may pass without a look, and what is said about that. */
export interface Skip {
  readonly isAllowed: boolean;
  readonly text: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** By what it is seen that an agent makes the commit: a variable of its, or that it runs above; undefined for a person. */
export function agentBehind(env: Env): string | undefined {
  const variable = agentVariable(env);
  if (variable !== undefined) return `${variable} is set`;
  const below = ancestorProcesses()
    .map(agentOfProcess)
    .find((each) => each !== undefined);
  return below === undefined ? undefined : `below ${below}`;
}

/** Judges `SKIP=cloister`: a person may have it, an agent not. */
export function skipFor(env: Env): Skip {
  const why = agentBehind(env);
  if (why === undefined) return { isAllowed: true, text: 'Cloister: this commit was not looked at (SKIP=cloister).\n' };
  return {
    isAllowed: false,
    text: `Cloister: SKIP=cloister is for a person, and an agent makes this commit (${why}): it was looked at.\n`,
  };
}
