import { type AuditRuleId, auditTexts } from './rule-texts.ts';
import type { Severity } from './severity.ts';

/** A rule of an audit: how bad it is in general, and when it is worse or better. */
export interface AuditRule {
  readonly id: AuditRuleId;
  readonly severity: Severity;
  /** In words, for documentation. */
  readonly scale: string;
}

const belowDisk = 'low where the disk below is encrypted, else medium';

const scales: Readonly<Record<AuditRuleId, readonly [Severity, string]>> = {
  'disk.not-detected': ['medium', 'medium, once for each disk that holds a store'],
  'disk.not-fully': ['medium', 'medium'],
  'disk.swap': ['medium', 'medium, where the disk itself is encrypted'],
  'disk.hibernation': ['medium', 'medium, where the disk itself is encrypted'],
  'service.cors': ['medium', 'medium; low where the service comes so'],
  'service.exposed': [
    'high',
    'critical where it listens now and asks for no password, high where nobody knows whether it does; else medium, low where it does not run and asks for one',
  ],
  'service.mcp-root': ['high', 'high'],
  'service.mcp-secret': ['medium', 'medium; high where others can read the file, or it is committed'],
  'service.no-auth': ['medium', 'medium; where it listens to the network that is the finding'],
  'service.plain-http': ['high', 'high; medium where a setting merely lets it through, low within a tailnet'],
  'service.version': ['medium', 'low to high, by what the holes let others do'],
  'store.ai.committed': ['medium', 'medium; high where the repository has a remote'],
  'store.ai.credentials': ['medium', 'medium; high where others can read them, or they are synced or committed'],
  'store.ai.plaintext': ['medium', belowDisk],
  'store.ai.synced': ['medium', 'medium'],
  'store.backup': ['medium', 'medium'],
  'store.network': ['medium', 'medium'],
  'store.notes.committed': ['low', 'low'],
  'store.notes.key': ['medium', 'medium'],
  'store.notes.partly': ['medium', belowDisk],
  'store.notes.plaintext': ['medium', belowDisk],
  'store.notes.synced': ['low', 'low'],
  'store.notes.unlocked': ['low', 'low'],
  'store.passwords.plaintext': ['critical', 'critical'],
  'store.readable': ['high', 'medium for notes; high for transcripts, credentials and passwords'],
  'store.temporary': ['medium', 'medium'],
};

/** All rules of an audit, in the order of their ids. */
export const auditRules: readonly AuditRule[] = (Object.keys(auditTexts) as AuditRuleId[])
  .toSorted()
  .map((id) => ({ id, severity: scales[id][0], scale: scales[id][1] }));
