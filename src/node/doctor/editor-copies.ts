import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorData } from '../editor-data.ts';
import { namesIn } from '../names-in.ts';
import { realOrSelf } from '../vaults.ts';
import { textOf } from './text-of.ts';

/** A copy of a note that another program keeps. */
export interface Copy {
  /** Real path of the note. */
  readonly note: string;
  readonly copy: string;
}

/** The versions that VS Code keeps of each file that it saved: a folder each, whose `entries.json` names the file. */
export function editorHistory(home: string): Copy[] {
  return editorData.flatMap((data) => {
    const history = join(home, data, 'User', 'History');
    return namesIn(history).flatMap((name) => {
      const folder = join(history, name);
      const note = pathOf(/"resource"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(textOf(join(folder, 'entries.json')) ?? '')?.[1]);
      // One that is listed and has no version left holds nothing.
      return note === undefined || namesIn(folder).length < 2 ? [] : [{ note, copy: folder }];
    });
  });
}

/** Unsaved texts that VS Code keeps across restarts: the first line of each names the file. */
export function editorBackups(home: string): Copy[] {
  return editorData.flatMap((data) => {
    const backups = [join(home, data, 'Backups'), join(home, data, 'User', 'Backups')];
    return backups.flatMap((folder) =>
      namesIn(folder).flatMap((window) =>
        namesIn(join(folder, window, 'file')).flatMap((name) => {
          const copy = join(folder, window, 'file', name);
          const [first = ''] = (textOf(copy) ?? '').split(/[\n ]/, 1);
          const note = pathOf(JSON.stringify(first));
          return note === undefined ? [] : [{ note, copy }];
        }),
      ),
    );
  });
}

function pathOf(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  try {
    const uri: unknown = JSON.parse(json);
    if (typeof uri !== 'string') return undefined;
    // In a window that is connected to this machine from elsewhere the path alone is the same.
    const local = uri.replace(/^vscode-remote:\/\/[^/]*/, 'file://');
    return local.startsWith('file:///') ? realOrSelf(fileURLToPath(local)) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
}

/** Where Vim and Neovim keep swap files, undo files and backups away from the file: `%` stands for each slash. */
const vimFolders = [
  '.local/state/nvim/swap',
  '.local/state/nvim/undo',
  '.local/state/nvim/backup',
  '.local/share/nvim/swap',
  '.vim/swap',
  '.vim/undo',
  '.vim/undodir',
  '.vim/backup',
  '.cache/vim/swap',
  '.cache/vim/undo',
  '.cache/vim/backup',
];

export function vimCopies(home: string): Copy[] {
  return vimFolders.flatMap((folder) =>
    namesIn(join(home, folder))
      .filter((name) => name.startsWith('%'))
      .map((name) => ({
        note: realOrSelf(name.replaceAll('%', '/').replace(/(?:\.sw[a-p]|~)$/, '')),
        copy: join(home, folder, name),
      })),
  );
}

const beside: readonly RegExp[] = [/^\.(.+)\.sw[a-p]$/, /^\.(.+)\.un~$/, /^(.+)~$/, /^#(.+)#$/];

/** The note beside which an editor keeps a file of this name (Vim's swap and undo files, backups, Emacs' autosaves). */
export function noteOfSideFile(path: string): string | undefined {
  const name = basename(path);
  const note = beside.map((each) => each.exec(name)?.[1]).find((each) => each !== undefined);
  return note === undefined ? undefined : join(dirname(path), note);
}
