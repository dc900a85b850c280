import { agentOfProcess, agentVariable } from '../core/agent-processes.ts';
import { ancestorProcesses } from '../node/process-tree.ts';

/** Whether a commit may pass without a look, and what is said about that. */
export interface Skip {
  readonly isAllowed: boolean;
  readonly text: string;
}

/** Judges `SKIP=cloister`: a person may have it, an agent not. */
export function skipFor(env: Readonly<Record<string, string | undefined>>): Skip {
  const variable = agentVariable(env);
  const below =
    variable === undefined
      ? ancestorProcesses()
          .map(agentOfProcess)
          .find((each) => each !== undefined)
      : '';
  if (variable === undefined && below === undefined)
    return { isAllowed: true, text: 'Cloister: this commit was not looked at (SKIP=cloister).\n' };
  const why = variable === undefined ? `below ${below}` : `${variable} is set`;
  return {
    isAllowed: false,
    text: `Cloister: SKIP=cloister is for a person, and an agent makes this commit (${why}): it was looked at.\n`,
  };
}
