import type { RecognisedStore } from '../../core/audit.ts';
import { fieldsOf, itemsOf } from '../json-fields.ts';
import { nameOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { slashed } from './found.ts';
import { countNotes, usesGitCrypt } from './note-files.ts';

const volume = 'encrypt the disk, keep the folder in Cryptomator or gocryptfs, or seal it with `cloister seal`.';

export const logseq: Store = {
  id: 'logseq',
  name: 'Logseq',
  holds: 'notes',
  docs: 'https://github.com/logseq/docs',
  paths: { linux: ['~/logseq'], darwin: ['~/Documents/logseq'], win32: ['~/Documents/logseq'] },
  marks: [{ entry: 'folder', name: 'logseq', candidate: 'parent', where: 'anywhere' }],
  proof: '`logseq/config.edn` beside `pages` or `journals`',
  fix: `A graph is a folder of plain files: ${volume} Old versions of pages stand in \`logseq/bak\`.`,
  recognise(candidate, reader) {
    const evidence = `${candidate}/logseq/config.edn`;
    const config = reader.start(evidence)?.trimStart();
    const holds = ['pages', 'journals'].filter((name) => reader.type(`${candidate}/${name}`) === 'folder');
    // EDN: a map, perhaps behind comments, with keywords for keys.
    if (config === undefined || !/^(?:;[^\n]*\n\s*)*\{/.test(config) || !config.includes(':') || holds.length === 0)
      return undefined;
    // Graphs that were encrypted with a password, which Logseq no longer offers, hold armoured age.
    const sealed = reader.start(`${candidate}/logseq/metadata.edn`)?.includes(':db/encrypted? true') ?? false;
    const counted = countNotes(reader, candidate, ['.md', '.org'], {
      all: sealed || usesGitCrypt(candidate, reader),
      within: [...holds, 'whiteboards'],
    });
    return {
      store: 'logseq',
      root: candidate,
      evidence,
      ...counted,
      parts: partsOf(reader, candidate, {
        notes: [''],
        settings: ['logseq/config.edn'],
        backup: ['logseq/bak', 'logseq/.recycle'],
      }),
    };
  },
};

export const foam: Store = {
  id: 'foam',
  name: 'Foam',
  holds: 'notes',
  docs: 'https://foambubble.github.io/foam/',
  paths: { linux: [], darwin: [], win32: [] },
  marks: [
    { entry: 'folder', name: '.foam', candidate: 'parent', where: 'anywhere' },
    { entry: 'folder', name: '.vscode', candidate: 'parent', where: 'anywhere' },
  ],
  proof: '`.foam/templates`, or Foam among the extensions or settings in `.vscode`',
  fix: `Foam works on plain Markdown files: ${volume}`,
  recognise(candidate, reader) {
    const evidence = foamEvidence(candidate, reader);
    if (evidence === undefined) return undefined;
    return vault('foam', candidate, evidence, reader, ['.md'], { settings: ['.foam'] });
  },
};

function foamEvidence(root: string, reader: StoreReader): string | undefined {
  const templates = `${root}/.foam/templates`;
  if (reader.list(templates).some(({ name }) => /\.(?:md|js)$/.test(name))) return templates;
  const recommends = reader.start(`${root}/.vscode/extensions.json`)?.includes('"foam.foam-vscode"');
  if (recommends) return `${root}/.vscode/extensions.json`;
  const sets = /"foam\.[a-zA-Z.]{1,60}"\s*:/.test(reader.start(`${root}/.vscode/settings.json`) ?? '');
  return sets ? `${root}/.vscode/settings.json` : undefined;
}

export const dendron: Store = {
  id: 'dendron',
  name: 'Dendron',
  holds: 'notes',
  docs: 'https://github.com/dendronhq/dendron',
  paths: { linux: ['~/Dendron'], darwin: ['~/Dendron'], win32: ['~/Dendron'] },
  marks: [{ entry: 'file', name: 'dendron.yml', candidate: 'parent', where: 'anywhere' }],
  proof: '`dendron.yml` with `version` and `workspace` or `vaults`',
  fix: `Dendron's vaults are plain Markdown files: ${volume}`,
  recognise(candidate, reader) {
    const evidence = `${candidate}/dendron.yml`;
    const text = reader.start(evidence) ?? '';
    if (!/^version:\s*\d/m.test(text) || !/^(?:workspace|vaults):/m.test(text)) return undefined;
    return vault('dendron', candidate, evidence, reader, ['.md'], { index: ['.dendron.cache.json'] });
  },
};

export const cloisterVault: Store = {
  id: 'cloister-vault',
  name: 'Vault of Cloister',
  holds: 'notes',
  docs: "this project's README.md, Commands: `cloister init`",
  paths: { linux: [], darwin: [], win32: [] },
  marks: [{ entry: 'folder', name: '.cloister', candidate: 'parent', where: 'anywhere' }],
  proof: '`.cloister/policy.json`, where no app that Cloister knows has the same folder for its notes',
  fix: `A policy keeps agents out, and encrypts nothing: ${volume}`,
  recognise(candidate, reader) {
    const evidence = `${candidate}/.cloister/policy.json`;
    if (reader.type(evidence) !== 'file' || fieldsOf(reader.json(evidence)) === undefined) return undefined;
    return vault('cloister-vault', candidate, evidence, reader, ['.md', '.org'], { settings: ['.cloister'] });
  },
};

export const zettlr: Store = {
  id: 'zettlr',
  name: 'Zettlr',
  holds: 'notes',
  docs: 'https://docs.zettlr.com/en/',
  paths: {
    linux: ['{config}/Zettlr/config.json'],
    darwin: ['{support}/Zettlr/config.json'],
    win32: ['{appdata}/Zettlr/config.json'],
  },
  marks: [{ entry: 'file', pattern: /^\.(?:ztr-directory|zettlr[\w.-]*)$/i, candidate: 'parent', where: 'anywhere' }],
  proof: "`.ztr-directory` with a sorting or a project, or a folder in Zettlr's list of workspaces",
  fix: `Zettlr works on plain Markdown files: ${volume}`,
  recognise(candidate, reader) {
    if (nameOf(candidate) === 'config.json') return workspaces(candidate, reader);
    const evidence = reader.list(candidate).find(({ name }) => /^\.(?:ztr-directory|zettlr[\w.-]*)$/i.test(name));
    if (evidence?.type !== 'file') return undefined;
    const path = `${candidate}/${evidence.name}`;
    if (!/^\s*\{[\s\S]*"(?:sorting|project|icon)"\s*:/.test(reader.start(path) ?? '')) return undefined;
    return vault('zettlr', candidate, path, reader, ['.md'], {});
  },
  leads: (place, reader) => (nameOf(place) === 'config.json' ? openIn(place, reader) : []),
};

function workspaces(list: string, reader: StoreReader): readonly RecognisedStore[] {
  return openIn(list, reader)
    .filter((path) => reader.type(path) === 'folder')
    .map((path) => vault('zettlr', path, list, reader, ['.md'], {}));
}

/** The folders that Zettlr has open; its list stands in its settings. */
function openIn(list: string, reader: StoreReader): readonly string[] {
  const config = reader.type(list) === 'file' ? fieldsOf(reader.json(list)) : undefined;
  const open = ['openPaths', 'openWorkspaces'].flatMap((key) => itemsOf(config?.[key]) ?? []);
  return [...new Set(open.filter((path) => typeof path === 'string').map(slashed))];
}

/** A folder of plain files that is a vault of an app. */
function vault(
  store: RecognisedStore['store'],
  root: string,
  evidence: string,
  reader: StoreReader,
  extensions: readonly string[],
  kinds: Parameters<typeof partsOf>[2],
): RecognisedStore {
  const counted = countNotes(reader, root, extensions, { all: usesGitCrypt(root, reader) });
  return { store, root, evidence, ...counted, parts: partsOf(reader, root, { notes: [''], ...kinds }) };
}
