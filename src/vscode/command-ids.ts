/** The commands that the manifest declares. */
export const commandIds = [
  'cloister.scanWorkspace',
  'cloister.clearFindings',
  'cloister.lockFolder',
  'cloister.lockFile',
  'cloister.unlockFolder',
  'cloister.setAccess',
  'cloister.why',
  'cloister.showVisible',
  'cloister.reviewPolicy',
  'cloister.protectClaudeCode',
  'cloister.unprotectClaudeCode',
  'cloister.showStatus',
] as const;

export type CommandId = (typeof commandIds)[number];
