import type { RecognisedStore } from '../../core/audit.ts';
import { fieldsOf } from '../json-fields.ts';
import { nameOf, parentOf } from '../path-names.ts';
import { partsOf, type Store, type StoreReader } from '../store.ts';
import { credentialRemark, credentialRemarks, credentialsAt } from './credentials.ts';
import { counted, filesIn, foldersIn, parsed } from './proof.ts';

/** Plugins of Obsidian and Logseq that talk to models: they lie in the vault, so that they are synced and committed with it. */

const everywhere = { linux: [], darwin: [], win32: [] } as const;
const mostPlugins = 300;

/** A store for each file, so that what is said of git and sync is said of the file and not of the plugins' own code. */
function keyStores(
  reader: StoreReader,
  store: 'obsidian-plugins' | 'logseq-plugins',
  files: readonly string[],
): readonly RecognisedStore[] | undefined {
  const found = files.flatMap((path): RecognisedStore[] => {
    const remark = credentialRemark(store, path, credentialsAt(reader, path));
    if (remark === undefined) return [];
    const parts = [{ kind: 'credentials' as const, path }];
    return [{ store, root: path, evidence: path, atRest: { state: 'plaintext' }, parts, remarks: [remark] }];
  });
  return found.length === 0 ? undefined : found;
}

const obsidianPlugins: Store = {
  id: 'obsidian-plugins',
  name: 'Obsidian plugins with keys',
  holds: 'ai',
  docs: 'https://docs.obsidian.md/plugins/guides/secret-storage',
  paths: everywhere,
  marks: [{ entry: 'folder', name: '.obsidian', candidate: 'itself', where: 'anywhere' }],
  proof: '`plugins/*/data.json` with a key in plain text',
  fix: "Replace the key, keep it in Obsidian's secret storage where the plugin can, and leave `data.json` out of sync and git.",
  recognise(candidate, reader) {
    const plugins = `${candidate}/plugins`;
    const files = foldersIn(reader, plugins, mostPlugins)
      // It has a row of its own.
      .filter((folder) => nameOf(folder) !== copilotPlugin)
      .map((folder) => `${folder}/data.json`);
    return keyStores(reader, 'obsidian-plugins', files);
  },
};

const logseqPlugins: Store = {
  id: 'logseq-plugins',
  name: 'Logseq plugins with keys',
  holds: 'ai',
  docs: 'https://plugins-doc.logseq.com/',
  paths: { linux: ['~/.logseq'], darwin: ['~/.logseq'], win32: ['~/.logseq'] },
  marks: [],
  proof: '`settings/*.json` with a key in plain text',
  fix: 'Replace the key, and take it out of the settings of the plugin when you do not use it.',
  recognise(candidate, reader) {
    const settings = `${candidate}/settings`;
    const files = filesIn(reader, settings, (name) => /\.json$/i.test(name), mostPlugins);
    return keyStores(reader, 'logseq-plugins', files);
  },
};

const copilotPlugin = 'copilot';
/** The folder of kept conversations: in `copilot/`, unless it is set. */
const conversations = 'copilot-conversations';
const id = 'obsidian-copilot';
const plain = { store: id, atRest: { state: 'plaintext' } } as const;
/** What the move of its settings from version 3 to 4 leaves beside them. */
const keyBackup = /^data-v3-credentials-backup-[\da-f]{8}\.json$/i;
/** Front matter of a kept conversation. */
const conversationTag = /^\uFEFF?---\r?\n[\s\S]{0,4000}?copilot-conversation/;

