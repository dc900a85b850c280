import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { refreshGuard } from '../node/guard-refresh.ts';
import * as node from '../node/protection.ts';

export type Machine = node.Machine;

/** How Claude Code stands to Cloister on this machine. */
export interface ProtectionState {
  readonly isProtected: boolean;
  /** What the protection lacks, in words; empty where it is whole. */
  readonly missing: readonly string[];
  /** Its settings file. */
  readonly settings: string;
}

/** Claude Code held to the policies: the one place where the editor meets `node/protection.ts`. */
export interface Protection {
  state(): ProtectionState;
  /** The settings files that protecting writes to. */
  settingsFiles(): readonly string[];
  /** Resolves to warnings. */
  protect(): Promise<readonly string[]>;
  /** Resolves to warnings. */
  unprotect(): Promise<readonly string[]>;
  /** Writes the policies into the agent's settings again, and brings the guard to this version of the extension. */
  compileAgain(): Promise<node.CompiledAgain>;
}

/**
 * The guard is started by the runtime that runs the extension: a person who installed nothing else needs no Node.
 * @param bundles folder of the extension's bundles
 */
export function claudeCodeProtection(machine: Machine, bundles: string): Protection {
  const electron = process.versions['electron'] !== undefined;
  const request = { ...machine, bundles, runtime: process.execPath, electron };
  return {
    state() {
      const { isProtected, missing, settings } = node.protectionOf(machine);
      return { isProtected, missing, settings };
    },
    settingsFiles() {
      const own = node.settingsPath(machine.env);
      const { CLAUDE_CONFIG_DIR: _, ...rest } = machine.env;
      const standard = node.settingsPath(rest);
      // A client that is started without that variable reads the other file.
      return own !== standard && existsSync(dirname(standard)) ? [own, standard] : [own];
    },
    protect: async () => (await node.protectClaudeCode(request)).warnings,
    unprotect: async () => (await node.unprotectClaudeCode(machine)).warnings,
    async compileAgain() {
      // After an update of the extension the guard of its former version is in place.
      await refreshGuard(request);
      return node.compileAgain(machine);
    },
  };
}
