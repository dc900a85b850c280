import type { Access } from '../core/access.ts';
import type { AgentId } from '../core/agent-ids.ts';
import { type FolderEntry, parsePolicy } from '../core/policy.ts';
import { lockFolder, type PolicyEdit, setFolderAccess, unlockFolder } from '../core/policy-edit.ts';
import { lockFile, unlockFile } from '../core/policy-edit-files.ts';
import { UserError } from '../core/user-error.ts';
import type { Place } from './places.ts';

/** A change of a policy's text. */
export type Edit = (text: string) => PolicyEdit;

/** Locks a place: a folder by its entry, a file by a pattern of its own. */
export function lockEdit({ kind, path }: Pick<Place, 'kind' | 'path'>): Edit {
  return (text) => (kind === 'file' ? { text: lockFile(text, path), removed: [] } : lockFolder(text, path));
}

/** Takes away the entry that locks a folder and the pattern that locks a file. */
export function unlockEdit({ path }: Pick<Place, 'path'>): Edit {
  return (text) => {
    const parsed = parsePolicy(text);
    const entry = parsed.ok ? parsed.value.policy.folders.get(path) : undefined;
    const isLock = path === '' || (entry !== undefined && locks(entry));
    const folder = isLock ? unlockFolder(text, path).text : text;
    return { text: path === '' ? folder : unlockFile(folder, path), removed: [] };
  };
}

/** Gives a folder an access. To give nothing to every agent is to lock it. */
export function accessEdit(place: Pick<Place, 'kind' | 'path'>, access: Access, agent?: AgentId): Edit {
  if (access === 'none' && agent === undefined) return lockEdit(place);
  return (text) => setFolderAccess(text, place.path, access, agent);
}

/** Several changes, one after the other. */
export function allEdits(edits: readonly Edit[]): Edit {
  return (text) =>
    edits.reduce<PolicyEdit>(
      (before, edit) => {
        const after = edit(before.text);
        return { text: after.text, removed: [...before.removed, ...after.removed] };
      },
      { text, removed: [] },
    );
}

/** An edit whose result must be a policy again: a text with traps for an edit in place is refused instead. */
export function checkedEdit(edit: Edit, file: string): Edit {
  return (text) => {
    const edited = edit(text);
    if (!parsePolicy(edited.text).ok)
      throw new UserError(
        `${file} is written in a way that can not be edited in place`,
        'Take commas before a closing bracket out, then try again.',
      );
    return edited;
  };
}

/** An entry that gives nothing, now or after its end; one agent's own `none` is no lock of the folder. */
function locks({ access, until, after }: FolderEntry): boolean {
  return access === 'none' || (until !== undefined && after === 'none');
}
