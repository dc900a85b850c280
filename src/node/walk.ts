import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Skipped, VaultPath } from '../core/finding.ts';
import type { PathFilter } from '../core/gitignore.ts';

/** A regular file beneath a root. `absolute` is bytes where the name is no valid UTF-8. */
export interface WalkedFile {
  readonly kind: 'file';
  readonly path: VaultPath;
  readonly absolute: string | Buffer;
}

export type Walked = WalkedFile | { readonly kind: 'skipped'; readonly skipped: Skipped };

interface Folder {
  readonly path: VaultPath;
  readonly absolute: string | Buffer;
}

/**
 * Yields what stands at `start` and, where that is a folder, every file beneath it, hidden ones too, in the order of
 * their names, depth first. What is gone gives nothing.
 * No symlink is followed: one that leads to a place within `root` is passed over, since its target comes by itself; one
 * that leads out of it is skipped by name.
 * @param root real path of the vault's root
 * @param start where beneath it to begin, `''` for all
 */
export function* walk(root: string, start: VaultPath, excluded: PathFilter): Generator<Walked> {
  const absolute = start === '' ? root : join(root, start);
  let type: Entry['type'];
  try {
    type = typeOf(lstatSync(absolute));
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') yield skip(start, 'unreadable', code);
    return;
  }
  if (start !== '' && excluded(start, type === 'folder')) return;
  if (type === 'folder') yield* walkFolder(root, { path: start, absolute }, excluded);
  else if (type === 'file') yield { kind: 'file', path: start, absolute };
  else if (type === 'link') yield* judgeLink(root, start, absolute, excluded);
  else yield skip(start, 'special-file');
}

/** Git's own files are no notes; `git show` and the like are for the guard. */
export function isGitFolder(path: VaultPath): boolean {
  return path === '.git' || path.endsWith('/.git');
}

function* walkFolder(root: string, start: Folder, excluded: PathFilter): Generator<Walked> {
  const stack: (Folder | Walked)[] = [start];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ('kind' in next) {
      yield next;
      continue;
    }
    let entries: Entry[];
    try {
      entries = readFolder(next.absolute);
    } catch (error) {
      // Gone since its parent was listed: nothing is left to look at.
      if (errorCode(error) !== 'ENOENT') yield skip(next.path, 'unreadable', errorCode(error));
      continue;
    }
    const found: (Folder | Walked)[] = [];
    for (const { name, open, type } of entries) {
      const path = next.path === '' ? name : `${next.path}/${name}`;
      const absolute = join(next.absolute, open);
      if (excluded(path, type === 'folder')) continue;
      if (type === 'folder') found.push({ path, absolute });
      else if (type === 'file') found.push({ kind: 'file', path, absolute });
      else if (type === 'link') found.push(...judgeLink(root, path, absolute, excluded));
      else found.push(skip(path, 'special-file'));
    }
    for (const each of found.reverse()) stack.push(each);
  }
}

interface Entry {
  readonly name: string;
  readonly open: string | Buffer;
  readonly type: 'file' | 'folder' | 'link' | 'special';
}

function readFolder(absolute: string | Buffer): Entry[] {
  const list: (Dirent<string> | Dirent<Buffer>)[] = readdirSync(absolute, { withFileTypes: true, encoding: 'utf8' });
  // A name that is no UTF-8 was decoded with a replacement character, under which it can not be opened.
  const exact = list.some(({ name }) => name.toString().includes('\uFFFD'))
    ? readdirSync(absolute, { withFileTypes: true, encoding: 'buffer' })
    : list;
  const entries = exact.map((entry) => ({ name: entry.name.toString(), open: entry.name, type: typeOf(entry) }));
  return entries.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}

function typeOf(entry: Dirent<string> | Dirent<Buffer> | Stats): Entry['type'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

/** A link's target comes under its own name, unless it lies outside of the root or in what is left out. */
function* judgeLink(root: string, path: VaultPath, absolute: string | Buffer, excluded: PathFilter): Generator<Walked> {
  try {
    const target = realpathSync(absolute);
    if (!isWithin(target, root)) yield skip(path, 'link-outside');
    else if (isLeftOut(relative(root, target).split(sep).join('/'), excluded)) {
      yield skip(path, 'link-outside', 'to what is left out');
    }
  } catch (error) {
    const code = errorCode(error);
    yield skip(path, 'unreadable', code === 'ENOENT' ? 'broken link' : code);
  }
}

/** True where the patterns leave out a path, whatever it is, or a folder above it. */
function isLeftOut(path: VaultPath, excluded: PathFilter): boolean {
  return excluded(path, true) || excluded(path, false) || isBeneathExcluded(path, excluded);
}

/** True where the patterns leave out a folder above a path. */
export function isBeneathExcluded(path: VaultPath, excluded: PathFilter): boolean {
  const parts = path.split('/');
  return parts.some((_, length) => length > 0 && excluded(parts.slice(0, length).join('/'), true));
}

/** True where the real path `path` is `root` or beneath it. */
export function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function join(folder: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof folder === 'string' && typeof name === 'string')
    return folder.endsWith(sep) ? folder + name : `${folder}${sep}${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

function skip(path: VaultPath, why: Skipped['why'], detail?: string): Walked {
  return {
    kind: 'skipped',
    skipped: { path: path === '' ? '.' : path, why, ...(detail === undefined ? {} : { detail }) },
  };
}

/** The system's name of an error, such as `EACCES`. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
