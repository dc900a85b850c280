import type { AtRest } from '../../core/audit.ts';
import type { Mount, Store, StoreReader } from '../store.ts';
import { noDefaultPlaces, openAt } from './open.ts';
import { containerAtRest } from './plain-beside.ts';

const configuration = '.encfs6.xml';

export const encfs: Store = {
  id: 'encfs',
  name: 'EncFS',
  holds: 'notes',
  docs: 'https://github.com/vgough/encfs/blob/master/encfs/encfs.pod',
  paths: noDefaultPlaces,
  marks: [{ entry: 'file', name: configuration, candidate: 'parent', where: 'anywhere' }],
  proof: '`.encfs6.xml` with a cipher and an encoded key',
  fix: 'Encrypted, with a design that is known to be weak where others see its versions: move to gocryptfs. Unmount it when you do not work in it.',
  recognise(root, reader) {
    const evidence = `${root}/${configuration}`;
    const text = reader.type(evidence) === 'file' ? reader.text(evidence, 65_536) : undefined;
    if (text === undefined || !/<encodedKeyData>[^<]+</.test(text)) return undefined;
    const cipher = /<cipherAlg\b.*?<name>([^<]*)</s.exec(text)?.[1];
    if (cipher === undefined) return undefined;
    const names = /<nameAlg\b[^>]*>.*?<name>([^<]*)</s.exec(text)?.[1];
    const by = names === 'nameio/null' ? 'EncFS (names in plain text)' : 'EncFS';
    const atRest: AtRest = cipher === 'nullCipher' ? { state: 'plaintext' } : containerAtRest(root, reader, by);
    return {
      store: 'encfs',
      root,
      evidence,
      atRest,
      parts: [{ kind: 'notes', path: root }],
      ...openAt(reader, (mount) => mount.type === 'fuse.encfs' && isViewOf(mount, root, reader)),
    };
  },
};

/**
 * EncFS does not tell which folder a mount shows. It is the one with as many files and folders, none of its files smaller
 * than what is shown; where nothing is shown, nothing can be told.
 */
function isViewOf({ target, source }: Mount, root: string, reader: StoreReader): boolean {
  if (source === root) return true;
  const plain = measure(target, reader);
  const cipher = measure(root, reader);
  return (
    plain.folders + plain.sizes.length > 0 &&
    plain.folders === cipher.folders &&
    plain.sizes.length === cipher.sizes.length &&
    plain.sizes.every((size, index) => size <= (cipher.sizes[index] ?? 0))
  );
}

function measure(folder: string, reader: StoreReader): { readonly folders: number; readonly sizes: readonly number[] } {
  const entries = reader.list(folder).filter(({ name }) => name !== configuration);
  const files = entries.filter(({ type }) => type === 'file');
  return {
    folders: entries.filter(({ type }) => type === 'folder').length,
    sizes: files.map(({ name }) => reader.size(`${folder}/${name}`) ?? 0).sort((a, b) => a - b),
  };
}
