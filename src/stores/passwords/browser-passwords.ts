import type { RecognisedStore } from '../../core/audit.ts';
import { latin1 } from '../encryption/bytes.ts';
import { parseJson } from '../encryption/texts.ts';
import type { Store, StoreReader } from '../store.ts';
import { exportFile, exportMarks, mostBytes, noPlaces, tableOf } from './export.ts';
import { archiveNames } from './zip.ts';

export const browserPasswords: Store = {
  id: 'browser-passwords',
  name: 'Passwords of a browser or password manager',
  holds: 'passwords',
  docs: 'https://support.google.com/chrome/answer/95606, https://support.mozilla.org/kb/export-login-data-firefox, https://support.apple.com/guide/passwords/, https://proton.me/support/pass-export',
  paths: noPlaces,
  marks: exportMarks('.csv', '.json', '.zip'),
  proof:
    'CSV of Chrome, Edge, Firefox, Apple, KeePassXC, Dashlane, NordPass, Proton Pass and others: a column of passwords, two of address, user, title and one-time code, and a row with a password; data.json of Proton Pass',
  fix: 'Browsers can not encrypt what they export: a password manager that keeps its database encrypted can.',
  recognise: (path, reader) =>
    tableOf('browser-passwords', path, reader) ?? protonPass(path, reader) ?? archive(path, reader),
};

/** `data.json` of Proton Pass: vaults by their ids, each with items. */
function protonPass(path: string, reader: StoreReader): RecognisedStore | undefined {
  if (!path.toLowerCase().endsWith('.json')) return undefined;
  const start = latin1(reader.head(path, 512) ?? new Uint8Array());
  if (!/^\s*\{/.test(start) || !/"vaults"\s*:\s*\{/.test(start)) return undefined;
  const bytes = reader.head(path, mostBytes);
  const data = bytes && parseJson(bytes);
  if (typeof data !== 'object' || data === null || !('vaults' in data) || !('version' in data)) return undefined;
  const vaults = Object.values((data as { vaults?: object | null }).vaults ?? {});
  const items = vaults.flatMap((vault: { items?: unknown } | null) => (Array.isArray(vault?.items) ? vault.items : []));
  return items.length > 0 ? exportFile('browser-passwords', path, { state: 'plaintext' }, items.length) : undefined;
}

/** Proton Pass and Dashlane pack what they export. */
function archive(path: string, reader: StoreReader): RecognisedStore | undefined {
  const names = path.toLowerCase().endsWith('.zip') ? archiveNames(path, reader) : undefined;
  if (names === undefined) return undefined;
  const isProton = names.includes('Proton Pass/data.json');
  const isDashlane = names.includes('credentials.csv') && names.includes('securenotes.csv');
  if (isProton || isDashlane) return exportFile('browser-passwords', path, { state: 'plaintext' });
  return names.includes('Proton Pass/data.pgp')
    ? exportFile('browser-passwords', path, { state: 'encrypted', by: 'PGP' })
    : undefined;
}
