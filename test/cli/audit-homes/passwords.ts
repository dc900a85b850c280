/** Exports of passwords in the fixture homes. */
import type { StoreId } from '../../../src/core/store-ids.ts';
import { folderOf } from '../../stores/fixture.ts';
import { login, tables } from '../../stores/password-tables.ts';
import { zipOf } from '../../stores/zip.ts';
import type { Placed, Variant } from './placed.ts';

/** A database of KeePass as it begins (keepass.info/help/kb/kdbx.html): signatures, version 4, a field of the header. */
const kdbx = Buffer.concat([
  Buffer.from('03d9a29a67fb4bb500000400', 'hex'),
  Buffer.from('021000000031c1f2e6bf714350be5805216afc5aff', 'hex'),
  Buffer.from('030400000001000000', 'hex'),
  Buffer.from('04200000000123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'hex'),
  Buffer.alloc(256, 7),
]);

function csv(name: string): string {
  const [, , header, row] = tables.find((each) => each[0] === name) ?? [];
  return `${header}\n${row}\n`;
}

function file(
  store: StoreId,
  name: string,
  content: string | Uint8Array,
  state: Placed['state'],
  items?: number,
): Placed {
  const root = `Downloads/${name}`;
  return {
    store,
    holds: 'passwords',
    root,
    state,
    ...(items === undefined ? {} : { items }),
    make: (home) => folderOf({ [root]: content }, home),
  };
}

export function placedPasswords(variant: Variant): readonly Placed[] {
  if (variant === 'open')
    return [
      file('1password', '1Password.csv', csv('1Password'), 'plaintext', 1),
      file('bitwarden', 'bitwarden.json', JSON.stringify({ encrypted: false, items: [login] }), 'plaintext', 1),
      file('browser-passwords', 'Chrome Passwords.csv', csv('Chrome'), 'plaintext', 1),
      file('keepass', 'keepass.csv', csv('KeePass 1'), 'plaintext', 1),
      file('lastpass', 'lastpass_export.csv', csv('LastPass'), 'plaintext', 1),
    ];
  const validation = { encKeyValidation_DO_NOT_EDIT: '2.AAAA|BBBB|CCCC' };
  const opvault = 'Documents/mine.opvault';
  return [
    {
      store: '1password',
      holds: 'passwords',
      root: opvault,
      state: 'encrypted',
      make: (home) => folderOf({ [`${opvault}/default/profile.js`]: 'var profile={"uuid":"a"};' }, home),
    },
    file('bitwarden', 'bitwarden.json', JSON.stringify({ encrypted: true, ...validation, items: [] }), 'encrypted'),
    file(
      'browser-passwords',
      'Proton Pass.zip',
      zipOf({ 'Proton Pass/data.pgp': '-----BEGIN PGP MESSAGE-----' }),
      'encrypted',
    ),
    file('keepass', 'mine.kdbx', kdbx, 'encrypted'),
    // LastPass has no encrypted export.
    file('lastpass', 'lastpass_export.csv', csv('LastPass'), 'plaintext', 1),
  ];
}
