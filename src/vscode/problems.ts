import type { Finding } from '../core/finding.ts';
import { isAtLeast } from '../core/severity.ts';
import type { Settings } from './settings.ts';

/** The settings that decide what stands in the Problems panel. Changing them needs no scan. */
export type ProblemSettings = Pick<Settings, 'cloister.severity' | 'cloister.problems.show'>;

/** True where a finding stands in the Problems panel: both its kind and its severity are wanted there. */
export function isProblem({ rule, severity }: Finding, settings: ProblemSettings): boolean {
  const isWantedKind =
    settings['cloister.problems.show'] === 'everything' ||
    rule.startsWith('secret.') ||
    rule === 'note.private' ||
    (rule.startsWith('personal.') && isAtLeast(severity, 'high'));
  return isWantedKind && isAtLeast(severity, settings['cloister.severity']);
}

/** How the editor marks a finding. That a note is private is nothing wrong with it. */
export function markOf({ rule, severity }: Finding): 'error' | 'warning' | 'information' {
  if (rule.startsWith('note.') || severity === 'low') return 'information';
  return severity === 'medium' ? 'warning' : 'error';
}
