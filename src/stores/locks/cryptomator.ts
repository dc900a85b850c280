import { fromBase64, latin1 } from '../encryption/bytes.ts';
import { parseJson } from '../encryption/texts.ts';
import { nameOf } from '../path-names.ts';
import type { Store, StoreReader } from '../store.ts';
import { noDefaultPlaces, openAt } from './open.ts';
import { containerAtRest } from './plain-beside.ts';

const vault = 'vault.cryptomator';
const masterKey = 'masterkey.cryptomator';

export const cryptomator: Store = {
  id: 'cryptomator',
  name: 'Cryptomator',
  holds: 'notes',
  docs: 'https://docs.cryptomator.org/security/vault/',
  paths: noDefaultPlaces,
  marks: [
    { entry: 'file', name: vault, candidate: 'parent', where: 'anywhere' },
    { entry: 'file', name: masterKey, candidate: 'parent', where: 'anywhere' },
  ],
  proof: '`vault.cryptomator`, a signed token with its cipher, or `masterkey.cryptomator`, beside the folder `d`',
  fix: 'Encrypted. Lock the vault in Cryptomator when you do not work in it.',
  recognise(root, reader) {
    if (reader.type(`${root}/d`) !== 'folder') return undefined;
    const evidence = [vault, masterKey].map((name) => `${root}/${name}`).find((path) => isProof(path, reader));
    if (evidence === undefined) return undefined;
    return {
      store: 'cryptomator',
      root,
      evidence,
      atRest: containerAtRest(root, reader, 'Cryptomator'),
      parts: [{ kind: 'notes', path: root }],
      // It mounts a vault under its name, which is its folder's unless the person chose another one.
      ...openAt(
        reader,
        ({ type, source, target }) =>
          source === root ||
          ((/^fuse\.cryptomator/i.test(type) || /\/cryptomator\/mnt\//i.test(target)) &&
            nameOf(target) === nameOf(root)),
      ),
    };
  },
};

function isProof(path: string, reader: StoreReader): boolean {
  const bytes = reader.type(path) === 'file' ? reader.head(path, 65_536) : undefined;
  if (bytes === undefined) return false;
  if (path.endsWith(masterKey)) {
    const key = parseJson(bytes);
    return typeof key === 'object' && key !== null && 'primaryMasterKey' in key && 'scryptSalt' in key;
  }
  const parts = latin1(bytes).trim().split('.');
  const payload = fromBase64((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
  const claims = parts.length === 3 && payload !== undefined ? parseJson(payload) : undefined;
  return typeof claims === 'object' && claims !== null && 'format' in claims && 'cipherCombo' in claims;
}
