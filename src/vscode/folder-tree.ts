import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../core/access.ts';
import type { VaultPath } from '../core/finding.ts';
import { compileGitignore } from '../core/gitignore.ts';
import { defaultExcludes } from '../node/default-excludes.ts';
import { decisive, judgements, policySources } from '../node/explain.ts';
import { realOrSelf, type Vaults } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import { shownAgent } from './places.ts';

/** A folder that can be picked, with what the shown agent gets of it now. */
export interface PickableFolder {
  /** Absolute, beneath the workspace folder as the editor names it. */
  readonly absolute: string;
  /** From the workspace folder; `''` is that folder. */
  readonly path: VaultPath;
  /** Absent where no vault holds it. */
  readonly access?: Access;
}

/** So many folders are offered; of a larger tree, those nearest to the top. */
const mostFolders = 20_000;
const together = 100;

/**
 * Yields the folders of a workspace folder, the upper ones first, in portions. Links are not followed, and what a scan
 * leaves out is left out.
 */
export function* foldersOf(workspaceFolder: string, vaults: Vaults, now: number): Generator<PickableFolder[]> {
  const root = realOrSelf(workspaceFolder);
  const excluded = compileGitignore([...defaultExcludes, '.cloister/']);
  const waiting: VaultPath[] = [''];
  let portion: PickableFolder[] = [];
  for (let index = 0; index < waiting.length; index++) {
    const path = waiting[index] ?? '';
    const real = join(root, path);
    const access = decisive(judgements(vaults, real, { agent: shownAgent, now, isFolder: true }))?.access;
    portion.push({ absolute: join(workspaceFolder, path), path, ...(access === undefined ? {} : { access }) });
    if (portion.length === together) {
      yield portion;
      portion = [];
    }
    for (const { name } of readFolders(real)) {
      const child = path === '' ? name : `${path}/${name}`;
      if (waiting.length < mostFolders && !excluded(child, true)) waiting.push(child);
    }
  }
  yield portion;
}

/** What an entry or a pattern of its own locks, as absolute real paths; folders that are not there too. */
export function lockedPaths(vaults: Vaults, roots: readonly string[], now: number): string[] {
  const paths = roots.flatMap((root) => {
    const vault = vaults.at(root);
    if (vault === undefined) return [];
    return policySources(vault).flatMap(({ compiled }) => [
      ...(compiled.policy.default === 'none' ? [root] : []),
      ...compiled
        .entries(shownAgent, now)
        .filter(({ access }) => access === 'none')
        .map(({ folder }) => join(root, folder)),
      ...compiled.policy.files.none.flatMap((pattern) => {
        const path = pathOfPattern(pattern);
        return path === undefined ? [] : [join(root, path)];
      }),
    ]);
  });
  return [...new Set(paths)];
}

/** The path of a pattern that matches one file alone, as a lock of a file writes it. */
function pathOfPattern(pattern: string): VaultPath | undefined {
  if (!pattern.startsWith('/') || pattern.endsWith('/')) return undefined;
  const path = pattern.slice(1).replace(/\\(.)/g, '$1');
  return /(?<!\\)[*?[]/.test(pattern.replace(/\\\\/g, '')) ? undefined : path;
}

function readFolders(real: string): Dirent[] {
  try {
    return readdirSync(real, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    // It may not be entered, or is gone: its own name is offered all the same.
    errorCode(error);
    return [];
  }
}
