import type { PartKind, RecognisedStore } from '../core/audit.ts';
import type { StoreId } from '../core/store-ids.ts';

export type Platform = 'linux' | 'darwin' | 'win32';

/**
 * An app or format that keeps notes, AI conversations or passwords. A row of a table: pure data, and a `recognise` that
 * looks through a reader at what a place holds.
 */
export interface Store {
  readonly id: StoreId;
  readonly name: string;
  readonly holds: 'notes' | 'ai' | 'passwords';
  /** Where the facts come from: documentation page, source file, issue. */
  readonly docs: string;
  /**
   * Default places. Every system's are looked at on every system, since a home folder may be another machine's backup.
   * Variables: `~`, `{config}` (~/.config), `{data}` (~/.local/share), `{support}` (~/Library/Application Support),
   * `{appdata}`, `{localappdata}`, `{user}` (the User folder of each VS Code, Cursor and their kin), and
   * `{env:CODEX_HOME|~/.codex}`, which counts for the person's own home alone. A `*` stands for one name.
   */
  readonly paths: Readonly<Record<Platform, readonly string[]>>;
  /** What a walk through the home folder and the workspace takes for a sign of it. */
  readonly marks: readonly Mark[];
  /** How it is proven, for the table in the documentation: `notes, folders and master_keys tables`. */
  readonly proof: string;
  /** What to do about it, one or two sentences; for the report and the documentation. */
  readonly fix: string;
  /**
   * Looks at a candidate and says what it is, by content. Undefined where it is not this store.
   * What can not be read is told by the reader: a recogniser never throws for it.
   */
  recognise(candidate: string, reader: StoreReader): RecognisedStore | readonly RecognisedStore[] | undefined;
  /**
   * Further places, absolute, that a store's own files name: Obsidian's list of vaults. Asked for each of the store's
   * default places; they are looked at by all stores, as a folder of the person's is. They come from a file, so they may
   * be anything: what is not there, or lies outside of the home folder that is looked at, is the caller's to leave out.
   */
  leads?(place: string, reader: StoreReader): readonly string[];
}

/** A sign of a store. Names are compared without regard to letter case. */
export interface Mark {
  readonly entry: 'file' | 'folder';
  /** One of: the whole name, the end of it with its point, or a pattern for it. */
  readonly name?: string;
  readonly extension?: string;
  readonly pattern?: RegExp;
  /** What is handed to `recognise`: the entry itself, or the folder that holds it. */
  readonly candidate: 'itself' | 'parent';
  /** `usual`: only in Downloads, Desktop and Documents, in the home folder itself, in vaults and workspaces. */
  readonly where: 'anywhere' | 'usual';
}

export interface Entry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'special';
}

export type Row = Readonly<Record<string, unknown>>;

/** A mounted file system, as far as the machine tells. */
export interface Mount {
  readonly target: string;
  readonly source: string;
  /** `ext4`, `fuse.gocryptfs`. */
  readonly type: string;
}

/**
 * What recognisers look through. It reads and never writes, follows no link out of the folder that it was given, and
 * returns undefined for what is not there. What is there and can not be read (permission, damage, size, a file that
 * changes while it is read) gives undefined too and is noted as skipped.
 * Paths are absolute and joined by `/` on every system.
 */
export interface StoreReader {
  type(path: string): Entry['type'] | undefined;
  /** By name; empty where the folder is not there. */
  list(folder: string): readonly Entry[];
  /** Bytes of a regular file. */
  size(path: string): number | undefined;
  head(path: string, bytes: number): Uint8Array | undefined;
  tail(path: string, bytes: number): Uint8Array | undefined;
  /** A text of at most `most` bytes (4 MB unless told); a longer one is skipped as too big. */
  text(path: string, most?: number): string | undefined;
  /** The first `most` bytes of a text (64 KB unless told), cut at a whole character. */
  start(path: string, most?: number): string | undefined;
  /** A JSON text, comments and trailing commas allowed. Skipped as damaged where it does not parse. */
  json(path: string, most?: number): unknown;
  /** Names of the tables of a SQLite database, lower case; undefined where its magic says that it is none. */
  tables(path: string): ReadonlySet<string> | undefined;
  /** Runs a query of ours on a private copy, write-ahead log included. Undefined where it fails. */
  query(path: string, sql: string): readonly Row[] | undefined;
  /** Regular files beneath a folder whose names end with one of `extensions`, at most `most` (default 10,000). */
  find(folder: string, extensions: readonly string[], most?: number): readonly string[];
  readonly mounts: readonly Mount[];
  /** A variable of this process; undefined for another home folder than the person's own, and where a reader knows none. */
  variable?(name: string): string | undefined;
}

/** Builds the parts of a store out of those that are there: `parts(reader, root, { transcripts: ['sessions'] })`. */
export function partsOf(
  reader: StoreReader,
  root: string,
  kinds: Readonly<Partial<Record<PartKind, readonly string[]>>>,
): RecognisedStore['parts'] {
  const found: { kind: PartKind; path: string }[] = [];
  for (const [kind, names] of Object.entries(kinds) as [PartKind, readonly string[]][]) {
    for (const name of names) {
      const path = name === '' ? root : `${root}/${name}`;
      if (reader.type(path) !== undefined) found.push({ kind, path });
    }
  }
  return found;
}
