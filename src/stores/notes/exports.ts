import { fieldsOf } from '../json-fields.ts';
import type { Mark, Store, StoreReader } from '../store.ts';
import { atRestOf, exportAt, plaintext } from './found.ts';
import { zippedExport } from './json-exports.ts';
import { zippedFiles } from './zip-names.ts';

const advice =
  'delete it once it is used, or keep it in an encrypted archive. Deleting does not erase it on a solid-state disk.';
const nowhere = { linux: [], darwin: [], win32: [] } as const;
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** `Meeting 0123456789abcdef0123456789abcdef.md`: a page of Notion with its id. */
const notionPage = / [0-9a-f]{32}(?:_all)?\.(?:md|html|csv)$/;
const zipMark: Mark = { entry: 'file', extension: '.zip', candidate: 'itself', where: 'usual' };

export const notion: Store = {
  id: 'notion-export',
  name: 'Notion export',
  holds: 'notes',
  docs: 'https://www.notion.com/help/export-your-content',
  paths: nowhere,
  marks: [
    zipMark,
    { entry: 'folder', pattern: new RegExp(`Export-${uuid}`, 'i'), candidate: 'itself', where: 'anywhere' },
  ],
  proof: 'pages named `<title> <32 hex>.md`, `.html` or `.csv`, in a ZIP or a folder `Export-<uuid>`',
  fix: `An export is plain: ${advice}`,
  recognise(candidate, reader) {
    if (reader.type(candidate) === 'folder') {
      const pages = reader.find(candidate, ['.md', '.html', '.csv']).filter((path) => notionPage.test(path));
      const [evidence] = pages;
      if (evidence === undefined) return undefined;
      const parts = [{ kind: 'export' as const, path: candidate }];
      return { store: 'notion-export', root: candidate, evidence, atRest: plaintext, parts, items: pages.length };
    }
    const files = zippedFiles(reader, candidate);
    const pages = files?.filter(({ name }) => notionPage.test(name)) ?? [];
    if (pages.length > 0) {
      const atRest = atRestOf(pages.filter(({ encrypted }) => encrypted).length, pages.length, 'ZIP');
      return exportAt('notion-export', candidate, atRest, pages.length);
    }
    // A large export is a ZIP of ZIPs.
    const blocks =
      files?.filter(({ name }) => new RegExp(`^ExportBlock-${uuid}(?:-Part-\\d+)?\\.zip$`, 'i').test(name)) ?? [];
    return blocks.length > 0 ? zippedExport('notion-export', candidate, blocks) : undefined;
  },
};

