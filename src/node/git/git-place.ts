/** Where a repository lies, as plain data: a worker gets it too. All paths are real ones. */
export interface GitPlace {
  /** What git is run in: the root of the worktree, or the git folder of a bare repository. */
  readonly root: string;
  /** The git folder of this worktree. */
  readonly gitDir: string;
  /** The git folder that all worktrees share; the same where there is one alone. */
  readonly commonDir: string;
  readonly isBare: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
}
