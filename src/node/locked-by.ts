import { relative, sep } from 'node:path';
import type { VaultPath } from '../core/finding.ts';
import { compileGitignore } from '../core/gitignore.ts';
import type { LockedBy } from '../core/locked-history.ts';
import { foldersAbove } from '../core/vault-path.ts';
import { decisive, type Judgement, judgements } from './explain.ts';
import type { Vaults } from './vaults.ts';

/**
 * What locks the note at a real path from agents; undefined where nothing does. The note need not be there any more.
 * @param root real path of the vault that names of folders are told from
 * @param isMarked true of the real paths of notes that their authors marked private
 * @param now in milliseconds since 1970
 */
export function lockedBy(
  vaults: Vaults,
  root: string,
  path: string,
  { isMarked, now }: { readonly isMarked: boolean; readonly now: number },
): LockedBy | undefined {
  const asked = { agent: 'claude-code' as const, now, isFolder: false, isPrivate: isMarked };
  const found = decisive(judgements(vaults, path, asked));
  if (found?.access !== 'none') return undefined;
  const { because } = found;
  switch (because.kind) {
    case 'private':
      return { kind: 'mark', name: '' };
    case 'files':
      return { kind: 'pattern', name: patternOf(found) };
    case 'default':
      return { kind: 'folder', name: folderFrom(root, found, found.path.split('/').slice(0, -1)[0] ?? '') };
    default:
      return {
        kind: because.folder !== '' && because.folder === found.path ? 'file' : 'folder',
        name: folderFrom(root, found, because.folder),
      };
  }
}

/** A folder of the vault that decided, as it is called from `root`. */
function folderFrom(root: string, { vault }: Judgement, folder: VaultPath): VaultPath {
  const whole = folder === '' ? vault.root : `${vault.root}/${folder}`;
  if (whole === root || root.startsWith(`${whole}/`)) return '';
  return relative(root, whole).split(sep).join('/');
}

/** The pattern that hides a file; there are a few at most. */
function patternOf({ source, path }: Judgement): string {
  const { none } = source.compiled.policy.files;
  const found = none.find((pattern) => {
    if (pattern.startsWith('!')) return false;
    const matches = compileGitignore([pattern]);
    return matches(path, false) || foldersAbove(path).some((folder) => folder !== '' && matches(folder, true));
  });
  return found ?? none.join(' ');
}
