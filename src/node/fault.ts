import { UserError } from '../core/user-error.ts';
import type { Failure } from './worker-protocol.ts';

/**
 * Describes an error for a log. Of an error that is not ours it gives the kind and the places in the code: its message
 * may quote what was being read, as those of `JSON.parse` do.
 */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UserError) return { message: error.message, hint: error.hint };
  if (!(error instanceof Error)) return { message: `Thrown ${typeof error}`, stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$|^\s+at .*<anonymous>\)?$/.test(line));
  return { message: `${error.name}${code}`, stack: frames.join('\n') };
}
