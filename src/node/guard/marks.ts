import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeclaredPrivate } from '../../detect/declared-private.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** Time of change, size, and whether the note is marked private. */
type Mark = readonly [number, number, boolean];

const largestNote = 4 << 20;
/** An index of half a million notes. */
const largestIndex = 64 << 20;
/** So many notes are read faster than an index of a whole vault. */
const fewNotes = 10;

/**
 * Remembers which notes are marked private, by the time and size of their files, in Cloister's own folder: a search
 * of a large vault then reads only what changed.
 */
export class Marks {
  readonly #home: string;
  readonly #indexes = new Map<string, { readonly marks: Map<string, Mark>; hasChanged: boolean }>();
  #asked = 0;
  readonly #rootOf: (path: string) => string | undefined;

  constructor(home: string, rootOf: (path: string) => string | undefined) {
    this.#home = home;
    this.#rootOf = rootOf;
  }

  /** True for a note that is marked, and for one that can not be read. */
  isMarked(path: string): boolean {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) return false;
    const root = this.#rootOf(path);
    if (root === undefined) return false;
    this.#asked += 1;
    if (this.#asked <= fewNotes) return stat.size <= largestNote && read(path);
    const index = this.#index(root);
    const inner = path.slice(root.length + 1);
    const known = index.marks.get(inner);
    if (known !== undefined && known[0] === stat.mtimeMs && known[1] === stat.size) return known[2];
    const isPrivate = stat.size <= largestNote && read(path);
    index.marks.set(inner, [stat.mtimeMs, stat.size, isPrivate]);
    index.hasChanged = true;
    return isPrivate;
  }

  #index(root: string): { readonly marks: Map<string, Mark>; hasChanged: boolean } {
    const known = this.#indexes.get(root);
    if (known !== undefined) return known;
    const index = { marks: readIndex(this.#file(root), root), hasChanged: false };
    this.#indexes.set(root, index);
    return index;
  }

  #file(root: string): string {
    return join(this.#home, 'index', `${shortName(root)}.json`);
  }

  /** Writes what was learnt; one that can not be written is learnt again. */
  save(): void {
    for (const [root, { marks, hasChanged }] of this.#indexes) {
      if (!hasChanged || marks.size < 50) continue;
      try {
        writeWhole(this.#file(root), JSON.stringify({ root, marks: Object.fromEntries(marks) }));
      } catch (error) {
        if (errorCode(error) === undefined) throw error;
      }
    }
  }
}

function read(path: string): boolean {
  try {
    return isDeclaredPrivate(path, readPlainFile(path, { largest: largestNote }));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return true;
  }
}

/**
 * A name for a root's file (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). Two roots may share it: the file says
 * whose it is. Loading a real hash would take a tenth of the guard's start.
 */
function shortName(root: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(root)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function readIndex(path: string, root: string): Map<string, Mark> {
  try {
    const value: unknown = JSON.parse(readPlainFile(path, { largest: largestIndex }).toString('utf8'));
    if (!isIndex(value) || value.root !== root) return new Map();
    return new Map(
      Object.entries(value.marks).filter(
        (entry): entry is [string, Mark] => Array.isArray(entry[1]) && entry[1].length === 3,
      ),
    );
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return new Map();
    throw error;
  }
}

function isIndex(value: unknown): value is { readonly root: unknown; readonly marks: object } {
  if (typeof value !== 'object' || value === null || !('root' in value) || !('marks' in value)) return false;
  return typeof value.marks === 'object' && value.marks !== null;
}
