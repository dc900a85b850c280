import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Access, isLower, lower } from '../../core/access.ts';
import type { AgentId } from '../../core/agent-ids.ts';
import { isNote } from '../../core/note-files.ts';
import { type Asked, type CompiledPolicy, lowerOf, type PathAccess } from '../../core/policy-access.ts';
import type { LeavesOut } from '../../core/request.ts';
import type { Vault, Vaults } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { worktreeOf } from '../worktree.ts';
import { resolvePath } from './spellings.ts';
import { Tree } from './tree.ts';

/** A path as the policies of the vaults around it see it. */
export interface Seen extends PathAccess {
  readonly path: string;
  /** The vault whose policy decided, if any. */
  readonly vault?: Vault;
  readonly isFolder: boolean;
}

/** Something beneath a folder that is hidden from the agent, relative to the folder. */
export interface Hidden {
  readonly path: string;
  readonly isFolder: boolean;
}

/** A vault, and a path in it from its root. */
interface Place {
  readonly vault: Vault;
  readonly inner: string;
}

/** A part of a folder that may be seen: a folder with all in it, the notes that lie in it itself, or one note. */
export interface OpenPiece {
  readonly path: string;
  readonly kind: 'folder' | 'notes' | 'note';
}

const open: PathAccess = { access: 'write', because: { kind: 'default' } };
const mostEntries = 150_000;

/** What one agent sees of the machine, for the time of one call. Asynchronous marks are handed in beforehand. */
export class Sight {
  readonly tree: Tree;
  /** The access of what walks came past. */
  readonly #quickly = new Map<string, Access>();
  readonly #links = new Map<string, boolean>();
  /** The least that a file with several names gives by one of them, where that is less than everything. */
  #twins: Map<string, Seen> | undefined;
  readonly #withMarked = new Map<string, boolean>();
  readonly #hiddenByMark = new Set<string>();
  readonly #seenPlaces = new Map<string, Place[]>();
  readonly #vaults: Vaults;
  readonly #agent: AgentId;
  readonly #now: number;
  readonly #isOver: () => boolean;
  readonly #isMarked: (path: string) => boolean;

  constructor(
    vaults: Vaults,
    agent: AgentId,
    now: number,
    isOver: () => boolean,
    isMarked: (path: string) => boolean,
    tree = new Tree(),
  ) {
    this.tree = tree;
    this.#vaults = vaults;
    this.#agent = agent;
    this.#now = now;
    this.#isOver = isOver;
    this.#isMarked = isMarked;
  }

  /** The access of a real path: the lowest that the vaults around it, and the vault it is a worktree of, give. */
  at(path: string): Seen {
    const stat = statOf(path);
    const isFolder = stat?.isDirectory() === true;
    let result: Seen = { ...open, path, isFolder };
    for (const { vault, inner } of this.#places(path)) {
      const asked = {
        path: inner,
        ...(stat === undefined ? {} : { isFolder }),
        agent: this.#agent,
        now: this.#now,
        isPrivate: stat !== undefined && !isFolder && isNote(path) && this.#isMarked(path),
      };
      for (const policy of vault.policies) {
        const own = policy.accessOf(asked);
        const access = isFolder || stat === undefined ? lowerOf(own, wholeAccess(policy, asked)) : own;
        if (result.vault === undefined || isLower(access.access, result.access))
          result = { ...result, ...lowerOf(access, result), vault };
      }
    }
    if (stat !== undefined && stat.nlink > 1 && !isFolder && result.access !== 'none') {
      const twin = this.#twinOf(stat);
      if (twin !== undefined && isLower(twin.access, result.access)) return { ...twin, path };
    }
    return result;
  }

  /** The vaults that a real path lies in, with the path from their roots. */
  #places(path: string): Place[] {
    const known = this.#seenPlaces.get(path);
    if (known !== undefined) return known;
    const places = this.#vaults.containing(path).map((vault) => ({ vault, inner: within(path, vault.root) }));
    const tree = worktreeOf(path, (folder) => this.tree.lacks(folder, '.git'));
    if (tree !== undefined) {
      const original = `${tree.main}${path.slice(tree.root.length)}`;
      for (const vault of this.#vaults.containing(original))
        places.push({ vault, inner: within(original, vault.root) });
    }
    this.#seenPlaces.set(path, places);
    return places;
  }