export const capacities: Store = {
  id: 'capacities-export',
  name: 'Capacities export',
  holds: 'notes',
  docs: 'https://docs.capacities.io/reference/export',
  paths: nowhere,
  marks: [
    { entry: 'file', pattern: /^capacities.*\.zip$/i, candidate: 'itself', where: 'usual' },
    { entry: 'folder', pattern: /^capacities(?: \(|[- _]export)/i, candidate: 'itself', where: 'usual' },
  ],
  proof:
    'an archive or folder named `Capacities …` with Markdown in a folder for each type; in a folder, front matter with `type`',
  fix: `An export is plain: ${advice}`,
  recognise(candidate, reader) {
    if (reader.type(candidate) === 'folder') {
      const notes = reader.find(candidate, ['.md']);
      const evidence = notes
        .slice(0, 20)
        .find((path) => /^---\r?\n(?:[^\n]*\n){0,30}?type:\s/.test(reader.start(path, 4096) ?? ''));
      if (evidence === undefined) return undefined;
      const parts = [{ kind: 'export' as const, path: candidate }];
      return { store: 'capacities-export', root: candidate, evidence, atRest: plaintext, parts, items: notes.length };
    }
    const notes = zippedFiles(reader, candidate)?.filter(({ name }) => /^(?:[^/]+\/){1,3}[^/]+\.md$/.test(name)) ?? [];
    return notes.length > 0 ? zippedExport('capacities-export', candidate, notes, notes.length) : undefined;
  },
};

/** The bundle identifier of Craft, in the `creatorIdentifier` of a text bundle and of its own folder. */
const craftApp = 'com.lukilabs.lukiapp';
const craftFolder = `~/Library/Containers/${craftApp}/Data/Library/Application Support/${craftApp}`;

export const craft: Store = {
  id: 'craft-export',
  name: 'Craft',
  holds: 'notes',
  docs: 'https://textbundle.org/spec/',
  paths: { linux: [], darwin: [craftFolder], win32: [] },
  marks: [{ entry: 'folder', extension: '.textbundle', candidate: 'itself', where: 'usual' }],
  proof: "`info.json` of a text bundle whose `creatorIdentifier` is Craft's, or `LukiMain_*.realm` of the app",
  fix: `Craft's databases on this machine are plain: switch on FileVault. So is an export: ${advice}`,
  recognise(candidate, reader) {
    const databases = reader
      .list(candidate)
      .filter(({ name, type }) => type === 'file' && /^LukiMain_.*\.realm$/.test(name));
    const realm = databases.find(({ name }) => isRealm(`${candidate}/${name}`, reader));
    if (realm !== undefined) {
      const evidence = `${candidate}/${realm.name}`;
      return {
        store: 'craft-export',
        root: candidate,
        evidence,
        atRest: plaintext,
        parts: [{ kind: 'notes', path: candidate }],
      };
    }
    const info = `${candidate}/info.json`;
    if (
      reader.type(info) !== 'file' ||
      !/"creatorIdentifier"\s*:\s*"com\.lukilabs\./.test(reader.start(info, 4096) ?? '')
    )
      return undefined;
    if (fieldsOf(reader.json(info)) === undefined) return undefined;
    return {
      store: 'craft-export',
      root: candidate,
      evidence: info,
      atRest: plaintext,
      parts: [{ kind: 'export', path: candidate }],
      items: 1,
    };
  },
};

/** The header of a Realm file that is not encrypted has `T-DB` at byte 16 (realm-core, src/realm/alloc_slab.hpp). */
function isRealm(path: string, reader: StoreReader): boolean {
  const head = reader.head(path, 24);
  return head !== undefined && head.length === 24 && new TextDecoder().decode(head.subarray(16, 20)) === 'T-DB';
}

export const evernote: Store = {
  id: 'evernote',
  name: 'Evernote export',
  holds: 'notes',
  docs: 'https://evernote.com/blog/how-evernotes-xml-export-format-works',
  paths: nowhere,
  marks: [{ entry: 'file', extension: '.enex', candidate: 'itself', where: 'anywhere' }],
  proof: '`<en-export`; passages in `<en-crypt` are encrypted',
  fix: `An export is plain, but for what was encrypted in Evernote: ${advice}`,
  recognise(candidate, reader) {
    if (reader.type(candidate) !== 'file' || !isEnex(reader.start(candidate, 4096) ?? '')) return undefined;
    const whole = (reader.size(candidate) ?? 0) <= 4_194_304 ? reader.text(candidate) : undefined;
    if (whole === undefined) return exportAt('evernote', candidate, plaintext, undefined);
    const notes = whole.split(/<note>/).slice(1);
    const sealed = notes.filter(isSealed).length;
    // Titles, tags and dates stay readable, so that no export is encrypted as a whole.
    const atRest =
      sealed > 0 ? { state: 'partly' as const, encrypted: sealed, of: notes.length } : atRestOf(0, notes.length, '');
    return exportAt('evernote', candidate, atRest, notes.length);
  },
};

function isEnex(start: string): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE en-export[^>]{0,200}>\s*)?<en-export[\s>]/.test(start);
}

/** True where nothing can be read of a note's text but what stands in `<en-crypt>`. Every repeat ends at the next `<`. */
function isSealed(note: string): boolean {
  const body = note.slice(note.indexOf('<en-note'), note.lastIndexOf('</en-note>'));
  if (!note.includes('<en-note') || !body.includes('<en-crypt')) return false;
  const rest = body.replace(/<en-crypt[^<>]{0,500}>[A-Za-z0-9+/=\s]{16,}<\/en-crypt>/g, '');
  return rest.replace(/<[^<>]{0,1000}>|\s/g, '') === '';
}
