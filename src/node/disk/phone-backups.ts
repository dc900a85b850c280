import { join } from 'node:path';
import type { Remark } from '../../core/audit.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { binaryPlistFlag } from './binary-plist.ts';
import { type FileParts, readParts } from './file-parts.ts';
import { folderNames, typeOf } from './folder-names.ts';
import { member, parsePlist } from './plist.ts';
import { refusedAt } from './refused.ts';

/** Where iTunes, Finder and Apple Devices keep backups of phones (support.apple.com, 108809). */
const places = [
  'Library/Application Support/MobileSync/Backup',
  'AppData/Roaming/Apple Computer/MobileSync/Backup',
  'AppData/Roaming/Apple/MobileSync/Backup',
  'Apple/MobileSync/Backup',
];

export const sqliteMagic = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Backups of phones and tablets that are not encrypted: the index is a plain database, and the manifest does not say that
 * it is encrypted (before iOS 10.2 the index was plain in either case).
 */
export function phoneBackups({ home, skip }: Pick<AuditMachine, 'home' | 'skip'>): readonly Remark[] {
  return places.flatMap((place) =>
    folderNames(join(home, place), refusedAt(join(home, place), skip)).flatMap((name): Remark[] => {
      const folder = join(home, place, name);
      if (typeOf(folder) !== 'folder') return [];
      const isPlain = readParts(join(folder, 'Manifest.db'), (file) => file.at(0, 16).equals(sqliteMagic));
      if (isPlain !== true || readParts(join(folder, 'Manifest.plist'), saysEncrypted) === true) return [];
      const args = { evidence: 'Manifest.db' };
      return [{ rule: 'store.backup', severity: 'medium', about: 'machine', path: folder, args }];
    }),
  );
}

function saysEncrypted(file: FileParts): boolean | undefined {
  const bytes = file.at(0, 4 << 20);
  if (bytes.subarray(0, 8).toString('latin1') === 'bplist00') return binaryPlistFlag(bytes, 'IsEncrypted');
  const flag = member(parsePlist(bytes.toString('utf8')), 'IsEncrypted');
  return typeof flag === 'boolean' ? flag : undefined;
}

/** True for a backup of Android (`adb backup`) without a password: the fourth line names the cipher (AOSP, BackupManager). */
export function isPlainAndroidBackup(file: FileParts): boolean {
  const [magic, version, packed, cipher] = file.at(0, 64).toString('latin1').split('\n');
  return magic === 'ANDROID BACKUP' && /^\d$/.test(version ?? '') && /^[01]$/.test(packed ?? '') && cipher === 'none';
}
