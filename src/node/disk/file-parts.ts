import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { attempt, type OnRefused } from './system-files.ts';

/** A plain file from which parts are read. */
export interface FileParts {
  readonly size: number;
  /** As many bytes as there are from a position; fewer at the end. */
  at(position: number, bytes: number): Buffer;
}

/** Opens a plain file for a look at parts of it; undefined for what is none, or where it can not be read. */
export function readParts<T>(path: string, look: (file: FileParts) => T, onRefused?: OnRefused): T | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  return attempt(() => {
    const file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return undefined;
      const at = (position: number, bytes: number) => {
        if (!Number.isSafeInteger(position) || position < 0) return Buffer.alloc(0);
        const room = Buffer.alloc(Math.max(0, Math.min(bytes, stat.size - position)));
        return room.subarray(0, room.length === 0 ? 0 : readSync(file, room, 0, room.length, position));
      };
      return look({ size: stat.size, at });
    } finally {
      closeSync(file);
    }
  }, onRefused);
}
