import { relative, resolve, sep } from 'node:path';
import type { HistoryFinding } from '../core/history.ts';
import { objectName } from '../core/history-names.ts';
import type { RuleMeta } from '../detect/rules/catalogue.ts';
import { type HistoryReport, historyFields } from './history-report.ts';
import { sarifLog } from './sarif-report.ts';

/**
 * The report as SARIF 2.1.0. A result's location is the file at its path, whether it is still there or not; where the
 * finding stands in the history is told in its properties.
 */
export function historySarifReport(
  rules: readonly RuleMeta[],
  version: string,
  cwd: string,
  hasBaseline: boolean,
): HistoryReport {
  const log = sarifLog(rules, version, cwd, hasBaseline);
  return {
    begin: () => log.begin(),
    repository({ path, place, findings, accepted, skipped }) {
      const shown = (inner: string): string => {
        const fromCwd = relative(cwd, resolve(place.root, inner));
        return fromCwd.split(sep).join('/');
      };
      const common = (found: HistoryFinding) => {
        const { finding } = found;
        const where = shown(finding.place.path === '' ? objectName(finding.place) : finding.place.path);
        return { path: where, finding, properties: historyFields(found, path) };
      };
      for (const each of skipped) log.skipped({ ...each, path: shown(each.path) });
      return [
        ...findings.map((found) => log.result(common(found))),
        ...accepted.map(({ finding, entry }) => log.result({ ...common(finding), entry })),
      ].join('');
    },
    end: () => log.end(),
  };
}
