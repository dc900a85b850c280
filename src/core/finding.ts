import type { RuleId } from './rule-texts.ts';
import type { Severity } from './severity.ts';

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

/** Where a finding stands. Git blobs and stores join with the parts that read them. */
export interface Place {
  readonly kind: 'file';
  readonly path: VaultPath;
  readonly span: Span;
}

/** Something sensitive at a place. It never holds the value: `args` are words of ours and masked text. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly place: Place;
  /** Keyed hash of rule and value: the same wherever the value moves, useless without the key. */
  readonly fingerprint: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Why something could not be looked at. A `fault` is a bug of ours; its detail says where. */
export const skipReasons = [
  'too-big',
  'binary',
  'unreadable',
  'encrypted',
  'link-outside',
  'special-file',
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
