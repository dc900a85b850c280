/** What came from the agent. Where something is wrong with it, `text` is what can be read of it, if anything. */
export interface GuardInput {
  readonly text?: string;
  readonly problem?: string;
}

/** Longer messages are refused: judging them would take longer than the agent waits. */
const longestMessage = 24 << 20;
/** So much is read of them, to see whether they are about a vault at all. */
export const longestHeard = 128 << 20;

/** The message in `bytes`; without bytes it was longer than `longestHeard`. */
export function guardInput(bytes: Buffer | undefined): GuardInput {
  if (bytes === undefined) return { problem: 'it is too long' };
  const text = bytes.toString('utf8');
  if (bytes.length > longestMessage) return { text, problem: 'it is too long' };
  // What is no character would be another path to us than to the agent.
  const isReplaced = text.includes('\uFFFD') && !Buffer.from(text).equals(bytes);
  return isReplaced ? { text, problem: 'it is no UTF-8' } : { text };
}
