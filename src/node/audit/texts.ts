import { fstatSync, readSync } from 'node:fs';
import { withQuietFile } from '../sqlite/quiet-file.ts';

/** How often a file that changes while it is read is read anew. */
const tries = 3;

export type Bytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly size: number }
  | { readonly kind: 'too-big'; readonly size: number }
  | { readonly kind: 'special-file' | 'changing' };

/** Which bytes of a file: the first ones, the last ones, or all where they are no more. */
export interface Wanted {
  readonly from: 'start' | 'end' | 'whole';
  readonly most: number;
}

/** Reads bytes of a regular file, all of one moment. @throws errors of the file system. */
export function readBytes(path: string, { from, most }: Wanted): Bytes {
  return withQuietFile(path, (file) => {
    for (let attempt = 0; attempt < tries; attempt++) {
      const before = fstatSync(file, { bigint: true });
      if (!before.isFile()) return { kind: 'special-file' };
      const size = Number(before.size);
      if (from === 'whole' && size > most) return { kind: 'too-big', size };
      const bytes = readAt(file, from === 'end' ? Math.max(0, size - most) : 0, Math.min(size, most));
      const after = fstatSync(file, { bigint: true });
      // What is appended to a log changes nothing of its beginning.
      const isSame = after.size === before.size && after.mtimeNs === before.mtimeNs;
      if (isSame || (from === 'start' && after.size >= before.size)) return { kind: 'bytes', bytes, size };
    }
    return { kind: 'changing' };
  });
}

function readAt(file: number, start: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, start + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}
