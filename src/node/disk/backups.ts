import { join } from 'node:path';
import type { Remark } from '../../core/audit.ts';
import { printable } from '../../core/printable.ts';
import type { StoreId } from '../../core/store-ids.ts';
import { allStores } from '../../stores/index.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { type Member, packedTarMembers, tarMembers, zipMembers } from './archive-names.ts';
import { archiveSigns, joplinNote, tableSigns } from './backup-signs.ts';
import { type FileParts, readParts } from './file-parts.ts';
import { entriesOf } from './folder-names.ts';
import { isPlainAndroidBackup, phoneBackups, sqliteMagic } from './phone-backups.ts';
import { refusedAt } from './refused.ts';
import { realPathOf } from './system-files.ts';
import { timeMachines } from './time-machine.ts';

/** Where people put copies: the home folder itself and these in it, without what lies deeper. */
const usual = ['', 'Desktop', 'Documents', 'Downloads', 'Backup', 'Backups', 'backup', 'backups', 'Archive', 'archive'];

/** More files than this are not opened. */
const mostOpened = 300;

/** Bytes of a database in which the text of its tables is looked for. */
const schemaBytes = 1 << 20;

interface Proof {
  readonly about: StoreId | 'machine';
  /** The file in the archive, or the tables, by which it is known. */
  readonly evidence: string;
}

/**
 * Backups of notes in plain text, in the usual places of a home folder and by what the system says of its own: archives that
 * hold a store, copies of its database, exports of Joplin, backups of phones, disks of Time Machine. Proven by content.
 */
export function findBackups(machine: AuditMachine): readonly Remark[] {
  return [...copies(machine), ...phoneBackups(machine), ...timeMachines(machine)];
}

function copies({ home, skip }: AuditMachine): Remark[] {
  const remarks: Remark[] = [];
  let opened = 0;
  // Where letter case does not count, two of the names may be one folder; a link may lead to another of them.
  for (const folder of new Set(usual.map((place) => realPathOf(join(home, place))))) {
    for (const { name, type } of entriesOf(folder, refusedAt(folder, skip))) {
      const look = type === 'file' ? looks.find(([pattern]) => pattern.test(name))?.[1] : undefined;
      if (look === undefined || opened++ >= mostOpened) continue;
      const path = join(folder, name);
      const proof = readParts(path, look, refusedAt(path, skip));
      if (proof === undefined) continue;
      const { about, evidence } = proof;
      // The app itself may not be on this machine: its name goes along.
      const app = allStores.find(({ id }) => id === about)?.name;
      const args = { evidence: printable(evidence), ...(app === undefined ? {} : { name: app }) };
      remarks.push({ rule: 'store.backup', severity: 'medium', about, path, args });
    }
  }
  return remarks;
}

/** How a file is looked at, by its name. A name says where to look, never what it is. */
const looks: readonly (readonly [name: RegExp, look: (file: FileParts) => Proof | undefined])[] = [
  [/\.zip$/i, (file) => ofArchive(zipMembers(file))],
  [/\.(?:tar\.gz|tgz)$/i, (file) => ofArchive(packedTarMembers(file))],
  [/\.tar$/i, (file) => ofArchive(tarMembers(file))],
  [/\.jex$/i, (file) => ofJoplin(tarMembers(file))],
  [
    /\.ab$/i,
    (file) => (isPlainAndroidBackup(file) ? { about: 'machine', evidence: 'ANDROID BACKUP, none' } : undefined),
  ],
  [/^msgstore.*\.db$/i, ofDatabase],
  [/\.(?:sqlite3?|db|anki2\d?).*(?:~|\b(?:bak|backup|old|orig|copy|save)\b)/i, ofDatabase],
  [/(?:\b|_)(?:bak|backup|old|copy)(?:\b|_).*\.(?:sqlite3?|db|anki2\d?)$/i, ofDatabase],
  [/\.(?:bak|old|backup)$/i, (file) => ofArchive(zipMembers(file)) ?? ofDatabase(file)],
];

function ofArchive(members: readonly Member[]): Proof | undefined {
  for (const { name, isEncrypted } of members) {
    if (isEncrypted) continue;
    const sign = archiveSigns.find(({ member }) => member.test(name));
    if (sign !== undefined) return { about: sign.about, evidence: name };
  }
  return undefined;
}

function ofJoplin(members: readonly Member[]): Proof | undefined {
  const note = members.find(({ name }) => joplinNote.test(name.replace(/^\.\//, '')));
  return note === undefined ? undefined : { about: 'joplin', evidence: note.name };
}

/** By the text of its tables, which stands in the first pages: only whether it is a store of notes is asked here. */
function ofDatabase(file: FileParts): Proof | undefined {
  if (!file.at(0, 16).equals(sqliteMagic)) return undefined;
  const text = file.at(0, schemaBytes).toString('latin1');
  const created = [...text.matchAll(/CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?["'`[]?(\w{1,64})/gi)];
  const tables = new Set(created.map(([, name = '']) => name.toLowerCase()));
  const sign = tableSigns.find((each) => each.tables.every((name) => tables.has(name)));
  return sign === undefined ? undefined : { about: sign.about, evidence: sign.tables.join(', ') };
}
