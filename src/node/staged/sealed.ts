import type { VaultPath } from '../../core/finding.ts';
import { recogniseEncryption } from '../../stores/encryption.ts';
import { type ReadBlob, readBlobs } from './blobs.ts';
import type { Staged, StagedFile } from './staged-files.ts';
import { gitFailure, gitIn, type StagedWorktree } from './worktree.ts';

/** A file that is plain where all others are sealed. */
export interface Unsealed {
  readonly path: VaultPath;
  /** What seals the others: `age`, `PGP`, `git-crypt`. */
  readonly by: string;
}

const sealedName = /\.(?:age|gpg|asc)$/i;
/** What git, people and programs need to read in a sealed folder too: node/seal/sealable.ts. */
const openName = /^(?:\.git|readme|\.(?:stignore|private|noai|aiexclude|agentignore)$)/i;
/** Of more files than this it is not looked whether they are what their names say. */
const mostRead = 16;
/** A sealed note is not larger; the beginning of a file says what it is, and its end. */
const largestSealed = 16 << 20;

const folderOf = (path: VaultPath): VaultPath => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: VaultPath): string => path.slice(path.lastIndexOf('/') + 1);

/** The name by which git knows what HEAD holds in a folder; undefined where a request can not hold it. */
export function treeName(folder: VaultPath): string | undefined {
  return folder.includes('\n') ? undefined : `HEAD:${folder}`;
}

/** The folders whose content in HEAD has to be known to judge what is staged. */
export function foldersOf(files: readonly StagedFile[]): Set<VaultPath> {
  return new Set(files.filter(isAsked).map(({ path }) => folderOf(path)));
}

function isAsked({ path, isLink }: StagedFile): boolean {
  return !isLink && !sealedName.test(path) && !openName.test(nameOf(path));
}

/**
 * Finds files that are staged as they are in a folder whose other tracked files are all encrypted, and were not there so
 * before.
 * @param plain paths of what is staged and not encrypted
 * @param trees what HEAD holds in the folders of `foldersOf`, by `treeName`
 */
export function unsealedFiles(
  worktree: StagedWorktree,
  { files, gone, hasHead }: Staged,
  plain: ReadonlySet<VaultPath>,
  trees: ReadonlyMap<string, ReadBlob>,
): Unsealed[] {
  const fresh = files.filter((file) => isAsked(file) && plain.has(file.path) && isNew(file));
  if (fresh.length === 0) return [];
  const isGone = new Set(gone);
  const freshPaths = new Set(fresh.map(({ path }) => path));
  const found: Unsealed[] = [];
  for (const folder of new Set(fresh.map(({ path }) => folderOf(path)))) {
    const others = new Map<VaultPath, string>();
    if (hasHead)
      for (const [name, oid] of filesIn(worktree, folder, trees)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (!isGone.has(path)) others.set(path, oid);
      }
    for (const { path, oid } of files) if (folderOf(path) === folder) others.set(path, oid);
    for (const path of [...others.keys()]) if (freshPaths.has(path) || openName.test(nameOf(path))) others.delete(path);
    if (others.size === 0 || ![...others.keys()].every((path) => sealedName.test(path))) continue;
    const by = sealOf(worktree, [...others.values()]);
    if (by === undefined) continue;
    for (const { path } of fresh) if (folderOf(path) === folder) found.push({ path, by });
  }
  return found;
}

/** True where the file was not there before under its own name: what was is known to the history already. */
function isNew({ path, before }: StagedFile): boolean {
  return !before.some((each) => each.path === path);
}

/** What encrypts files that have such names, where all that are looked at are encrypted. A signature is not. */
function sealOf(worktree: StagedWorktree, oids: readonly string[]): string | undefined {
  let by: string | undefined;
  for (const [, blob] of readBlobs(worktree, oids.slice(0, mostRead), largestSealed)) {
    if (blob.kind !== 'bytes') continue;
    const format = recogniseEncryption(blob.bytes);
    if (format === undefined) return undefined;
    by ??= format;
  }
  return by;
}

function filesIn(
  worktree: StagedWorktree,
  folder: VaultPath,
  trees: ReadonlyMap<string, ReadBlob>,
): ReadonlyMap<string, string> {
  const tree = trees.get(treeName(folder) ?? '');
  if (tree?.kind === 'bytes') return filesInTree(tree.bytes, oidBytes(worktree, trees));
  if (treeName(folder) !== undefined) return new Map();
  // Only the name of a folder that holds a line's end comes to this.
  const answer = gitIn(worktree, ['ls-tree', '-z', '--full-tree', `HEAD:${folder}`]);
  if (answer.status !== 0) return new Map();
  const rows = answer.stdout.toString('utf8').split('\0');
  return new Map(
    rows.flatMap((row) => {
      const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(row);
      return match === null ? [] : [[match[2] ?? '', match[1] ?? ''] as const];
    }),
  );
}

/** How long an object id is in this repository, in bytes: that of an entry of a tree has no length of its own. */
function oidBytes(worktree: StagedWorktree, trees: ReadonlyMap<string, ReadBlob>): number {
  const any = [...trees.keys()].find((name) => /^[0-9a-f]{40,64}$/.test(name));
  if (any !== undefined) return any.length / 2;
  const answer = gitIn(worktree, ['rev-parse', 'HEAD']);
  if (answer.status !== 0) throw gitFailure('git can not tell what is in HEAD', answer);
  return answer.stdout.toString('latin1').trim().length / 2;
}

/** The files in a tree object, by name: entries are `100644 name\0` with the bytes of an object id (git-mktree(1)). */
export function filesInTree(tree: Uint8Array, idLength: number): Map<string, string> {
  const bytes = Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, blank + 1);
    if (blank === -1 || end === -1) break;
    const mode = bytes.toString('latin1', at, blank);
    const oid = bytes.toString('hex', end + 1, end + 1 + idLength);
    if (mode.startsWith('100')) found.set(bytes.toString('utf8', blank + 1, end), oid);
    at = end + 1 + idLength;
  }
  return found;
}

/** The names under which git has the attributes that HEAD gives to the files of folders. */
export function attributeNames(folders: Iterable<VaultPath>): string[] {
  const all = new Set<VaultPath>();
  for (const folder of folders) for (let each = folder; !all.has(each); each = folderOf(each)) all.add(each);
  return [...all]
    .filter((each) => !each.includes('\n'))
    .map((each) => `HEAD:${each === '' ? '' : `${each}/`}.gitattributes`);
}

/**
 * Finds files for which attributes ask for git-crypt and that are staged without it, as happens where it was never
 * unlocked.
 * @param plain what is staged, is not encrypted and not empty
 */
export function notCrypted(worktree: StagedWorktree, plain: readonly VaultPath[]): Unsealed[] {
  if (plain.length === 0) return [];
  const input = plain.map((path) => `${path}\0`).join('');
  // Paths are from the root of the worktree.
  const root = { ...worktree, folder: worktree.root };
  const answer = gitIn(root, ['check-attr', '--cached', '-z', '--stdin', 'filter'], { input });
  if (answer.status !== 0) throw gitFailure('git can not tell what is to be encrypted', answer);
  const parts = answer.stdout.toString('utf8').split('\0');
  const found: Unsealed[] = [];
  for (let index = 0; index + 2 < parts.length; index += 3)
    if (/^git-crypt(?:-|$)/.test(parts[index + 2] ?? '')) found.push({ path: parts[index] ?? '', by: 'git-crypt' });
  return found;
}
