import { join } from 'node:path';
import { entriesOf, type NamedEntry } from './folder-names.ts';
import { type SyncRoot, syncRoot } from './sync-roots.ts';

/** What clients leave in the folder that they sync; each from the client's documentation or source. */
const marks: readonly (readonly [name: RegExp, type: NamedEntry['type'], by: string])[] = [
  // docs.syncthing.net, "folder marker"
  [/^\.stfolder$/, 'folder', 'Syncthing'],
  [/^\.stfolder$/, 'file', 'Syncthing'],
  // The journal of a sync (nextcloud/desktop, src/common/syncjournaldb.cpp)
  [/^\._?sync_[0-9a-f]{6,40}\.db$/, 'file', 'Nextcloud or ownCloud'],
  [/^\.dropbox$/, 'file', 'Dropbox'],
  [/^\.dropbox\.cache$/, 'folder', 'Dropbox'],
  // Made by OneDrive in the root of each synced folder
  [/^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i, 'file', 'OneDrive'],
  // Google Drive for desktop, mirrored folders
  [/^\.tmp\.drive(?:up|down)load$/, 'folder', 'Google Drive'],
  // The root of its drive on Windows, whatever language `My Drive` is in
  [/^\.shortcut-targets-by-id$/, 'folder', 'Google Drive'],
  // MEGA desktop app: rules of what is left out, and its bin
  [/^\.megaignore$/, 'file', 'MEGA'],
];

/** The service that marked a folder as one that it syncs. `.sync` is Resilio's where it holds an `ID`. */
export function syncMark(folder: string): SyncRoot | undefined {
  const entries = entriesOf(folder);
  for (const { name, type } of entries) {
    const by = marks.find(([pattern, wanted]) => wanted === type && pattern.test(name))?.[2];
    if (by !== undefined) return syncRoot(by, folder);
  }
  const has = (inner: string, name: string) =>
    entries.some((entry) => entry.name === inner && entry.type === 'folder') &&
    entriesOf(join(folder, inner)).some((entry) => entry.name === name);
  if (has('.sync', 'ID')) return syncRoot('Resilio Sync', folder);
  // Obsidian keeps there to which remote vault this one belongs.
  return has('.obsidian', 'sync.json') ? syncRoot('Obsidian Sync', folder) : undefined;
}
