import type { Scanned, ScanOptions } from './scan.ts';

/**
 * What the editor and its worker tell each other. Everything is plain data; `job` ties answers to a request.
 * One job at a time is not assumed: a rescan of one note is answered while a folder is still being scanned.
 */
export type ToWorker =
  /** Scan all of a folder. Answers: any number of `scanned`, then `done`. */
  | { readonly kind: 'scan-folder'; readonly job: number; readonly root: string; readonly options: ScanOptions }
  /** Scan these files or folders beneath a root, by absolute path. What is gone or excluded is left out of the answers. */
  | {
      readonly kind: 'scan-paths';
      readonly job: number;
      readonly root: string;
      readonly paths: readonly string[];
      readonly options: ScanOptions;
    }
  /** Scan a text that may not be on disk. `path` is the path relative to the root. */
  | {
      readonly kind: 'scan-text';
      readonly job: number;
      readonly root: string;
      readonly path: string;
      readonly text: string;
      readonly options: ScanOptions;
    }
  | { readonly kind: 'cancel'; readonly job: number };

export type FromWorker =
  /** Results of some files, in batches of about 100 ms; `files` and `bytes` are totals so far. */
  | {
      readonly kind: 'scanned';
      readonly job: number;
      readonly results: readonly Scanned[];
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly kind: 'done'; readonly job: number; readonly cancelled: boolean }
  /** The root could not be scanned at all (`hint` is set: the user can mend it) or the worker has a bug (`stack`). */
  | {
      readonly kind: 'failed';
      readonly job: number;
      readonly message: string;
      readonly hint?: string;
      readonly stack?: string;
    };
