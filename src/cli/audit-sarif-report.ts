import { auditRules } from '../core/audit-rules.ts';
import { aboutName, fixCommand, seenTexts } from '../core/audit-words.ts';
import type { AuditReportWriter } from './audit-report.ts';
import { sarifLog } from './sarif-report.ts';

/**
 * The report as SARIF 2.1.0. A result's location is the store's file or folder as an absolute address; of a listening
 * socket it is its name.
 */
export function auditSarifReport(version: string, cwd: string): AuditReportWriter {
  return (report) => {
    const log = sarifLog(auditRules, version, cwd, false);
    const results = report.findings.map((finding) => {
      const { path, store } = finding.place;
      const fix = fixCommand(finding);
      const properties = {
        store,
        name: aboutName(finding, report),
        seen: seenTexts(finding, report),
        ...(fix === undefined ? {} : { fix }),
      };
      return log.result({ path, finding, properties });
    });
    for (const each of report.skipped) log.skipped(each);
    return `${log.begin()}${results.join('')}${log.end()}`;
  };
}
