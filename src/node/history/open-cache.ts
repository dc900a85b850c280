import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { GitPlace } from '../git/git-place.ts';
import { type HistoryCache, historyCacheFolder, openHistoryCache } from './cache.ts';
import { type HistoryParts, scanBundle } from './history-parts.ts';

/**
 * Opens the cache of a repository. Where none is to be used, or its keys are good for this run alone, it is one that is
 * never written: `isKept` is false then.
 */
export async function openCache(
  place: GitPlace,
  keyId: string | undefined,
  { env, bundles, usesCache }: HistoryParts,
): Promise<{ cache: HistoryCache; isKept: boolean }> {
  const isKept = usesCache && keyId !== undefined;
  const folder = isKept ? historyCacheFolder(env) : join(tmpdir(), `cloister-none-${randomUUID()}`);
  const ruleSet = await hashOf(join(bundles, scanBundle));
  return { cache: await openHistoryCache({ folder, place, ruleSet, keyId: keyId ?? randomUUID() }), isKept };
}

/** Another bundle may find other things. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
