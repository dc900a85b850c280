import type { RecognisedStore } from '../../core/audit.ts';
import type { StoreId } from '../../core/store-ids.ts';
import { fieldsOf, itemsOf } from '../json-fields.ts';
import { nameOf } from '../path-names.ts';
import type { Mark, Store, StoreReader } from '../store.ts';
import { exportAt, plaintext } from './found.ts';
import { zippedFiles } from './zip-names.ts';

/** A longer export is recognised by its beginning; its notes are not counted. */
const mostParsed = 4_194_304;

/**
 * True where the beginning of a file fits `first`, and its first 64 KB all of `others`, as text without byte order mark.
 * Most files are told by their first bytes, which the reader has at hand.
 */
export function startsAs(reader: StoreReader, path: string, first: RegExp, ...others: readonly RegExp[]): boolean {
  const head = reader.type(path) === 'file' ? reader.head(path, 256) : undefined;
  if (head === undefined || !first.test(new TextDecoder().decode(head).trimStart())) return false;
  const start = reader
    .start(path)
    ?.replace(/^\ufeff/, '')
    .trimStart();
  return start !== undefined && others.every((pattern) => pattern.test(start));
}

/** What a JSON file holds that was recognised by its beginning. Undefined where it is long or damaged. */
export function parsed(reader: StoreReader, path: string): unknown {
  return (reader.size(path) ?? Number.POSITIVE_INFINITY) <= mostParsed ? reader.json(path, mostParsed) : undefined;
}

const advice =
  'delete it once it is used, or keep it in an encrypted archive. Deleting does not erase it on a solid-state disk.';
const nowhere = { linux: [], darwin: [], win32: [] } as const;
const usual = (mark: Partial<Mark>): Mark => ({ entry: 'file', candidate: 'itself', where: 'usual', ...mark });

interface JsonExport {
  readonly id: StoreId;
  readonly name: string;
  readonly docs: string;
  readonly marks: readonly Mark[];
  readonly proof: string;
  readonly begins: readonly [RegExp, ...RegExp[]];
  /** The list of notes in it. */
  readonly notes: (value: unknown) => readonly unknown[] | undefined;
  /** A name that the archive of an export holds. */
  readonly zipped?: RegExp;
}

/** An export that is one JSON file, or a ZIP around it. */
function jsonExport({ id, name, docs, marks, proof, begins, notes, zipped }: JsonExport): Store {
  return {
    id,
    name,
    holds: 'notes',
    docs,
    paths: nowhere,
    marks,
    proof,
    fix: `An export is plain: ${advice}`,
    recognise(candidate, reader) {
      if (/\.zip$/i.test(candidate)) {
        const files = zipped && zippedFiles(reader, candidate);
        return files?.some((file) => zipped?.test(file.name)) ? zippedExport(id, candidate, files) : undefined;
      }
      if (!startsAs(reader, candidate, ...begins)) return undefined;
      return exportAt(id, candidate, plaintext, notes(parsed(reader, candidate))?.length);
    },
  };
}

/** An archive whose entries are all encrypted is no export that lies open. */
export function zippedExport(
  id: StoreId,
  path: string,
  files: readonly { readonly encrypted: boolean }[],
  items?: number,
): RecognisedStore {
  const sealed = files.length > 0 && files.every(({ encrypted }) => encrypted);
  return exportAt(id, path, sealed ? { state: 'encrypted', by: 'ZIP' } : plaintext, items);
}

