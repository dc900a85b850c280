import type { Finding, GitObjectKind, SkipReason, VaultPath } from '../../core/finding.ts';
import type { GitPlace } from '../git/git-place.ts';
import type { Env } from '../git/git-run.ts';
import type { Failure } from '../worker-protocol.ts';

/** What a worker is started with. */
export interface LookerData {
  readonly place: GitPlace;
  readonly env: Env;
  /** Keys of fingerprints; an object says by number which one is its own. */
  readonly keys: readonly Uint8Array[];
}

/** An object to look at. */
export interface ObjectToLookAt {
  readonly oid: string;
  readonly object: GitObjectKind;
  /** The name to look at it under; empty where it has none. */
  readonly path: VaultPath;
  /** Which of the keys. */
  readonly key: number;
}

/** Objects for a worker, answered by any number of `looked`, until all are named or one `failed`. They are read by a git of their own, which sees packs that came since. */
export interface LookRequest {
  readonly batch: number;
  readonly objects: readonly ObjectToLookAt[];
  /** Larger ones come back with their size. */
  readonly maxSize: number;
}

/** What was seen in an object in which there is something to tell. */
export type Looked =
  | { readonly oid: string; readonly is: 'found'; readonly findings: readonly Finding[] }
  | { readonly oid: string; readonly is: 'binary' }
  | { readonly oid: string; readonly is: 'encrypted'; readonly format: string }
  | { readonly oid: string; readonly is: 'skipped'; readonly why: SkipReason; readonly detail?: string };

export type FromLooker =
  /** Some objects of a batch: of those that `looked` does not name nothing is to tell. */
  | {
      readonly kind: 'looked';
      readonly batch: number;
      readonly oids: readonly string[];
      readonly bytes: number;
      readonly looked: readonly Looked[];
    }
  | { readonly kind: 'failed'; readonly batch: number; readonly failure: Failure };
