/** How bad it is that an agent reads a finding, from least to most. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof severities)[number];

/** True where `severity` is as bad as `floor` or worse. */
export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(floor);
}

/** Returns the severity one step up (`by` 1) or down (`by` -1), held within the scale. */
export function shiftSeverity(severity: Severity, by: number): Severity {
  const index = Math.max(0, Math.min(severities.length - 1, severities.indexOf(severity) + by));
  return severities[index] ?? severity;
}

/** Returns the severity that `text` names, or undefined where it names none. */
export function parseSeverity(text: string): Severity | undefined {
  return severities.find((severity) => severity === text.toLowerCase());
}
