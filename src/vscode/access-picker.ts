import * as vscode from 'vscode';
import { type Access, accessLevels } from '../core/access.ts';
import { type AgentId, agentIds, agentNames } from '../core/agent-ids.ts';
import { accessMeaning } from './access-words.ts';
import { placeNames } from './lock-words.ts';
import { judgementOf, type Place, shownAgent } from './places.ts';
import type { VaultModel } from './vault-model.ts';

/** An access that a person chose, and whom it is for. */
export interface ChosenAccess {
  readonly access: Access;
  /** Absent: every agent. */
  readonly agent?: AgentId;
  readonly whom: string;
}

type LevelItem = vscode.QuickPickItem & { readonly access?: Access };

/** Lets a person choose how much agents, or one of them, get of some places. */
export async function pickAccess(model: VaultModel, places: readonly Place[]): Promise<ChosenAccess | undefined> {
  const { t } = vscode.l10n;
  const title = t('Access to {0}', placeNames(places, t));
  const oneAgent: LevelItem = { label: t('For one agent only…'), alwaysShow: true };
  const separator: LevelItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const whom = t('every agent');
  // A file's own pattern counts for every agent.
  const forOne = places.some(({ kind }) => kind === 'file') ? [] : [separator, oneAgent];
  const picked = await vscode.window.showQuickPick([...levels(model, places), ...forOne], {
    title,
    placeHolder: t('What every agent gets'),
  });
  if (picked !== oneAgent) return picked?.access === undefined ? undefined : { access: picked.access, whom };
  const agents = agentIds.map((id) => ({ label: agentNames[id], id }));
  const agent = await vscode.window.showQuickPick(agents, { title, placeHolder: t('Which agent') });
  if (agent === undefined) return undefined;
  const level = await vscode.window.showQuickPick(levels(model, places, agent.id), {
    title,
    placeHolder: t('What {0} gets', agent.label),
  });
  return level?.access === undefined ? undefined : { access: level.access, agent: agent.id, whom: agent.label };
}

function levels(model: VaultModel, places: readonly Place[], agent?: AgentId): LevelItem[] {
  const { t } = vscode.l10n;
  const now = Date.now();
  const present = places.map((place) => judgementOf(model.vaults, place.real, now, agent)?.access ?? 'write');
  return [...accessLevels]
    .reverse()
    .filter((access) => access !== 'redacted' || offersRedacted(model, agent) || present.includes('redacted'))
    .map((access) => ({
      access,
      label: access,
      description: present.every((each) => each === access) ? t('now') : '',
      detail: accessMeaning(access, t),
    }));
}

/** Only the guard can redact. An agent that it does not judge would get nothing, whatever the word promises. */
function offersRedacted({ state }: VaultModel, agent: AgentId = shownAgent): boolean {
  return agent === shownAgent && state.isProtected && state.missing.length === 0;
}
