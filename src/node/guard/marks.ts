import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeclaredPrivate } from '../../detect/declared-private.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** Time of change, size, and whether the note is marked private. */
type Mark = readonly [number, number, boolean];

const largestNote = 4 << 20;

/**
 * Remembers which notes are marked private, by the time and size of their files, in Cloister's own folder: a search
 * of a large vault then reads only what changed.
 */
export class Marks {
  readonly #home: string;
  readonly #indexes = new Map<string, { readonly marks: Map<string, Mark>; hasChanged: boolean }>();
  readonly #rootOf: (path: string) => string | undefined;

  constructor(home: string, rootOf: (path: string) => string | undefined) {
    this.#home = home;
    this.#rootOf = rootOf;
  }

  /** True for a note that is marked, and for one that can not be read. */
  isMarked(path: string): boolean {
    if (!existsSync(path)) return false;
    const stat = statSync(path);
    if (!stat.isFile()) return false;
    const root = this.#rootOf(path);
    if (root === undefined) return false;
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
    const index = { marks: readIndex(this.#file(root)), hasChanged: false };
    this.#indexes.set(root, index);
    return index;
  }

  #file(root: string): string {
    return join(this.#home, 'index', `${createHash('sha256').update(root).digest('hex').slice(0, 24)}.json`);
  }

  /** Writes what was learnt; one that can not be written is learnt again. */
  save(): void {
    for (const [root, { marks, hasChanged }] of this.#indexes) {
      if (!hasChanged || marks.size < 50) continue;
      try {
        writeWhole(this.#file(root), JSON.stringify(Object.fromEntries(marks)));
      } catch (error) {
        if (errorCode(error) === undefined) throw error;
      }
    }
  }
}

function read(path: string): boolean {
  try {
    return isDeclaredPrivate(path, readFileSync(path));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return true;
  }
}

function readIndex(path: string): Map<string, Mark> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return new Map();
    return new Map(
      Object.entries(value).filter(
        (entry): entry is [string, Mark] => Array.isArray(entry[1]) && entry[1].length === 3,
      ),
    );
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return new Map();
    throw error;
  }
}
