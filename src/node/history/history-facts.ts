import type { VaultPath } from '../../core/finding.ts';
import type { ObjectFindings, Reach } from '../../core/history.ts';
import type { HistoryFacts } from '../../core/history-findings.ts';
import { OidSet } from '../git/oid-set.ts';
import type { Repository } from '../git/repository.ts';

/** Commits that git is asked about at once. */
const atOnce = 4000;

/**
 * Asks a repository about the commits that brought what was found, and about what is checked out. What nothing reaches
 * is told by `isUnreachable`; commits of which a reference has none are kept by a reflog.
 */
export async function historyFacts(
  repository: Repository,
  found: () => Iterable<ObjectFindings>,
  isUnreachable: (oid: string) => boolean,
): Promise<HistoryFacts> {
  const length = repository.place.objectFormat === 'sha256' ? 32 : 20;
  const commits = new OidSet(length);
  const objects = new Set<string>();
  for (const { oid, object, introductions } of found()) {
    if (object === 'blob') objects.add(oid);
    for (const { commit } of introductions) commits.add(commit);
  }
  const times = new Float64Array(commits.size).fill(Number.NaN);
  for (const chunk of chunksOf(commits)) {
    const facts = await repository.commitFacts(chunk);
    for (const [oid, { date }] of facts) times[commits.indexOf(oid)] = Date.parse(date);
  }
  const names = repository.remotes;
  const wanted = new Set(commits);
  const inRefs = await membersOf(commits, wanted, (all) => repository.reachableAmong(all, 'refs'));
  const pushed: Uint8Array[] = [];
  for (const remote of names)
    pushed.push(await membersOf(commits, wanted, (all) => repository.reachableAmong(all, { remote })));
  const trees: ReadonlyMap<string, readonly VaultPath[]> =
    objects.size === 0 ? new Map() : await repository.trees(objects);

  const reachOf = (commit: string): Reach => {
    if (inRefs[commits.indexOf(commit)] === 1) return 'ref';
    return isUnreachable(commit) ? 'unreachable' : 'reflog';
  };
  const none: readonly string[] = [];
  return {
    timeOf: (commit) => times[commits.indexOf(commit)] ?? Number.NaN,
    treePaths: (oid) => trees.get(oid) ?? [],
    reachOf,
    reachAlone: (oid) => (isUnreachable(oid) ? 'unreachable' : 'ref'),
    remotesOf(commit) {
      const number = commits.indexOf(commit);
      const having = names.filter((_name, index) => pushed[index]?.[number] === 1);
      return having.length === 0 ? none : having;
    },
  };
}

/** A mark for each of the commits that `ask` names. */
async function membersOf(
  commits: OidSet,
  wanted: ReadonlySet<string>,
  ask: (all: ReadonlySet<string>) => Promise<ReadonlySet<string>>,
): Promise<Uint8Array> {
  const marks = new Uint8Array(commits.size);
  if (wanted.size > 0) for (const oid of await ask(wanted)) marks[commits.indexOf(oid)] = 1;
  return marks;
}

function* chunksOf(commits: Iterable<string>): Generator<string[]> {
  let chunk: string[] = [];
  for (const commit of commits) {
    chunk.push(commit);
    if (chunk.length < atOnce) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
