import type { SkipReason } from '../core/finding.ts';
import type { HistoryFinding } from '../core/history.ts';
import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import { countSkipped } from '../core/tally.ts';
import type { HistoryTotals, RepositoryHistory } from '../node/history/scan-result.ts';

/** Writes what scans of histories gave, a repository at a time. */
export interface HistoryReport {
  begin(): string;
  /** Its findings are those to show. */
  repository(history: RepositoryHistory): string;
  end(tally: HistoryTally, seconds: number): string;
}

/** Counts over all repositories. */
export interface HistoryTally {
  findings: number;
  accepted: number;
  readonly severities: Map<Severity, number>;
  readonly rules: Map<RuleId, number>;
  readonly skipped: Map<SkipReason, number>;
  totals: HistoryTotals;
}

export function newHistoryTally(): HistoryTally {
  return {
    findings: 0,
    accepted: 0,
    severities: new Map(),
    rules: new Map(),
    skipped: new Map(),
    totals: { objects: 0, known: 0, bytes: 0, commits: 0 },
  };
}

export function countHistory(tally: HistoryTally, { findings, accepted, skipped, totals }: RepositoryHistory): void {
  tally.findings += findings.length;
  tally.accepted += accepted.length;
  for (const { finding } of findings) {
    tally.severities.set(finding.severity, (tally.severities.get(finding.severity) ?? 0) + 1);
    tally.rules.set(finding.rule, (tally.rules.get(finding.rule) ?? 0) + 1);
  }
  for (const each of skipped) countSkipped(tally, each);
  tally.totals = {
    objects: tally.totals.objects + totals.objects,
    known: tally.totals.known + totals.known,
    bytes: tally.totals.bytes + totals.bytes,
    commits: tally.totals.commits + totals.commits,
  };
}

/** What reports for programs tell of a finding beside what `scan` tells. */
export function historyFields(found: HistoryFinding, repository: string): Readonly<Record<string, unknown>> {
  const { finding, versions, paths, inTree, reach, remotes, access } = found;
  const { object, oid, commit, author, date } = finding.place;
  return {
    ...(repository === '' ? {} : { repository }),
    object,
    oid,
    ...(commit === undefined ? {} : { commit }),
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    versions,
    paths,
    inTree: inTree.map(({ path, span }) => ({ path, ...span })),
    reach,
    remotes,
    ...(access === undefined ? {} : { access }),
  };
}
