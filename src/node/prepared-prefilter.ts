import type { Prefilter } from '../detect/prefilter.ts';

/**
 * What finds the literals of the guard's engines, where it was made before: esbuild.mjs puts it into the guard's bundle in
 * this file's place. Undefined means that an engine makes its own.
 */
export function preparedPrefilter(): Prefilter | undefined {
  return undefined;
}
