/** Note stores of the fixture homes: which fixture, and where it lies on each system. */
import assert from 'node:assert/strict';
import type { StoreId } from '../../../src/core/store-ids.ts';
import type { Platform } from '../../../src/stores/store.ts';
import { databaseAt, folderOf } from '../../stores/fixture.ts';
import { pairs as chats } from '../../stores/note-pairs/chats.ts';
import { pairs as databases, roamFiles } from '../../stores/note-pairs/databases.ts';
import { pairs as exports } from '../../stores/note-pairs/exports.ts';
import { pairs as vaults } from '../../stores/note-pairs/vaults.ts';
import { type Home, homeOf, type Pair } from '../../stores/pairs.ts';
import { folders, type Placed, type Variant } from './placed.ts';

const pairs = [...chats, ...databases, ...exports, ...vaults];

interface Row {
  readonly store: StoreId;
  /** The fixture's description, of each variant; the open one where no other form is known. */
  readonly open: string;
  readonly sealed?: string;
  readonly at: string;
  readonly isSynced?: true;
}

/** Databases of apps of macOS, which a home of another system holds as a copy of a Mac's. */
function macGroup(system: Platform, name: string): string {
  return `${system === 'darwin' ? '' : 'From the Mac/'}Library/Group Containers/${name}`;
}

function rowsOf(system: Platform): readonly Row[] {
  const { support, data, config } = folders[system];
  const isMac = system === 'darwin';
  const craft = 'Library/Containers/com.lukilabs.lukiapp/Data/Library/Application Support/com.lukilabs.lukiapp';
  const notion = '1f2e3d4c-1111-2222-3333-444455556666';
  return [
    { store: 'anki', open: 'a profile', at: `${data}/Anki2/User 1` },
    { store: 'anytype', open: 'an account', at: `${support}/anytype/data/A5abc` },
    { store: 'apple-notes', open: 'plain', sealed: 'all are locked', at: macGroup(system, 'group.com.apple.notes') },
    {
      store: 'bear',
      open: 'plain, a locked note too',
      sealed: 'all notes encrypted',
      at: macGroup(system, '9K33E3U3T4.net.shinyfrog.bear/Application Data'),
    },
    {
      store: 'capacities-export',
      open: 'as it comes',
      at: 'Downloads/Capacities (2024-01-01 10-00-00).zip',
    },
    isMac
      ? { store: 'craft-export', open: 'its own databases on a Mac', at: craft }
      : { store: 'craft-export', open: 'a text bundle', at: 'Downloads/Note.textbundle' },
    isMac
      ? { store: 'day-one', open: 'plain', at: macGroup(system, '5U8NS4GX82.dayoneapp2/Data/Documents') }
      : { store: 'day-one', open: 'an export', at: 'Downloads/Journal.json' },
    {
      store: 'cloister-vault',
      open: 'a plain folder of notes with a policy',
      sealed: 'all notes sealed',
      at: 'Documents/work notes',
    },
    { store: 'dendron', open: 'a plain workspace', sealed: 'all notes sealed', at: 'Dendron' },
    {
      store: 'evernote',
      open: 'plain',
      sealed: 'one note is nothing but an encrypted passage',
      at: 'Documents/Export/notes.enex',
    },
    {
      store: 'foam',
      open: 'templates',
      sealed: 'the extension is recommended; one note is sealed',
      at: 'Projects/garden',
    },
    { store: 'google-keep', open: 'unpacked', at: 'Downloads/Takeout/Keep' },
    { store: 'heptabase-export', open: 'JSON', at: 'Downloads/h/All-Data.json' },
    {
      store: 'joplin',
      open: 'flagged as encrypted and yet plain; the master password stands in the database',
      sealed: 'portable and plain, though a note came that could not be decrypted',
      at: `${config}/joplin-desktop`,
    },
    { store: 'joplin-sync', open: 'plain', sealed: 'encrypted', at: 'Dropbox/Apps/Joplin', isSynced: true },
    {
      store: 'logseq',
      open: 'a plain graph, with old versions of pages',
      sealed: 'a graph that was encrypted with a password',
      // On Linux the default place is also where the graphs of the other row lie.
      at: 'Documents/logseq',
    },
    { store: 'logseq-db', open: 'a graph', at: 'logseq/graphs/demo' },
    { store: 'notesnook', open: 'plain', sealed: 'encrypted', at: 'Downloads/a.nnbackup' },
    {
      store: 'notion-export',
      open: 'as it comes',
      sealed: 'packed again with a password',
      at: `Downloads/${notion}_Export-${notion}.zip`,
    },
    {
      store: 'obsidian',
      open: 'a plain vault, with its trash',
      sealed: 'every note is sealed with age',
      ...(isMac
        ? ({ at: 'Library/Mobile Documents/iCloud~md~obsidian/Documents/Notes', isSynced: true } as const)
        : { at: 'Documents/Obsidian Vault' }),
    },
    { store: 'reflect-export', open: 'JSON', at: 'Downloads/reflect-20251219-2329-v1.0.json' },
    { store: 'roam-export', open: 'JSON', at: 'Downloads/graph.json' },
    {
      store: 'signal',
      open: 'its key lies beside it',
      sealed: 'its key is kept by the system',
      at: `${support}/Signal`,
    },
    { store: 'siyuan', open: 'a workspace', at: 'SiYuan' },
    {
      store: 'standard-notes',
      open: 'decrypted',
      sealed: 'encrypted',
      at: 'Standard Notes Backups/Standard Notes Backup and Import File.txt',
    },
    { store: 'tana-export', open: 'JSON', at: 'Downloads/w@2024-01-01.json' },
    {
      store: 'telegram',
      open: "the app's own folder",
      at: system === 'linux' ? `${data}/TelegramDesktop/tdata` : `${support}/Telegram Desktop/tdata`,
    },
    {
      store: 'trilium',
      open: 'plain, with copies',
      sealed: 'all notes are protected',
      at: `${data}/trilium-data`,
    },
    isMac
      ? {
          store: 'whatsapp',
          open: 'the database on a Mac',
          at: macGroup(system, 'group.net.whatsapp.WhatsApp.shared'),
        }
      : {
          store: 'whatsapp',
          open: 'as it comes',
          sealed: 'packed with a password',
          at: 'Downloads/WhatsApp Chat - Ann.zip',
        },
    {
      store: 'zettlr',
      open: 'settings of a folder',
      sealed: 'settings of a folder whose notes are sealed',
      at: 'Documents/zettel',
    },
    { store: 'zim', open: 'a plain notebook', sealed: 'a sealed page', at: 'Notebooks/Notes' },
    { store: 'zotero', open: 'a library', at: 'Zotero' },
  ];
}

