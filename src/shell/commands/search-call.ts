import type { Call, Exclusion } from '../evaluated.ts';
import { isUnknown } from '../holes.ts';
import type { Output } from '../state.ts';

export const listing: Output = { kind: 'listed' };

/** The place and form of an exclusion that can be put into a command of the outermost text. */
export function exclusion({ end, state }: Call, form: Exclusion['form'], at = end): { exclusion?: Exclusion } {
  const [base] = state.cwds;
  return at === undefined || base === undefined || state.cwds.length > 1 || isUnknown(base)
    ? {}
    : { exclusion: { form, at, base } };
}

export function reads(
  call: Call,
  paths: readonly string[],
  isDeep: boolean,
  act: 'read' | 'list',
  extra: object,
): void {
  for (const path of paths) call.shell.touch(act, path, call.state, { ...(isDeep ? { deep: true } : {}), ...extra });
}

/** True where options behind the first operand are operands, so that exclusions there mean nothing. */
export function readsPosixly({ shell, state }: Call): boolean {
  return shell.valuesOf('POSIXLY_CORRECT', state) !== undefined;
}
