import type { GitObjectKind, Skipped, SkipReason, VaultPath } from '../../core/finding.ts';
import type { HistoryOptions } from '../../core/history.ts';
import type { GroupedFinding } from '../../core/history-findings.ts';

/** An object that could not be looked at, which may be there the next time. */
export interface Missed {
  readonly oid: string;
  readonly object: GitObjectKind;
  readonly path: VaultPath;
  readonly why: SkipReason;
  readonly detail?: string;
}

/** What is kept of a finished scan: an unchanged history is told from it, a longer one goes on from it. */
export interface KeptReport {
  readonly version: typeof version;
  readonly objects: number;
  readonly commits: number;
  /** Objects in which something is found. */
  readonly found: readonly string[];
  readonly missed: readonly Missed[];
  /** What the next scan would not see either. */
  readonly skipped: readonly Skipped[];
  readonly findings: readonly GroupedFinding[];
}

const version = 2;
export const keptReportVersion = version;

/** Reads what another run kept; undefined where another version did. */
export function parseKeptReport(kept: unknown): KeptReport | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const report: Partial<Record<keyof KeptReport, unknown>> = kept;
  const { found, missed, skipped, findings } = report;
  const hasLists = [found, missed, skipped, findings].every((each) => Array.isArray(each));
  const hasCounts = typeof report.objects === 'number' && typeof report.commits === 'number';
  const isOurs = report.version === version && hasLists && hasCounts;
  // The cache's checksum says that it is what was written, its rule set by which bundle.
  return isOurs ? (kept as KeptReport) : undefined;
}

/** How much of what an earlier run kept is of use with these options. */
export function usesOfKept({ since, range, refs, unreachable }: HistoryOptions): { same: boolean; longer: boolean } {
  // What "two weeks ago" means changes, and what nothing reaches comes and goes without a trace.
  const same = since === undefined && !unreachable;
  return { same, longer: same && range === undefined && refs.length === 0 };
}

/** One text for what is asked of a history. */
export function optionsName({ since, range, refs, unreachable, maxSize }: HistoryOptions): string {
  return JSON.stringify([since ?? null, range ?? null, [...refs].sort(), unreachable, maxSize]);
}