const obsidianCopilot: Store = {
  id,
  name: 'Copilot for Obsidian',
  holds: 'ai',
  docs: 'https://github.com/logancyang/obsidian-copilot',
  paths: everywhere,
  marks: [
    { entry: 'folder', name: '.obsidian', candidate: 'itself', where: 'anywhere' },
    { entry: 'folder', name: conversations, candidate: 'itself', where: 'anywhere' },
    { entry: 'folder', name: '.copilot-index', candidate: 'itself', where: 'anywhere' },
  ],
  proof:
    'its `plugins/copilot/data.json` or key backup, `copilot-conversations/*.md` with the tag `copilot-conversation`, or chunks of its index',
  fix: 'Delete `data-v3-credentials-backup-*.json` after checking that the keys work, and replace the keys if the vault was synced. Conversations and the index are copies of notes: leave them out of sync and git.',
  recognise(candidate, reader) {
    const vault = vaultOf(candidate);
    const settings = `${vault}/.obsidian`;
    const plugin = `${settings}/plugins/${copilotPlugin}`;
    const data = `${plugin}/data.json`;
    const isPlugin = fieldsOf(reader.json(data)) !== undefined && isCopilotPlugin(reader, plugin);
    const backups = filesIn(reader, plugin, (name) => keyBackup.test(name), 50);
    const folder = nameOf(candidate) === conversations ? candidate : `${vault}/copilot/${conversations}`;
    const chats = filesIn(reader, folder, (name) => /\.md$/i.test(name));
    const chat = chats.slice(0, 10).find((path) => conversationTag.test(reader.start(path, 8192) ?? ''));
    const chunks = [
      ...filesIn(reader, `${vault}/.copilot-index`, (name) => indexFile.test(name), 500),
      ...filesIn(reader, settings, (name) => indexFile.test(name), 500),
    ];
    const chunk = chunks.slice(0, 5).find((path) => /^\s*[{[]/.test(reader.start(path, 64) ?? ''));
    const remarks = [
      // The licence of its paid part is a key of its provider's API.
      ...credentialRemarks(reader, id, isPlugin ? [{ path: data, extra: ['plusLicenseKey'] }] : []),
      ...credentialRemarks(
        reader,
        id,
        backups.map((path) => ({ path, severity: 'high' as const })),
      ),
    ];
    // Each in the folder that it lies in: one of them may be synced or committed where the others are not.
    const found: RecognisedStore[] = [];
    if (chat !== undefined)
      found.push({
        ...plain,
        root: folder,
        evidence: chat,
        parts: [
          { kind: 'transcripts', path: folder },
          ...partsOf(reader, parentOf(folder), {
            memory: nameOf(parentOf(folder)) === copilotPlugin ? ['memory'] : [],
          }),
        ],
        ...counted(chats.length),
      });
    if (chunk !== undefined)
      found.push({
        ...plain,
        root: parentOf(chunk) === settings ? chunk : parentOf(chunk),
        evidence: chunk,
        parts: chunks.map((path) => ({ kind: 'index' as const, path })),
      });
    // Settings that hold no key in plain text are nothing to tell of.
    const [first] = remarks;
    if (first !== undefined)
      found.push({
        ...plain,
        root: plugin,
        evidence: first.path,
        parts: [
          ...partsOf(reader, plugin, { settings: ['data.json'] }),
          ...backups.map((path) => ({ kind: 'backup' as const, path })),
        ],
        remarks,
      });
    return found.length === 0 ? undefined : found;
  },
};

const indexFile = /^copilot-index.{0,80}(?:\.json|-chunk-\d+(?:\.json)?|\d)$/i;

function isCopilotPlugin(reader: StoreReader, plugin: string): boolean {
  const manifest = fieldsOf(parsed(reader.start(`${plugin}/manifest.json`, 16_384) ?? ''));
  return manifest === undefined || manifest['id'] === copilotPlugin;
}

/** The vault that a sign of it lies in. */
function vaultOf(candidate: string): string {
  const folder = parentOf(candidate);
  return nameOf(candidate) === conversations && nameOf(folder) === copilotPlugin ? parentOf(folder) : folder;
}

/** `"smart_sources:Journal/a.md": {"path": …},`: one change of an entry a line. */
const ajsonLine =
  /^\s*"(?:smart_(?:sources|blocks|threads|messages)|sources|blocks)\s?:[^"\n]{1,1000}"\s?:\s?(?:\{|null|\[)/m;

const smartConnections: Store = {
  id: 'smart-connections',
  name: 'Smart Connections',
  holds: 'ai',
  docs: 'https://github.com/brianpetro/obsidian-smart-env',
  paths: everywhere,
  marks: [
    { entry: 'folder', name: '.smart-env', candidate: 'itself', where: 'anywhere' },
    { entry: 'folder', name: '.smart-connections', candidate: 'itself', where: 'anywhere' },
  ],
  proof: '`multi/*.ajson` with lines `"smart_sources:…": {`',
  fix: 'Delete the folder after you have locked or sealed notes, and leave it out of sync and git: it keeps paths, headings and embeddings of every note.',
  recognise(candidate, reader): RecognisedStore | undefined {
    const folders = [`${candidate}/multi`, candidate];
    const files = folders.flatMap((folder) => filesIn(reader, folder, (name) => /\.ajson$/i.test(name)));
    const evidence = files.slice(0, 10).find((path) => ajsonLine.test(reader.start(path, 16_384) ?? ''));
    if (evidence === undefined) return undefined;
    const settings = `${candidate}/smart_env.json`;
    return {
      store: 'smart-connections',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [
        ...(evidence.includes('/multi/') ? [] : files.map((path) => ({ kind: 'index' as const, path })).slice(0, 500)),
        ...partsOf(reader, candidate, {
          index: ['multi'],
          transcripts: ['smart_threads', 'chat_threads'],
          logs: ['event_logs'],
          settings: ['smart_env.json'],
        }),
      ],
      remarks: credentialRemarks(reader, 'smart-connections', [settings]),
    };
  },
};

export const obsidianStores: readonly Store[] = [logseqPlugins, obsidianCopilot, obsidianPlugins, smartConnections];
