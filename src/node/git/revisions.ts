import type { HistoryOptions } from '../../core/history.ts';
import { UserError } from '../../core/user-error.ts';
import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { gitAt } from './git-stream.ts';

/** What a person asked for, as ids. */
export interface Revisions {
  /** Objects from which the walk starts: commits, tags, or what they tag. */
  readonly from: readonly string[];
  /** Commits that are left out with all that they reach. */
  readonly without: readonly string[];
}

/**
 * The ids that a range and references name; undefined where neither was given.
 * @throws UserError that names the one that git does not know.
 */
export function namedRevisions(
  place: GitPlace,
  { range, refs }: Pick<HistoryOptions, 'range' | 'refs'>,
  env: Env,
): Revisions | undefined {
  if (range === undefined && refs.length === 0) return undefined;
  const from: string[] = [];
  const without: string[] = [];
  if (range !== undefined) {
    for (const id of parsed(place, range, 'range', 'Write it as main..topic or `v1.0..`.', env)) {
      if (id.startsWith('^')) without.push(id.slice(1));
      else from.push(id);
    }
  }
  for (const ref of refs) {
    const ids = parsed(place, ref, 'reference', '`git branch --all` and `git tag` list them.', env);
    if (ids.length !== 1) throw unknown('reference', ref, 'a range is given with --range');
    from.push(...ids);
  }
  return { from, without };
}

function parsed(place: GitPlace, text: string, what: string, hint: string, env: Env): string[] {
  // What begins with a dash would be an option.
  if (text === '' || text.startsWith('-') || /[\0\n]/.test(text)) throw unknown(what, text, hint);
  const { status, stdout } = gitAt(place, ['rev-parse', '--revs-only', text, '--'], env);
  const ids = stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  if (status !== 0 || ids.length === 0 || !ids.every((id) => /^\^?[0-9a-f]{40,64}$/.test(id)))
    throw unknown(what, text, hint);
  return ids;
}

function unknown(what: string, text: string, hint: string): UserError {
  return new UserError(`git knows no ${what} "${text}" here`, hint);
}

/**
 * A date as git understands it, in seconds since 1970.
 * @throws UserError where git takes it for no date. Git itself takes such a text for "now".
 */
export function sinceDate(place: GitPlace, since: string, env: Env, now = Date.now()): number {
  const { status, stdout } = gitAt(place, ['rev-parse', `--since=${since}`], env);
  const seconds = Number(/^--max-age=(\d+)\n$/.exec(stdout.toString('latin1'))?.[1]);
  if (status !== 0 || !Number.isSafeInteger(seconds) || seconds >= Math.floor(now / 1000) - 1)
    throw new UserError(`"${since}" is no date in the past`, 'Write it as 2024-05-31, "2 weeks ago" or yesterday.');
  return seconds;
}
