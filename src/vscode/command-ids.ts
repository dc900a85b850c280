/** The commands that the manifest declares. */
export const commandIds = ['cloister.scanWorkspace', 'cloister.clearFindings'] as const;

export type CommandId = (typeof commandIds)[number];
