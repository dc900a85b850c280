import type { GitObjectKind } from '../../core/finding.ts';

/** `bytes` may be a view of a larger buffer that other objects share. `absent`: git said that it has none. */
export type BatchAnswer =
  | { readonly oid: string; readonly kind: GitObjectKind; readonly bytes: Uint8Array }
  | { readonly oid: string; readonly kind: 'absent' | 'damaged' }
  | { readonly oid: string; readonly kind: 'too-big'; readonly size: number };

const newline = 10;
/** An id, a type, a size: a line that is longer is none of git's. */
const longestHeader = 128;
const headerForm = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (?:(missing)|(blob|commit|tag|tree) ([0-9]{1,15}))$/;

/**
 * Reads what `git cat-file --batch` writes, piece by piece: `<id> <type> <size>`, the content and a line end, or
 * `<id> missing`. Content larger than `maxSize` is passed over; an object that is a tree comes as damaged.
 */
export class BatchOutput {
  readonly #maxSize: number;
  #begun: Buffer = Buffer.alloc(0);
  /** What is being read: its bytes, or none where it is passed over; `left` counts the line end behind it too. */
  #open: { oid: string; kind: string; size: number; bytes: Buffer | undefined; left: number } | undefined;
  #isBroken = false;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** True where something came that is none of git's: nothing behind it counts. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  read(piece: Buffer): BatchAnswer[] {
    const answers: BatchAnswer[] = [];
    const chunk = this.#begun.length === 0 ? piece : Buffer.concat([this.#begun, piece]);
    if (this.#begun.length > 0) this.#begun = Buffer.alloc(0);
    for (let at = 0; at < chunk.length && !this.#isBroken; ) {
      if (this.#open !== undefined) {
        at = this.#content(chunk, at, answers);
        continue;
      }
      const end = chunk.indexOf(newline, at);
      if (end === -1) {
        this.#begun = chunk.subarray(at);
        if (this.#begun.length > longestHeader) this.#isBroken = true;
        break;
      }
      const header = headerForm.exec(chunk.toString('latin1', at, Math.min(end, at + longestHeader)));
      at = end + 1;
      if (header === null) this.#isBroken = true;
      else at = this.#begin(header, chunk, at, answers);
    }
    return answers;
  }

  #begin(
    [, oid = '', missing, kind = '', size]: RegExpExecArray,
    chunk: Buffer,
    at: number,
    to: BatchAnswer[],
  ): number {
    if (missing !== undefined) {
      to.push({ oid, kind: 'absent' });
      return at;
    }
    const length = Number(size);
    const isHeld = kind !== 'tree' && length <= this.#maxSize;
    if (isHeld && at + length < chunk.length) {
      if (chunk[at + length] !== newline) this.#isBroken = true;
      else to.push({ oid, kind: kind as GitObjectKind, bytes: chunk.subarray(at, at + length) });
      return at + length + 1;
    }
    this.#open = {
      oid,
      kind,
      size: length,
      bytes: isHeld ? Buffer.allocUnsafeSlow(length) : undefined,
      left: length + 1,
    };
    return at;
  }

  #content(chunk: Buffer, at: number, to: BatchAnswer[]): number {
    const open = this.#open;
    if (open === undefined) return at;
    const take = Math.min(open.left, chunk.length - at);
    open.bytes?.set(chunk.subarray(at, Math.min(at + take, at + open.left - 1)), open.size + 1 - open.left);
    open.left -= take;
    if (open.left > 0) return at + take;
    this.#open = undefined;
    const { oid, kind, size, bytes } = open;
    if (chunk[at + take - 1] !== newline) this.#isBroken = true;
    else if (kind === 'tree') to.push({ oid, kind: 'damaged' });
    else if (bytes === undefined) to.push({ oid, kind: 'too-big', size });
    else to.push({ oid, kind: kind as GitObjectKind, bytes });
    return at + take;
  }
}
