import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import type { SealDirection, SealSkip } from '../../core/sealing.ts';
import { errorCode } from '../walk.ts';
import { isDraftName } from './drafts.ts';
import { sealedSuffix } from './exchange.ts';

/** What stands in a folder that is to be sealed or unsealed. */
export type Sealable =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'skipped'; readonly skipped: SealSkip };

/** Folders of version control, note apps, editors and Cloister: whose programs could read nothing in them any more. */
const appFolders = new Set([
  '.cloister',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.obsidian',
  '.logseq',
  '.foam',
  '.dendron.cache',
  '.zk',
  '.joplin-resources',
  '.smart-env',
  '.vscode',
  '.idea',
  '.claude',
  '.codex',
  '.gemini',
  '.cursor',
  '.stfolder',
  '.stversions',
  '.dropbox.cache',
  'node_modules',
]);
/** What git, Syncthing and agents look for. */
const markers = /^(?:\.git(?:ignore|attributes|keep|modules)|\.stignore|\.(?:private|noai|aiexclude|agentignore))$/;

/**
 * Yields what is to be done beneath `folder`, folder by folder; the names of a folder are read when its turn comes.
 * @param root real path of the vault
 * @param folder real path in it
 * @param tidy is called with the names of each folder first; true where it changed some
 */
export function* sealables(
  root: string,
  folder: string,
  direction: SealDirection,
  tidy?: (folder: string, names: readonly string[]) => boolean,
): Generator<Sealable> {
  const stack = [folder];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    let entries: Dirent[];
    try {
      // Since its parent was listed it may have become a link.
      if (realpathSync(next) !== next) {
        yield skip(root, next, 'link');
        continue;
      }
      entries = readdirSync(next, { withFileTypes: true });
      const isChanged =
        tidy?.(
          next,
          entries.map(({ name }) => name),
        ) === true;
      if (isChanged) entries = readdirSync(next, { withFileTypes: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') yield skip(root, next, 'unreadable', errorCode(error));
      continue;
    }
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (isDraftName(entry.name)) continue;
      if (entry.isDirectory() && appFolders.has(entry.name)) {
        if (direction === 'seal') yield skip(root, path, 'app-folder');
      } else if (entry.isDirectory()) folders.push(path);
      else yield* fileOf(root, path, entry, direction);
    }
    stack.push(...folders.reverse());
  }
}

function* fileOf(root: string, path: string, entry: Dirent, direction: SealDirection): Generator<Sealable> {
  const { name } = entry;
  if (direction === 'unseal' && !name.endsWith(sealedSuffix)) return;
  // A name that is no UTF-8 was decoded with this character, under which it can not be opened.
  if (name.includes('\uFFFD')) yield skip(root, path, 'bad-name', 'no UTF-8');
  else if (entry.isSymbolicLink()) yield skip(root, path, 'link');
  else if (!entry.isFile()) yield skip(root, path, 'special-file');
  else if (direction === 'seal' && markers.test(name)) yield skip(root, path, 'marker');
  else yield { kind: 'file', path };
}

function skip(root: string, path: string, why: SealSkip['why'], detail?: string): Sealable {
  return {
    kind: 'skipped',
    skipped: { path: shownPath(root, path), why, ...(detail === undefined ? {} : { detail }) },
  };
}

/** True where a path in a vault is, or lies in, a folder of a program. */
export function isInAppFolder(path: VaultPath): boolean {
  return path.split('/').some((each) => appFolders.has(each));
}

/** A real path as one of the vault. */
export function shownPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}