const roam = jsonExport({
  id: 'roam-export',
  name: 'Roam Research export',
  docs: 'https://github.com/marph91/jimmy/blob/3d81cd6a08678bc6bc336cdab341cb563c7ed07d/jimmy/formats/roam_research.py',
  marks: [usual({ extension: '.json' }), usual({ pattern: /^roam-export-.*\.zip$/i })],
  proof: 'a JSON array of pages with `title`, `children[].string` and `uid`',
  begins: [
    /^\[\s*\{/,
    /"title"\s*:/,
    /"string"\s*:/,
    /"uid"\s*:/,
    /"(?:edit-time|create-time|edit-email|create-email|:edit\/user|:create\/user)"\s*:/,
  ],
  notes: itemsOf,
});

const tana = jsonExport({
  id: 'tana-export',
  name: 'Tana export',
  docs: 'https://github.com/tanainc/tana-import-tools',
  marks: [usual({ extension: '.json' })],
  proof: 'a JSON object with `formatVersion` and `docs[].props`',
  begins: [
    /^\{\s*"(?:formatVersion|docs|editors|workspaces|lastTxid|currentWorkspaceId)"\s*:/,
    /"formatVersion"\s*:\s*\d|"lastTxid"\s*:|"currentWorkspaceId"\s*:/,
    /"docs"\s*:\s*\[\s*\{/,
    /"props"\s*:\s*\{/,
  ],
  notes: (value) => itemsOf(fieldsOf(value)?.['docs']),
});

const reflect = jsonExport({
  id: 'reflect-export',
  name: 'Reflect export',
  docs: 'https://github.com/marph91/jimmy/blob/5b50e8bd3fd8357230ede7f79414fbadcb4fe909/jimmy/formats/reflect.py',
  marks: [usual({ pattern: /^reflect.*\.json$/i })],
  proof: 'a JSON object with `export_version` and `notes[].document_json`',
  begins: [/^\{/, /"(?:export_version|graph_version)"\s*:/, /"notes"\s*:\s*\[/],
  notes: (value) => itemsOf(fieldsOf(value)?.['notes']),
});

const heptabase = jsonExport({
  id: 'heptabase-export',
  name: 'Heptabase export',
  docs: 'https://github.com/link-ding/Heptabase-Export',
  marks: [usual({ name: 'All-Data.json' }), usual({ pattern: /^heptabase.*\.zip$/i })],
  proof: 'a JSON object with `cardList` or `whiteBoardList`, or a ZIP with `All-Data.json`',
  begins: [/^\{/, /"(?:cardList|whiteBoardList)"\s*:\s*\[/],
  notes: (value) => itemsOf(fieldsOf(value)?.['cardList']),
  zipped: /(?:^|\/)All-Data\.json$/,
});

/** Keys of a note in Google's own export. */
const keepNote: readonly [RegExp, ...RegExp[]] = [
  /^\{/,
  /"isTrashed"\s*:\s*(?:true|false)/,
  /"(?:textContent|textContentHtml|listContent|attachments)"\s*:/,
];

const googleKeep: Store = {
  id: 'google-keep',
  name: 'Google Keep export',
  holds: 'notes',
  docs: 'https://github.com/marph91/jimmy/blob/320d9ea11302ea5ffd54ec914aea7a11b0278d86/jimmy/formats/google_keep.py',
  paths: nowhere,
  marks: [
    usual({ entry: 'folder', name: 'Keep' }),
    { entry: 'folder', name: 'Takeout', candidate: 'itself', where: 'anywhere' },
    usual({ pattern: /^takeout-.*\.zip$/i }),
  ],
  proof: 'JSON notes with `isTrashed` and `textContent` or `listContent`, or a ZIP with `Takeout/Keep/*.json`',
  fix: `An export is plain: ${advice}`,
  recognise(candidate, reader) {
    if (/\.zip$/i.test(candidate)) {
      const files = zippedFiles(reader, candidate)?.filter(({ name }) => /^Takeout\/Keep\/[^/]+\.json$/.test(name));
      return files && files.length > 0 ? zippedExport('google-keep', candidate, files, files.length) : undefined;
    }
    const folder = nameOf(candidate) === 'Takeout' ? `${candidate}/Keep` : candidate;
    const notes = reader.list(folder).filter(({ name, type }) => type === 'file' && name.endsWith('.json'));
    const evidence = notes.slice(0, 20).find(({ name }) => startsAs(reader, `${folder}/${name}`, ...keepNote));
    if (evidence === undefined) return undefined;
    return {
      store: 'google-keep',
      root: folder,
      evidence: `${folder}/${evidence.name}`,
      atRest: plaintext,
      parts: [{ kind: 'export', path: folder }],
      items: notes.filter(({ name }) => name !== 'Labels.json').length,
    };
  },
};

export const jsonExports: readonly Store[] = [googleKeep, heptabase, reflect, roam, tana];
