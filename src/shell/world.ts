/** What the evaluator sees of the machine. Paths are absolute; nothing is changed and no content is read. */
export interface World {
  /** Names in a folder, hidden ones included; undefined where there is none or it can not be read. */
  list(path: string): readonly Entry[] | undefined;
  /** What a path leads to, links followed. */
  kind(path: string): 'file' | 'folder' | undefined;
  /** A variable of the environment that the shell starts with, where it is known. */
  variable(name: string): string | undefined;
  /** Text of a small script; undefined for anything else. */
  script(path: string): string | undefined;
  /** The folder that holds the repository which `path` lies in. */
  repository(path: string): string | undefined;
  /** What an object id or a revision in the repository at `top` is; undefined where it is nothing or can not be told. */
  object(top: string, id: string): 'commit' | 'tag' | 'tree' | 'blob' | undefined;
  /** True when there is no time left: evaluation ends with an answer that stops the call. */
  isOver(): boolean;
}

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}
