import { type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, posix } from 'node:path';
import type { Skipped } from '../../core/finding.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import type { Candidates } from './candidates.ts';
import type { MarkTable } from './mark-table.ts';
import { isOfKernel, type OutOfReach } from './out-of-reach.ts';
import { isPruned, isPrunedPlace } from './pruned.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** Where a walk begins. */
export interface Start {
  /** Real path, joined by `/`. */
  readonly path: string;
  /** A vault, a workspace: marks count there that elsewhere say too little. */
  readonly isUsual: boolean;
}

export interface Discovery {
  /** Real path of the home folder, joined by `/`. */
  readonly home: string;
  readonly starts: readonly Start[];
  /** Real paths outside of them that are looked at all the same: links lead there. */
  readonly elsewhere: readonly string[];
  readonly marks: MarkTable;
  readonly reach: OutOfReach;
  readonly candidates: Candidates;
  readonly signal: AbortSignal;
  skip(skipped: Skipped): void;
  onProgress(walked: Walked): void;
}

export interface Walked {
  readonly folders: number;
  readonly files: number;
}

interface Folder {
  readonly path: string;
  /** Relative to the home folder; undefined outside of it. */
  readonly inHome: string | undefined;
  readonly depth: number;
  readonly isUsual: boolean;
}

/** Milliseconds of walking after which others get their turn. */
const turn = 15;
/** Where people save what they export, in the home folder or one folder below it (OneDrive). */
const usualNames = new Set(['desktop', 'documents', 'downloads']);
/** Folders that make the one around them a vault. */
const vaultMarks = new Set(['.obsidian', '.cloister', '.logseq', '.foam']);
const homeVaultMarks = new Set(['.obsidian']);

/**
 * Walks over folders once and hands on what bears the mark of a store. No link is followed; what can not be listed is
 * skipped. Others get their turn every few milliseconds.
 * @throws the reason of the signal.
 */
export async function discover(discovery: Discovery): Promise<Walked> {
  const { home, starts, signal, onProgress } = discovery;
  const usual = usualFolders(home, discovery.skip);
  const startPaths = new Set(starts.map(({ path }) => path));
  const counts = { folders: 0, files: 0 };
  const stack = starts.flatMap((start) => beginningOf(start, discovery));
  let until = performance.now() + turn;
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const entries = entriesOf(folder.path, discovery);
    counts.folders += 1;
    // In the home folder itself most of these are the apps' own: Logseq's settings, Cloister's folder.
    const vaultSigns = folder.path === home ? homeVaultMarks : vaultMarks;
    const isUsual = folder.isUsual || entries.some((entry) => vaultSigns.has(entry.name) && entry.isDirectory());
    for (const entry of entries) {
      const { name } = entry;
      const path = folder.path === '/' ? `/${name}` : `${folder.path}/${name}`;
      if (entry.isDirectory()) {
        if (isPruned(name)) continue;
        const inHome =
          path === home
            ? ''
            : folder.inHome === undefined
              ? undefined
              : folder.inHome === ''
                ? name
                : `${folder.inHome}/${name}`;
        const depth = folder.depth + 1;
        mark(discovery, { ...folder, isUsual }, entry, path);
        if (inHome !== undefined && isPrunedPlace(inHome, depth)) continue;
        if (startPaths.has(path) || isFar(discovery, path)) continue;
        if (name.includes('\uFFFD') && !isThere(path)) {
          discovery.skip({ path, why: 'unreadable', detail: 'its name is no UTF-8' });
          continue;
        }
        const isUsualHere =
          isUsual ||
          usual.has(path) ||
          (inHome !== undefined && depth <= 2 && usualNames.has(name.toLowerCase()) && !inHome.startsWith('.'));
        stack.push({ path, inHome, depth, isUsual: isUsualHere });
      } else if (entry.isFile()) {
        counts.files += 1;
        mark(discovery, { ...folder, isUsual }, entry, path);
      } else if (!entry.isSymbolicLink()) tellSpecial(discovery, entry, path);
      else if (isUsual || folder.inHome === '') tellLink(discovery, path);
    }
    if (performance.now() < until) continue;
    onProgress(counts);
    await new Promise(setImmediate);
    signal.throwIfAborted();
    until = performance.now() + turn;
  }
  return counts;
}

