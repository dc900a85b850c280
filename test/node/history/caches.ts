import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GitPlace } from '../../../src/node/git/git-place.ts';
import { type HistoryCache, type Known, openHistoryCache } from '../../../src/node/history/cache.ts';

export const root = '/nonexistent/notes';

export function placeOf(objectFormat: GitPlace['objectFormat'] = 'sha1', commonDir = `${root}/.git`): GitPlace {
  return { root, gitDir: commonDir, commonDir, isBare: false, objectFormat };
}

export function openCache(
  folder: string,
  {
    place = placeOf(),
    ruleSet = 'rules 1',
    keyId = 'key 1',
  }: { place?: GitPlace; ruleSet?: string; keyId?: string } = {},
): Promise<HistoryCache> {
  return openHistoryCache({ folder, place, ruleSet, keyId });
}

/** An object id made from a number, spread as real ones are. */
export function oid(number: number, bytes = 20): string {
  const word = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return word + number.toString(16).padStart(bytes * 2 - 8, '0');
}

/** The one cache in a folder. */
export function fileIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bin') && !name.startsWith('.'));
  if (names.length !== 1) throw new Error(`${names.length} caches`);
  return join(folder, names[0] ?? '');
}

/** All that a cache knows of the ids that tests use. */
export function contentOf(cache: HistoryCache, { count = 61, bytes = 20 } = {}): Map<string, Known> {
  const content = new Map<string, Known>();
  for (let each = 0; each < count; each++) {
    const known = cache.get(oid(each, bytes));
    if (known !== undefined) content.set(oid(each, bytes), known);
  }
  return content;
}
