import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { hasTables } from './database.ts';
import { atRestOf, fileAt } from './found.ts';
import { countNotes, encryptionOf } from './note-files.ts';

export const zim: Store = {
  id: 'zim',
  name: 'Zim',
  holds: 'notes',
  docs: 'https://zim-wiki.org/manual/Help/Notebooks.html',
  paths: { linux: ['~/Notebooks/*'], darwin: ['~/Notebooks/*'], win32: ['~/Notebooks/*'] },
  marks: [{ entry: 'file', name: 'notebook.zim', candidate: 'parent', where: 'anywhere' }],
  proof: '`notebook.zim` that begins with `[Notebook]`',
  fix: "Zim's pages are plain text files: encrypt the disk, keep the notebook in Cryptomator or gocryptfs, or seal it with `cloister seal`.",
  recognise(candidate, reader) {
    const evidence = `${candidate}/notebook.zim`;
    if (!reader.start(evidence, 4096)?.trimStart().startsWith('[Notebook]')) return undefined;
    const counted = countNotes(reader, candidate, ['.txt', '.md']);
    return {
      store: 'zim',
      root: candidate,
      evidence,
      ...counted,
      parts: partsOf(reader, candidate, { notes: [''], index: ['.zim'] }),
    };
  },
};

const emacs = ['.emacs.d', '.config/emacs', '.doom.d', '.config/doom'];

export const orgRoam: Store = {
  id: 'org-roam',
  name: 'Org-roam',
  holds: 'notes',
  docs: 'https://www.orgroam.com/manual.html#The-Org_002droam-Database',
  paths: {
    linux: emacs.flatMap((folder) => [`~/${folder}/org-roam.db`, `~/${folder}/.local/cache/org-roam.db`]),
    darwin: emacs.map((folder) => `~/${folder}/org-roam.db`),
    win32: ['{appdata}/.emacs.d/org-roam.db', '~/.emacs.d/org-roam.db'],
  },
  marks: [{ entry: 'file', name: 'org-roam.db', candidate: 'itself', where: 'anywhere' }],
  proof: 'a SQLite database with `files`, `nodes`, `links` and `tags`',
  fix: 'Org files are plain text: keep what is private in `.org.gpg` files or beneath `:crypt:` headings (org-crypt), and the folder on an encrypted disk. The database repeats titles and properties.',
  recognise(candidate, reader) {
    const evidence = fileAt(candidate, 'org-roam.db', reader);
    if (evidence === undefined || !hasTables(reader, evidence, 'files', 'nodes', 'links', 'tags')) return undefined;
    // Emacs writes texts with their quotes.
    const rows = reader.query(evidence, "SELECT replace(trim(file, '\"'), '\\\\', '/') AS file FROM files LIMIT 10000");
    const files = rows?.map(({ file }) => String(file));
    const sealed = files?.filter((file) => file.endsWith('.gpg') && encryptionOf(reader, file) !== undefined) ?? [];
    const root = commonFolder(files ?? []);
    const exists = root !== undefined && reader.type(root) === 'folder';
    return {
      store: 'org-roam',
      root: exists ? root : evidence,
      evidence,
      atRest: files
        ? atRestOf(sealed.length, files.length, 'PGP')
        : { state: 'unknown', why: 'its files can not be read' },
      parts: [...(exists ? [{ kind: 'notes' as const, path: root }] : []), { kind: 'index', path: evidence }],
      ...(files ? { items: files.length } : {}),
    };
  },
};

/** The deepest folder that holds all of the files. Undefined where it is no deeper than a home folder: that is no store. */
function commonFolder(files: readonly string[]): string | undefined {
  let common: readonly string[] | undefined;
  for (const file of files) {
    const folders = parentOf(file).split('/');
    const same = common?.findIndex((name, at) => name !== folders[at]) ?? -1;
    common = same === -1 ? (common ?? folders) : common?.slice(0, same);
  }
  return common === undefined || common.length < 4 ? undefined : common.join('/');
}

export const siyuan: Store = {
  id: 'siyuan',
  name: 'SiYuan',
  holds: 'notes',
  docs: 'https://github.com/siyuan-note/siyuan',
  paths: {
    linux: ['~/SiYuan', '~/Documents/SiYuan'],
    darwin: ['~/SiYuan', '~/Documents/SiYuan'],
    win32: ['~/SiYuan', '~/Documents/SiYuan'],
  },
  marks: [{ entry: 'folder', name: '.siyuan', candidate: 'parent', where: 'anywhere' }],
  proof: '`.sy` documents of `"Type": "NodeDocument"`',
  fix: 'SiYuan encrypts what it sends, not what lies here: encrypt the disk, or keep the workspace in Cryptomator or gocryptfs.',
  recognise(candidate, reader) {
    const root = workspaceOf(candidate, reader);
    const documents = reader.find(`${root}/data`, ['.sy']);
    const found =
      documents.length > 0 ? { root, documents } : { root: candidate, documents: reader.find(candidate, ['.sy']) };
    const isDocument = (path: string) => /"Type":\s*"NodeDocument"/.test(reader.start(path, 4096) ?? '');
    const evidence = found.documents.slice(0, 20).find(isDocument);
    if (evidence === undefined) return undefined;
    const parts = partsOf(reader, found.root, {
      notes: ['data'],
      backup: ['history'],
      snapshots: ['repo'],
      index: ['temp/siyuan.db'],
    });
    return {
      store: 'siyuan',
      root: found.root,
      evidence,
      atRest: { state: 'plaintext' },
      parts: parts.length > 0 ? parts : [{ kind: 'notes', path: found.root }],
      items: found.documents.length,
    };
  },
};

/** A notebook lies in `data` of its workspace. */
function workspaceOf(candidate: string, reader: StoreReader): string {
  const data = parentOf(candidate);
  return nameOf(data) === 'data' && reader.type(`${candidate}/.siyuan`) === 'folder' ? parentOf(data) : candidate;
}
