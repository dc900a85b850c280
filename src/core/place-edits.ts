import type { Access } from './access.ts';
import type { AgentId } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { type FolderEntry, parsePolicy } from './policy.ts';
import { lockFolder, type PolicyEdit, setFolderAccess, unlockFolder } from './policy-edit.ts';
import { lockFile, setFileAccess, unlockFile } from './policy-edit-files.ts';

/** What is locked, unlocked or given an access. */
interface Place {
  readonly kind: 'folder' | 'file' | 'missing';
  /** From the vault's root. */
  readonly path: VaultPath;
}

/** A change of a policy's text. */
export type Edit = (text: string) => PolicyEdit;

/** Locks a place: a folder by its entry, a file by a pattern of its own. */
export function lockEdit({ kind, path }: Place): Edit {
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

/**
 * Gives a folder an access, or a file one for every agent. To give nothing to every agent is to lock it.
 * @throws Error for a file and one agent: a policy has no words for that.
 */
export function accessEdit(place: Place, access: Access, agent?: AgentId): Edit {
  if (access === 'none' && agent === undefined) return lockEdit(place);
  if (place.kind !== 'file') return (text) => setFolderAccess(text, place.path, access, agent);
  if (agent !== undefined) throw new Error("a file's access is every agent's");
  return (text) => ({ text: setFileAccess(text, place.path, access), removed: [] });
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

/** An entry that gives nothing, now or after its end; one agent's own `none` is no lock of the folder. */
function locks({ access, until, after }: FolderEntry): boolean {
  return access === 'none' || (until !== undefined && after === 'none');
}
