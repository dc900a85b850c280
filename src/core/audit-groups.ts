import type { AuditFinding, AuditPart, AuditReport, StoreFacts } from './audit.ts';
import type { RuleId } from './rule-texts.ts';
import { type Severity, severities } from './severity.ts';

/** Findings of one rule and one severity. */
export interface FindingGroup {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly findings: readonly AuditFinding[];
}

/** Findings by severity, the worst first, and by rule: so that many equal ones stand together. */
export function groupFindings(findings: readonly AuditFinding[]): FindingGroup[] {
  const groups = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()]
    .flatMap((all) => (all[0] === undefined ? [] : [{ rule: all[0].rule, severity: all[0].severity, findings: all }]))
    .toSorted((left, right) => severities.indexOf(right.severity) - severities.indexOf(left.severity));
}

/** The part of an audit that a finding belongs to. */
export function partOf({ rule, place }: AuditFinding, { stores }: Pick<AuditReport, 'stores'>): AuditPart {
  if (rule.startsWith('service.')) return 'services';
  if (rule.startsWith('disk.')) return 'disk';
  if (rule.startsWith('store.ai.')) return 'ai';
  if (rule.startsWith('store.passwords.')) return 'passwords';
  if (rule.startsWith('store.notes.')) return 'notes';
  // What holds of every store belongs to what the store holds.
  return stores.find(({ store }) => store === place.store)?.holds ?? 'notes';
}

/** A store whose content nobody reads without its key: it is listed, and nothing is said against it. */
export function isEncrypted({ atRest, unlockedAt }: Pick<StoreFacts, 'atRest' | 'unlockedAt'>): boolean {
  return unlockedAt === undefined && (atRest.state === 'encrypted' || atRest.state === 'looks-encrypted');
}

/** Stores of the list, each in the one part that it is shown in. */
export interface Inventory {
  readonly notes: readonly StoreFacts[];
  readonly ai: readonly StoreFacts[];
  readonly passwords: readonly StoreFacts[];
  readonly encrypted: readonly StoreFacts[];
}

export function inventoryOf({ stores }: Pick<AuditReport, 'stores'>): Inventory {
  const open = stores.filter((each) => !isEncrypted(each));
  return {
    notes: open.filter(({ holds }) => holds === 'notes'),
    ai: open.filter(({ holds }) => holds === 'ai'),
    passwords: open.filter(({ holds }) => holds === 'passwords'),
    encrypted: stores.filter(isEncrypted),
  };
}
