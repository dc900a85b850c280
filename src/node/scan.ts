import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { AcceptedFinding } from '../core/baseline-subtract.ts';
import type { Finding, Skipped, VaultPath } from '../core/finding.ts';
import { compileGitignore, type PathFilter } from '../core/gitignore.ts';
import { UserError } from '../core/user-error.ts';
import { recogniseEncryption } from '../stores/encryption.ts';
import type { Scanner } from './baseline-scanner.ts';
import { defaultExcludes } from './default-excludes.ts';
import { describeFailure } from './fault.ts';
import { fileReader } from './read-file.ts';
import { errorCode, isBeneathExcluded, type Walked, walk } from './walk.ts';

/** Options of a scan; the defaults are `defaultScanOptions`. */
export interface ScanOptions {
  /** gitignore patterns relative to each root, after the built-in list: `!node_modules/` takes one of those back. */
  readonly exclude: readonly string[];
  /** Files of more bytes than this come out as skipped. */
  readonly maxSize: number;
}

export const defaultScanOptions: ScanOptions = { exclude: [], maxSize: 128 << 20 };

/** What became of one path. */
export type Scanned =
  | {
      readonly kind: 'file';
      readonly path: VaultPath;
      readonly bytes: number;
      readonly findings: readonly Finding[];
      /** What the baseline of its vault accepts, where that is anything. */
      readonly accepted?: readonly AcceptedFinding[];
    }
  | { readonly kind: 'skipped'; readonly skipped: Skipped };

/** How long a scan holds the thread before it lets messages and timers through, in milliseconds. */
const turn = 25;

/**
 * Scans everything beneath a folder, or one file. Paths in the results are relative to the folder (for a file: to the
 * folder that it lies in). Ends early, without an error, when `signal` is aborted.
 * @throws UserError where the root does not exist or can not be opened.
 */
export async function* scanRoot(
  root: string,
  options: ScanOptions,
  engine: Scanner,
  signal?: AbortSignal,
): AsyncGenerator<Scanned> {
  const { folder, file } = openRoot(root);
  const excluded = compileExcludes(options);
  // A file that was named is looked at whatever the lists say.
  const walked =
    file === undefined
      ? walk(folder, '', excluded)
      : [{ kind: 'file' as const, path: file, absolute: join(folder, file) }];
  yield* scanWalked(walked, options, engine, signal);
}

/**
 * Scans files and folders beneath a root by their absolute paths. What is gone, excluded or outside of the root gives
 * nothing.
 * @throws UserError where the root does not exist.
 */
export async function* scanPaths(
  root: string,
  paths: readonly string[],
  options: ScanOptions,
  engine: Scanner,
  signal?: AbortSignal,
): AsyncGenerator<Scanned> {
  const { folder } = openRoot(root);
  yield* scanWalked(walkPaths(folder, root, paths, compileExcludes(options)), options, engine, signal);
}

/** Scans a text that need not be on disk. Returns undefined where its path is excluded. */
export async function scanText(
  path: VaultPath,
  text: string,
  options: ScanOptions,
  engine: Scanner,
): Promise<Scanned | undefined> {
  const excluded = compileExcludes(options);
  if (isBeneathExcluded(path, excluded) || excluded(path, false)) return undefined;
  return scanBytes(path, Buffer.from(text), options, engine);
}

/** Scans bytes under a name, such as standard input. */
export async function scanBytes(
  path: VaultPath,
  bytes: Uint8Array,
  options: ScanOptions,
  engine: Scanner,
): Promise<Scanned> {
  if (bytes.length > options.maxSize) {
    return { kind: 'skipped', skipped: { path, why: 'too-big', detail: String(bytes.length) } };
  }
  const format = recogniseEncryption(bytes);
  if (format !== undefined) return { kind: 'skipped', skipped: { path, why: 'encrypted', detail: format } };
  try {
    const { kind, findings, accepted = [] } = await engine.scan({ path, bytes });
    if (kind === 'binary') return { kind: 'skipped', skipped: { path, why: 'binary' } };
    return { kind: 'file', path, bytes: bytes.length, findings, ...(accepted.length === 0 ? {} : { accepted }) };
  } catch (error) {
    // Our bug costs this file alone, and is told: a scan never fails as a whole.
    const { message, stack = '' } = describeFailure(error);
    return { kind: 'skipped', skipped: { path, why: 'fault', detail: `${message}\n${stack}` } };
  }
}

async function* scanWalked(
  walked: Iterable<Walked>,
  options: ScanOptions,
  engine: Scanner,
  signal: AbortSignal | undefined,
): AsyncGenerator<Scanned> {
  const read = fileReader(options.maxSize);
  let turnEnds = performance.now() + turn;
  for (const next of walked) {
    if (performance.now() > turnEnds) {
      await new Promise((resume) => setImmediate(resume));
      turnEnds = performance.now() + turn;
    }
    if (signal?.aborted === true) return;
    if (next.kind === 'skipped') {
      yield next;
      continue;
    }
    const file = read(next.absolute);
    if (file.kind === 'bytes') yield await scanBytes(next.path, file.bytes, options, engine);
    else if (file.kind === 'skipped') {
      const { why, detail } = file;
      yield { kind: 'skipped', skipped: { path: next.path, why, ...(detail === undefined ? {} : { detail }) } };
    }
  }
}

function* walkPaths(folder: string, root: string, paths: readonly string[], excluded: PathFilter): Generator<Walked> {
  for (const absolute of paths) {
    const path = relative(root, resolve(absolute)).split(sep).join('/');
    if (path === '..' || path.startsWith('../') || isBeneathExcluded(path, excluded)) continue;
    // Beneath a link lies another place: out of the vault, or one that comes under its own name.
    if (path === '' || !hasLinkAbove(folder, path)) yield* walk(folder, path, excluded);
  }
}

function hasLinkAbove(folder: string, path: VaultPath): boolean {
  const parent = dirname(join(folder, path));
  try {
    return realpathSync(parent) !== parent;
  } catch (error) {
    const code = errorCode(error);
    // What is gone or closed is for the walk to say.
    return code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES';
  }
}

function compileExcludes(options: ScanOptions): PathFilter {
  return compileGitignore([...defaultExcludes, ...options.exclude]);
}

/**
 * Returns the real path of a folder or file to scan.
 * @throws UserError where it does not exist or can not be reached.
 */
export function realRoot(root: string): { real: string; isFile: boolean } {
  try {
    const real = realpathSync(root);
    return { real, isFile: !statSync(real).isDirectory() };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UserError(
        `There is no file or folder ${root}`,
        'Check the path: it is relative to the folder you are in.',
      );
    }
    throw new UserError(
      `${root} can not be opened (${code})`,
      'Check its permissions, or run as a user who may read it.',
    );
  }
}

/** The real folder to scan, and the file in it where the root is one. */
function openRoot(root: string): { folder: string; file?: string } {
  const { real, isFile } = realRoot(root);
  return isFile ? { folder: dirname(real), file: basename(real) } : { folder: real };
}