  /** The same for something in a folder, which is no folder itself. */
  #placesOfFile(path: string): Place[] {
    const folder = dirname(path);
    const name = path.slice(folder === '/' ? 1 : folder.length + 1);
    return this.#places(folder).map(({ vault, inner }) => ({ vault, inner: inner === '' ? name : `${inner}/${name}` }));
  }

  isBusiness(path: string): boolean {
    return this.#places(path).length > 0;
  }

  /** True where some policy around a path, or of a vault beneath it, hides anything at all. */
  hidesAnything(path: string): boolean {
    const vaults = this.around(path);
    const hidesByPolicy = vaults.some(({ policies }) =>
      policies.some(
        ({ policy }) =>
          policy.default !== 'write' ||
          policy.folders.size > 0 ||
          policy.files.none.length > 0 ||
          policy.files.redacted.length > 0,
      ),
    );
    return hidesByPolicy || vaults.some((vault) => this.#holdsMarked(vault));
  }

  /** The vaults around a path, and those beneath it. */
  around(path: string): Vault[] {
    return [...new Set([...this.#places(path).map(({ vault }) => vault), ...this.vaultsBeneath(path)])];
  }

  /** The entries of a policy as they hold for this agent now. */
  entriesOf(policy: CompiledPolicy) {
    return policy.entries(this.#agent, this.#now);
  }

  /** The roots of all vaults that Cloister knows. */
  roots(): readonly string[] {
    return this.#vaults.roots();
  }

  /** Vaults that lie beneath a folder without being around it: a search above a vault is its business too. */
  vaultsBeneath(path: string): readonly Vault[] {
    const isAbove = this.#vaults.roots().some((root) => path === '/' || root.startsWith(`${path}/`));
    if (!isAbove) return [];
    return this.#vaults.known().filter(({ root }) => path === '/' || root.startsWith(`${path}/`));
  }

  /**
   * What is hidden beneath a folder, below `level`, and not left out; at most a few. `undefined` where there is too
   * much to look at.
   */
  hiddenBeneath(
    folder: string,
    level: Access,
    leavesOut: LeavesOut | undefined,
    isPassed: (path: string) => boolean = () => false,
    keepsLinks = true,
  ): Hidden[] | undefined {
    const starts = this.#places(folder).length > 0 ? [folder] : this.vaultsBeneath(folder).map(({ root }) => root);
    const found: Hidden[] = [];
    let count = 0;
    for (const start of starts) {
      const openFolders: { path: string; isHidden: boolean }[] = [{ path: start, isHidden: false }];
      for (let at = openFolders.pop(); at !== undefined && found.length < 20; at = openFolders.pop()) {
        for (const { name, isFolder, isLink } of this.tree.list(at.path) ?? []) {
          count += 1;
          if (count > mostEntries || ((count & 255) === 0 && this.#isOver())) return undefined;
          if (name === '.git' && isFolder) continue;
          const path = `${at.path}/${name}`;
          const shown = path.slice(folder === '/' ? 1 : folder.length + 1);
          if (leavesOut?.(shown, isFolder) === true) continue;
          if (isLink && !keepsLinks && this.#leadsToHidden(path, level)) found.push({ path: shown, isFolder: false });
          const isHidden = at.isHidden || isLower(this.#quick(path, isFolder), level);
          if (isFolder) openFolders.push({ path, isHidden });
          // A hidden folder's own name may be seen; what is in it may not.
          if (isHidden && (!isFolder || (at.isHidden && !isPassed(shown)))) found.push({ path: shown, isFolder });
        }
      }
    }
    return found;
  }

  /** True for a link by which a search that follows it comes to something hidden, however deep. */
  #leadsToHidden(link: string, level: Access): boolean {
    const known = this.#links.get(link);
    if (known !== undefined) return known;
    // A link that leads back to where the search is adds nothing.
    this.#links.set(link, false);
    const { path, problem } = resolvePath(link);
    const seen = problem === undefined ? this.at(path) : undefined;
    const leads =
      seen === undefined ||
      (seen.vault !== undefined && seen.path !== seen.vault.root && isLower(seen.access, level)) ||
      (seen.isFolder && this.hiddenBeneath(path, level, undefined, undefined, false)?.length !== 0);
    this.#links.set(link, leads);
    return leads;
  }

  /**
   * The least pieces that together are all that may be seen beneath a folder: whole folders, the notes of a folder
   * itself, single notes. `undefined` where there is too much to look at.
   */
  openBeneath(folder: string): OpenPiece[] | undefined {
    let count = 0;
    const pieces = (at: string, inner: string): OpenPiece[] | 'all' | undefined => {
      const found: OpenPiece[] = [];
      const notes: OpenPiece[] = [];
      let isAll = true;
      let hidesNotes = false;
      for (const { name, isFolder } of this.tree.list(at) ?? []) {
        count += 1;
        if (count > mostEntries || ((count & 255) === 0 && this.#isOver())) return undefined;
        if (name === '.git' && isFolder) continue;
        const path = inner === '' ? name : `${inner}/${name}`;
        if (isLower(this.#quick(`${at}/${name}`, isFolder), 'redacted')) {
          isAll = false;
          hidesNotes ||= !isFolder;
        } else if (isFolder) {
          const below = pieces(`${at}/${name}`, path);
          if (below === undefined) return undefined;
          if (below === 'all') found.push({ path, kind: 'folder' });
          else {
            isAll = false;
            found.push(...below);
          }
        } else notes.push({ path, kind: 'note' });
      }
      if (isAll) return 'all';
      return [...found, ...(hidesNotes ? notes : [{ path: inner, kind: 'notes' as const }])];
    };
    const all = pieces(folder, '');
    return all === 'all' ? [{ path: '', kind: 'folder' }] : all;
  }

  /** True where `next` leaves out something beneath a folder that may be seen, and that `before` did not leave out. */
  leavesOutOpen(folder: string, level: Access, before: LeavesOut | undefined, next: LeavesOut): boolean {
    const openFolders = [folder];
    let count = 0;
    for (let at = openFolders.pop(); at !== undefined; at = openFolders.pop()) {
      for (const { name, isFolder } of this.tree.list(at) ?? []) {
        count += 1;
        if (count > mostEntries || ((count & 255) === 0 && this.#isOver())) return true;
        if (name === '.git' && isFolder) continue;
        const path = `${at}/${name}`;
        const shown = path.slice(folder === '/' ? 1 : folder.length + 1);
        if (before?.(shown, isFolder) === true || isLower(this.#quick(path, isFolder), level)) continue;
        if (next(shown, isFolder)) return true;
        if (isFolder) openFolders.push(path);
      }
    }
    return false;
  }

  /** True where a search would still find a file that the agent may read. */
  visibleBeneath(folder: string, leavesOut: LeavesOut): boolean {
    const openFolders = [folder];
    let count = 0;
    for (let at = openFolders.pop(); at !== undefined; at = openFolders.pop()) {
      for (const { name, isFolder } of this.tree.list(at) ?? []) {
        count += 1;
        if (count > mostEntries || this.#isOver()) return true;
        const path = `${at}/${name}`;
        if (
          name === '.git' ||
          leavesOut(path.slice(folder.length + 1), isFolder) ||
          isLower(this.#quick(path, isFolder), 'read')
        )
          continue;
        if (isFolder) openFolders.push(path);
        else return true;
      }
    }
    return false;
  }

  /** The access for walks: links are not followed, other names of a file count. */
  #quick(path: string, isFolder: boolean): Access {
    const known = this.#quickly.get(path);
    if (known !== undefined) return known;
    const own = this.#byOwnName(path, isFolder);
    const stat = isFolder || own === 'none' ? undefined : lstatSync(path, { throwIfNoEntry: false });
    const twin = stat?.isFile() === true && stat.nlink > 1 ? this.#twinOf(stat) : undefined;
    const access = twin === undefined ? own : lower(own, twin.access);
    this.#quickly.set(path, access);
    return access;
  }

  #byOwnName(path: string, isFolder: boolean): Access {
    // What is known to lie in a folder need not be looked for there.
    if (isFolder) this.tree.list(path);
    const { access, whenMarked, doesMarkMatter } = this.#byPolicy(path, isFolder);
    if (!doesMarkMatter || !isNote(path) || !this.#isMarked(path)) return access;
    this.#hiddenByMark.add(path);
    return whenMarked;
  }

  #byPolicy(path: string, isFolder: boolean) {
    let access: Access = 'write';
    let whenMarked: Access = 'write';
    const asked = { isFolder, agent: this.#agent, now: this.#now };
    for (const { vault, inner } of isFolder ? this.#places(path) : this.#placesOfFile(path))
      for (const policy of vault.policies) {
        access = lower(access, policy.accessOf({ ...asked, path: inner }).access);
        whenMarked = lower(whenMarked, policy.policy.content.private);
      }
    return { access, whenMarked, doesMarkMatter: !isFolder && isLower(whenMarked, access) };
  }

  /** Notes beneath a folder whose author's mark matters: the policies show them, and hide marked ones. */
  *notesBeneath(folder: string): Iterable<string> {
    const openFolders = [folder];
    for (let at = openFolders.pop(); at !== undefined; at = openFolders.pop()) {
      for (const { name, isFolder } of this.tree.list(at) ?? []) {
        const path = `${at}/${name}`;
        if (name === '.git' && isFolder) continue;
        if (isFolder && !isLower(this.#quick(path, true), 'read')) openFolders.push(path);
        else if (!isFolder && isNote(name) && this.#byPolicy(path, false).doesMarkMatter) yield path;
      }
    }
  }

  /**
   * Notes beneath a folder that could be seen, had their authors not marked them private; from the folder. `undefined`
   * where there is too much to look at.
   */
  markedBeneath(folder: string): string[] | undefined {
    const found: string[] = [];
    for (const each of this.#marked(folder)) {
      if (each === undefined) return undefined;
      found.push(each.slice(folder === '/' ? 1 : folder.length + 1));
    }
    return found;
  }

  *#marked(folder: string): Iterable<string | undefined> {
    const openFolders = this.#places(folder).length > 0 ? [folder] : this.vaultsBeneath(folder).map(({ root }) => root);
    let count = 0;
    for (let at = openFolders.pop(); at !== undefined; at = openFolders.pop()) {
      for (const { name, isFolder } of this.tree.list(at) ?? []) {
        count += 1;
        if (count > mostEntries || ((count & 255) === 0 && this.#isOver())) {
          yield undefined;
          return;
        }
        const path = `${at}/${name}`;
        if (name === '.git' && isFolder) continue;
        if (isFolder && !isLower(this.#quick(path, true), 'read')) openFolders.push(path);
        else if (!isFolder && isLower(this.#quick(path, false), 'read') && this.#hiddenByMark.has(path)) yield path;
      }
    }
  }

  /** True where an author's mark hides a note of the vault, or where that can not be told in time. */
  #holdsMarked({ root, policies }: Vault): boolean {
    if (policies.every(({ policy }) => !isLower(policy.content.private, 'read'))) return false;
    const known = this.#withMarked.get(root);
    if (known !== undefined) return known;
    // One is enough.
    const isHeld = this.#marked(root)[Symbol.iterator]().next().done !== true;
    this.#withMarked.set(root, isHeld);
    return isHeld;
  }

  /** What a file with several names gives by the least of them; undefined where none gives less than everything. */
  #twinOf({ dev, ino }: Stats): Seen | undefined {
    this.#twins ??= this.#closedTwins();
    return this.#twins?.get(`${dev}:${ino}`);
  }

  /** Files of the known vaults that have several names, by what they are; those alone of which agents get less. */
  #closedTwins(): Map<string, Seen> {
    const found = new Map<string, Seen>();
    for (const vault of this.#vaults.known()) {
      const folders = [vault.root];
      for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
        for (const { name, isFolder, isLink } of this.tree.list(at) ?? []) {
          const path = `${at}/${name}`;
          if (isFolder && name !== '.git') folders.push(path);
          if (isFolder || isLink) continue;
          const access = this.#byOwnName(path, false);
          const stat = isLower(access, 'write') ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
          if (stat === undefined || stat.nlink < 2) continue;
          const key = `${stat.dev}:${stat.ino}`;
          const known = found.get(key);
          if (known !== undefined && !isLower(access, known.access)) continue;
          const because = this.#hiddenByMark.has(path)
            ? ({ kind: 'private' } as const)
            : ({ kind: 'default' } as const);
          found.set(key, { access, because, path, vault, isFolder: false });
        }
        // Which files have a hidden name can not be told then: none of those with several is given.
        if (this.#isOver()) throw new TooMuch('The names of hidden notes could not be gone through in time');
      }
    }
    return found;
  }
}

/** There is more to look at than can be in time. */
class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/**
 * What a folder gives through patterns such as `finance/**`, which match all that is in it without matching itself:
 * where anything new in it would be hidden, its listing tells names of hidden notes alone.
 */
function wholeAccess(policy: CompiledPolicy, asked: Asked): PathAccess {
  if (asked.path === '' || !policy.policy.files.none.some((pattern) => /\/\*\*?$/.test(pattern))) return open;
  const inside = policy.accessOf({ ...asked, path: `${asked.path}/\u{f8ff}`, isFolder: false, isPrivate: false });
  return inside.because.kind === 'files' ? inside : open;
}

export function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Beneath a file, in a loop of links or behind a closed door: there is nothing to be told of.
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

function within(path: string, root: string): string {
  return path === root ? '' : path.slice(root === '/' ? 1 : root.length + 1);
}
