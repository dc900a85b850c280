import { readdirSync } from 'node:fs';
import { errorCode } from './walk.ts';

/** The names in a folder; none where it can not be listed, which is told where that matters. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    errorCode(error);
    return [];
  }
}
