import { type Access, isLower } from '../core/access.ts';
import { type AgentId, agentIds, agentNames } from '../core/agent-ids.ts';
import { becauseText } from '../core/because-texts.ts';
import { decisive, type Judgement, judgements } from '../node/explain.ts';
import type { Vaults } from '../node/vaults.ts';
import type { NamedPath } from './vault-argument.ts';

/** What gives some agents less than `wanted` at a place, as clauses; empty where nothing does. */
export function stillHides(
  vaults: Vaults,
  { real, kind }: NamedPath,
  wanted: Access,
  now: number,
  asking: readonly AgentId[] = agentIds,
): string[] {
  const clauses = new Map<string, AgentId[]>();
  for (const agent of asking) {
    const asked = { agent, now, ...(kind === 'missing' ? {} : { isFolder: kind === 'folder' }) };
    const found = decisive(judgements(vaults, real, asked));
    if (found === undefined || !isLower(found.access, wanted)) continue;
    const clause = judgementText(found, agent);
    clauses.set(clause, [...(clauses.get(clause) ?? []), agent]);
  }
  return [...clauses].map(([clause, agents]) => {
    if (agents.length === asking.length) return clause;
    return `${clause} (${agents.map((agent) => agentNames[agent]).join(', ')})`;
  });
}

/** Which entry of which policy decided: `the entry "journal" says none, in the approved copy`. */
export function judgementText(found: Judgement, agent: AgentId): string {
  const { source, vault, path } = found;
  if (source.kind === 'broken') return `the policy of ${vault.root} can not be read, so everything in it is locked`;
  const text = becauseText(found, source.compiled.policy, path, agent);
  return source.kind === 'copy' ? `${text}, in the approved copy` : text;
}
