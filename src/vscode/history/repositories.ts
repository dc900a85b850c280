import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/user-error.ts';
import type { GitPlace } from '../../node/git/git-place.ts';
import type { Env } from '../../node/git/git-run.ts';
import { repositoryAround } from '../../node/git/repository-around.ts';
import { realOrSelf } from '../../node/vaults.ts';
import { gitParts } from './git-parts.ts';

/** The repositories of the workspace, and what keeps others from being opened. */
export interface WorkspaceRepositories {
  readonly places: readonly GitPlace[];
  readonly troubles: readonly UserError[];
}

/**
 * Each repository that a workspace folder or an open file of the workspace lies in, once: worktrees share one. Starts git,
 * so the workspace has to be trusted.
 */
export async function workspaceRepositories(env: Env, bundles: string): Promise<WorkspaceRepositories> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri }) => uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined,
  );
  const starts = [...folders.map(({ uri }) => uri.fsPath), ...documents.map(({ uri }) => dirname(uri.fsPath))];
  const roots = new Set(starts.flatMap((start) => repositoryAround(realOrSelf(start)) ?? []));
  if (roots.size === 0) return { places: [], troubles: [] };
  const { openRepository } = gitParts(bundles);
  const places = new Map<string, GitPlace>();
  const troubles: UserError[] = [];
  for (const root of roots) {
    try {
      const { place } = await openRepository(root, env);
      if (!places.has(place.commonDir)) places.set(place.commonDir, place);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      troubles.push(error);
    }
  }
  return { places: [...places.values()], troubles };
}