export function placedNotes(system: Platform, variant: Variant): readonly Placed[] {
  return [
    ...rowsOf(system).map((row) => placedOf(row, variant)),
    {
      store: 'org-roam',
      holds: 'notes',
      root: 'org',
      state: 'plaintext',
      items: 2,
      make(home) {
        folderOf({ 'org/roam/a.org': '* a', 'org/b.org': '* b' }, home);
        databaseAt(`${home}/.emacs.d/org-roam.db`, roamFiles(home, '.org'));
      },
    },
    {
      store: 'sqlite',
      holds: 'notes',
      root: 'Documents/cards.db',
      state: 'plaintext',
      make(home) {
        databaseAt(`${home}/Documents/cards.db`, ['CREATE TABLE a (b)']);
      },
    },
  ];
}

function placedOf({ store, open, sealed, at, isSynced }: Row, variant: Variant): Placed {
  const what = variant === 'open' ? open : (sealed ?? open);
  const pair = pairs.find((each) => each.store === store && each.what === what);
  assert.ok(pair?.expected, `${store} has no fixture "${what}"`);
  const { atRest, items, remarks } = pair.expected;
  const home = movedHome(pair, pair.expected.root, at);
  return {
    store,
    holds: 'notes',
    root: at,
    state: atRest.state,
    ...(items === undefined ? {} : { items }),
    ...(remarks === undefined ? {} : { remarks }),
    ...(isSynced === undefined ? {} : { isSynced }),
    make: (folder) => homeOf(home, folder),
  };
}

/** The fixture's files with its root elsewhere. */
function movedHome({ store, home }: Pair, from: string, to: string): Home {
  return Object.fromEntries(
    Object.entries(home).map(([path, content]) => {
      assert.ok(path === from || path.startsWith(`${from}/`), `${store}: ${path}`);
      return [`${to}${path.slice(from.length)}`, content];
    }),
  );
}
