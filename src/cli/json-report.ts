import type { Finding, Skipped } from '../core/finding.ts';
import { findingAdvice, findingSentence } from '../core/texts.ts';
import type { ReportWriter } from './report.ts';

/** The report for programs: `{ findings, skipped, summary }`, as README.md documents it. */
export function jsonReport(): ReportWriter {
  const skips: Skipped[] = [];
  let isFirst = true;
  return {
    begin: () => '{"findings":[',
    file(path, findings) {
      const rows = findings.map((finding) => {
        const comma = isFirst ? '' : ',';
        isFirst = false;
        return `${comma}\n  ${JSON.stringify(findingRow(finding, path))}`;
      });
      return rows.join('');
    },
    skipped(skipped) {
      skips.push(skipped);
      return '';
    },
    end(tally, seconds) {
      const summary = {
        findings: tally.findings,
        files: tally.files,
        bytes: tally.bytes,
        accepted: tally.accepted,
        skipped: skips.length,
        seconds: Math.round(seconds * 1000) / 1000,
        severities: Object.fromEntries(tally.severities),
        skippedBy: Object.fromEntries(tally.skipped),
      };
      const rows = skips.map((skipped) => `\n  ${JSON.stringify(skipped)}`).join(',');
      return `\n],\n"skipped":[${rows}\n],\n"summary":${JSON.stringify(summary)}}\n`;
    },
  };
}

/** What programs are told about a finding. */
export function findingRow(finding: Finding, path: string): object {
  const { rule, severity, place, fingerprint, args } = finding;
  const { masked, baseline } = args;
  return {
    rule,
    severity,
    path,
    ...place.span,
    message: findingSentence(finding),
    ...(masked === undefined ? {} : { masked }),
    advice: findingAdvice(finding),
    fingerprint,
    ...(baseline === undefined ? {} : { baseline }),
  };
}
