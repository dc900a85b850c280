import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What lies at a path is no plain file, or too large. Its `code` makes it an error of the file system like others. */
export class NotPlain extends Error {
  readonly code = 'ENOTPLAIN';
}

interface ReadOptions {
  /** More bytes than this are not read. */
  readonly largest: number;
  /** False refuses a link; by default links are followed. */
  readonly followsLinks?: boolean;
}

/**
 * Reads a plain file. A pipe, a socket or a device is refused instead of waited for.
 * @throws NotPlain for anything but a plain file of the size, and errors of the file system.
 */
export function readPlainFile(path: string, { largest, followsLinks = true }: ReadOptions): Buffer {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotPlain('it is no file');
    if (stat.size > largest) throw new NotPlain(`it is larger than ${largest >> 20} MB`);
    return readAtMost(file, stat.size, largest);
  } finally {
    closeSync(file);
  }
}

/** A file may grow while it is read, and those of `/proc` have no size. */
function readAtMost(file: number, size: number, largest: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let room = size + 1; ; room = 1 << 16) {
    const chunk = Buffer.allocUnsafe(room);
    const count = readSync(file, chunk);
    if (count === 0) return chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks, length);
    length += count;
    if (length > largest) throw new NotPlain(`it is larger than ${largest >> 20} MB`);
    chunks.push(chunk.subarray(0, count));
  }
}
