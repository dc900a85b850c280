import { type Access, isLower } from '../../core/access.ts';
import type { Vault } from '../vaults.ts';
import { type Hidden, type Sight, statOf } from './sight.ts';

/** Names that stand for what the policies around a folder hide, whether it exists now or only in git's history. */
export function witnesses(sight: Sight, folder: string, level: Access, onlyFolders: boolean): Hidden[] {
  const found = new Map<string, Hidden>();
  for (const vault of sight.around(folder)) {
    for (const policy of vault.policies) {
      for (const entry of sight.entriesOf(policy))
        if (isLower(entry.access, level) && entry.folder !== '') add(found, vault.root, folder, entry.folder, true);
      if (isLower(policy.policy.default, level))
        for (const { name, isFolder } of sight.tree.list(vault.root) ?? [])
          if (isLower(sight.at(`${vault.root}/${name}`).access, level)) add(found, vault.root, folder, name, isFolder);
      if (onlyFolders) continue;
      for (const pattern of patternsBelow(policy.policy.files, level))
        for (const sample of samplesOf(pattern)) add(found, vault.root, folder, sample, false);
    }
  }
  return [...found.values()];
}

/** The same for whole folders alone, by an entry or by a pattern such as `drafts/` or `drafts/**`. */
export function folderWitnesses(sight: Sight, folder: string, level: Access): Hidden[] {
  const found = new Map(witnesses(sight, folder, level, true).map((each) => [each.path, each]));
  for (const { root, policies } of sight.around(folder))
    for (const { policy } of policies)
      for (const pattern of patternsBelow(policy.files, level)) {
        const whole = /^(?:\*\*\/|\/)?([^*?[\\]+?)(?:\/\*{0,2})?$/.exec(pattern)?.[1];
        const prefix = folder === '/' ? '/' : `${folder}/`;
        const path = `${root}/${whole}`;
        if (whole !== undefined && path.startsWith(prefix) && statOf(path)?.isFile() !== true)
          found.set(path, { path: path.slice(prefix.length), isFolder: true });
      }
  return [...found.values()];
}

/** The file patterns that hide beneath a folder, from it; undefined where one can not be said from there. */
export function patternsBeneath(sight: Sight, folder: string, level: Access): string[] | undefined {
  const found = new Set<string>();
  for (const vault of sight.around(folder)) {
    for (const { policy } of vault.policies) {
      for (const pattern of patternsBelow(policy.files, level)) {
        const isAnchored = pattern.replace(/\/$/, '').includes('/');
        if (!isAnchored || vault.root === folder) found.add(pattern);
        else if (folder.startsWith(`${vault.root}/`)) {
          const prefix = `${folder.slice(vault.root.length + 1)}/`;
          const bare = pattern.replace(/^\//, '');
          if (bare.startsWith(prefix)) found.add(`/${bare.slice(prefix.length)}`);
          else if (/[*?[]/.test(bare.slice(0, prefix.length))) return undefined;
        } else return undefined;
      }
    }
  }
  return [...found];
}

function add(found: Map<string, Hidden>, root: string, folder: string, inner: string, isFolder: boolean): void {
  const path = `${root}/${inner}`;
  const prefix = folder === '/' ? '/' : `${folder}/`;
  if (path.startsWith(prefix)) found.set(path, { path: path.slice(prefix.length), isFolder });
  // Beneath a hidden folder everything is hidden.
  else if (isFolder && `${folder}/`.startsWith(`${path}/`)) found.set(folder, { path: 'x', isFolder: false });
}

function patternsBelow(files: Vault['policies'][number]['policy']['files'], level: Access): string[] {
  return (['none', 'redacted', 'read'] as const)
    .flatMap((each) => (isLower(each, level) ? files[each] : []))
    .filter((pattern) => pattern.trim() !== '' && !/^[#!]/.test(pattern));
}

/** Paths that a gitignore pattern matches, at the top and deeper where it may stand anywhere, and what is in them. */
function samplesOf(pattern: string): string[] {
  const bare = pattern.trim().replace(/^\\/, '').replace(/\/+$/, '');
  const sample = bare
    .replace(/^\//, '')
    .replace(/^\*\*\//, '')
    .replaceAll('**', 'x')
    .replaceAll('*', 'x')
    .replaceAll('?', 'x')
    .replace(/\[(.)[^\]]*\]/g, '$1');
  // A pattern without a slash at its end matches files and folders.
  const ends = pattern.endsWith('/') ? [`${sample}/x`] : [sample, `${sample}/x`];
  const isAnchored = bare.slice(0, -1).includes('/') && !bare.startsWith('**/');
  return isAnchored ? ends : ends.flatMap((each) => [each, `x/${each}`]);
}
