import { countOf } from './amounts.ts';
import type { Finding, Skipped, SkipReason } from './finding.ts';
import type { RuleId } from './rule-texts.ts';
import { type Severity, severities } from './severity.ts';
import { skipTexts } from './texts.ts';

/** Counts of a scan, made while its results pass by. */
export interface Tally {
  files: number;
  bytes: number;
  findings: number;
  filesWithFindings: number;
  /** Findings that a baseline accepts: they are no findings of this scan. */
  accepted: number;
  /** Findings that a baseline accepts at another path. */
  acceptedElsewhere: number;
  readonly severities: Map<Severity, number>;
  readonly rules: Map<RuleId, number>;
  readonly skipped: Map<SkipReason, number>;
}

export function newTally(): Tally {
  return {
    files: 0,
    bytes: 0,
    findings: 0,
    filesWithFindings: 0,
    accepted: 0,
    acceptedElsewhere: 0,
    severities: new Map(),
    rules: new Map(),
    skipped: new Map(),
  };
}

/** Counts a file that was looked at, with those of its findings that are shown. */
export function countFile(tally: Tally, bytes: number, findings: readonly Finding[]): void {
  tally.files += 1;
  tally.bytes += bytes;
  tally.findings += findings.length;
  if (findings.length > 0) tally.filesWithFindings += 1;
  for (const { rule, severity, args } of findings) {
    if (args['baseline'] === 'elsewhere') tally.acceptedElsewhere += 1;
    tally.severities.set(severity, (tally.severities.get(severity) ?? 0) + 1);
    tally.rules.set(rule, (tally.rules.get(rule) ?? 0) + 1);
  }
}

export function countSkipped(tally: Pick<Tally, 'skipped'>, { why }: Skipped): void {
  tally.skipped.set(why, (tally.skipped.get(why) ?? 0) + 1);
}

/** `No findings` or `3 findings in 2 files: 1 critical, 2 high`. */
export function findingsText(tally: Tally): string {
  if (tally.findings === 0) return 'No findings';
  return `${countOf(tally.findings, 'finding')} in ${countOf(tally.filesWithFindings, 'file')}: ${severitiesText(tally)}`;
}

/** `1 critical, 2 high`. */
export function severitiesText(tally: Pick<Tally, 'severities'>): string {
  const parts = severities.toReversed().flatMap((severity) => {
    const count = tally.severities.get(severity);
    return count === undefined ? [] : [`${count.toLocaleString('en-US')} ${severity}`];
  });
  return parts.join(', ');
}

/** `3 accepted findings not shown (baseline)`, or undefined where there are none. */
export function acceptedText({ accepted }: Pick<Tally, 'accepted'>): string | undefined {
  return accepted === 0 ? undefined : `${countOf(accepted, 'accepted finding')} not shown (baseline)`;
}

/** `6 skipped: 5 binary, 1 encrypted`, or undefined where everything was looked at. */
export function skippedText(tally: Pick<Tally, 'skipped'>): string | undefined {
  if (tally.skipped.size === 0) return undefined;
  const total = [...tally.skipped.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...tally.skipped].map(([why, count]) => `${count.toLocaleString('en-US')} ${skipTexts[why]}`);
  return `${total.toLocaleString('en-US')} skipped: ${parts.join(', ')}`;
}
