import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';

const largest = 16 << 20;

/** The text of a plain file, undefined where there is none that can be read: no pipe is waited for. */
export function textOf(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest }).toString('utf8');
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}
