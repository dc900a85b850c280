import type { RecognisedStore } from '../../core/audit.ts';
import { latin1 } from '../encryption/bytes.ts';
import { parseJson } from '../encryption/texts.ts';
import type { Store, StoreReader } from '../store.ts';
import { exportFile, exportMarks, mostBytes, noPlaces, tableOf } from './export.ts';
import { archiveNames } from './zip.ts';

export const bitwarden: Store = {
  id: 'bitwarden',
  name: 'Bitwarden export',
  holds: 'passwords',
  docs: 'https://bitwarden.com/help/export-your-data/',
  paths: noPlaces,
  marks: exportMarks('.json', '.csv', '.zip'),
  proof:
    'JSON with `encrypted: false` and `items` with logins; CSV with `login_uri`, `login_username`, `login_password`',
  fix: 'Bitwarden exports encrypted too: choose ".json (Encrypted)".',
  recognise: (path, reader) =>
    ofJson(path, reader) ??
    tableOf('bitwarden', path, reader) ??
    (archiveNames(path, reader)?.some((name) => name === 'data.json' || name === 'bitwarden_export.json') &&
    /bitwarden/i.test(path.slice(path.lastIndexOf('/')))
      ? exportFile('bitwarden', path, { state: 'plaintext' })
      : undefined),
};

function ofJson(path: string, reader: StoreReader): RecognisedStore | undefined {
  if (!path.toLowerCase().endsWith('.json')) return undefined;
  // Its first key, or nearly: other JSON costs one small read.
  const start = latin1(reader.head(path, 512) ?? new Uint8Array());
  const match = /^(?:\xef\xbb\xbf)?\s*\{[^[]*?"encrypted"\s*:\s*(true|false)/.exec(start);
  if (match === null) return undefined;
  const bytes = reader.head(path, mostBytes) ?? new Uint8Array();
  if (match[1] === 'true' && latin1(bytes, 0, 4096).includes('"encKeyValidation_DO_NOT_EDIT"')) {
    const items = (parseJson(bytes) as { items?: unknown } | undefined)?.items;
    // What it says of itself is no proof: a password can still be read in it.
    const readable = Array.isArray(items) ? items.filter((item) => holdsSecret(item) && !isCipher(item)).length : 0;
    return exportFile(
      'bitwarden',
      path,
      readable === 0 ? { state: 'encrypted', by: 'Bitwarden' } : { state: 'plaintext' },
      readable === 0 ? undefined : readable,
    );
  }
  const vault = parseJson(bytes);
  if (vault === undefined) {
    // Cut off or damaged: what is there can be read all the same.
    const text = new TextDecoder().decode(bytes);
    const holdsLogins = /"items"\s*:\s*\[/.test(text) && /"login"\s*:\s*\{/.test(text);
    return holdsLogins && /"(?:password|totp)"\s*:\s*"[^"]/.test(text)
      ? exportFile('bitwarden', path, { state: 'plaintext' })
      : undefined;
  }
  const items = (vault as { items?: unknown }).items;
  if (!Array.isArray(items) || !items.some(holdsSecret)) return undefined;
  return exportFile('bitwarden', path, { state: 'plaintext' }, items.length);
}

/** A login whose secrets have the form of Bitwarden's encrypted strings: a type and parts in base64. */
function isCipher({ login }: Item): boolean {
  return [login?.password, login?.totp].every(
    (value) =>
      typeof value !== 'string' || value === '' || /^\d\.[A-Za-z0-9+/=]{16,}(?:\|[A-Za-z0-9+/=]+)*$/.test(value),
  );
}

interface Item {
  readonly login?: { readonly password?: unknown; readonly totp?: unknown } | null;
  readonly notes?: unknown;
  readonly card?: unknown;
  readonly identity?: unknown;
  readonly sshKey?: unknown;
}

function holdsSecret(item: Item | null): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { login, card, identity, sshKey, notes } = item;
  const isSet = (value: unknown) => value !== undefined && value !== null && value !== '';
  if (!('login' in item || 'secureNote' in item || 'card' in item || 'identity' in item || 'sshKey' in item))
    return false;
  return (
    isSet(login?.password) || isSet(login?.totp) || isSet(card) || isSet(identity) || isSet(sshKey) || isSet(notes)
  );
}
