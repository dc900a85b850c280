/**
 * One thing done to one path. `list` tells of names, sizes and existence; `deep` does it to everything beneath;
 * `history` reads versions out of git; `probe` asks for existence alone.
 */
export interface Action {
  readonly act: 'read' | 'list' | 'write' | 'run';
  /** Absolute, as the agent spelled it after expansion. */
  readonly path: string;
  readonly deep?: boolean;
  readonly history?: boolean;
  /** True where only a folder's own name is used, as the beginning of a path that is not known to its end. */
  readonly isProbe?: boolean;
  /** True where file patterns do not count: the request names folders, not what is in them. */
  readonly onlyFolders?: boolean;
  /** True where a pattern asks for what it matches by name: `jour*`, not `*.md`. */
  readonly isNamed?: boolean;
  /** True for searches that report files alone, not the folders that they go through. */
  readonly filesOnly?: boolean;
  /** True for a folder, from the path, that a search goes through without reporting the folder itself. */
  readonly isPassed?: (path: string) => boolean;
  /** True for what does not follow the links beneath the path; by default it may. */
  readonly keepsLinks?: boolean;
  /** True where a shell goes into the folder: its own name is used, and what follows is judged by itself. */
  readonly isEntry?: boolean;
  /** True where only the path itself is shown, not what is in it (`ls -d`). */
  readonly isSelf?: boolean;
  /** Names beneath the path that a search does not enter or report, as the tool's own include and exclude options say. */
  readonly leavesOut?: LeavesOut;
}

/** Says whether a search leaves out what lies at `path`, relative to the action's path. */
export type LeavesOut = (path: string, isFolder: boolean) => boolean;
