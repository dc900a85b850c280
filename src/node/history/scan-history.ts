import type { Skipped, VaultPath } from '../../core/finding.ts';
import type { HistoryOptions } from '../../core/history.ts';
import { UserError } from '../../core/user-error.ts';
import type { GitPlace } from '../git/git-place.ts';
import { openRepository } from '../git/repository.ts';
import type { HistoryParts } from './history-parts.ts';
import { scanRepository } from './repository-scan.ts';
import type { RepositoryHistory } from './scan-result.ts';

export type { HistoryParts };

/**
 * Scans the history of the repository that `path` lies in, then those of its submodules, each with a cache of its own. A
 * submodule that git does not open is skipped.
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
  // What a range or a reference names is of the repository itself.
  if (options.range !== undefined || options.refs.length > 0) return yield own;
  const refused: Skipped[] = [];
  const submodules = await main.submodules((inner, { message }) =>
    refused.push({ path: inner, why: 'unreadable', detail: message }),
  );
  yield {
    ...own,
    skipped: [...own.skipped, ...refused],
    warnings: [...own.warnings, ...refused.map(({ path: inner, detail = '' }) => notScanned(inner, detail))],
  };
  for (const { path: inner, place } of submodules) {
    if (parts.signal.aborted) return;
    const history = await submoduleHistory(place, inner, options, parts);
    if (history === undefined) return;
    yield history;
  }
}

/** Undefined where the signal was given. One in which git can not tell what there is, is skipped as a whole. */
async function submoduleHistory(
  place: GitPlace,
  path: VaultPath,
  options: HistoryOptions,
  parts: HistoryParts,
): Promise<RepositoryHistory | undefined> {
  try {
    return await scanRepository(await openRepository(place.root, parts.env, parts.signal), path, options, parts);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message } = error;
    return {
      path,
      place,
      findings: [],
      accepted: [],
      skipped: [{ path: '.', why: 'unreadable', detail: message }],
      totals: { objects: 0, known: 0, bytes: 0, commits: 0 },
      warnings: [notScanned(path, message)],
    };
  }
}

function notScanned(path: VaultPath, why: string): string {
  return `The submodule ${path} was not scanned: ${why}`;
}
