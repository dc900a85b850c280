import type { Finding, GitObjectKind, VaultPath } from '../../core/finding.ts';
import type { Introduction } from '../../core/history.ts';

/** What was found in an object of git, as the cache keeps it. */
export interface CachedObject {
  readonly object: GitObjectKind;
  /** The path under which it was looked at; empty where it has none. */
  readonly path: VaultPath;
  readonly findings: readonly Finding[];
  readonly introductions: readonly Introduction[];
}

/** What an earlier look at an object gave; `encrypted` says by what. What could not be read is never known. */
export type Known = 'clean' | 'binary' | { readonly encrypted: string } | CachedObject;

/** A finished report, good for as long as the repository is in the same state. */
export interface Snapshot {
  readonly state: string;
  /** Object ids of the commits at which its history ended. */
  readonly tips: readonly string[];
  /** Plain data. What reads it parses it: it may come from another version. */
  readonly result: unknown;
}
