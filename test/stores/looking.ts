/** Looks at a home folder as an audit does: at the default places of all systems, and at what the marks of stores point to. */
import type { RecognisedStore } from '../../src/core/audit.ts';
import { noteStores } from '../../src/stores/notes/index.ts';
import type { Entry, Mark, Store, StoreReader } from '../../src/stores/store.ts';

const variables: Readonly<Record<string, string>> = {
  config: '~/.config',
  data: '~/.local/share',
  support: '~/Library/Application Support',
  appdata: '~/AppData/Roaming',
  localappdata: '~/AppData/Local',
  user: '~/.config/Code/User',
};

/** What the stores make of a home folder, each place once, in the order of the stores. */
export function lookAt(home: string, reader: StoreReader, stores: readonly Store[] = noteStores): RecognisedStore[] {
  const entries = [...walk(home, reader)];
  return stores.flatMap((store) => {
    const candidates = new Set<string>();
    for (const path of Object.values(store.paths).flat())
      for (const place of expand(path, home, reader)) candidates.add(place);
    for (const { folder, entry } of entries)
      for (const mark of store.marks)
        if (fits(mark, entry) && (mark.where === 'anywhere' || isUsual(folder.slice(home.length))))
          candidates.add(mark.candidate === 'parent' ? folder : `${folder}/${entry.name}`);
    const found = [...candidates].flatMap((candidate) => store.recognise(candidate, reader) ?? []);
    return found.filter(({ root }, at) => found.findIndex((other) => other.root === root) === at);
  });
}

function expand(path: string, home: string, reader: StoreReader): readonly string[] {
  const plain = path
    .replace(/\{env:[^|}]*\|((?:[^{}]|\{[^}]*\})*)\}/g, '$1')
    .replace(/\{(\w+)\}/g, (_all, name: string) => variables[name] ?? '')
    .replace(/^~/, home);
  let places = [''];
  for (const name of plain.split('/').slice(1)) {
    if (!name.includes('*')) places = places.map((place) => `${place}/${name}`);
    else {
      const form = new RegExp(
        `^${name
          .split('*')
          .map((part) => part.replace(/[^\w]/g, '\\$&'))
          .join('.*')}$`,
      );
      places = places.flatMap((place) =>
        reader
          .list(place)
          .filter((entry) => form.test(entry.name))
          .map((entry) => `${place}/${entry.name}`),
      );
    }
  }
  return places;
}

function fits(mark: Mark, { name, type }: Entry): boolean {
  if (type !== mark.entry) return false;
  if (mark.name !== undefined) return name.toLowerCase() === mark.name.toLowerCase();
  if (mark.extension !== undefined) return name.toLowerCase().endsWith(mark.extension.toLowerCase());
  return mark.pattern?.test(name) ?? false;
}

function* walk(folder: string, reader: StoreReader): Generator<{ readonly folder: string; readonly entry: Entry }> {
  for (const entry of reader.list(folder)) {
    yield { folder, entry };
    if (entry.type === 'folder') yield* walk(`${folder}/${entry.name}`, reader);
  }
}

/** Beneath a home folder: itself, and where people put what they download, write and export. */
function isUsual(folder: string): boolean {
  return folder === '' || /^\/(?:Downloads|Desktop|Documents)(?:\/|$)/.test(folder);
}
