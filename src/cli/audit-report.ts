import type { AuditReport } from '../core/audit.ts';
import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import { countSkipped, type Tally } from '../core/tally.ts';

export interface AuditRun {
  /** How long the audit took. */
  readonly seconds: number;
  /** Findings that are not shown, since they are less severe than was asked for. */
  readonly hidden: number;
}

/** Writes what an audit gave; its findings are those to show. */
export type AuditReportWriter = (report: AuditReport, run: AuditRun) => string;

export function tallyOf({ findings, skipped }: AuditReport): Pick<Tally, 'severities' | 'rules' | 'skipped'> {
  const tally = {
    severities: new Map<Severity, number>(),
    rules: new Map<RuleId, number>(),
    skipped: new Map(),
  } satisfies Pick<Tally, 'severities' | 'rules' | 'skipped'>;
  for (const { rule, severity } of findings) {
    tally.severities.set(severity, (tally.severities.get(severity) ?? 0) + 1);
    tally.rules.set(rule, (tally.rules.get(rule) ?? 0) + 1);
  }
  for (const each of skipped) countSkipped(tally, each);
  return tally;
}
