import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import { historyPage } from '../../core/locked-history.ts';
import type { Machine } from '../doctor/check.ts';
import { checkCopies } from '../doctor/copies-check.ts';
import { claudeFolders } from '../doctor/examine.ts';
import { readTranscripts } from '../doctor/transcripts.ts';
import { folderInHistory } from '../exposure.ts';
import { gitSync } from '../git/git-run.ts';
import { namesIn } from '../names-in.ts';
import { errorCode, isWithin } from '../walk.ts';

/** Where plain copies of what was sealed lie or may lie, which no sealing reaches. Names alone, no content. */
export interface Residue {
  readonly what: string;
  /** What a person can do about it. */
  readonly mend?: string;
  readonly paths?: readonly string[];
}

/** What nobody can look at, and holds for every sealed folder. */
export const alwaysLeft: readonly string[] = [
  'The old files were removed, not erased: an SSD, a copy-on-write file system, snapshots and backups keep their blocks. Only a disk that is encrypted as a whole covers those.',
  'Names of files and folders, sizes and dates are not sealed.',
  'Sealed notes are gone from other apps, from search, and from links and embeds that lead to them.',
  'What agents, models and programs have read before, they may have kept: `cloister audit` lists the stores of this machine.',
];

/**
 * Looks for copies of what lies in a sealed folder: in git, editors, note apps, sync services, search indexes, agents'
 * transcripts. Nothing is changed.
 * @param root real path of the vault
 * @param path the folder in it
 */
export function findResidue(root: string, path: VaultPath, machine: Machine): Residue[] {
  const home = machine.env['HOME'] ?? homedir();
  const folder = path === '' ? root : join(root, path);
  const configFolders = claudeFolders(machine);
  const { calls } = readTranscripts(configFolders);
  const copies = checkCopies({ root, home, configFolders, calls, isLocked: (each) => isWithin(each, folder) });
  return [
    ...inGit(root, path, machine),
    ...copies
      .filter(({ status }) => status !== 'ok')
      .map(({ what, mend, paths }) => ({
        what,
        ...(mend === undefined ? {} : { mend }),
        ...(paths === undefined ? {} : { paths }),
      })),
    ...inNoteApps(root),
    ...inSync(folder, home),
    ...inIndexes(root, home),
  ];
}

function inGit(root: string, path: VaultPath, { env }: Machine): Residue[] {
  if (!folderInHistory(root, path, env)) return [];
  const { status, stdout } = gitSync(root, ['remote'], env, { timeout: 5000 });
  const remotes = status === 0 ? stdout.toString('utf8').split('\n').filter(Boolean) : [];
  const where = remotes.length === 0 ? '' : `, and so may its remotes have: ${remotes.join(', ')}`;
  return [
    {
      what: `git keeps earlier, plain versions in its history${where}`,
      mend: `${historyPage} says how to get them out; \`cloister history ${path === '' ? '.' : path}\` lists what stands there`,
    },
  ];
}

function inNoteApps(root: string): Residue[] {
  const found: Residue[] = [];
  if (existsSync(join(root, '.obsidian'))) {
    found.push({
      what: "Obsidian's File Recovery keeps snapshots of notes, in the app's own data and not in the vault",
      mend: 'Settings, File recovery, Clear; on each device',
    });
    if (usesObsidianSync(root))
      found.push({
        what: 'Obsidian Sync is on: its versions of notes stay on its server',
        mend: 'Settings, Sync, Deleted files and version history',
      });
  }
  const logseq = join(root, 'logseq', 'bak');
  if (existsSync(logseq)) found.push({ what: `Logseq keeps earlier versions of pages in ${logseq}`, paths: [logseq] });
  return found;
}

/** The list of core plugins is an object of switches since Obsidian 1.6, a list of names before. */
function usesObsidianSync(root: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(join(root, '.obsidian', 'core-plugins.json'), 'utf8'));
    if (Array.isArray(value)) return value.includes('sync');
    return typeof value === 'object' && value !== null && 'sync' in value && value.sync === true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) errorCode(error);
    return false;
  }
}

/** Names of folders that a service mirrors (facts/stores.md, section g). */
const cloudNames: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox(?: \(.+\))?$/, 'Dropbox'],
  [/^OneDrive(?: - .+)?$/, 'OneDrive'],
  [/^(?:Google ?Drive|My Drive)$/, 'Google Drive'],
  [/^Nextcloud$/, 'Nextcloud'],
  [/^ownCloud$/, 'ownCloud'],
  [/^(?:Mobile Documents|iCloudDrive)$/, 'iCloud'],
  [/^CloudStorage$/, 'a cloud service'],
];

function inSync(folder: string, home: string): Residue[] {
  const found: Residue[] = [];
  for (let each = folder; dirname(each) !== each && each !== home; each = dirname(each)) {
    const service = cloudNames.find(([name]) => name.test(each.slice(dirname(each).length + 1)))?.[1];
    if (service !== undefined)
      found.push({
        what: `${each} is mirrored by ${service}, which keeps deleted files and earlier versions for a while`,
        mend: 'delete them there for good, on its site',
      });
    const versions = join(each, '.stversions');
    if (namesIn(versions).length > 0)
      found.push({
        what: `Syncthing keeps earlier versions in ${versions}`,
        mend: 'empty it, on each device',
        paths: [versions],
      });
    else if (existsSync(join(each, '.stfolder')))
      found.push({
        what: `Syncthing mirrors ${each}: other devices may keep versions`,
        mend: 'empty .stversions on each device',
      });
  }
  return found;
}

/** Indexes of a desktop's search, beneath the home folder, and of plugins, beneath the vault. */
const homeIndexes: readonly (readonly [string, string])[] = [
  ['.local/share/baloo/index', "KDE's search index"],
  ['.cache/tracker3/files', "GNOME's search index"],
  ['.recoll/xapiandb', "Recoll's index"],
];
const pluginIndex = /^(?:copilot-index.*\.json|smart-connections.*)$/;

function inIndexes(root: string, home: string): Residue[] {
  const texts = homeIndexes
    .map(([place, name]) => ({ path: join(home, place), name }))
    .filter(({ path }) => existsSync(path))
    .map(({ path, name }) => ({ what: `${name} may hold text of the notes: ${path}`, paths: [path] }));
  const obsidian = join(root, '.obsidian');
  const plugins = namesIn(obsidian)
    .filter((each) => pluginIndex.test(each))
    .map((each) => ({
      what: `a plugin's index may hold text of the notes: .obsidian/${each}`,
      paths: [join(obsidian, each)],
    }));
  const found = [...texts, ...plugins].map((each) => ({ ...each, mend: 'have it built anew, or delete it' }));
  return process.platform === 'darwin'
    ? [
        ...found,
        { what: 'Spotlight may have indexed the notes', mend: 'it drops what is gone; `mdutil -E /` builds it anew' },
      ]
    : found;
}
