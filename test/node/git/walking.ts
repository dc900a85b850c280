import type { Skipped } from '../../../src/core/finding.ts';
import type { HistoryOptions } from '../../../src/core/history.ts';
import { type WalkedObject, walkHistory } from '../../../src/node/git/history-walk.ts';
import { type ReadObject, readObjects } from '../../../src/node/git/object-reader.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import type { TestRepository } from './repositories.ts';

export interface Walked {
  readonly objects: WalkedObject[];
  readonly skipped: Skipped[];
  /** Ids of the blobs, each once, sorted. */
  readonly blobs: string[];
  readonly commits: string[];
  readonly tags: string[];
}

const everything: HistoryOptions = { refs: [], unreachable: false, maxSize: 1 << 20 };

/** Walks the history of the repository that a folder lies in. */
export async function walked(
  folder: string,
  env: Record<string, string | undefined>,
  options: Partial<HistoryOptions> = {},
  excluded: readonly string[] = [],
): Promise<Walked> {
  const { place } = await openRepository(folder, env);
  const objects: WalkedObject[] = [];
  const skipped: Skipped[] = [];
  const request = { options: { ...everything, ...options }, excluded };
  for await (const batch of walkHistory(place, request, env, new AbortController().signal)) {
    objects.push(...batch.objects);
    skipped.push(...batch.skipped);
  }
  const ids = (kind: string) =>
    [...new Set(objects.filter(({ object }) => object === kind).map(({ oid }) => oid))].sort();
  return { objects, skipped, blobs: ids('blob'), commits: ids('commit'), tags: ids('tag') };
}

/** What git itself lists of a kind: of what references and reflogs reach, or of all objects. */
export function listed(repository: TestRepository, kind: string, scope: 'reached' | 'all' = 'reached'): string[] {
  const format = '--batch-check=%(objecttype) %(objectname)';
  const lines =
    scope === 'all'
      ? repository.git('cat-file', '--batch-all-objects', format)
      : repository.gitWith(
          { input: repository.git('rev-list', '--objects', '--no-object-names', '--all', '--reflog') },
          'cat-file',
          format,
        );
  const found = lines.split('\n').flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
  return [...new Set(found)].sort();
}

export async function readAll(
  folder: string,
  env: Record<string, string | undefined>,
  oids: Iterable<string> | AsyncIterable<string>,
  maxSize = 1 << 20,
): Promise<ReadObject[]> {
  const { place } = await openRepository(folder, env);
  const found: ReadObject[] = [];
  for await (const each of readObjects(place, oids, { maxSize }, env, new AbortController().signal)) found.push(each);
  return found;
}
