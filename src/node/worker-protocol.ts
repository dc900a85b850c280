import type { AuditOptions, AuditProgress, AuditReport } from '../core/audit.ts';
import type { SkipReason } from '../core/finding.ts';
import type { HistoryOptions } from '../core/history.ts';
import type { HistoryProgress, RepositoryHistory } from './history/scan-result.ts';
import type { Scanned, ScanOptions } from './scan.ts';

/** What a worker can be asked to scan. Everything is plain data. */
export type ScanRequest =
  /** All of a folder. */
  | { readonly kind: 'scan-folder'; readonly root: string; readonly options: ScanOptions }
  /** Files or folders beneath a root, by absolute path. What is gone or excluded is left out of the answers. */
  | {
      readonly kind: 'scan-paths';
      readonly root: string;
      readonly paths: readonly string[];
      readonly options: ScanOptions;
    }
  /** A text that may not be on disk. `path` is relative to its root. */
  | {
      readonly kind: 'scan-text';
      readonly root: string;
      readonly path: string;
      readonly text: string;
      readonly options: ScanOptions;
    };

/** The whole history of the repository around a folder, and of its submodules. */
export interface HistoryRequest {
  readonly kind: 'scan-history';
  readonly root: string;
  /** The folder of the bundles: a history is scanned by several threads. */
  readonly bundles: string;
  readonly options: HistoryOptions;
}

/** What lies open on this machine: its home folder is the one that the worker's environment names. */
export interface AuditRequest {
  readonly kind: 'audit-machine';
  readonly options: Omit<AuditOptions, 'home'>;
}

export type WorkerRequest = ScanRequest | HistoryRequest | AuditRequest;

/**
 * What the editor tells its worker; `job` ties answers to a request. A request is answered by any number of `scanned`,
 * of a history by `history-progress` and `history`, of an audit by `audit-progress` and `audit`, then one `done` or `failed`.
 * One job at a time is not assumed: a note is rescanned while its folder still is.
 */
export type ToWorker = (WorkerRequest & { readonly job: number }) | { readonly kind: 'cancel'; readonly job: number };

/** Counts of a job so far. */
export interface Totals {
  readonly files: number;
  readonly bytes: number;
  /** Findings that a baseline accepts, where there are any. */
  readonly accepted?: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

export type FromWorker =
  /** Results of some files, in batches of about 100 ms. */
  | {
      readonly kind: 'scanned';
      readonly job: number;
      readonly results: readonly Scanned[];
      readonly totals: Totals;
    }
  /** How far the scan of a history has got, about ten times a second. */
  | { readonly kind: 'history-progress'; readonly job: number; readonly progress: HistoryProgress }
  /** A repository's history, scanned to its end. */
  | { readonly kind: 'history'; readonly job: number; readonly repository: RepositoryHistory }
  /** How far an audit has got, about ten times a second. */
  | { readonly kind: 'audit-progress'; readonly job: number; readonly progress: AuditProgress }
  /** All that an audit gave. */
  | { readonly kind: 'audit'; readonly job: number; readonly report: AuditReport }
  /** `warnings` name what was not subtracted as a vault's baseline says, and why. */
  | {
      readonly kind: 'done';
      readonly job: number;
      readonly cancelled: boolean;
      readonly warnings?: readonly string[];
    }
  /** The root could not be scanned at all: the user can mend it (`hint`), or it is our bug (`stack`). */
  | { readonly kind: 'failed'; readonly job: number; readonly failure: Failure };

export interface Failure {
  readonly message: string;
  readonly hint?: string;
  readonly stack?: string;
}
