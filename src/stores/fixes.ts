import type { AuditReport } from '../core/audit.ts';
import { allStores } from './index.ts';

/** A report in which each store says what its app offers to do about it: the editor does not load all stores for that. */
export function withFixes(report: AuditReport): AuditReport {
  const fixes = new Map<string, string>(allStores.map(({ id, fix }) => [id, fix]));
  const stores = report.stores.map((store) => {
    const fix = fixes.get(store.store);
    return fix === undefined ? store : { ...store, fix };
  });
  return { ...report, stores };
}
