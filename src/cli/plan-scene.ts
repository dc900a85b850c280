import type { HistoryFinding } from '../core/history.ts';
import { planPart } from '../core/rotation-order.ts';
import type { PlanFacts } from '../node/history/plan-facts.ts';
import type { PlannedSpans } from '../node/history/plan-spans.ts';
import type { RepositoryHistory } from '../node/history/scan-result.ts';

/** All that the text of a plan is made of. */
export interface PlanScene {
  readonly history: RepositoryHistory;
  readonly facts: PlanFacts;
  readonly spans: PlannedSpans;
  /** Folder of the plan, absolute. */
  readonly folder: string;
  readonly day: string;
  readonly withValues: boolean;
  /** Plans of submodules: where each is, relative to this folder. */
  readonly submodules: readonly string[];
  /** What `notes.txt` names. */
  readonly notes: readonly string[];
}

/** Findings that bytes can be taken out for. */
export function cleanable({ history }: PlanScene): HistoryFinding[] {
  return history.findings.filter(({ finding }) => planPart(finding.rule) !== 'note');
}

/** True where something stands in what branches, tags or notes reach: only that has to be rewritten. */
export function needsRewrite(scene: PlanScene): boolean {
  return scene.history.findings.some(({ reach }) => reach === 'ref');
}

/** Names of the remotes that have a finding, in the order of the alphabet. */
export function remotesOf({ history }: PlanScene): string[] {
  return [...new Set(history.findings.flatMap(({ remotes }) => remotes))].sort();
}

/** Those of them that commands can name. Git makes none that begins with a dash: it would take such a name for an option. */
export function reachableRemotes(scene: PlanScene): string[] {
  return remotesOf(scene).filter((name) => !name.startsWith('-'));
}

export function has({ history }: PlanScene, part: 'rotate' | 'personal' | 'note'): boolean {
  return history.findings.some(({ finding }) => planPart(finding.rule) === part);
}
