/** What an audit says of a fixture home, as JSON, and what it must say by the severities of the rules. */
import type { AuditFinding, MachineFacts, StoreFacts } from '../../../src/core/audit.ts';
import type { Skipped } from '../../../src/core/finding.ts';
import type { Severity } from '../../../src/core/severity.ts';
import type { Placed } from './placed.ts';

/** The report of `--format json`, as far as it is looked at. */
export interface Report {
  readonly stores: readonly StoreFacts[];
  readonly findings: readonly Pick<AuditFinding, 'rule' | 'severity' | 'place' | 'args'>[];
  readonly services: readonly unknown[];
  readonly skipped: readonly Skipped[];
  readonly machine: MachineFacts;
}

/** Rules with fixed severities that only some stores say of themselves. */
const own: Readonly<Record<string, Severity>> = {
  'store.notes.key': 'medium',
  'store.notes.unlocked': 'low',
  'store.ai.credentials': 'medium',
};

/** `rule severity` of each finding about a store. @param isEncryptedBelow true where the disk is encrypted */
export function expectedFindings(
  { holds, state, remarks = [], isSynced, store }: Placed,
  isEncryptedBelow: boolean,
): string[] {
  const findings = remarks.map((rule) => `${rule} ${own[rule]}`);
  const isPlain = state === 'plaintext' || state === 'partly';
  if (!isPlain || store === 'sqlite') return findings.sort();
  const level = isEncryptedBelow ? 'low' : 'medium';
  if (holds === 'passwords') findings.push('store.passwords.plaintext critical');
  // Keys alone are no memory: what is said of them is said once.
  else if (holds === 'ai' && !remarks.includes('store.ai.credentials')) findings.push(`store.ai.plaintext ${level}`);
  else if (holds === 'notes') findings.push(`store.notes.${state} ${level}`);
  if (isSynced) findings.push(holds === 'notes' ? 'store.notes.synced low' : 'store.ai.synced medium');
  return findings.sort();
}
