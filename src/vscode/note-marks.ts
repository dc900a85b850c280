import { statSync } from 'node:fs';
import type { VaultPath } from '../core/finding.ts';
import { privateMarks } from '../node/declared-private.ts';

/** A note is small. What is larger is not read for a badge: the guard looks at it all the same. */
const largestNote = 1 << 20;
const mostKnown = 20_000;

/** Remembers which notes their authors marked private, as long as they do not change. */
export class NoteMarks {
  readonly #known = new Map<string, { readonly stamp: string; readonly isPrivate: Promise<boolean | undefined> }>();
  #read: ReturnType<typeof privateMarks> | undefined;

  /** @param absolute a file that can be looked at; false for any other */
  async isPrivate(absolute: string, path: VaultPath): Promise<boolean> {
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat?.isFile() !== true || stat.size > largestNote) return false;
    const stamp = `${stat.mtimeMs}:${stat.size}`;
    const known = this.#known.get(absolute);
    if (known?.stamp === stamp) return (await known.isPrivate) === true;
    this.#read ??= privateMarks();
    const isPrivate = this.#read(absolute, path);
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(absolute, { stamp, isPrivate });
    return (await isPrivate) === true;
  }
}
