import type { VaultPath } from '../../core/finding.ts';

/** An object of the history, and what brought it. */
export type WalkedObject =
  | { readonly oid: string; readonly object: 'blob'; readonly commit: string; readonly path: VaultPath }
  | {
      readonly oid: string;
      readonly object: 'blob' | 'commit' | 'tag';
      readonly commit?: never;
      readonly path?: never;
    };

/** In bytes. No system has longer paths; a tree may, to fill the memory of who reads it. */
const longestPath = 64 << 10;

const colon = 58;
const newline = 10;
const space = 32;

/**
 * Reads what `git log --raw -c -z --no-abbrev --format=%H` writes, piece by piece: for each commit its id, then for each
 * path that differs from all its parents `:<mode> <mode> <id> <id> <status>` and the path, with a colon, a mode and an id
 * more for every further parent. Every part ends with a zero byte.
 */
export class RawLog {
  readonly #digits: number;
  readonly #nothing: string;
  #commit = '';
  /** What came of a part that is not whole yet. */
  #rest: Buffer[] = [];
  /** The blob whose path comes next: undefined where no path is due, empty where the path is of no interest. */
  #due: string | undefined;
  #commits = 0;

  constructor(format: 'sha1' | 'sha256') {
    this.#digits = format === 'sha1' ? 40 : 64;
    this.#nothing = '0'.repeat(this.#digits);
  }

  /** The commit that is being read, or was read last; empty before the first. */
  get commit(): string {
    return this.#commit;
  }

  get commits(): number {
    return this.#commits;
  }

  /** @throws Error where the text is none of git's. */
  read(piece: Buffer): WalkedObject[] {
    const found: WalkedObject[] = [];
    // A name may be very long: it is put together once.
    if (!piece.includes(0)) {
      this.#rest.push(piece);
      return found;
    }
    const chunk = this.#rest.length === 0 ? piece : Buffer.concat([...this.#rest, piece]);
    let at = 0;
    for (let end = chunk.indexOf(0, at); end !== -1; end = chunk.indexOf(0, at)) {
      this.#part(chunk, at, end, found);
      at = end + 1;
    }
    this.#rest = at === chunk.length ? [] : [chunk.subarray(at)];
    return found;
  }

  /** @throws Error where the text ends within a part. */
  end(): void {
    if (this.#due !== undefined || this.#rest.some((part) => part.some((byte) => byte !== newline)))
      throw new Error('the output of git log is cut off');
  }

  #part(chunk: Buffer, from: number, end: number, found: WalkedObject[]): void {
    if (this.#due !== undefined) {
      if (this.#due !== '') {
        const path = chunk.toString('utf8', from, Math.min(end, from + longestPath));
        found.push({ oid: this.#due, object: 'blob', commit: this.#commit, path });
      }
      this.#due = undefined;
      return;
    }
    let start = from;
    while (start < end && chunk[start] === newline) start++;
    if (start === end) return;
    if (chunk[start] === colon) this.#due = this.#change(chunk, start, end);
    else {
      const oid = chunk.toString('latin1', start, end);
      if (end - start !== this.#digits || !isHex(chunk, start, end)) throw new Error('git log wrote no commit id');
      this.#commit = oid;
      this.#commits++;
      found.push({ oid, object: 'commit' });
    }
  }

  /** The id of the blob that a commit brought; empty where it took one away, changed a mode, or it is no blob. */
  #change(chunk: Buffer, start: number, end: number): string {
    if (this.#commit === '') throw new Error('git log wrote a change before a commit');
    let parents = 0;
    while (chunk[start + parents] === colon) parents++;
    const modes = start + parents;
    const ids = modes + (parents + 1) * 7;
    const width = this.#digits + 1;
    const after = ids + parents * width;
    const last = after + this.#digits;
    if (last >= end || chunk[last] !== space || chunk[ids - 1] !== space || chunk[after - 1] !== space)
      throw new Error('git log wrote a change that can not be read');
    // 160000: a commit of another repository. 000000: gone.
    const mode = modes + parents * 7;
    if (chunk[mode] === 48 || (chunk[mode] === 49 && chunk[mode + 1] === 54)) return '';
    const oid = chunk.toString('latin1', after, last);
    if (!isHex(chunk, after, last)) throw new Error('git log wrote a change that can not be read');
    if (oid === this.#nothing) return '';
    for (let parent = 0; parent < parents; parent++) {
      if (chunk.compare(chunk, after, last, ids + parent * width, ids + parent * width + this.#digits) === 0) return '';
    }
    return oid;
  }
}

function isHex(chunk: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102))) return false;
  }
  return true;
}
