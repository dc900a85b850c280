import { basename, dirname } from 'node:path';
import { isOlder } from '../agents/claude-code/hooks.ts';
import { isGuardOf } from './guard-install.ts';
import { isInstallation, type ProtectionRequest, protectClaudeCode } from './protection.ts';
import { readProtectionRecord } from './protection-record.ts';

/**
 * Puts the guard of the running Cloister in the place of an earlier one, or of one that was damaged, where Claude Code
 * is protected: by this installation, by an earlier version of it, or by one that is gone. That of another installation
 * in use stays: two would replace each other forever. Options stay as they are. @returns whether it did
 * @throws UserError where a settings file is broken.
 */
export async function refreshGuard(request: ProtectionRequest): Promise<boolean> {
  const { home, bundles } = request;
  const last = readProtectionRecord(home)?.installations?.at(-1);
  if (last === undefined || !isInstallation(bundles) || !succeeds(bundles, last) || isGuardOf(home, bundles))
    return false;
  await protectClaudeCode(request);
  return true;
}

function succeeds(bundles: string, last: string): boolean {
  if (bundles === last || !isInstallation(last)) return true;
  const [own, other] = [dirname(bundles), dirname(last)];
  const [version, before] = [versionOf(own), versionOf(other)];
  return dirname(own) === dirname(other) && version !== undefined && before !== undefined && !isOlder(version, before);
}

/** The version in the name of the folder that an editor keeps an extension in. */
function versionOf(extension: string): string | undefined {
  return /^cloister\.cloister-(\d+\.\d+\.\d+)/.exec(basename(extension))?.[1];
}
