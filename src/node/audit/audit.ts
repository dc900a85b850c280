import type { AuditOptions, AuditProgress, AuditReport } from '../../core/audit.ts';
import type { AuditMachine } from './machine.ts';

export interface AuditDeps {
  /** Its `skip` is told of nothing: what was skipped stands in the report. */
  readonly machine: AuditMachine;
  /** Cloister's own folder: approvals of vaults, the key of fingerprints. */
  readonly cloisterHome: string;
  /** Ends the audit within a tenth of a second where it walks, at the next store where it looks into one. */
  readonly signal: AbortSignal;
  onProgress?(progress: AuditProgress): void;
}

/**
 * Looks over a machine: stores, what lies around and below them, local services. It changes nothing.
 * @throws the reason of `signal` where it was aborted. What can not be looked at is skipped.
 */
export async function audit(options: AuditOptions, deps: AuditDeps): Promise<AuditReport> {
  deps.signal.throwIfAborted();
  return {
    home: options.home,
    platform: deps.machine.platform,
    stores: [],
    services: [],
    machine: { disks: [], swap: { state: 'unknown', evidence: [] } },
    findings: [],
    skipped: [],
    walked: 0,
  };
}
