import type { AcceptedFinding } from '../core/baseline-subtract.ts';
import type { Finding, Skipped } from '../core/finding.ts';
import type { Tally } from '../core/tally.ts';

/**
 * Writes the results of a scan as they come, so that memory does not grow with the vault. Every path is one to show:
 * as the user would type it.
 */
export interface ReportWriter {
  begin(): string;
  /** `accepted` is what a baseline accepts of the same file: no finding of this scan. */
  file(path: string, findings: readonly Finding[], accepted: readonly AcceptedFinding[]): string;
  skipped(skipped: Skipped): string;
  end(tally: Tally, seconds: number): string;
}
