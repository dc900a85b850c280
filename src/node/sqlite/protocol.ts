import type { MessagePort } from 'node:worker_threads';
import type { Row } from '../../stores/store.ts';

/** What the thread that holds SQLite is started with. */
export interface SqliteThreadData {
  readonly sqlite: {
    /** Its first number is set to 1 with each answer. */
    readonly flag: SharedArrayBuffer;
    readonly port: MessagePort;
  };
}

export type SqliteRequest =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'query'; readonly sql: string; readonly most: number }
  | { readonly kind: 'close' };

export type SqliteReply =
  | { readonly kind: 'ready' }
  /** Names as they are spelled. `others`: views and virtual tables. */
  | { readonly kind: 'opened'; readonly tables: readonly string[]; readonly others: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly isCut: boolean }
  | { readonly kind: 'closed' }
  /** `words`: what SQLite says; it names no value of a row. */
  | { readonly kind: 'failed'; readonly words: string };
