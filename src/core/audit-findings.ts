import type { AuditFinding, Remark, StoreFacts } from './audit.ts';
import { severities } from './severity.ts';

/** What lies open of a store: nothing for an encrypted one, one remark for all its notes. */
export function findingsOf(_facts: StoreFacts): Remark[] {
  return [];
}

/** Findings of remarks, the worst first, then by path. `hash` is the keyed hash of fingerprints. */
export function auditFindings(remarks: readonly Remark[], hash: (text: string) => string): AuditFinding[] {
  const findings = remarks.map(
    ({ rule, severity, about, path, args }): AuditFinding => ({
      rule,
      severity,
      place: { kind: 'store', store: about, path },
      fingerprint: hash(['audit', rule, about, path].join('\0')),
      args,
    }),
  );
  const unique = [...new Map(findings.map((each) => [each.fingerprint, each])).values()];
  return unique.sort(
    (left, right) =>
      severities.indexOf(right.severity) - severities.indexOf(left.severity) ||
      (left.place.path < right.place.path ? -1 : left.place.path > right.place.path ? 1 : 0) ||
      (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0),
  );
}
