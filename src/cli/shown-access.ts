import { agentNames, parseAgentId } from '../core/agent-ids.ts';
import { type AccessByAgent, accessByAgent } from '../node/vault-overview.ts';
import type { Vaults } from '../node/vaults.ts';
import type { NamedPath } from './vault-argument.ts';

/** The access of a place in words: `redacted (Ollama: read)`. */
export function shownAccess(vaults: Vaults, { real, kind }: NamedPath, now: number): string {
  const isFolder = kind === 'missing' ? undefined : kind === 'folder';
  return accessText(accessByAgent(vaults, real, { now, isFolder }));
}

/** An access in words: `redacted (Ollama: read)`. */
export function accessText({ access, agents }: AccessByAgent): string {
  const others = Object.entries(agents).map(([id, level]) => {
    const agent = parseAgentId(id);
    return `${agent === undefined ? id : agentNames[agent]}: ${level}`;
  });
  return others.length === 0 ? access : `${access} (${others.join(', ')})`;
}
