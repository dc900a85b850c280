import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { GitPlace } from './git-place.ts';

/** What stands in git for a file that git-lfs keeps elsewhere. */
export interface LfsPointer {
  /** SHA-256 of the content, lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** A pointer is smaller: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const largestPointer = 1024;

const form =
  /^version https:\/\/(?:git-lfs\.github\.com\/spec\/v1|hawser\.github\.com\/spec\/v1|git-media\.io\/v\/2)\n(?:ext-[0-9]-[^\s]+ sha256:[0-9a-f]{64}\n)*oid sha256:([0-9a-f]{64})\nsize ([0-9]{1,15})\n?$/;

/** The pointer that content is, all of it; undefined where it is anything else. */
export function lfsPointer(bytes: Uint8Array): LfsPointer | undefined {
  // 118: 'v', so that other content costs nothing.
  if (bytes.length >= largestPointer || bytes[0] !== 118) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [, sha256, size] = form.exec(text.replaceAll('\r\n', '\n')) ?? [];
  return sha256 === undefined ? undefined : { sha256, size: Number(size) };
}

/**
 * The file that holds a pointer's content on this machine; undefined where it was not downloaded, or is not of its size.
 * @throws errors of the file system other than that there is no such file.
 */
export function lfsContent({ commonDir }: GitPlace, { sha256, size }: LfsPointer): string | undefined {
  const file = join(commonDir, 'lfs', 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size === size ? file : undefined;
}
