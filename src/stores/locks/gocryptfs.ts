import type { Store } from '../store.ts';
import { noDefaultPlaces, openAt } from './open.ts';
import { containerAtRest } from './plain-beside.ts';

const configuration = 'gocryptfs.conf';
/** Base 2 of scrypt's N: gocryptfs writes 16; a lower one than 15 is guessed too fast. */
const lowestWorkFactor = 15;

export const gocryptfs: Store = {
  id: 'gocryptfs',
  name: 'gocryptfs',
  holds: 'notes',
  docs: 'https://github.com/rfjakob/gocryptfs/blob/master/Documentation/MANPAGE.md',
  paths: noDefaultPlaces,
  marks: [{ entry: 'file', name: configuration, candidate: 'parent', where: 'anywhere' }],
  proof: '`gocryptfs.conf` with `Creator`, `EncryptedKey` and `ScryptObject`',
  fix: 'Encrypted. Unmount it with `fusermount -u` when you do not work in it.',
  recognise(root, reader) {
    const evidence = `${root}/${configuration}`;
    if (reader.type(evidence) !== 'file') return undefined;
    const config = reader.json(evidence, 65_536) as Configuration | null | undefined;
    if (typeof config?.EncryptedKey !== 'string' || typeof config.ScryptObject !== 'object') return undefined;
    return {
      store: 'gocryptfs',
      root,
      evidence,
      atRest: containerAtRest(root, reader, describe(config)),
      parts: [{ kind: 'notes', path: root }],
      ...openAt(reader, ({ type, source }) => type === 'fuse.gocryptfs' && source === root),
    };
  },
};

interface Configuration {
  readonly EncryptedKey?: unknown;
  readonly ScryptObject?: { readonly N?: unknown } | null;
  readonly FeatureFlags?: unknown;
}

function describe({ ScryptObject, FeatureFlags }: Configuration): string {
  const words: string[] = [];
  const factor = Math.log2(Number(ScryptObject?.N));
  if (factor < lowestWorkFactor) words.push(`weak scrypt work factor ${Math.round(factor)}`);
  if (Array.isArray(FeatureFlags) && FeatureFlags.includes('PlaintextNames')) words.push('names in plain text');
  return words.length === 0 ? 'gocryptfs' : `gocryptfs (${words.join(', ')})`;
}
