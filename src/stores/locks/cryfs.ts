import { cryFs } from '../encryption/containers.ts';
import type { Store } from '../store.ts';
import { noDefaultPlaces, openAt } from './open.ts';
import { containerAtRest } from './plain-beside.ts';

const configuration = 'cryfs.config';

export const cryfs: Store = {
  id: 'cryfs',
  name: 'CryFS',
  holds: 'notes',
  docs: 'https://www.cryfs.org/howitworks',
  paths: noDefaultPlaces,
  marks: [{ entry: 'file', name: configuration, candidate: 'parent', where: 'anywhere' }],
  proof: '`cryfs.config` with its magic, encrypted',
  fix: 'Encrypted. Unmount it with `cryfs-unmount` when you do not work in it.',
  recognise(root, reader) {
    const evidence = `${root}/${configuration}`;
    const head = reader.head(evidence, 4096);
    const size = reader.size(evidence) ?? 0;
    if (head === undefined || cryFs({ head, tail: head, size, name: configuration, whole: true }) === undefined)
      return undefined;
    return {
      store: 'cryfs',
      root,
      evidence,
      atRest: containerAtRest(root, reader, 'CryFS'),
      parts: [{ kind: 'notes', path: root }],
      ...openAt(reader, ({ type, source }) => type === 'fuse.cryfs' && source === `cryfs@${root}`),
    };
  },
};
