import { lstatSync, opendirSync } from 'node:fs';
import { attempt, type OnRefused } from './system-files.ts';

/** More entries of one folder are not looked at. */
const mostEntries = 20_000;

/** Names of the folders, and of links to anything, in a folder; none where it can not be read. */
export function folderNames(folder: string, onRefused?: OnRefused): readonly string[] {
  return entriesOf(folder, onRefused).flatMap(({ name, type }) => (type === 'folder' || type === 'link' ? [name] : []));
}

export interface NamedEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** What lies in a folder, by name. */
export function entriesOf(folder: string, onRefused?: OnRefused): readonly NamedEntry[] {
  const found = attempt(() => {
    const entries: NamedEntry[] = [];
    const directory = opendirSync(folder);
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        if (entries.length >= mostEntries) break;
        const type = entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'folder'
            : entry.isSymbolicLink()
              ? 'link'
              : 'other';
        entries.push({ name: entry.name, type });
      }
    } finally {
      directory.closeSync();
    }
    return entries;
  }, onRefused);
  return (found ?? []).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** What lies at a path; a link is not followed. */
export function typeOf(path: string): NamedEntry['type'] | undefined {
  const stat = attempt(() => lstatSync(path, { throwIfNoEntry: false }));
  if (stat === undefined) return undefined;
  return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other';
}
