import { basename, join } from 'node:path';
import { type ParseError, parse } from 'jsonc-parser';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { readPlainFile } from '../plain-file.ts';
import { folderNames, typeOf } from './folder-names.ts';
import { mountOf } from './mountinfo.ts';
import { networkType } from './network-types.ts';
import { attempt, realPathOf } from './system-files.ts';

/** A folder that a service copies to other computers. */
export interface SyncRoot {
  readonly by: string;
  /** Real path. */
  readonly root: string;
  readonly endToEnd?: true;
}

/** What names the services that macOS keeps in `~/Library/CloudStorage` (Apple's File Provider): `Name-account`. */
const cloudStorage: Readonly<Record<string, string>> = {
  Box: 'Box',
  Dropbox: 'Dropbox',
  GoogleDrive: 'Google Drive',
  OneDrive: 'OneDrive',
  ProtonDrive: 'Proton Drive',
  pCloud: 'pCloud',
  MEGA: 'MEGA',
  Nextcloud: 'Nextcloud',
};

/** Whose servers can not read what they keep. */
const endToEnd = new Set(['Proton Drive', 'MEGA', 'Syncthing', 'Obsidian Sync', 'Resilio Sync']);

/** Folders in the home folder that clients make by default, by name: from their own documentation. */
const defaultNames: readonly (readonly [name: RegExp, by: string])[] = [
  [/^Dropbox(?: \(.+\))?$/, 'Dropbox'],
  [/^OneDrive(?: - .+)?$/, 'OneDrive'],
  [/^(?:Google ?Drive|My Drive)(?: \(.+\))?$/, 'Google Drive'],
  [/^Nextcloud\d*$/, 'Nextcloud'],
  [/^ownCloud\d*$/, 'ownCloud'],
  [/^pCloud ?(?:Drive|Sync)$/, 'pCloud'],
  [/^MEGA(?:sync)?(?: Downloads| Uploads)?$/, 'MEGA'],
  [/^Box Sync$/, 'Box'],
  [/^(?:Proton ?Drive)$/, 'Proton Drive'],
  [/^iCloud ?Drive$/, 'iCloud Drive'],
  [/^Insync$/, 'Google Drive'],
  [/^Seafile$/, 'Seafile'],
  [/^Tresorit$/, 'Tresorit'],
];

/**
 * All folders of a home folder that are synced, by the settings of clients and their default places. One that is a network
 * file system is taken as it is spelled: its server may not answer.
 */
export function syncRoots(machine: AuditMachine, mounts: readonly Mount[]): readonly SyncRoot[] {
  const roots = [
    ...byDropbox(machine),
    ...byNextcloud(machine),
    ...byOneDrive(machine),
    ...byApple(machine),
    ...byName(machine),
  ];
  const isFar = (path: string) => {
    const mount = mountOf(path, mounts);
    return mount !== undefined && networkType(mount) !== undefined;
  };
  return roots.map(({ by, root }) => syncRoot(by, isFar(root) ? root.replace(/\/+$/, '') : realPathOf(root)));
}

export function syncRoot(by: string, root: string): SyncRoot {
  return endToEnd.has(by) ? { by, root, endToEnd: true } : { by, root };
}

type Found = Pick<SyncRoot, 'by' | 'root'>;

/** `info.json` (help.dropbox.com, "locate Dropbox folder"): accounts `personal` and `business`, each with a `path`. */
function byDropbox(machine: AuditMachine): Found[] {
  const { home } = machine;
  const files = ['.dropbox', 'AppData/Roaming/Dropbox', 'AppData/Local/Dropbox'];
  return files.flatMap((folder) => {
    const text = smallText(join(home, folder, 'info.json'));
    if (text === undefined) return [];
    const errors: ParseError[] = [];
    const info: unknown = parse(text, errors);
    if (errors.length > 0 || typeof info !== 'object' || info === null) return [];
    return Object.values(info).flatMap((account: unknown) => {
      const path = typeof account === 'object' && account !== null && 'path' in account ? account.path : undefined;
      return typeof path === 'string' ? placed('Dropbox', path, machine) : [];
    });
  });
}

