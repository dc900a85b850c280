import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { feed, gitStream, parts } from './git-stream.ts';
import { targetsOf } from './object-types.ts';
import { references } from './tips.ts';

/**
 * Which of the commits are reached from references and HEADs, or from the branches that were last seen on a remote. Where
 * the history is damaged: as far as git can walk.
 */
export async function reachableAmong(
  place: GitPlace,
  commits: ReadonlySet<string>,
  from: 'refs' | { readonly remote: string },
  env: Env,
  signal: AbortSignal,
): Promise<Set<string>> {
  const found = new Set<string>();
  if (commits.size === 0) return found;
  const prefix = from === 'refs' ? '' : `refs/remotes/${from.remote}/`;
  const names = references(place, env).filter(({ name }) => name.startsWith(prefix));
  const tips = (
    await targetsOf(
      place,
      names.map(({ oid }) => oid),
      env,
      signal,
    )
  ).commits;
  if (tips.length === 0) return found;
  const stream = gitStream(place, ['rev-list', '--stdin'], env, signal);
  const feeding = feed(stream, tips);
  try {
    for await (const lines of parts(stream.child.stdout, 10)) {
      for (const line of lines) {
        const oid = line.toString('latin1');
        if (commits.has(oid)) found.add(oid);
      }
      if (found.size === commits.size) return found;
    }
    await feeding;
    signal.throwIfAborted();
    return found;
  } finally {
    stream.stop();
  }
}
