import { readdirSync } from 'node:fs';

export interface TreeEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** Reads folders once a call; links and special files count as files. `undefined` where a folder can not be read. */
export class Tree {
  readonly #seen = new Map<string, readonly TreeEntry[] | undefined>();

  list(path: string): readonly TreeEntry[] | undefined {
    if (!this.#seen.has(path)) this.#seen.set(path, read(path));
    return this.#seen.get(path);
  }

  /** True for a folder that was read already and has nothing by this name, in whatever case. */
  lacks(path: string, name: string): boolean {
    const entries = this.#seen.get(path);
    return entries?.every((each) => each.name.length !== name.length || each.name.toLowerCase() !== name) === true;
  }
}

function read(path: string): readonly TreeEntry[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
      isLink: entry.isSymbolicLink(),
    }));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
