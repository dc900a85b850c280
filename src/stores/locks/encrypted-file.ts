import type { AtRest, RecognisedStore } from '../../core/audit.ts';
import { latin1, standsAt } from '../encryption/bytes.ts';
import { recogniseEncrypted } from '../encryption/recognise.ts';
import { sampleBytes } from '../encryption/sample.ts';
import { nameOf } from '../path-names.ts';
import type { Mark, Store, StoreReader } from '../store.ts';
import { noDefaultPlaces } from './open.ts';

/** Names under which encrypted files are kept. What they are is told by their content. */
const endings = [
  ...['.age', '.gpg', '.pgp', '.asc', '.enc', '.aes', '.crypt', '.hc', '.tc', '.vc', '.dmg', '.sparseimage', '.7z'],
  ...['.zip', '.pdf', '.docx', '.xlsx', '.pptx', '.doc', '.xls', '.ppt', '.vault', '.vhd', '.bek', '.db', '.sqlite'],
  ...['.sqlite3', '.sops.yaml', '.sops.yml', '.sops.json', '.enc.yaml', '.enc.yml', '.enc.json', '.enc.env'],
];
const names = ['vault.yml', 'vault.yaml', 'secrets.yml', 'secrets.yaml'];
/** Files of a folder that are looked at, and rows for those of which less than all is certain. */
const mostFiles = 2000;
const mostRows = 20;
const longestPdf = 16 * 1024 * 1024;

export const encryptedFile: Store = {
  id: 'encrypted-file',
  name: 'Encrypted files',
  holds: 'notes',
  docs: 'https://github.com/C2SP/C2SP/blob/main/age.md, RFC 9580, APPNOTE.TXT, ISO 32000-1 7.6, MS-OFFCRYPTO, https://getsops.io/docs/',
  paths: noDefaultPlaces,
  marks: [
    ...endings.map((extension): Mark => ({ entry: 'file', extension, candidate: 'parent', where: 'usual' })),
    ...names.map((name): Mark => ({ entry: 'file', name, candidate: 'parent', where: 'usual' })),
    { entry: 'folder', extension: '.sparsebundle', candidate: 'itself', where: 'usual' },
  ],
  proof:
    'magic and structure of age, PGP, ansible-vault, OpenSSL, SOPS, BitLocker, KeePass, DMG, ZIP, 7z, PDF and Office; for VeraCrypt and SQLCipher bytes that look like chance, never certain',
  fix: 'Encrypted. Keep the key or the password somewhere else.',
  recognise(candidate, reader) {
    return candidate.toLowerCase().endsWith('.sparsebundle')
      ? ofBundle(candidate, reader)
      : ofFolder(candidate, reader);
  },
};

/** One row for all that is certain, a row each for the rest. */
function ofFolder(folder: string, reader: StoreReader): readonly RecognisedStore[] {
  const paths: string[] = [];
  const formats = new Set<string>();
  const others: RecognisedStore[] = [];
  const candidates = reader.list(folder).filter(({ name, type }) => type === 'file' && isNamed(name.toLowerCase()));
  for (const { name } of candidates.slice(0, mostFiles)) {
    const path = `${folder}/${name}`;
    const found = stateOf(path, reader);
    if (found === undefined) continue;
    if (found.state === 'encrypted') {
      paths.push(path);
      formats.add(found.by);
    } else if (others.length < mostRows) others.push(rowOf(path, path, found, [path]));
  }
  const [evidence] = paths;
  if (evidence === undefined) return others;
  return [rowOf(folder, evidence, { state: 'encrypted', by: [...formats].sort().join(', ') }, paths), ...others];
}

const isNamed = (name: string): boolean => names.includes(name) || endings.some((ending) => name.endsWith(ending));

function rowOf(root: string, evidence: string, atRest: AtRest, paths: readonly string[]): RecognisedStore {
  return {
    store: 'encrypted-file',
    root,
    evidence,
    atRest,
    parts: paths.map((path) => ({ kind: 'notes', path })),
    items: paths.length,
  };
}

function stateOf(path: string, reader: StoreReader): AtRest | undefined {
  const first = reader.head(path, 16);
  // Most files of these names: new Office documents, databases, pictures of disks. They cost one small read.
  if (first === undefined || isPlain(first, path)) return undefined;
  const size = reader.size(path);
  const head = reader.head(path, sampleBytes);
  if (size === undefined || head === undefined) return undefined;
  const tail = size > head.length ? reader.tail(path, sampleBytes) : head;
  let found = tail && recogniseEncrypted(head, tail, size, nameOf(path));
  // What tells whether a long PDF opens without a password lies somewhere within it.
  if (found?.state === 'unknown' && /\.pdf$/i.test(path) && size <= longestPdf) {
    const whole = reader.head(path, size);
    found = whole && recogniseEncrypted(whole, whole, size, nameOf(path));
  }
  if (found?.state !== 'partly') return found;
  // Never a finding: an archive of which a part is encrypted is no store of notes.
  return { state: 'unknown', why: `${found.encrypted} of ${found.of} parts of it are encrypted` };
}

function isPlain(first: Uint8Array, path: string): boolean {
  if (standsAt(first, 'SQLite format 3')) return true;
  return standsAt(first, 'PK') && /\.(?:docx|xlsx|pptx)$/i.test(path);
}

/** A disk image of macOS in pieces: its file `token` has the header of an encrypted one, and is empty otherwise. */
function ofBundle(root: string, reader: StoreReader): readonly RecognisedStore[] {
  const evidence = `${root}/token`;
  const head = reader.head(evidence, 8);
  if (head === undefined || latin1(head) !== 'encrcdsa') return [];
  return [rowOf(root, evidence, { state: 'encrypted', by: 'DMG' }, [root])];
}
