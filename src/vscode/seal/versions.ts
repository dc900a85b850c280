/** A sealed file on the disk, as `statSealed` gives it. */
interface OnDisk {
  readonly version: string;
  readonly mtime: number;
  readonly size: number;
}

/** What the editor is told of a file: it takes a later time for a newer content. */
export interface Shown {
  readonly mtime: number;
  readonly size: number;
}

interface Known extends Shown {
  readonly version: string;
  /** What the editor knew before; it may still, where somebody typed while it read this one. */
  readonly before?: Known;
}

/**
 * Which version of each sealed file the editor knows. It compares times alone, in whole milliseconds, and takes an older
 * one for nothing new: so it is shown times that grow with each version, and those of an open document only grow when
 * somebody has decided that it is to be loaded anew.
 */
export class Versions {
  readonly #known = new Map<string, Known>();

  /** The version that the editor's content is from. */
  of(path: string): string | undefined {
    return this.#known.get(path)?.version;
  }

  /** What the editor is told. Of an open document that is what it knows, whatever lies on the disk. */
  shown(path: string, disk: OnDisk, isOpen: boolean): Shown {
    const known = this.#known.get(path);
    return isOpen && known !== undefined ? known : this.advance(path, disk);
  }

  /** The editor was given this version, under the time that it was told before. */
  read(path: string, version: string): void {
    const known = this.#known.get(path);
    if (known !== undefined) this.#known.set(path, { ...known, version });
  }

  /** The editor has taken what it read. */
  took(path: string): void {
    const known = this.#known.get(path);
    if (known?.before !== undefined)
      this.#known.set(path, { version: known.version, mtime: known.mtime, size: known.size });
  }

  /** The editor has written this version. */
  wrote(path: string, disk: OnDisk): void {
    this.#set(path, disk, undefined);
  }

  /** The editor is to take what lies on the disk for newer, if it is another version. */
  advance(path: string, disk: OnDisk): Shown {
    const known = this.#known.get(path);
    return known?.version === disk.version ? known : this.#set(path, disk, known);
  }

  /** The editor is to take the same version for newer: it has something else. */
  reload(path: string, disk: OnDisk): void {
    this.#set(path, disk, this.#known.get(path));
  }

  /** The editor did not take what it was to load, since somebody typed. @returns false where there was nothing */
  takeBack(path: string): boolean {
    const before = this.#known.get(path)?.before;
    if (before !== undefined) this.#known.set(path, before);
    return before !== undefined;
  }

  #set(path: string, { version, mtime, size }: OnDisk, before: Known | undefined): Known {
    const last = this.#known.get(path)?.mtime ?? 0;
    const next = { version, mtime: Math.max(Math.floor(mtime), last + 1), size };
    // Of several that were not loaded the editor knows the first.
    const kept = before?.before ?? before;
    const known = kept === undefined ? next : { ...next, before: kept };
    this.#known.set(path, known);
    return known;
  }
}
