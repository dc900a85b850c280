import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { SkipReason } from '../core/finding.ts';
import { errorCode } from './walk.ts';

export type ReadFile =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'skipped'; readonly why: SkipReason; readonly detail?: string }
  | { readonly kind: 'gone' };

/** Buffers up to this many bytes are kept for the next file; a larger file's is given back at once. */
const kept = 4 << 20;

/**
 * Makes a reader of whole files. It opens without following a link and without waiting for a pipe's other end, in case
 * a file was exchanged since it was listed. The bytes are valid until the next call.
 */
export function fileReader(maxSize: number): (absolute: string | Buffer) => ReadFile {
  let shared = Buffer.allocUnsafe(1 << 16);
  // Windows has neither flag; a file name there can not be a pipe.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

  function readAll(file: number): ReadFile {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { kind: 'skipped', why: 'special-file' };
    if (stat.size > maxSize) return { kind: 'skipped', why: 'too-big', detail: String(stat.size) };
    let buffer = shared;
    let length = 0;
    for (;;) {
      // One byte more than the file holds shows its end without a second look.
      const wanted = Math.max(stat.size, length) + 1;
      if (wanted > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(wanted, Math.min(buffer.length * 2, kept)));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
        if (buffer.length <= kept) shared = buffer;
      }
      const count = readSync(file, buffer, length, buffer.length - length, null);
      length += count;
      if (length > maxSize) return { kind: 'skipped', why: 'too-big', detail: String(length) };
      if (count === 0) return { kind: 'bytes', bytes: buffer.subarray(0, length) };
    }
  }

  return (absolute) => {
    let file: number | undefined;
    try {
      file = openSync(absolute, flags);
      return readAll(file);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') return { kind: 'gone' };
      return code === 'ELOOP'
        ? { kind: 'skipped', why: 'special-file', detail: 'became a link' }
        : { kind: 'skipped', why: 'unreadable', detail: code };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}
