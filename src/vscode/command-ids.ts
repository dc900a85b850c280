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
  'cloister.scanHistory',
  'cloister.clearHistory',
  'cloister.openHistoryFinding',
  'cloister.openFileNow',
  'cloister.copyCommitId',
  'cloister.acceptHistoryFinding',
  'cloister.installHook',
  'cloister.uninstallHook',
] as const;

export type CommandId = (typeof commandIds)[number];
