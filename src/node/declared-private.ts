import { join } from 'node:path';
import type { VaultPath } from '../core/finding.ts';
import type { PathFilter } from '../core/gitignore.ts';
import { createEngine, type Engine } from '../detect/engine.ts';
import { declaredPrivate } from '../detect/rules/markers.ts';
import { recogniseEncryption } from '../stores/encryption.ts';
import { fileReader } from './read-file.ts';
import { defaultScanOptions } from './scan.ts';
import { type WalkedFile, walk } from './walk.ts';

/** A file of a vault, and whether its author marked it private; undefined where that could not be looked at. */
export interface MarkedFile {
  readonly path: VaultPath;
  readonly isPrivate: boolean | undefined;
}

/** Says of files whether their authors marked them private. `undefined`: it could not be read. */
export function privateMarks(): (absolute: string | Buffer, path: VaultPath) => Promise<boolean | undefined> {
  // Fingerprints are not asked for.
  const engine: Engine = createEngine({ rules: [declaredPrivate], sources: [], hash: () => '' });
  const read = fileReader(defaultScanOptions.maxSize);
  return async (absolute, path) => {
    const file = read(absolute);
    if (file.kind !== 'bytes') return undefined;
    if (recogniseEncryption(file.bytes) !== undefined) return false;
    const { findings } = await engine.scan({ path, bytes: file.bytes });
    return findings.length > 0;
  };
}

/** What `markedFiles` met besides files. */
export interface MarkedTally {
  /** Links whose target lies outside of the folder or is left out. */
  links: number;
  /** Folders and files that could not be opened. */
  unreadable: number;
}

/**
 * Yields the files beneath a real folder with their authors' marks. Those that are not `wanted` are passed over unread.
 */
export async function* markedFiles(
  root: string,
  start: VaultPath,
  excluded: PathFilter,
  wanted: (file: WalkedFile) => boolean,
  tally: MarkedTally,
  signal: AbortSignal,
): AsyncGenerator<MarkedFile> {
  const isMarked = privateMarks();
  for (const next of walk(root, start, excluded)) {
    if (signal.aborted) return;
    if (next.kind === 'skipped') {
      if (next.skipped.why === 'link-outside') tally.links += 1;
      else if (next.skipped.why === 'unreadable') tally.unreadable += 1;
      continue;
    }
    if (!wanted(next)) continue;
    const isPrivate = await isMarked(next.absolute, next.path);
    if (isPrivate === undefined) tally.unreadable += 1;
    yield { path: next.path, isPrivate };
  }
}

/** The author's mark of one file by its real path. */
export async function isDeclaredPrivate(root: string, path: VaultPath): Promise<boolean> {
  return (await privateMarks()(join(root, path), path)) === true;
}
