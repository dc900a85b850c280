import type { StoreId } from '../../core/store-ids.ts';

/** What proves that an archive holds a store: the path of one of its files. */
interface ArchiveSign {
  readonly about: StoreId;
  readonly member: RegExp;
}

/** Copies that people pack. What apps export themselves is a store of its own: `stores/notes/`. */
export const archiveSigns: readonly ArchiveSign[] = [
  { about: 'obsidian', member: /(?:^|\/)\.obsidian\/(?:app|appearance|core-plugins|workspace)\.json$/ },
  { about: 'logseq', member: /(?:^|\/)logseq\/config\.edn$/ },
  { about: 'foam', member: /(?:^|\/)\.foam\/[^/]+/ },
  { about: 'dendron', member: /(?:^|\/)dendron\.yml$/ },
  { about: 'zim', member: /(?:^|\/)notebook\.zim$/ },
  { about: 'joplin', member: /(?:^|\/)(?:joplin-desktop|JoplinProfile)\/database\.sqlite$/ },
  { about: 'trilium', member: /(?:^|\/)trilium-data\/document\.db$/ },
  { about: 'claude-code', member: /(?:^|\/)\.claude\/projects\/[^/]+\/[^/]+\.jsonl$/ },
  { about: 'codex', member: /(?:^|\/)\.codex\/sessions\/.+\.jsonl$/ },
  { about: 'apple-notes', member: /(?:^|\/)group\.com\.apple\.notes\/NoteStore\.sqlite$/ },
];

/** What a Joplin export (`.jex`) is: a tar of notes, each named by its id (joplinapp.org, "Importing and exporting"). */
export const joplinNote = /^[0-9a-f]{32}\.md$/;

/** Tables by which a copy of a database is known, all of them; in the words of `CREATE TABLE`. */
export const tableSigns: readonly { readonly about: StoreId; readonly tables: readonly string[] }[] = [
  { about: 'joplin', tables: ['notes', 'folders', 'master_keys'] },
  { about: 'trilium', tables: ['notes', 'branches', 'etapi_tokens'] },
  { about: 'apple-notes', tables: ['ziccloudsyncingobject', 'zicnotedata'] },
  { about: 'bear', tables: ['zsfnote'] },
  { about: 'zotero', tables: ['items', 'itemnotes', 'itemattachments'] },
  { about: 'anki', tables: ['notes', 'cards', 'revlog'] },
  { about: 'whatsapp', tables: ['message', 'jid', 'chat'] },
];
