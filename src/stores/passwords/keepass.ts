import type { RecognisedStore } from '../../core/audit.ts';
import { latin1 } from '../encryption/bytes.ts';
import { recogniseEncrypted } from '../encryption/recognise.ts';
import type { Store, StoreReader } from '../store.ts';
import { exportFile, exportMarks, mostBytes, noPlaces, tableOf } from './export.ts';
import { decode } from './table.ts';

export const keepass: Store = {
  id: 'keepass',
  name: 'KeePass',
  holds: 'passwords',
  docs: 'https://keepass.info/help/base/importexport.html, https://keepass.info/help/kb/kdbx.html',
  paths: noPlaces,
  marks: exportMarks('.kdbx', '.kdb', '.xml', '.csv'),
  proof:
    'KDB and KDBX by their magic (encrypted); XML with `<KeePassFile>` and values; CSV with `Login Name`, `Web Site`',
  fix: 'No export is needed for a backup: the database itself is encrypted, and can be copied as it is.',
  recognise: (path, reader) => database(path, reader) ?? xml(path, reader) ?? tableOf('keepass', path, reader),
};

function database(path: string, reader: StoreReader): RecognisedStore | undefined {
  if (!/\.kdbx?$/i.test(path)) return undefined;
  const head = reader.head(path, 256);
  const found = head && recogniseEncrypted(head, head, reader.size(path) ?? 0, path);
  if (found?.state !== 'encrypted' || !found.by.startsWith('KeePass')) return undefined;
  return { ...exportFile('keepass', path, found), parts: [{ kind: 'credentials', path }] };
}

/** KeePass 2 and KeePassXC write `KeePassFile`, KeePass 1 `pwlist`. Earlier versions of an entry are not counted. */
function xml(path: string, reader: StoreReader): RecognisedStore | undefined {
  if (!/\.xml$/i.test(path)) return undefined;
  const start = latin1(reader.head(path, 1024) ?? new Uint8Array()).replaceAll('\0', '');
  if (!/<(?:KeePassFile|pwlist)\b/.test(start)) return undefined;
  const text = decode(reader.head(path, mostBytes) ?? new Uint8Array());
  const holdsPassword =
    /<Key>Password<\/Key>\s*<Value(?![^>]*\bProtected="True")[^>]*>[^<]/.test(text) || /<password>[^<]/.test(text);
  if (!holdsPassword) return undefined;
  const entries = text.replace(/<History>.*?<\/History>/gs, '').match(/<(?:Entry|pwentry)>/g) ?? [];
  return exportFile('keepass', path, { state: 'plaintext' }, entries.length);
}
