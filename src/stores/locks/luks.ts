import { standsAt } from '../encryption/bytes.ts';
import { recogniseEncrypted } from '../encryption/recognise.ts';
import { sampleBytes } from '../encryption/sample.ts';
import { nameOf } from '../path-names.ts';
import type { Store } from '../store.ts';
import { noDefaultPlaces } from './open.ts';

export const luks: Store = {
  id: 'luks',
  name: 'LUKS container',
  holds: 'notes',
  docs: 'https://gitlab.com/cryptsetup/LUKS2-docs',
  paths: noDefaultPlaces,
  marks: ['.luks', '.img', '.raw', '.vol'].map((extension) => ({
    entry: 'file',
    extension,
    candidate: 'itself',
    where: 'usual',
  })),
  proof: 'a header of LUKS 1 or 2 that names a cipher',
  fix: 'Encrypted. Close it with `cryptsetup close` when you do not work in it.',
  recognise(path, reader) {
    const first = reader.head(path, 8);
    if (first === undefined || !standsAt(first, 'LUKS\xba\xbe')) return undefined;
    const head = reader.head(path, sampleBytes) ?? first;
    const found = recogniseEncrypted(head, head, reader.size(path) ?? 0, nameOf(path));
    if (found === undefined && !standsAt(head, '\0\x01', 6) && !standsAt(head, '\0\x02', 6)) return undefined;
    return {
      store: 'luks',
      root: path,
      evidence: path,
      // A header without encryption: the null cipher, or one that is cut off.
      atRest: found ?? { state: 'unknown', why: 'its header names no cipher that encrypts' },
      parts: [{ kind: 'notes', path }],
    };
  },
};
