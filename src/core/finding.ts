import type { RuleId } from './rule-texts.ts';
import type { Severity } from './severity.ts';
import type { ServiceId, StoreId } from './store-ids.ts';

/** A path inside a vault: relative to its root, parts joined by `/`, whatever the operating system. */
export type VaultPath = string;

/**
 * A span of text as VS Code counts it: lines and columns begin at 1, a column is a UTF-16 code unit, a byte order
 * mark is no column, and `\n`, `\r\n` and a lone `\r` each end a line. The end is exclusive.
 */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a finding stands. */
export type Place = TextPlace | StorePlace;

/** A place in a text. */
export type TextPlace = FilePlace | BlobPlace;

export interface FilePlace {
  readonly kind: 'file';
  readonly path: VaultPath;
  readonly span: Span;
}

/** What of git is looked at: a file's content, or the message of a commit or an annotated tag. */
export type GitObjectKind = 'blob' | 'commit' | 'tag';

/** A place in an object of git. The span is one of the content; of a commit or tag one of its message. */
export interface BlobPlace {
  readonly kind: 'blob';
  readonly object: GitObjectKind;
  /** Full object id, lower-case hex: 40 digits, or 64 in a SHA-256 repository. */
  readonly oid: string;
  /** The commit in which it first appeared; absent where no commit that is there holds it. */
  readonly commit?: string;
  /** Name of that commit's author, as it stands there: foreign text. */
  readonly author?: string;
  /** Date of that commit's author, ISO 8601 with its time zone. */
  readonly date?: string;
  /** Relative to the repository's root; empty for messages and for what has no name. */
  readonly path: VaultPath;
  readonly span: Span;
}

/** A store on disk, a local service's configuration, or (`machine`) what lies below all of them. */
export interface StorePlace {
  readonly kind: 'store';
  readonly store: StoreId | ServiceId | 'machine';
  /** Absolute, as the machine spells it; `tcp 0.0.0.0:11434` for a listening socket. */
  readonly path: string;
}

/** Something sensitive at a place. It never holds the value: `args` are words of ours and masked text. */
export interface Finding<P extends Place = TextPlace> {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly place: P;
  /** Keyed hash of rule and value: the same wherever the value moves, useless without the key. */
  readonly fingerprint: string;
  readonly args: Readonly<Record<string, string>>;
}

/**
 * Why something could not be looked at. `missing`: an object of git that this clone does not have; `damaged`: one that git
 * can not read; `lfs-pointer`: its content lies elsewhere. A `fault` is a bug of ours; its detail says where.
 */
export const skipReasons = [
  'too-big',
  'binary',
  'unreadable',
  'encrypted',
  'link-outside',
  'special-file',
  'missing',
  'damaged',
  'changing',
  'lfs-pointer',
  'fault',
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** Something that was not looked at. A skip is a result: it is counted and shown, never dropped. */
export interface Skipped {
  readonly path: VaultPath;
  readonly why: SkipReason;
  /** What the operating system or a recogniser said about it, such as `EACCES` or `age`. */
  readonly detail?: string;
}
