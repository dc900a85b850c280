import { dirname } from 'node:path';
import { isNote } from '../../core/note-files.ts';
import { openVaults, realOrSelf } from '../vaults.ts';
import { Marks } from './marks.ts';
import { Sight } from './sight.ts';
import { Tree } from './tree.ts';

/**
 * Keeps the guard's index of notes marked private up to date from outside of an agent's calls, so that a search of the
 * agent finds it so. Nothing depends on that: the guard looks at every note that changed since, or denies.
 */
export class NoteIndex {
  readonly #home: string;

  /** @param home Cloister's own folder */
  constructor(home: string) {
    this.#home = home;
  }

  /** Takes in notes that were saved or came to be; paths of other files, and those outside of vaults, say nothing. */
  saved(paths: readonly string[]): void {
    const { marks, rootOf } = this.#open();
    const real = paths.filter(isNote).map(realOrSelf);
    for (const path of real) if (rootOf(path) !== undefined) marks.refresh(path);
    marks.save(1);
  }

  /**
   * Looks at the notes of a vault that the index does not know yet. `pause` is waited for between slices of work of
   * some milliseconds, and says whether to go on; what was learnt until then is kept.
   */
  async fill(root: string, pause: () => Promise<boolean>): Promise<void> {
    const { marks } = this.#open();
    let start = performance.now();
    for (const _ of marks.fill(root)) {
      if (performance.now() - start < slice) continue;
      if (!(await pause())) break;
      start = performance.now();
    }
    marks.save(1);
  }

  #open() {
    const tree = new Tree();
    const vaults = openVaults(this.#home, (folder, name) => tree.lacks(folder, name));
    const rootOf = (path: string): string | undefined => vaults.containing(dirname(path)).at(-1)?.root;
    const marks: Marks = new Marks(this.#home, { rootOf, notesOf: (root) => sight.notesBeneath(root) });
    // Of a vault's policies the lowest counts for every agent alike where an author's mark is concerned.
    const sight = new Sight(
      vaults,
      'claude-code',
      Date.now(),
      () => false,
      (path) => marks.isMarked(path),
      tree,
    );
    return { marks, rootOf };
  }
}

const slice = 20;
