import type { StoreId } from '../../core/store-ids.ts';
import { fieldsOf } from '../json-fields.ts';
import { type Platform, partsOf, type Store } from '../store.ts';
import { beside, credentialRemarks } from './credentials.ts';
import { counted, foldersIn, parsed } from './proof.ts';
import { bySettings, numberOf } from './retention.ts';

/** Extensions of VS Code and its kin that keep a folder for each task, and what the editor itself keeps of files. */

function everywhere(...paths: readonly string[]): Readonly<Record<Platform, readonly string[]>> {
  return { linux: paths, darwin: paths, win32: paths };
}

const conversations = [
  'api_conversation_history.json',
  'ui_messages.json',
  'task_metadata.json',
  'context_history.json',
];
/** An array of messages, as the vendor's interface wants them or as the view shows them. */
const messages = /^\s*\[\s*\{\s*"(?:role|ts|type|say|ask|content|id)"\s*:/;

interface TaskRow {
  readonly id: StoreId;
  readonly name: string;
  readonly docs: string;
  readonly paths: readonly string[];
  readonly fix: string;
}

/** Cline and what was made from it: `tasks/<id>/api_conversation_history.json`. */
function taskStore({ id, name, docs, paths, fix }: TaskRow): Store {
  return {
    id,
    name,
    holds: 'ai',
    docs,
    paths: everywhere(...paths),
    marks: [],
    proof: '`tasks/*/api_conversation_history.json` or `ui_messages.json` is an array of messages',
    fix,
    recognise(candidate, reader) {
      const tasks = foldersIn(reader, `${candidate}/tasks`);
      const files = tasks.slice(0, 20).flatMap((task) => conversations.slice(0, 2).map((file) => `${task}/${file}`));
      const evidence = files.find((path) => messages.test(reader.start(path, 4096) ?? ''));
      if (evidence === undefined) return undefined;
      return {
        store: id,
        root: candidate,
        evidence,
        atRest: { state: 'plaintext' },
        parts: partsOf(reader, candidate, {
          transcripts: ['tasks', 'state', 'workspaces'],
          snapshots: ['checkpoints', 'puppeteer'],
          logs: ['logs'],
          credentials: ['secrets.json'],
          settings: ['settings', 'globalState.json'],
        }),
        ...counted(tasks.length),
        remarks: credentialRemarks(reader, id, [
          `${candidate}/secrets.json`,
          `${candidate}/globalState.json`,
          `${candidate}/settings/providers.json`,
        ]),
      };
    },
  };
}

const cline = taskStore({
  id: 'cline',
  name: 'Cline',
  docs: 'https://github.com/cline/cline/blob/main/src/core/storage/disk.ts',
  paths: ['{user}/globalStorage/saoudrizwan.claude-dev', '~/.cline/data'],
  fix: 'Delete tasks in its history; nothing else removes them. Checkpoints hold copies of the workspace.',
});

const rooCode = taskStore({
  id: 'roo-code',
  name: 'Roo Code',
  docs: 'https://github.com/RooCodeInc/Roo-Code/blob/main/src/shared/globalFileNames.ts',
  paths: ['{user}/globalStorage/rooveterinaryinc.roo-cline'],
  fix: 'Delete tasks in its history; nothing else removes them. Checkpoints in each task hold copies of the workspace.',
});

/** Names of files that hold notes. */
const note = /\.(?:md|mdx|markdown|org|norg|txt|rst|adoc|tex|canvas)$/i;
/** Folders that are looked through for a note: one for each file that was ever edited. */
const mostHistories = 3000;

/** How many versions of a file VS Code keeps: 50, unless it is set (https://code.visualstudio.com/docs/getstarted/settings). */
function retention(value: unknown): string {
  const settings = fieldsOf(value);
  if (settings?.['workbench.localHistory.enabled'] === false)
    return 'no new versions (workbench.localHistory.enabled); those that are there stay';
  const most = numberOf(settings?.['workbench.localHistory.maxFileEntries']);
  return most === undefined
    ? '50 versions of a file (workbench.localHistory.maxFileEntries is not set)'
    : `${most} versions of a file (workbench.localHistory.maxFileEntries)`;
}

const localHistory: Store = {
  id: 'local-history',
  name: 'VS Code Local History',
  holds: 'ai',
  docs: 'https://code.visualstudio.com/docs/sourcecontrol/overview#_timeline-view',
  paths: everywhere('{user}/History'),
  marks: [],
  proof: '`*/entries.json` with `version`, `entries` and a `resource` that is a note',
  fix: 'Exclude notes with `workbench.localHistory.exclude`, and run `Local History: Delete All`: earlier versions of locked and sealed notes stay here.',
  recognise(candidate, reader) {
    // One note is enough: how many there are says little, since each has up to fifty versions.
    const evidence = foldersIn(reader, candidate, mostHistories)
      .map((folder) => `${folder}/entries.json`)
      .find((path) => {
        const entries = fieldsOf(parsed(reader.start(path, 262_144) ?? ''));
        const resource = entries?.['resource'];
        if (!Array.isArray(entries?.['entries']) || typeof resource !== 'string') return false;
        return note.test(resource.replace(/[?#].*$/, ''));
      });
    if (evidence === undefined) return undefined;
    return {
      store: 'local-history',
      root: candidate,
      evidence,
      atRest: { state: 'plaintext' },
      parts: [{ kind: 'snapshots', path: candidate }],
      ...bySettings(reader, beside(candidate, 'settings.json'), retention),
    };
  },
};

export const editorStores: readonly Store[] = [cline, rooCode, localHistory];
