import { availableParallelism } from 'node:os';
import type { Env } from '../git/git-run.ts';
import type { HistoryProgress } from './scan-result.ts';

/** The bundle that holds the worker of a scan, with every rule and all that reads texts: src/program.ts. */
export const scanBundle = 'cli.cjs';

/** What a scan of a history needs of the world. */
export interface HistoryParts {
  readonly env: Env;
  /** Cloister's own folder. */
  readonly home: string;
  /** The folder that holds `scanBundle`. */
  readonly bundles: string;
  /** False tells findings as if no baseline accepted any. */
  readonly subtracts: boolean;
  /** False looks at everything anew, and remembers nothing. */
  readonly usesCache: boolean;
  /** True where every place of a value is wanted, which a plan needs: see `HistoryFinding.occurrences`. */
  readonly wantsOccurrences?: boolean;
  /** How many threads look at objects; `defaultWorkers` where it is left out. */
  readonly workers?: number;
  readonly signal: AbortSignal;
  onProgress?(progress: HistoryProgress): void;
}

/** Each thread holds all rules: more than these would go beyond 400 MB. */
const mostWorkers = 3;

export function defaultWorkers(): number {
  return Math.max(1, Math.min(mostWorkers, availableParallelism()));
}
