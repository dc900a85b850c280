import type { BlobPlace } from '../../../src/core/finding.ts';
import type { HistoryFinding } from '../../../src/core/history.ts';
import type { RepositoryHistory } from '../../../src/node/history/scan-result.ts';
import type { ShownRepository } from '../../../src/vscode/history/rows.ts';
import type { Translate } from '../../../src/vscode/summary.ts';
import { finding } from '../findings.ts';

export const t: Translate = (message, ...args) => message.replace(/\{(\d)\}/g, (_, index) => String(args[index]));

const span = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 };

export const oids = { commit: `3f2a91c0${'1'.repeat(32)}`, blob: `a0b1c2d3${'2'.repeat(32)}` };

/** A place in the first version of a note. */
export function blob(overrides: Partial<BlobPlace> = {}): BlobPlace {
  const author = 'Ann Author';
  const date = '2024-03-01T23:30:00-08:00';
  return {
    kind: 'blob',
    object: 'blob',
    oid: oids.blob,
    commit: oids.commit,
    author,
    date,
    path: 'notes/keys.md',
    span,
    ...overrides,
  };
}

/** A finding in the history, by default one that was deleted and never pushed. */
export function found(
  { place, ...about }: Parameters<typeof finding>[1] & { place?: BlobPlace } = {},
  overrides: Partial<Omit<HistoryFinding, 'finding'>> = {},
): HistoryFinding {
  return {
    finding: { ...finding('', about), place: place ?? blob() },
    versions: 1,
    occurrences: [],
    paths: [],
    inTree: [],
    reach: 'ref',
    remotes: [],
    ...overrides,
  };
}

export function history(
  findings: readonly HistoryFinding[],
  overrides: Partial<RepositoryHistory> = {},
): RepositoryHistory {
  const root = '/home/ann/my notes';
  return {
    path: '',
    place: { root, gitDir: `${root}/.git`, commonDir: `${root}/.git`, isBare: false, objectFormat: 'sha1' },
    findings,
    accepted: [],
    skipped: [],
    totals: { objects: 10, known: 0, bytes: 100, commits: 1204 },
    warnings: [],
    ...overrides,
  };
}

export function shown(history: RepositoryHistory, overrides: Partial<ShownRepository> = {}): ShownRepository {
  const settings = { 'cloister.severity': 'medium', 'cloister.problems.show': 'secretsAndPrivate' } as const;
  return { name: 'my notes', history, settings, ...overrides };
}
