import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { feed, gitAt, gitStream, output, parts } from './git-stream.ts';
import { targetsOf } from './object-types.ts';
import { references, reflogIdsOf } from './tips.ts';

/**
 * Which of the commits are reached from references and HEADs, or from what branches of a remote were last seen at and at
 * any time before: what was pushed once may be there still. Where the history is damaged: as far as git can walk.
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
  const all = references(place, env);
  const isMeant = from === 'refs' ? () => true : trackedBy(place, from.remote, env);
  const meant = all.filter(({ name }) => isMeant(name));
  const ids = new Set(meant.map(({ oid }) => oid));
  if (from !== 'refs') {
    const names = meant.map(({ name }) => name);
    for (const oid of reflogIdsOf(place, names, env)) ids.add(oid);
  }
  const { commits: tips } = await targetsOf(place, ids, env, signal);
  if (tips.length === 0) return found;
  const stream = gitStream(place, ['rev-list', '--stdin'], env, signal);
  const feeding = feed(stream, tips);
  try {
    for await (const lines of parts(output(stream, signal), 10)) {
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

/** Whether a reference is a copy of one of a remote: what its settings say, such as `+refs/heads/*:refs/remotes/origin/*`. */
function trackedBy(place: GitPlace, remote: string, env: Env): (name: string) => boolean {
  const { stdout } = gitAt(place, ['config', '-z', '--get-all', `remote.${remote}.fetch`], env);
  const copies = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((each) => (each.startsWith('^') ? [] : (/:(.+)$/.exec(each)?.[1] ?? [])));
  if (copies.length === 0) copies.push(`refs/remotes/${remote}/*`);
  return (name) =>
    copies.some((copy) => {
      const [start = '', end] = copy.split('*');
      return end === undefined ? name === copy : name.startsWith(start) && name.endsWith(end);
    });
}
