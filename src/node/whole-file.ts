import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './walk.ts';

/**
 * Writes a file whole or not at all: a draft in the same folder, flushed, then renamed. A link is followed, and an
 * existing file keeps its mode; a new one gets `mode`. Missing folders are made. A list is written part after part.
 * @throws an error of the file system; then the file is as it was.
 */
export function writeWhole(path: string, content: string | Uint8Array | readonly Uint8Array[], mode = 0o600): void {
  const target = realTarget(path);
  mkdirSync(dirname(target), { recursive: true, mode: mode === 0o600 ? 0o700 : 0o755 });
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    const file = openSync(draft, 'wx', modeOf(target) ?? mode);
    try {
      for (const bytes of partsOf(content)) {
        // A write may take less than it was given.
        for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function partsOf(content: string | Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}

function realTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return path;
    throw error;
  }
}

function modeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mode;
}
