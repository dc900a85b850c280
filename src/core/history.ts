import type { Access } from './access.ts';
import type { BlobPlace, Finding, GitObjectKind, Span, VaultPath } from './finding.ts';

/** A commit that added or changed a file so that it holds an object. */
export interface Introduction {
  /** Full object id of the commit. */
  readonly commit: string;
  /** Where, relative to the repository's root; empty for the message of the commit itself. */
  readonly path: VaultPath;
}

/** What was found in one object of git. */
export interface ObjectFindings {
  readonly oid: string;
  readonly object: GitObjectKind;
  /** As the engine gave them: their `path` is the one under which the object was looked at. */
  readonly findings: readonly Finding[];
  /** The oldest last. Empty where no commit holds it. */
  readonly introductions: readonly Introduction[];
}

/**
 * What keeps an object in the repository. `ref`: a branch, tag, note, the latest stash; `reflog`: only what a reference was
 * before, older stashes too; `unreachable`: nothing, so that git's next clean-up may remove it. All of them can be read.
 */
export type Reach = 'ref' | 'reflog' | 'unreachable';

/** An object that holds a value, and where in it. */
export interface Occurrence {
  readonly oid: string;
  readonly object: GitObjectKind;
  /** A path of it; empty for messages and for what has no name. */
  readonly path: VaultPath;
  /** Of the content; of a commit or tag one of its message. */
  readonly span: Span;
}

/** One value in the whole history of a repository, however many versions of notes hold it. */
export interface HistoryFinding {
  /** Its place is a blob: the one in which the value first appeared. */
  readonly finding: Finding & { readonly place: BlobPlace };
  /** How many objects hold it. */
  readonly versions: number;
  /** Every place of it in every object, two where one object holds it twice; empty where that was not asked for. */
  readonly occurrences: readonly Occurrence[];
  /** Every path that ever held it, the oldest first. */
  readonly paths: readonly VaultPath[];
  /** Where it stands in what is checked out now, in every worktree: in the commit, not in files changed since. */
  readonly inTree: readonly { readonly path: VaultPath; readonly span: Span }[];
  readonly reach: Reach;
  /** Names of the remotes to which a commit that holds it was pushed, or from which it came. */
  readonly remotes: readonly string[];
  /** What agents get of the most open of its paths, where the repository lies in a vault. */
  readonly access?: Access;
}

/** What `cloister history` leaves out or looks at in addition. */
export interface HistoryOptions {
  /** Only what commits after this date brought, in any form that git understands. */
  readonly since?: string;
  /** Only what the commits of this range brought, such as `main..topic`. */
  readonly range?: string;
  /** Only what these references reach; all where it is empty. */
  readonly refs: readonly string[];
  /** Also objects that nothing reaches. */
  readonly unreachable: boolean;
  /** Larger objects come out as skipped, in bytes; those that an earlier run looked at are known whatever their size. */
  readonly maxSize: number;
}
