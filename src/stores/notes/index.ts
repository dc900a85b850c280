import type { Store } from '../store.ts';
import { anki, anytype, logseqDb, sqlite, trilium, zotero } from './app-databases.ts';
import { appleNotes, bear, dayOne } from './apple-apps.ts';
import { notesnook, standardNotes } from './backups.ts';
import { signal, telegram, whatsapp } from './chats.ts';
import { capacities, craft, evernote, notion } from './exports.ts';
import { joplin, joplinSync } from './joplin.ts';
import { jsonExports } from './json-exports.ts';
import { cloisterVault, dendron, foam, logseq, zettlr } from './markdown-vaults.ts';
import { obsidian } from './obsidian.ts';
import { orgRoam, siyuan, zim } from './text-notebooks.ts';

/** All of this kind. */
export const noteStores: readonly Store[] = [
  anki,
  anytype,
  appleNotes,
  bear,
  capacities,
  cloisterVault,
  craft,
  dayOne,
  dendron,
  evernote,
  foam,
  ...jsonExports,
  joplin,
  joplinSync,
  logseq,
  logseqDb,
  notesnook,
  notion,
  obsidian,
  orgRoam,
  signal,
  siyuan,
  sqlite,
  standardNotes,
  telegram,
  trilium,
  whatsapp,
  zettlr,
  zim,
  zotero,
];