/** The client's settings (docs.nextcloud.com, desktop, configuration file): `0\Folders\1\localPath=/home/ann/Nextcloud/`. */
function byNextcloud(machine: AuditMachine): Found[] {
  const named = ['Nextcloud', 'ownCloud'].flatMap((by) =>
    ['.config', 'Library/Preferences', 'AppData/Roaming', '.var/app/com.nextcloud.desktopclient.nextcloud/config'].map(
      (folder) => ({ by, file: join(machine.home, folder, by, `${by.toLowerCase()}.cfg`) }),
    ),
  );
  return named.flatMap(({ by, file }) =>
    [...(smallText(file) ?? '').matchAll(/^\d+\\Folders(?:WithPlaceholders)?\\[^=\n]*\\localPath=(.+?)\s*$/gm)].flatMap(
      ([, path = '']) => placed(by, path.replace(/^"(.*)"$/, '$1'), machine),
    ),
  );
}

/** Variables that OneDrive sets on Windows; the settings of the free client on Linux (abraunegg/onedrive, `sync_dir`). */
function byOneDrive(machine: AuditMachine): Found[] {
  const { env, home, isOwnHome } = machine;
  const named = isOwnHome ? [env['OneDrive'], env['OneDriveConsumer'], env['OneDriveCommercial']] : [];
  const settings = join(home, '.config/onedrive');
  const free =
    typeOf(join(settings, 'items.sqlite3')) === 'file' ? (smallText(join(settings, 'config')) ?? '') : undefined;
  const written = free === undefined ? undefined : (/^\s*sync_dir\s*=\s*"(.+)"/m.exec(free)?.[1] ?? '~/OneDrive');
  return [...named, written?.replace(/^~(?=\/|$)/, home)].flatMap((path) =>
    path === undefined || path === '' ? [] : placed('OneDrive', path, machine),
  );
}

/** iCloud Drive, the desktop and documents that it may hold, and the services of the File Provider. */
function byApple({ home }: AuditMachine): Found[] {
  const icloud = join(home, 'Library/Mobile Documents');
  const drive = join(icloud, 'com~apple~CloudDocs');
  // With "Desktop & Documents Folders" switched on they are linked from there.
  const linked = ['Desktop', 'Documents'].filter((name) => typeOf(join(drive, name)) === 'link');
  const providers = join(home, 'Library/CloudStorage');
  return [
    ...(typeOf(icloud) === 'folder' ? [{ by: 'iCloud Drive', root: icloud }] : []),
    ...linked.map((name) => ({ by: 'iCloud Drive', root: join(drive, name) })),
    ...folderNames(providers).map((name) => ({
      by: cloudStorage[name.split('-', 1)[0] ?? name] ?? 'a cloud service',
      root: join(providers, name),
    })),
  ];
}

/** By name alone: a folder that only has the name is named by its marks, see `sync-marks.ts`. */
function byName({ home }: AuditMachine): Found[] {
  // A word that folders of other things have for a name, too: it counts where the client is installed.
  const hasBox = typeOf(join(home, 'AppData/Local/Box')) === 'folder';
  return folderNames(home).flatMap((name) => {
    const by = name === 'Box' && hasBox ? 'Box' : defaultNames.find(([pattern]) => pattern.test(name))?.[1];
    return by === undefined ? [] : [{ by, root: join(home, name) }];
  });
}

/** A path of a client's settings. In another machine's home folder, the folder of that name in it. */
function placed(by: string, path: string, { home, isOwnHome }: AuditMachine): Found[] {
  if (isOwnHome || path.startsWith(`${home}/`)) return [{ by, root: path }];
  const name = basename(path.replaceAll('\\', '/'));
  return name !== '' && typeOf(join(home, name)) === 'folder' ? [{ by, root: join(home, name) }] : [];
}

function smallText(path: string): string | undefined {
  return attempt(() => readPlainFile(path, { largest: 1 << 20 }).toString('utf8'));
}
