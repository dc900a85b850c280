import type { Skipped } from '../core/finding.ts';
import { type HistoryReport, historyFields } from './history-report.ts';
import { findingRow } from './json-report.ts';

/** The report for programs: `{ findings, skipped, summary }` as of `scan`, with more in each row. */
export function historyJsonReport(): HistoryReport {
  const skips: Skipped[] = [];
  let isFirst = true;
  return {
    begin: () => '{"findings":[',
    repository({ path, findings, skipped }) {
      for (const each of skipped) skips.push(path === '' ? each : { ...each, path: `${path}/${each.path}` });
      const rows = findings.map((found) => {
        const comma = isFirst ? '' : ',';
        isFirst = false;
        const row = { ...findingRow(found.finding, found.finding.place.path), ...historyFields(found, path) };
        return `${comma}\n  ${JSON.stringify(row)}`;
      });
      return rows.join('');
    },
    end({ findings, accepted, severities, skipped, totals }, seconds) {
      const summary = {
        findings,
        ...totals,
        accepted,
        skipped: skips.length,
        seconds: Math.round(seconds * 1000) / 1000,
        severities: Object.fromEntries(severities),
        skippedBy: Object.fromEntries(skipped),
      };
      const rows = skips.map((each) => `\n  ${JSON.stringify(each)}`).join(',');
      return `\n],\n"skipped":[${rows}\n],\n"summary":${JSON.stringify(summary)}}\n`;
    },
  };
}
