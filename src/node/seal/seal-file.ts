import { join } from 'node:path';
import { formatSealFile, largestSealFile, parseSealFile, type SealFile, sealPath } from '../../core/seal-file.ts';
import { NotPlain, readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** For whom a vault's notes are sealed, as its file says; nothing was ever sealed where it is missing. */
export type SealFileState =
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly problems: readonly string[] }
  | { readonly state: 'ok'; readonly file: SealFile };

/** Reads a vault's `.cloister/seal.json`; a link is not followed. */
export function readSealFile(root: string): SealFileState {
  return readSealFileAt(join(root, sealPath));
}

/** Reads a file of that form at any path. */
export function readSealFileAt(path: string): SealFileState {
  let text: string;
  try {
    text = readPlainFile(path, { largest: largestSealFile, followsLinks: false }).toString('utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing' };
    return { state: 'broken', problems: [error instanceof NotPlain ? error.message : `it can not be read (${code})`] };
  }
  const parsed = parseSealFile(text);
  return parsed.ok ? { state: 'ok', file: parsed.value } : { state: 'broken', problems: parsed.problems };
}

/** Writes a vault's `.cloister/seal.json`, whole. */
export function writeSealFile(root: string, file: SealFile): void {
  writeWhole(join(root, sealPath), formatSealFile(file), 0o644);
}
