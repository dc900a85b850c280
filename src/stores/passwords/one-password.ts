import type { RecognisedStore } from '../../core/audit.ts';
import { latin1 } from '../encryption/bytes.ts';
import type { Store, StoreReader } from '../store.ts';
import { exportFile, exportMarks, mostBytes, noPlaces, tableOf } from './export.ts';
import { archiveNames } from './zip.ts';

export const onePassword: Store = {
  id: '1password',
  name: '1Password export',
  holds: 'passwords',
  docs: 'https://support.1password.com/1pux-format/',
  paths: noPlaces,
  marks: [
    ...exportMarks('.1pux', '.csv', '.1pif'),
    { entry: 'folder', extension: '.opvault', candidate: 'itself', where: 'usual' },
  ],
  proof: '1PUX: a ZIP with `export.data`; CSV with `Title`, `Username`, `Password`, `OTPAuth`, `Archived`; 1PIF',
  fix: '1Password can not encrypt what it exports: keep no copy of it.',
  recognise(path, reader) {
    if (/\.opvault$/i.test(path)) return opVault(path, reader);
    if (/\.1pif$/i.test(path)) return interchange(path, reader);
    if (!/\.1pux$/i.test(path)) return tableOf('1password', path, reader);
    return archiveNames(path, reader)?.includes('export.data')
      ? exportFile('1password', path, { state: 'plaintext' })
      : undefined;
  },
};

/** Entries are JSON, a line each, with a line of asterisks between them. */
function interchange(path: string, reader: StoreReader): RecognisedStore | undefined {
  const text = new TextDecoder().decode(reader.head(path, mostBytes) ?? new Uint8Array());
  if (!/^\*{3}[0-9a-f-]{36}\*{3}\s*$/m.test(text)) return undefined;
  const entries = text.split('\n').filter((line) => line.startsWith('{') && line.includes('"secureContents"'));
  return entries.length > 0 ? exportFile('1password', path, { state: 'plaintext' }, entries.length) : undefined;
}

/** https://support.1password.com/opvault-design/ */
function opVault(root: string, reader: StoreReader): RecognisedStore | undefined {
  const evidence = `${root}/default/profile.js`;
  const head = latin1(reader.head(evidence, 64) ?? new Uint8Array());
  if (!head.startsWith('var profile=')) return undefined;
  return { ...exportFile('1password', root, { state: 'encrypted', by: '1Password' }), evidence };
}
