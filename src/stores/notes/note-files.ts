import type { AtRest } from '../../core/audit.ts';
import { recogniseEncrypted } from '../encryption/recognise.ts';
import { sampleBytes } from '../encryption/sample.ts';
import type { StoreReader } from '../store.ts';
import { atRestOf } from './found.ts';

/** More than these are not looked at: an audit is over in seconds. */
const mostNotes = 10_000;
const mostFolders = 20_000;
/** Names of encrypted files: age, PGP, Meld Encrypt. What they hold decides. */
const sealed = /\.(?:age|gpg|pgp|asc|mdenc|encrypted)$/i;

export interface CountedNotes {
  readonly atRest: AtRest;
  readonly items: number;
}

/**
 * Counts the notes beneath a folder by the ends of their names, the first 10,000, and of those how many are encrypted. A
 * note is opened only where its name says that it is, or where `all` says that something in the vault may encrypt notes
 * under their own name. Hidden folders hold what the app keeps for itself.
 */
export function countNotes(
  reader: StoreReader,
  root: string,
  extensions: readonly string[],
  { all = false, within = [''] }: { readonly all?: boolean; readonly within?: readonly string[] } = {},
): CountedNotes {
  const formats = new Set<string>();
  let items = 0;
  let encrypted = 0;
  const folders = within.map((name) => (name === '' ? root : `${root}/${name}`));
  for (const path of filesBeneath(reader, folders)) {
    const kind = kindOf(path, extensions);
    if (kind === undefined) continue;
    if (items === mostNotes) {
      if (encrypted < items) break;
      return { atRest: { state: 'unknown', why: `${items} notes are encrypted, and there are more` }, items };
    }
    const format = kind !== 'note' || (all && mayBeSealed(reader, path)) ? encryptionOf(reader, path) : undefined;
    // A key or a signature is named so too.
    if (kind === 'sealed' && format === undefined) continue;
    items++;
    if (format === undefined) continue;
    encrypted++;
    formats.add(format);
  }
  return { atRest: atRestOf(encrypted, items, [...formats].sort().join(', ')), items };
}

function* filesBeneath(reader: StoreReader, open: string[]): Generator<string> {
  let folders = 0;
  for (let folder = open.pop(); folder !== undefined && folders < mostFolders; folder = open.pop()) {
    folders++;
    for (const { name, type } of reader.list(folder)) {
      if (type === 'file') yield `${folder}/${name}`;
      else if (type === 'folder' && !name.startsWith('.') && name !== 'node_modules') open.push(`${folder}/${name}`);
    }
  }
}

/**
 * `note`: by its name; `sealed-note`: `diary.md.age`, `diary.mdenc`; `sealed`: `diary.age`, which may be anything.
 * A picture is no note, encrypted or not.
 */
function kindOf(path: string, extensions: readonly string[]): 'note' | 'sealed-note' | 'sealed' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const endsSo = (text: string) => extensions.some((ending) => text.endsWith(ending));
  if (!sealed.test(name)) return endsSo(name) ? 'note' : undefined;
  const inner = name.replace(sealed, '');
  if (endsSo(inner) || /\.(?:mdenc|encrypted)$/.test(name)) return 'sealed-note';
  return inner.includes('.') ? undefined : 'sealed';
}

/** How a note begins that git-crypt, Meld Encrypt or an armour has encrypted under its own name. */
function mayBeSealed(reader: StoreReader, path: string): boolean {
  const head = reader.head(path, 10);
  return head !== undefined && /^(?:\0GITCRYPT|%%🔐|🔐|\{|-----BEGIN)/u.test(new TextDecoder().decode(head));
}

/** What encrypts a file, proven by its content; undefined where nothing does, or where it can not be read. */
export function encryptionOf(reader: StoreReader, path: string): string | undefined {
  const head = reader.head(path, sampleBytes);
  const size = reader.size(path);
  if (head === undefined || size === undefined) return undefined;
  const tail = size > sampleBytes ? reader.tail(path, sampleBytes) : head;
  const found = recogniseEncrypted(head, tail ?? head, size, path);
  return found?.state === 'encrypted' ? found.by : undefined;
}

/** True where a `.gitattributes` at the root hands files to git-crypt. Locked, they are encrypted; unlocked they are not. */
export function usesGitCrypt(root: string, reader: StoreReader): boolean {
  return reader.start(`${root}/.gitattributes`)?.includes('filter=git-crypt') ?? false;
}
