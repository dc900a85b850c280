import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { countOf } from '../../core/amounts.ts';
import { namesIn } from '../names-in.ts';
import { realOrSelf } from '../vaults.ts';
import { isWithin, walk } from '../walk.ts';
import { asArgument, type Check, someOf } from './check.ts';
import { type Copy, editorBackups, editorHistory, noteOfSideFile, vimCopies } from './editor-copies.ts';
import { obsidianNames, smartConnections } from './note-app-copies.ts';
import type { TranscriptCall } from './transcripts.ts';

export interface CopySearch {
  /** Real path of the vault. */
  readonly root: string;
  /** The user's home folder. */
  readonly home: string;
  readonly configFolders: readonly string[];
  readonly calls: readonly TranscriptCall[];
  /** Whether nothing of a real path reaches Claude Code. */
  isLocked(path: string, isFolder: boolean): boolean;
}

/** Copies of locked notes of a vault that other programs keep where no lock reaches, and names that they keep. */
export function checkCopies(search: CopySearch): Check[] {
  const { root, home, isLocked } = search;
  const { locked, sideFiles } = notesOf(search);
  const ofMine = ({ note, copy }: Copy): boolean =>
    isWithin(note, root) && isLocked(note, false) && !isLocked(realOrSelf(copy), false);
  const checks = [
    copyCheck(root, "VS Code's local history", editorHistory(home).filter(ofMine), {
      rest: 'Keep it from coming back: "workbench.localHistory.exclude" in the settings of VS Code.',
    }),
    copyCheck(root, 'texts that VS Code keeps unsaved', editorBackups(home).filter(ofMine), {
      mend: 'save or discard them in VS Code',
    }),
    copyCheck(root, 'swap, undo and backup files of Vim', vimCopies(home).filter(ofMine)),
    copyCheck(root, 'swap and backup files beside locked notes', sideFiles.filter(ofMine)),
    copyCheck(root, 'the index of Smart Connections', smartConnections(root).filter(ofMine), {
      rest: 'Exclude locked folders in the settings of Smart Connections, or `cloister lock .smart-env`.',
    }),
    copyCheck(root, "Claude Code's transcripts, from before", transcriptCopies(search).filter(ofMine), {
      rest: '`cloister protect claude-code --sandbox` hides transcripts from shell commands.',
    }),
    copyCheck(root, "Claude Code's own history of edited files", fileHistory(search, locked)),
    nameCheck(obsidianNames(root).filter(ofMine)),
    trashCheck(search),
  ].filter((each) => each !== undefined);
  return checks.length === 0 ? [{ status: 'ok', what: 'no copy of a locked note was found' }] : checks;
}

/** More than a person pastes; the paths stand in the JSON report all the same. */
const mostInCommand = 5;

function copyCheck(
  root: string,
  where: string,
  copies: readonly Copy[],
  how: { mend?: string; rest?: string } = {},
): Check | undefined {
  if (copies.length === 0) return undefined;
  const notes = [...new Set(copies.map(({ note }) => relative(root, note)))].sort();
  const paths = [...new Set(copies.map(({ copy }) => copy))].sort();
  const remove =
    paths.length > mostInCommand
      ? `delete ${countOf(paths.length, 'copy', 'copies')}: \`cloister doctor --format json\` lists them`
      : `\`rm -r ${paths.map(asArgument).join(' ')}\``;
  return {
    status: 'open',
    what: `${where}: ${countOf(notes.length, 'locked note')}: ${someOf(notes)}`,
    mend: how.mend ?? `${remove}${how.rest === undefined ? '' : `. ${how.rest}`}`,
    paths,
  };
}

function nameCheck(copies: readonly Copy[]): Check | undefined {
  if (copies.length === 0) return undefined;
  const notes = [...new Set(copies.map(({ note }) => note))].sort();
  return {
    status: 'note',
    what: `Obsidian keeps the names of ${countOf(notes.length, 'locked note')} in ${someOf([...new Set(copies.map(({ copy }) => copy))])}: names, no content`,
    mend: '`cloister lock .obsidian` hides them, if agents need nothing in it',
    paths: notes,
  };
}

/** What is deleted in Obsidian lies here, from locked folders too, without a trace of where it was. */
function trashCheck({ root, isLocked }: CopySearch): Check | undefined {
  const trash = join(root, '.trash');
  const count = namesIn(trash).length;
  if (count === 0 || isLocked(trash, true)) return undefined;
  return {
    status: 'open',
    what: `${trash} holds ${countOf(count, 'deleted file or folder', 'deleted files and folders')}: notes of locked folders may be among them`,
    mend: `\`cloister lock ${asArgument(trash)}\`, or empty it`,
  };
}

/** The locked notes of a vault, and files beside them that an editor made and that no lock covers. */
function notesOf({ root, isLocked }: CopySearch): { locked: string[]; sideFiles: Copy[] } {
  const locked: string[] = [];
  const sideFiles: Copy[] = [];
  for (const found of walk(root, '', (path) => path === '.git' || path.endsWith('/.git'))) {
    if (found.kind !== 'file') continue;
    const path = join(root, found.path);
    const note = noteOfSideFile(path);
    // Copies of what was sealed since bear its name from before.
    if (isLocked(path, false)) locked.push(path, ...(path.endsWith('.age') ? [path.slice(0, -'.age'.length)] : []));
    else if (note !== undefined && isLocked(note, false)) sideFiles.push({ note, copy: path });
  }
  return { locked, sideFiles };
}

function transcriptCopies({ calls }: CopySearch): Copy[] {
  return calls.flatMap(({ hasRun, path, transcript }) =>
    hasRun && path !== undefined ? [{ note: realOrSelf(path), copy: transcript }] : [],
  );
}

/** Claude Code names a version that it keeps of an edited file after the hash of its path (client 2.1.330). */
function fileHistory({ root, configFolders }: CopySearch, locked: readonly string[]): Copy[] {
  const kept = configFolders.flatMap((folder) => {
    const history = join(folder, 'file-history');
    return namesIn(history).flatMap((session) =>
      namesIn(join(history, session)).map((name) => join(history, session, name)),
    );
  });
  if (kept.length === 0) return [];
  const notes = new Map(
    locked.flatMap((note) =>
      [note, relative(root, note)].map(
        (path) => [createHash('sha256').update(path).digest('hex').slice(0, 16), note] as const,
      ),
    ),
  );
  return kept.flatMap((copy) => {
    const note = notes.get(copy.slice(dirname(copy).length + 1, dirname(copy).length + 17));
    return note === undefined || !existsSync(copy) ? [] : [{ note, copy }];
  });
}
