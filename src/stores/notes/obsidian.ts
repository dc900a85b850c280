import type { RecognisedStore, StorePart } from '../../core/audit.ts';
import { fieldsOf } from '../json-fields.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { plaintext, slashed } from './found.ts';
import { countNotes, usesGitCrypt } from './note-files.ts';

/** Files and folders that Obsidian writes into `.obsidian`; one of them tells a vault from an empty folder. */
const settings = [
  'app.json',
  'appearance.json',
  'core-plugins.json',
  'core-plugins-migration.json',
  'community-plugins.json',
  'workspace.json',
  'workspace-mobile.json',
  'workspace',
  'hotkeys.json',
  'graph.json',
  'plugins',
  'themes',
  'snippets',
];

export const obsidian: Store = {
  id: 'obsidian',
  name: 'Obsidian',
  holds: 'notes',
  docs: 'https://help.obsidian.md/data-storage',
  paths: {
    linux: ['{config}/obsidian/obsidian.json'],
    darwin: ['{support}/obsidian/obsidian.json', '~/Library/Mobile Documents/iCloud~md~obsidian/Documents/*'],
    win32: ['{appdata}/obsidian/obsidian.json'],
  },
  marks: [{ entry: 'folder', name: '.obsidian', candidate: 'parent', where: 'anywhere' }],
  proof: "a `.obsidian` folder with Obsidian's settings",
  fix: 'A vault is a folder of plain files; Obsidian Sync encrypts what it sends, not what lies here. Seal folders with `cloister seal`, or keep the vault on an encrypted disk or in Cryptomator.',
  recognise(candidate, reader) {
    if (nameOf(candidate) === 'obsidian.json') return snapshots(candidate, reader);
    const folder = `${candidate}/.obsidian`;
    const evidence = settings.find((name) => reader.type(`${folder}/${name}`) !== undefined);
    if (reader.type(folder) !== 'folder' || evidence === undefined) return undefined;
    const encrypts = reader.type(`${folder}/plugins/meld-encrypt`) === 'folder' || usesGitCrypt(candidate, reader);
    const { atRest, items } = countNotes(reader, candidate, ['.md', '.canvas'], { all: encrypts });
    return {
      store: 'obsidian',
      root: candidate,
      evidence: `${folder}/${evidence}`,
      atRest,
      parts: partsOf(reader, candidate, { notes: [''], settings: ['.obsidian'], backup: ['.trash'] }),
      items,
    };
  },
  leads: (place, reader) => (nameOf(place) === 'obsidian.json' ? vaultsOf(place, reader) : []),
};

/** The vaults of Obsidian's own list: `{ "vaults": { "<id>": { "path": … } } }`, paths as the system spells them. */
function vaultsOf(list: string, reader: StoreReader): readonly string[] {
  if (reader.type(list) !== 'file') return [];
  const vaults = fieldsOf(fieldsOf(reader.json(list))?.['vaults']) ?? {};
  const paths = Object.values(vaults).map((vault) => fieldsOf(vault)?.['path']);
  return paths.filter((path) => typeof path === 'string').map(slashed);
}

/**
 * Obsidian's own folder. Its plugin File Recovery keeps snapshots of all notes there, in a database of the browser, for
 * seven days unless it is set otherwise (https://help.obsidian.md/plugins/file-recovery).
 */
function snapshots(list: string, reader: StoreReader): RecognisedStore | undefined {
  if (vaultsOf(list, reader).length === 0) return undefined;
  const root = parentOf(list);
  const path = `${root}/IndexedDB`;
  const databases = reader.list(path).filter(({ name }) => /^app_obsidian\.md_\d+\.indexeddb\.leveldb$/.test(name));
  const holds = databases.some(({ name }) =>
    reader
      .list(`${path}/${name}`)
      .some((file) => /\.(?:log|ldb)$/.test(file.name) && isFilled(reader, `${path}/${name}/${file.name}`)),
  );
  if (!holds) return undefined;
  const parts: readonly StorePart[] = [{ kind: 'snapshots', path }];
  const retention = 'File recovery keeps snapshots of notes for 7 days unless it is set otherwise';
  return { store: 'obsidian', root, evidence: list, atRest: plaintext, parts, retention };
}

function isFilled(reader: StoreReader, path: string): boolean {
  return (reader.size(path) ?? 0) > 0;
}
