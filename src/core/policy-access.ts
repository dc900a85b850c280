import { type Access, isLower } from './access.ts';
import type { AgentId } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { compileGitignore, type PathFilter } from './gitignore.ts';
import type { FolderEntry, Policy } from './policy.ts';
import { foldersAbove, foldPath, isWithin } from './vault-path.ts';

/** Which part of a policy decided. */
export type Because =
  | { readonly kind: 'default' }
  | { readonly kind: 'folder' | 'agent' | 'expired'; readonly folder: VaultPath }
  | { readonly kind: 'files'; readonly level: Access }
  | { readonly kind: 'private' };

export interface PathAccess {
  readonly access: Access;
  readonly because: Because;
}

export interface Asked {
  readonly path: VaultPath;
  /** Patterns such as `drafts/` match folders alone; where it is not known what the path is, both are tried. */
  readonly isFolder?: boolean;
  readonly agent: AgentId;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** True where the note's author marked it private. */
  readonly isPrivate?: boolean;
}

/** A policy made ready to be asked about many paths. */
export interface CompiledPolicy {
  readonly policy: Policy;
  accessOf(asked: Asked): PathAccess;
  /** The folders with an entry of their own, and what it gives now. */
  entries(agent: AgentId, now: number): readonly { readonly folder: VaultPath; readonly access: Access }[];
}

/**
 * Compiles a policy. The access of a path is the lowest of what its folder, its file patterns and its author's mark
 * give; other spellings of a path are folded only where that gives less.
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const folded = new Map<VaultPath, [VaultPath, FolderEntry][]>();
  for (const each of policy.folders) {
    const key = foldPath(each[0]);
    folded.set(key, [...(folded.get(key) ?? []), each]);
  }
  const areKeysFolded = [...policy.folders.keys()].every((key) => foldPath(key) === key);
  const filters = (['none', 'redacted', 'read'] as const)
    .filter((level) => policy.files[level].length > 0)
    .map((level) => ({ level, filter: filterOf(policy.files[level]) }));

  function folderAccess(
    asked: Asked,
    entriesAt: (folder: VaultPath) => readonly [VaultPath, FolderEntry][],
  ): PathAccess {
    const folders = [...foldersAbove(asked.path), asked.path];
    for (const folder of folders.reverse()) {
      const found = entriesAt(folder);
      if (found.length === 0) continue;
      return found.map(([key, entry]) => entryAccess(key, entry, asked)).reduce(lowerOf);
    }
    return { access: policy.default, because: { kind: 'default' } };
  }

  return {
    policy,
    accessOf(asked) {
      const exactly = (folder: VaultPath): readonly [VaultPath, FolderEntry][] => {
        const entry = policy.folders.get(folder);
        return entry === undefined ? [] : [[folder, entry]];
      };
      let result = folderAccess(asked, exactly);
      const path = foldPath(asked.path);
      const foldedAccess =
        path === asked.path && areKeysFolded
          ? result
          : folderAccess({ ...asked, path }, (folder) => {
              const found = folded.get(folder) ?? [];
              // An entry that is written just so speaks for itself.
              const depth = folder === '' ? 0 : folder.split('/').length;
              const own = asked.path.split('/').slice(0, depth).join('/');
              const exact = found.filter(([key]) => key === own);
              return exact.length > 0 ? exact : found;
            });
      result = lowerOf(result, foldedAccess);
      for (const { level, filter } of filters) {
        if (isLower(level, result.access) && filter(asked.path, asked.isFolder))
          result = { access: level, because: { kind: 'files', level } };
      }
      if (asked.isPrivate === true && isLower(policy.content.private, result.access))
        result = { access: policy.content.private, because: { kind: 'private' } };
      return result;
    },
    entries: (agent, now) =>
      [...policy.folders].map(([folder, entry]) => ({
        folder,
        access: entryAccess(folder, entry, { path: folder, agent, now }).access,
      })),
  };
}

function entryAccess(folder: VaultPath, entry: FolderEntry, { agent, now }: Asked): PathAccess {
  if (entry.until !== undefined && now >= entry.until)
    return { access: entry.after, because: { kind: 'expired', folder } };
  const own = entry.agents[agent];
  return own === undefined
    ? { access: entry.access, because: { kind: 'folder', folder } }
    : { access: own, because: { kind: 'agent', folder } };
}

/** The lower of two; of equals the first. */
export function lowerOf(left: PathAccess, right: PathAccess): PathAccess {
  return isLower(right.access, left.access) ? right : left;
}

/** Says whether patterns match a path or a folder above it, in the spelling given or the folded one. */
function filterOf(patterns: readonly string[]): (path: VaultPath, isFolder: boolean | undefined) => boolean {
  const exact = withFolders(compileGitignore(patterns));
  const folded = withFolders(compileGitignore(patterns.map((each) => each.normalize('NFC').toLowerCase())));
  return (path, isFolder) => exact(path, isFolder) || folded(foldPath(path), isFolder);
}

/** A filter that looks at the folders above a path too; what it finds out about a folder is kept. */
function withFolders(filter: PathFilter): (path: VaultPath, isFolder: boolean | undefined) => boolean {
  const folders = new Map<VaultPath, boolean>([['', false]]);
  const isHidden = (folder: VaultPath): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const result = isHidden(folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) || filter(folder, true);
    folders.set(folder, result);
    return result;
  };
  return (path, isFolder) => {
    if (path === '') return false;
    if (isHidden(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) return true;
    if (isFolder === true) return isHidden(path);
    return filter(path, false) || (isFolder === undefined && isHidden(path));
  };
}

/** The lowest that several policies give: a file and its approved copy, or vaults within each other. */
export function lowestAccess(policies: readonly CompiledPolicy[], asked: Asked): PathAccess {
  return policies
    .map((each) => each.accessOf(asked))
    .reduce(lowerOf, { access: 'write', because: { kind: 'default' } });
}

/** True where an entry of a folder beneath `folder` gives less than `level`. */
export function hidesBeneath(compiled: CompiledPolicy, folder: VaultPath, level: Access, agent: AgentId, now: number) {
  return compiled
    .entries(agent, now)
    .some((entry) => entry.folder !== folder && isWithin(entry.folder, folder) && isLower(entry.access, level));
}
