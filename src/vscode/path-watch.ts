import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { errorCode } from '../node/walk.ts';

/** How long after a folder came or went it is looked for once more, in milliseconds. */
const settleTime = 200;

/**
 * Tells when something directly in a folder changes, also where that folder comes, goes or is replaced. The editor's
 * own watcher leaves out what `files.watcherExclude` names and what lies outside of the workspace.
 */
export class PathWatch {
  readonly #folder: string;
  readonly #isWanted: (name: string) => boolean;
  readonly #onChange: () => void;
  #watcher: FSWatcher | undefined;
  #watched = '';
  #identity = '';
  #settling: NodeJS.Timeout | undefined;
  #isDisposed = false;

  /** @param isWanted says of a name in the folder whether it matters */
  constructor(folder: string, isWanted: (name: string) => boolean, onChange: () => void) {
    this.#folder = folder;
    this.#isWanted = isWanted;
    this.#onChange = onChange;
    this.#arm();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#settling);
    this.#watcher?.close();
  }

  /** Watches the folder or, where it is not there, the deepest one above it that is. Returns true where that moved. */
  #arm(): boolean {
    if (this.#isDisposed) return false;
    let folder = this.#folder;
    let identity = identityOf(folder);
    while (identity === undefined && dirname(folder) !== folder) {
      folder = dirname(folder);
      identity = identityOf(folder);
    }
    if (identity === undefined || (folder === this.#watched && identity === this.#identity)) return false;
    this.#watcher?.close();
    this.#watched = folder;
    this.#identity = identity;
    try {
      this.#watcher = watch(folder, { persistent: false }, (event, name) => this.#changed(event, name));
      this.#watcher.on('error', () => this.#lost());
    } catch {
      // It vanished again, or the system has no watchers left: the editor's own watcher remains.
      this.#lost();
    }
    return true;
  }

  #changed(event: string, name: string | null): void {
    if (event === 'rename') this.#settle();
    const isThere = this.#watched === this.#folder;
    const next = relative(this.#watched, this.#folder).split(sep)[0];
    if (name === null || (isThere ? this.#isWanted(name) : name === next)) this.#onChange();
  }

  #settle(): void {
    if (this.#arm()) this.#onChange();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      if (this.#arm()) this.#onChange();
    }, settleTime);
  }

  #lost(): void {
    this.#watcher?.close();
    this.#watched = '';
    this.#identity = '';
  }
}

/** What tells a folder from another one that took its place: numbers of files are used again. */
function identityOf(folder: string): string | undefined {
  try {
    const stat = statSync(folder, { throwIfNoEntry: false });
    return stat?.isDirectory() === true ? `${stat.dev}:${stat.ino}:${stat.birthtimeMs}` : undefined;
  } catch (error) {
    // A folder above it may not be entered: it is as good as not there.
    errorCode(error);
    return undefined;
  }
}
