import { fileURLToPath } from 'node:url';
import type { HistoryFinding, HistoryOptions } from '../../../src/core/history.ts';
import { type HistoryParts, scanHistory } from '../../../src/node/history/scan-history.ts';
import type { RepositoryHistory } from '../../../src/node/history/scan-result.ts';

export const bundles = fileURLToPath(new URL('../../../dist', import.meta.url));

/** Scans the histories of a repository and of its submodules; caches lie beneath the environment's `HOME`. */
export async function scanAll(
  path: string,
  env: Readonly<Record<string, string>>,
  options: Partial<HistoryOptions> = {},
  parts: Partial<HistoryParts> = {},
): Promise<RepositoryHistory[]> {
  const all: RepositoryHistory[] = [];
  const histories = scanHistory(
    path,
    { refs: [], unreachable: false, maxSize: 32 << 20, ...options },
    {
      env,
      home: `${env['HOME']}/cloister`,
      bundles,
      subtracts: true,
      usesCache: true,
      workers: 1,
      signal: new AbortController().signal,
      ...parts,
    },
  );
  for await (const each of histories) all.push(each);
  return all;
}

/** The same of the repository alone. */
export async function scanOne(...given: Parameters<typeof scanAll>): Promise<RepositoryHistory> {
  const [own] = await scanAll(...given);
  if (own === undefined) throw new Error('nothing came');
  return own;
}

/** What is found, in a word each: `github in a.md:3, 2 versions`. */
export function words(history: RepositoryHistory): string[] {
  return history.findings.map(({ finding, versions }) => {
    const { path, span } = finding.place;
    return `${finding.rule} ${path}:${span.startLine}, ${versions}`;
  });
}

/** The only finding of a rule. */
export function only({ findings }: RepositoryHistory, rule = 'secret.github.token'): HistoryFinding {
  const all = findings.filter(({ finding }) => finding.rule === rule);
  const [one] = all;
  if (one === undefined || all.length > 1) throw new Error(`${all.length} of ${rule}`);
  return one;
}
