/* What the hook of git loads where there is something to say. */
export { commitReport, failureText } from './cli/staged-message.ts';
export { agentBehind, skipFor } from './cli/staged-skip.ts';