/** What a walk begins with: a folder, marked as an entry of the one above it is. */
function beginningOf({ path, isUsual }: Start, { home, marks, candidates, skip }: Discovery): Folder[] {
  try {
    const stat = statSync(path);
    for (const { store, mark } of marks.match(basename(path), stat.isDirectory() ? 'folder' : 'file'))
      if (mark.candidate === 'itself') candidates.add(path, store);
    const inHome = liesBeneath(path, home) ? path.slice(home.length + 1) : undefined;
    const depth = inHome === undefined || inHome === '' ? 0 : inHome.split('/').length;
    return stat.isDirectory() ? [{ path, inHome, depth, isUsual }] : [];
  } catch (error) {
    skip({ path, why: 'unreadable', detail: errorCode(error) });
    return [];
  }
}

function entriesOf(path: string, { skip }: Discovery): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const code = errorCode(error);
    // Gone since its parent was listed: nothing is left to look at.
    if (code !== 'ENOENT') skip({ path, why: 'unreadable', detail: code });
    return [];
  }
}

function mark({ marks, candidates, skip }: Discovery, folder: Folder, entry: Dirent, path: string): void {
  const type = entry.isDirectory() ? 'folder' : 'file';
  for (const { store, mark: each } of marks.match(entry.name, type)) {
    if (each.where === 'usual' && !folder.isUsual && folder.inHome !== '') continue;
    if (each.candidate === 'itself' && entry.name.includes('\uFFFD') && !isThere(path)) {
      skip({ path, why: 'unreadable', detail: 'its name is no UTF-8' });
      continue;
    }
    candidates.add(each.candidate === 'itself' ? path : folder.path, store);
  }
}

/** A pipe or socket under a store's name is not opened: a read would wait for whoever writes there. */
function tellSpecial({ marks, skip }: Discovery, { name }: Dirent, path: string): void {
  const isNamed = marks.match(name, 'file').some(({ mark: { where } }) => where === 'anywhere');
  if (isNamed) skip({ path, why: 'special-file' });
}

/** A name may hold the replacement character itself; one that was not UTF-8 leads to nothing. */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFar({ reach, skip }: Discovery, path: string): boolean {
  const type = reach.typeOf(path);
  if (type === undefined) return false;
  if (!isOfKernel(type)) skip({ path, why: 'unreadable', detail: reasonOf(type) });
  return true;
}

function reasonOf(type: string): string {
  return type.includes(' ') ? type : `${type}: name the folder to have it looked at`;
}

/** A link to a folder that no part of the walk comes to is told, where people put such links. */
function tellLink({ reach, skip, starts, elsewhere }: Discovery, path: string): void {
  try {
    const lexical = slashed(posix.resolve(posix.dirname(path), slashed(readlinkSync(path))));
    if (reach.above(lexical) !== undefined) {
      skip({ path, why: 'link-outside', detail: reach.above(lexical) ?? '' });
      return;
    }
    const target = slashed(realpathSync(path));
    const covered = [...starts.map((start) => start.path), ...elsewhere];
    if (covered.some((each) => liesBeneath(target, each)) || !statSync(target).isDirectory()) return;
    skip({ path, why: 'link-outside' });
  } catch (error) {
    // A link that leads nowhere hides nothing.
    errorCode(error);
  }
}

/** The folders for downloads and documents under the names of the person's language (xdg-user-dirs). */
function usualFolders(home: string, skip: Discovery['skip']): ReadonlySet<string> {
  const path = `${home}/.config/user-dirs.dirs`;
  try {
    return new Set(
      Array.from(
        readPlainFile(path, { largest: 1 << 16 })
          .toString('utf8')
          .matchAll(/^XDG_(?:DESKTOP|DOWNLOAD|DOCUMENTS)_DIR="\$HOME\/([^"\n]+?)\/*"/gm),
        ([, folder]) => `${home}/${folder}`,
      ),
    );
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') skip({ path, why: 'unreadable', detail: code });
    return new Set();
  }
}
