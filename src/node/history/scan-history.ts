import type { HistoryOptions } from '../../core/history.ts';
import { openRepository } from '../git/repository.ts';
import type { HistoryParts } from './history-parts.ts';
import { scanRepository } from './repository-scan.ts';
import type { RepositoryHistory } from './scan-result.ts';

export type { HistoryParts };

/**
 * Scans the history of the repository that `path` lies in, then those of its submodules, each with a cache of its own.
 * Ends early, without an error, where the signal is given; what was seen until then is remembered.
 * @throws UserError where there is no repository, or git is not there or refuses.
 */
export async function* scanHistory(
  path: string,
  options: HistoryOptions,
  parts: HistoryParts,
): AsyncGenerator<RepositoryHistory> {
  try {
    yield* histories(path, options, parts);
  } catch (error) {
    // What runs is ended by the signal's reason.
    if (!parts.signal.aborted) throw error;
  }
}

async function* histories(
  path: string,
  options: HistoryOptions,
  parts: HistoryParts,
): AsyncGenerator<RepositoryHistory> {
  const main = await openRepository(path, parts.env, parts.signal);
  const own = await scanRepository(main, '', options, parts);
  if (own === undefined) return;
  yield own;
  // What a range or a reference names is of the repository itself.
  if (options.range !== undefined || options.refs.length > 0) return;
  for (const { path: inner, place } of await main.submodules()) {
    if (parts.signal.aborted) return;
    const submodule = await openRepository(place.root, parts.env, parts.signal);
    const history = await scanRepository(submodule, inner, options, parts);
    if (history === undefined) return;
    yield history;
  }
}
