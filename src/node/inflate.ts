import { constants, unzipSync } from 'node:zlib';
import type { Inflate } from '../detect/encoded/opaque.ts';

/** The most that deflate makes of a byte (https://www.zlib.net/zlib_tech.html). */
const mostOfOne = 1032;

/**
 * Unpacks gzip and zlib data, what there is of it where it is cut, and the beginning alone where it is longer than
 * `limit`. Returns undefined where nothing comes out.
 */
export const inflate: Inflate = (bytes, limit) => {
  for (let length = bytes.length; length > 0; length = length >> 2) {
    try {
      const content = unzipSync(bytes.subarray(0, length), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: limit,
      });
      return content.length === 0 ? undefined : content;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      // Too much of it: a part gives less. Anything else is no such data.
      if (error.code !== 'ERR_BUFFER_TOO_LARGE') return undefined;
      if (length * mostOfOne <= limit) return undefined;
    }
  }
  return undefined;
};
