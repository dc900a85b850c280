import type { GitObjectKind, VaultPath } from '../../core/finding.ts';
import type { Introduction } from '../../core/history.ts';
import type { WalkedObject } from '../git/history-walk.ts';
import { OidSet } from '../git/oid-set.ts';

const kinds: readonly GitObjectKind[] = ['blob', 'commit', 'tag'];
const none = 0xffffffff;
/** Of one content in one commit: no list for a person is longer, and a tree may name one a thousand million times. */
const mostPaths = 1000;

/**
 * What a walk through a history told, without an object of its own for each of millions: about 45 bytes for a version of
 * a file. Only of what something is found in the introductions are asked for.
 */
export class WalkIndex {
  readonly #objects: OidSet;
  readonly #commits: OidSet;
  readonly #pathNumbers = new Map<VaultPath, number>();
  readonly #paths: VaultPath[] = [];
  readonly #kinds = new Numbers();
  /** Of each object its first introduction that came, and its last. */
  readonly #newest = new Numbers();
  readonly #oldest = new Numbers();
  /** Of each introduction the next one of the same object, which is older. */
  readonly #next = new Numbers();
  readonly #commitOf = new Numbers();
  readonly #pathOf = new Numbers();
  #reached: number | undefined;
  /** The commit that comes, and how often it brought each object. */
  #commit = '';
  readonly #again = new Map<number, number>();

  constructor(length: 20 | 32) {
    this.#objects = new OidSet(length);
    this.#commits = new OidSet(length);
  }

  get size(): number {
    return this.#objects.size;
  }

  has(oid: string): boolean {
    return this.#objects.has(oid);
  }

  /** Takes what a walk came by, the newest first. Returns true where the object had not come before. */
  add(walked: WalkedObject): boolean {
    const before = this.#objects.size;
    const number = this.#objects.add(walked.oid);
    const isNew = this.#objects.size > before;
    if (isNew) {
      this.#kinds.set(number, kinds.indexOf(walked.object));
      this.#newest.set(number, none);
    }
    // The second walk, which looks for what is not reached, comes by all the rest again.
    const isAgain = this.#reached !== undefined && walked.commit !== undefined && !this.isUnreachable(walked.commit);
    if (walked.commit !== undefined && !isAgain) this.#introduce(number, walked.commit, walked.path);
    return isNew;
  }

  #introduce(object: number, commit: string, path: VaultPath): void {
    if (commit !== this.#commit) {
      this.#commit = commit;
      this.#again.clear();
    } else {
      const again = (this.#again.get(object) ?? 0) + 1;
      if (again > mostPaths) return;
      this.#again.set(object, again);
    }
    const number = this.#commitOf.length;
    this.#commitOf.set(number, this.#commits.add(commit));
    this.#pathOf.set(number, this.#pathNumber(path));
    this.#next.set(number, none);
    if (this.#newest.get(object) === none) this.#newest.set(object, number);
    else this.#next.set(this.#oldest.get(object), number);
    this.#oldest.set(object, number);
  }

  #pathNumber(path: VaultPath): number {
    const known = this.#pathNumbers.get(path);
    if (known !== undefined) return known;
    this.#pathNumbers.set(path, this.#paths.length);
    return this.#paths.push(path) - 1;
  }

  /** Says that all that is reached has come: what comes as new from now on is not. */
  endReached(): void {
    this.#reached = this.#objects.size;
  }

  /** True for an object that came after all that is reached. */
  isUnreachable(oid: string): boolean {
    return this.#reached !== undefined && this.#objects.indexOf(oid) >= this.#reached;
  }

  /** The commits that brought an object, the oldest last; a message's is the commit itself. */
  introductionsOf(oid: string): Introduction[] {
    const object = this.#objects.indexOf(oid);
    if (object < 0) return [];
    if (kinds[this.#kinds.get(object)] === 'commit') return [{ commit: oid, path: '' }];
    const all: Introduction[] = [];
    for (let each = this.#newest.get(object); each !== none; each = this.#next.get(each))
      all.push({
        commit: this.#commits.oidAt(this.#commitOf.get(each)),
        path: this.#paths[this.#pathOf.get(each)] ?? '',
      });
    return all;
  }
}

const chunkBits = 14;
const chunkMask = (1 << chunkBits) - 1;

/** A list of numbers below 2^32 that grows without being copied. */
class Numbers {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get(index: number): number {
    return this.#chunks[index >> chunkBits]?.[index & chunkMask] ?? none;
  }

  /** At an index that is there, or at the next one. */
  set(index: number, value: number): void {
    if (index >> chunkBits === this.#chunks.length) this.#chunks.push(new Uint32Array(chunkMask + 1));
    const chunk = this.#chunks[index >> chunkBits];
    if (chunk !== undefined) chunk[index & chunkMask] = value;
    this.#length = Math.max(this.#length, index + 1);
  }
}
