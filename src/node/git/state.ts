import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { entries, filesBelow, operationFiles, readSmall, referenceFolders, references, reflogFiles } from './tips.ts';

export interface StateOf {
  readonly place: GitPlace;
  readonly isPartial: boolean;
  readonly remotes: readonly string[];
}

/**
 * A text that stays the same as long as references, HEADs and reflogs reach the same: two hashes, joined by a dot. The
 * first says how far the history goes behind what is known of it: where it is cut off, what it borrows, and of a partial
 * clone which packs it has. Only where that is the same are commits that were walked once known with all that they reach.
 */
export function stateOf({ place, isPartial, remotes }: StateOf, env: Env): string {
  const base = createHash('sha256');
  add(base, 'format', place.objectFormat);
  for (const name of ['shallow', 'objects/info/alternates'])
    add(base, name, readSmall(join(place.commonDir, name), 64 << 20) ?? '');
  if (isPartial) {
    const packs = entries(join(place.commonDir, 'objects', 'pack')).map(({ name }) => name);
    add(
      base,
      'packs',
      packs
        .filter((name) => name.endsWith('.pack'))
        .sort()
        .join('\n'),
    );
  }
  const tips = createHash('sha256');
  for (const { name, oid } of references(place, env)) add(tips, name, oid);
  for (const { folder, prefix } of referenceFolders(place))
    add(tips, `${prefix}HEAD`, readSmall(join(folder, 'HEAD')) ?? '');
  for (const file of reflogFiles(place)) add(tips, file, readFileSync(file));
  for (const file of operationFiles(place)) add(tips, file, readSmall(file, 16 << 20) ?? '');
  const tables = join(place.commonDir, 'reftable');
  for (const file of filesBelow(tables)) add(tips, file, '');
  for (const remote of remotes) add(tips, 'remote', remote);
  return `${base.digest('hex').slice(0, 32)}.${tips.digest('hex').slice(0, 32)}`;
}

/** True where commits whose history was walked in one state are known with all that they reach in the other. */
export function isSameBase(state: string, other: string): boolean {
  return state.split('.')[0] === other.split('.')[0];
}

function add(hash: Hash, name: string, value: string | Buffer): void {
  hash.update(`${name}\0${value.length}\0`).update(value);
}
