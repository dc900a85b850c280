/** The decisions that stand in the log. */
export const loggedDecisions = ['allow', 'ask', 'deny', 'rewrite', 'redact', 'stop'] as const;

/** A line of the decision log as it is shown. */
export interface ShownDecision {
  readonly time: string;
  readonly agent: string;
  readonly event: string;
  readonly tool: string;
  readonly vault: string;
  readonly paths: readonly string[];
  readonly decision: (typeof loggedDecisions)[number];
  readonly rule?: string;
  readonly opaque?: boolean;
}

/** Parses a line of the decision log; undefined where it is none, such as one that a full disk cut off. */
export function parseLoggedDecision(line: string): ShownDecision | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  const decision = loggedDecisions.find((each) => each === fields['decision']);
  const paths = fields['paths'];
  if (decision === undefined || Number.isNaN(Date.parse(text('time'))) || !Array.isArray(paths)) return undefined;
  return {
    time: text('time'),
    agent: text('agent'),
    event: text('event'),
    tool: text('tool'),
    vault: text('vault'),
    paths: paths.filter((each) => typeof each === 'string'),
    decision,
    ...(text('rule') === '' ? {} : { rule: text('rule') }),
    ...(fields['opaque'] === true ? { opaque: true } : {}),
  };
}
