import type { HistoryFinding } from './history.ts';
import type { RuleId } from './rule-texts.ts';
import { severities } from './severity.ts';

/** What is to be done about a finding: a credential is rotated; data and notes can only be cleaned up. */
export type PlanPart = 'rotate' | 'personal' | 'note';

/** Which part of a plan a rule's findings belong to. */
export function planPart(rule: RuleId): PlanPart {
  if (rule.startsWith('secret.')) return 'rotate';
  return rule.startsWith('personal.') ? 'personal' : 'note';
}

/** How far a value has got, the most urgent first. */
export const exposures = ['tree-and-pushed', 'pushed', 'tree', 'rest'] as const;

export type Exposure = (typeof exposures)[number];

/** Others have what was pushed; what is still in the tree is probably in use. */
export function exposureOf({ inTree, remotes }: HistoryFinding): Exposure {
  if (remotes.length > 0) return inTree.length > 0 ? 'tree-and-pushed' : 'pushed';
  return inTree.length > 0 ? 'tree' : 'rest';
}

/** Orders findings by what is to be dealt with first: exposure, severity, then age. What has no date is the last of its kind. */
export function inRotationOrder(findings: readonly HistoryFinding[]): HistoryFinding[] {
  return findings.toSorted(
    (left, right) =>
      exposures.indexOf(exposureOf(left)) - exposures.indexOf(exposureOf(right)) ||
      severities.indexOf(right.finding.severity) - severities.indexOf(left.finding.severity) ||
      timeOf(left) - timeOf(right) ||
      compare(left.finding.rule, right.finding.rule) ||
      compare(left.finding.place.path, right.finding.place.path) ||
      compare(left.finding.fingerprint, right.finding.fingerprint),
  );
}

/** Dates carry time zones: they are compared as times. */
function timeOf({ finding }: HistoryFinding): number {
  const time = Date.parse(finding.place.date ?? '');
  // Two that have no date must come out as equal, which Infinity - Infinity is not.
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
